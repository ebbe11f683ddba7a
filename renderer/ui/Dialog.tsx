import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import css from './Dialog.module.css';

type Props = {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly alert?: boolean;
  readonly wide?: boolean;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** Something that must be answered first. Escape and a press outside close it, and focus goes back to where it was. */
export function Dialog({ title, open, onClose, alert = false, wide = false, actions, children }: Props) {
  return (
    <ModalOverlay className={css.overlay!} isOpen={open} onOpenChange={isOpen => !isOpen && onClose()} isDismissable>
      <Modal className={`${css.modal} ${wide ? css.wide : ''}`}>
        <AriaDialog className={css.dialog!} role={alert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" className={css.title!}>
            {title}
          </Heading>
          {children}
          {actions ? <div className={css.actions}>{actions}</div> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
