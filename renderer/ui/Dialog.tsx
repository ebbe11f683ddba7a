import { type ReactNode, useId, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { shellWords } from '../text/shell.ts';
import { IconButton } from './Button.tsx';
import css from './Dialog.module.css';
import { useMakesWay } from './open-dialogs.ts';
import { useFocusBack, useFocusKept } from './use-focus-back.ts';

type DialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** Under the title: what it is about, where the title alone could be of something else. */
  readonly about?: ReactNode;
  readonly children: ReactNode;
  readonly actions?: ReactNode;
  /** `alertdialog` for what cannot be undone. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly width?: 'md' | 'lg';
};

/** Modal, for what must be answered first or read through. Escape closes it. */
export function Dialog({ open, onClose, title, about, children, actions, role = 'dialog', width = 'md' }: DialogProps) {
  const aboutId = useId();
  const box = useRef<HTMLDivElement>(null);
  useFocusBack(open, box);
  useFocusKept(open, box);
  useMakesWay(open, onClose);
  return (
    <ModalOverlay
      ref={box}
      isOpen={open}
      onOpenChange={next => (next ? undefined : onClose())}
      isDismissable
      className={css.scrim!}
    >
      <Modal className={`${css.dialog} ${css[width]}`}>
        <AriaDialog role={role} className={css.inner!} {...(about ? { 'aria-describedby': aboutId } : {})}>
          <header className={css.head}>
            <div className={css.titles}>
              <Heading slot="title" className={css.title!}>
                {title}
              </Heading>
              {about ? <p id={aboutId}>{about}</p> : null}
            </div>
            <IconButton icon="close" label={shellWords.close} onPress={onClose} />
          </header>
          <div className={css.body}>{children}</div>
          {actions ? <footer className={css.foot}>{actions}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

type DrawerProps = Pick<DialogProps, 'open' | 'onClose' | 'title' | 'children'> & { readonly side: 'start' | 'end' };

/** A region that has no room beside the others comes in from its side. */
export function Drawer({ open, onClose, title, children, side }: DrawerProps) {
  const box = useRef<HTMLDivElement>(null);
  useFocusBack(open, box);
  useFocusKept(open, box);
  return (
    <ModalOverlay
      ref={box}
      isOpen={open}
      onOpenChange={next => (next ? undefined : onClose())}
      isDismissable
      className={css.scrim!}
    >
      <Modal className={`${css.drawer} ${css[side]}`}>
        <AriaDialog className={css.inner!} aria-label={title}>
          <div className={css.drawerClose}>
            <IconButton icon="close" label={shellWords.close} onPress={onClose} />
          </div>
          <div className={css.drawerBody}>{children}</div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
