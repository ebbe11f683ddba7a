import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { Dialog, Popover } from 'react-aria-components';

type Props = {
  readonly className: string;
  /** The button's name where its face does not say enough. */
  readonly label?: string;
  readonly face: ReactNode;
  /** The name of what opens. */
  readonly title: string;
  readonly classes: { readonly popover: string; readonly dialog: string };
  readonly placement: 'bottom start' | 'bottom end';
  readonly children: ReactNode;
};

/** Keys speak to what has opened, where it has anything to press; before the box itself would take the focus. */
function AtFirst({ box }: { readonly box: RefObject<HTMLElement | null> }) {
  useEffect(() => box.current?.querySelector<HTMLElement>('input, button, select, textarea')?.focus(), [box]);
  return null;
}

/** A button that opens something beside it. What opens is made when it opens: most of them never are. */
export function PopoverButton({ className, label, face, title, classes, placement, children }: Props) {
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        {face}
      </button>
      {open ? (
        <Popover
          isOpen
          onOpenChange={setOpen}
          triggerRef={button}
          className={classes.popover}
          placement={placement}
          offset={4}
        >
          <Dialog ref={box} className={classes.dialog} aria-label={title}>
            {children}
            <AtFirst box={box} />
          </Dialog>
        </Popover>
      ) : null}
    </>
  );
}
