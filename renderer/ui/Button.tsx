import type { AriaAttributes, ReactNode, Ref } from 'react';
import { ariaKeys, keyHint } from '../text/keys.ts';
import css from './Button.module.css';
import { Icon, type IconName } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import { oncePerPress } from './once-per-press.ts';

export type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger' | 'danger-solid';

type Shared = AriaAttributes & {
  readonly onPress?: () => void;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
  readonly type?: 'button' | 'submit';
  readonly id?: string;
  /** A key of `keys/actions.ts` form, e.g. `Ctrl+Enter`: shown as a hint, told by `aria-keyshortcuts`. */
  readonly keys?: string | null;
  readonly ref?: Ref<HTMLButtonElement>;
};

type Look = { readonly kind?: ButtonKind; readonly size?: 'md' | 'lg'; readonly icon?: IconName };
export type ButtonProps = Shared & Look & { readonly children: ReactNode };

const told = (keys: string | null | undefined): { 'aria-keyshortcuts'?: string } =>
  keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {};

const classes = (kind: ButtonKind, size: 'md' | 'lg'): string =>
  [css.button, css[kind], css[size]].filter(Boolean).join(' ');

/** The browser's own button: there are dozens on the screen, and each is drawn anew with the next conversation. */
function Native({
  onPress,
  isDisabled,
  type = 'button',
  ...rest
}: Omit<Shared, 'keys'> & React.ComponentProps<'button'>) {
  return (
    <button
      {...rest}
      type={type}
      disabled={isDisabled}
      onClick={onPress && (() => onPress())}
      onKeyDown={oncePerPress}
    />
  );
}

/** The one button. What it does is its name; the key hint stays outside of it. */
export function Button({ kind = 'plain', size = 'md', icon, keys, children, ...rest }: ButtonProps) {
  return (
    <Native {...rest} {...told(keys)} className={classes(kind, size)}>
      {icon ? <Icon name={icon} /> : null}
      {children}
      {keys ? <Kbd keys={keyHint(keys)} /> : null}
    </Native>
  );
}

export type IconButtonProps = Shared & { readonly icon: IconName; readonly label: string };

/** A button with a picture alone. Its name shows on hover. */
export function IconButton({ icon, label, keys, ...rest }: IconButtonProps) {
  const title = keys ? `${label} (${keyHint(keys)})` : label;
  return (
    <Native {...rest} {...told(keys)} aria-label={label} title={title} className={css.iconButton}>
      <Icon name={icon} />
    </Native>
  );
}

type MenuButtonProps = React.ComponentProps<'button'> & { readonly icon: IconName } & (
    { readonly label: string; readonly children?: never } | { readonly label?: never; readonly children: ReactNode }
  );

/** What opens a menu looks like the others; the menu tells it what it stands for. */
export function MenuButton({ icon, label, children, ...menu }: MenuButtonProps) {
  return (
    <button {...menu} aria-label={label} className={label ? css.iconButton : classes('plain', 'md')}>
      <Icon name={icon} />
      {children}
    </button>
  );
}
