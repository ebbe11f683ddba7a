import css from './Chip.module.css';
import { Icon, type IconName } from './Icon.tsx';
import { oncePerPress } from './once-per-press.ts';

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
    <button
      type="button"
      className={css.chip}
      aria-pressed={on}
      aria-label={label}
      onClick={() => onToggle(!on)}
      onKeyDown={oncePerPress}
    >
      {icon ? <Icon name={icon} /> : null}
      {children}
      {count ? <span className={css.count}>{count}</span> : null}
    </button>
  );
}
