import type { ReactNode, Ref } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { ariaKeys, keyHint } from '../text/keys.ts';
import css from './Button.module.css';
import { Icon, type IconName } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

export type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger' | 'danger-solid';

type Shared = Omit<AriaButtonProps, 'children' | 'className' | 'style' | 'render'> & {
  /** A key of `keys/actions.ts` form, e.g. `Ctrl+Enter`: shown as a hint, told by `aria-keyshortcuts`. */
  readonly keys?: string | null;
  readonly ref?: Ref<HTMLButtonElement>;
};

export type ButtonProps = Shared & {
  readonly kind?: ButtonKind;
  readonly size?: 'md' | 'lg';
  readonly icon?: IconName;
  readonly children: ReactNode;
};

const told = (keys: string | null | undefined): { 'aria-keyshortcuts'?: string } =>
  keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {};

/** The one button. What it does is its name; the key hint stays outside of it. */
export function Button({ kind = 'plain', size = 'md', icon, keys, children, ...rest }: ButtonProps) {
  return (
    <AriaButton
      {...rest}
      className={[css.button, css[kind], css[size]].filter(Boolean).join(' ')}
      render={props => <button {...props} {...told(keys)} />}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
      {keys ? <Kbd keys={keyHint(keys)} /> : null}
    </AriaButton>
  );
}

export type IconButtonProps = Shared & { readonly icon: IconName; readonly label: string };

/** A button with a picture alone. Its name shows on hover and on focus. */
export function IconButton({ icon, label, keys, ...rest }: IconButtonProps) {
  return (
    <AriaButton
      {...rest}
      aria-label={label}
      className={css.iconButton!}
      render={props => <button {...props} {...told(keys)} title={keys ? `${label} (${keyHint(keys)})` : label} />}
    >
      <Icon name={icon} />
    </AriaButton>
  );
}
