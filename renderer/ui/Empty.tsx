import type { ReactNode } from 'react';
import css from './Empty.module.css';

type Props = { readonly title: string; readonly hint: string; readonly children?: ReactNode };

/** A view with nothing in it: what it is, what would be here, and what can be done about it. */
export function Empty({ title, hint, children }: Props) {
  return (
    <div className={css.empty}>
      <h1>{title}</h1>
      <p>{hint}</p>
      {children ? <div>{children}</div> : null}
    </div>
  );
}
