import css from './Kbd.module.css';

/** A key, as a hint for the eye. Hidden from names: the control says it by `aria-keyshortcuts`. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <kbd className={css.kbd} aria-hidden="true">
      {keys}
    </kbd>
  );
}
