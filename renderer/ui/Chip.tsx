import type { ReactNode } from 'react';
import css from './Chip.module.css';
import { Icon, type IconName } from './Icon.tsx';

type Props = {
  readonly icon?: IconName;
  readonly on: boolean;
  readonly count?: string;
  readonly onPress: () => void;
  readonly children: ReactNode;
};

/** Something that is shown or hidden. Off has a dashed border, so the state is told without colour. */
export function Chip({ icon, on, count, onPress, children }: Props) {
  return (
    <button type="button" className={css.chip} aria-pressed={on} onClick={onPress}>
      {icon ? <Icon name={icon} /> : null}
      {children}
      {count === undefined ? null : <span className={css.count}>{count}</span>}
    </button>
  );
}
