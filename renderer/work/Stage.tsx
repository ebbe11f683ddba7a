import type { CSSProperties, ReactNode } from 'react';
import css from './Stage.module.css';

/** Has its place and its sizes, and is neither seen, told nor reached. */
export const BEHIND: CSSProperties = { visibility: 'hidden' };

type Props = {
  readonly shown: string | null;
  /** Who is likely to be shown next, drawn ahead of time: being shown is then no more than being seen. */
  readonly next: string | null;
  readonly children: (customerId: string) => ReactNode;
};

/** One customer's part of the view, and behind it the next one's. */
export function Stage({ shown, next, children }: Props) {
  const drawn = [...new Set([shown, next])].filter(id => id !== null);
  return (
    <div className={css.stage}>
      {drawn.map(id => (
        <div
          key={id}
          className={id === shown ? css.front : css.behind}
          style={id === shown ? undefined : BEHIND}
          inert={id !== shown}
        >
          {children(id)}
        </div>
      ))}
    </div>
  );
}
