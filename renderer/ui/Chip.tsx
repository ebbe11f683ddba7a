import { ToggleButton } from 'react-aria-components';
import css from './Chip.module.css';
import { Icon, type IconName } from './Icon.tsx';

type ChipProps = {
  readonly on: boolean;
  readonly onToggle: (on: boolean) => void;
  readonly children: string;
  readonly icon?: IconName;
  /** Beside the word: how many, or how many it hides. */
  readonly count?: string;
  /** The whole name where word and count do not say enough. */
  readonly label?: string;
};

/** On: filled. Off: dashed, with what it hides counted. */
export function Chip({ on, onToggle, children, icon, count, label }: ChipProps) {
  return (
    <ToggleButton className={css.chip!} isSelected={on} onChange={onToggle} {...(label ? { 'aria-label': label } : {})}>
      {icon ? <Icon name={icon} /> : null}
      {children}
      {count ? <span className={css.count}>{count}</span> : null}
    </ToggleButton>
  );
}
