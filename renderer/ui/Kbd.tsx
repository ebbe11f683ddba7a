import css from './Kbd.module.css';

/** A key's name, for the eye only: what it is bound to says aria-keyshortcuts. */
export function Kbd({ children }: { readonly children: string }) {
  return (
    <kbd className={css.kbd} aria-hidden="true">
      {children}
    </kbd>
  );
}
