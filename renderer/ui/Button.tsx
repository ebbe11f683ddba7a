import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import css from './Button.module.css';
import { Icon, type IconName } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';

export type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger' | 'pressed';
type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'onClick' | 'type' | 'className'>;
type Props = Native & {
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
  /** Shown beside the words and kept out of the name; assistive technology hears it as the shortcut. */
  readonly keyHint?: string;
  /** In the notation of aria-keyshortcuts where it differs from the hint. */
  readonly shortcut?: string;
  readonly large?: boolean;
  readonly submit?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onPress?: () => void;
  readonly children?: ReactNode;
};

export function Button({
  kind = 'plain',
  icon,
  keyHint,
  shortcut,
  large = false,
  submit = false,
  onPress,
  children,
  ...rest
}: Props) {
  return (
    <button
      {...rest}
      type={submit ? 'submit' : 'button'}
      className={`${css.button} ${css[kind]} ${large ? css.large : ''}`}
      aria-keyshortcuts={shortcut ?? keyHint}
      onClick={onPress}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
      {keyHint ? <Kbd>{keyHint}</Kbd> : null}
    </button>
  );
}

type IconProps = Native & {
  readonly icon: IconName;
  readonly label: string;
  readonly ref?: Ref<HTMLButtonElement>;
  readonly onPress?: () => void;
};

export function IconButton({ icon, label, onPress, ...rest }: IconProps) {
  return (
    <button {...rest} type="button" className={css.iconButton} aria-label={label} title={label} onClick={onPress}>
      <Icon name={icon} />
    </button>
  );
}

/** A button that reads as a link, for a way on within text. */
export function LinkButton({
  onPress,
  children,
  ...rest
}: Native & { readonly onPress?: () => void; readonly children: ReactNode }) {
  return (
    <button {...rest} type="button" className={css.link} onClick={onPress}>
      {children}
    </button>
  );
}
