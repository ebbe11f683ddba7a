import type { ReactNode } from 'react';
import { Icon } from '../ui/Icon.tsx';
import { PopoverButton } from '../ui/PopoverButton.tsx';
import css from './Filters.module.css';

type Props = {
  /** What is set now; also the button's name. */
  readonly label: string;
  readonly title: string;
  readonly set: boolean;
  readonly children: ReactNode;
};

/** A button that says what is set, and opens what can be. */
export function FilterPopover({ label, title, set, children }: Props) {
  return (
    <PopoverButton
      className={`${css.chip} ${set ? css.set : css.rest}`}
      face={
        <>
          <bdi>{label}</bdi>
          <Icon name="down" size="sm" />
        </>
      }
      title={title}
      classes={{ popover: css.popover!, dialog: css.dialog! }}
      placement="bottom start"
    >
      {children}
    </PopoverButton>
  );
}
