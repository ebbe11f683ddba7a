import type { ReactNode } from 'react';
import css from './Fold.module.css';
import { Icon } from './Icon.tsx';

type Props = { readonly open: boolean; readonly onToggle: () => void; readonly children: ReactNode };

/** Opens and folds what is too long to stand there always; its words say what and how much. */
export function Fold({ open, onToggle, children }: Props) {
  return (
    <button type="button" className={css.fold} aria-expanded={open} onClick={onToggle}>
      <Icon name={open ? 'down' : 'right'} size="sm" />
      {children}
    </button>
  );
}
