import type { ReactNode } from 'react';
import css from './Hidden.module.css';

/** For those who listen; takes no room for those who look. */
export function Hidden({ children }: { readonly children: ReactNode }) {
  return <span className={css.hidden}>{children}</span>;
}

/** Says its words aloud when they change. Must stand there before it has words. */
export function Announcer({ words, urgent = false }: { readonly words: string; readonly urgent?: boolean }) {
  return (
    <div className={css.hidden} aria-live={urgent ? 'assertive' : 'polite'} aria-atomic="true">
      {words}
    </div>
  );
}
