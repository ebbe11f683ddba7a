import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { Button, type ButtonKind } from './Button.tsx';
import { Dialog } from './Dialog.tsx';
import css from './Form.module.css';
import type { IconName } from './Icon.tsx';

/** What the answer does. `keys` null: no key of the form does it, what cannot be undone wants its own button. */
type Act = {
  readonly words: string;
  readonly keys: 'Enter' | 'Ctrl+Enter' | null;
  readonly isReady: boolean;
  readonly run: () => void;
  readonly kind?: ButtonKind;
  readonly icon?: IconName;
};

type Props = {
  readonly title: string;
  readonly about?: ReactNode;
  /** Of the button that lets it be. */
  readonly cancel: string;
  readonly onClose: () => void;
  readonly act: Act;
  /** Another answer, between the two buttons. */
  readonly other?: ReactNode;
  /** Why it cannot be done as it stands, where the fields do not say so. */
  readonly whyNot?: string | null;
  /** The fields; the first of them takes the focus. */
  readonly children: ReactNode;
};

type FormProps = Pick<Props, 'children'> & { readonly keys: Act['keys']; readonly run: () => void };

function Form({ keys, run, children }: FormProps) {
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (keys !== 'Ctrl+Enter' || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
  if (keys === null) return <div className={css.form}>{children}</div>;
  return (
    // Before the fields have it: one that is searched in takes any Enter for its own.
    <form className={css.form} onSubmit={onSubmit} onKeyDownCapture={onKeyDown}>
      {children}
      {keys === 'Enter' ? <input type="submit" hidden /> : null}
    </form>
  );
}

/** One question in a dialog: a few fields, one answer, and a way out. Escape lets it be. */
export function Ask({ title, about, cancel, onClose, act, other, whyNot = null, children }: Props) {
  const { words, keys, isReady, kind = 'primary', icon } = act;
  const run = (): void => (isReady ? act.run() : undefined);
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      about={about}
      actions={
        <>
          <Button kind="quiet" onPress={onClose}>
            {cancel}
          </Button>
          {other}
          <Button kind={kind} keys={keys} isDisabled={!isReady} onPress={run} {...(icon ? { icon } : {})}>
            {words}
          </Button>
        </>
      }
    >
      <Form keys={keys} run={run}>
        {children}
        {whyNot === null ? null : (
          <p className={css.wrong} role="status">
            {whyNot}
          </p>
        )}
      </Form>
    </Dialog>
  );
}
