import type { ReactNode } from 'react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { Icon } from '../ui/Icon.tsx';
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
    <DialogTrigger>
      <Button className={`${css.chip} ${set ? css.set : css.rest}`}>
        <bdi>{label}</bdi>
        <Icon name="down" size="sm" />
      </Button>
      <Popover className={css.popover!} placement="bottom start" offset={4}>
        <Dialog className={css.dialog!} aria-label={title}>
          {children}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
