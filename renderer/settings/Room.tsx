import { useState } from 'react';
import type { Keeping } from '../../shared/contract/bridge/keeping.ts';
import { attempt } from '../stores/failures.ts';
import { makeRoom, useKeeping } from '../stores/keeping.ts';
import { keepingWords, sizeOf } from '../text/keeping.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import css from './KeepingView.module.css';

const make = (all: boolean): void => void attempt(keepingWords.failures.room, () => makeRoom(all));

/** Gives room back at once: by the limits, or, after a question, all that may go. */
export function Room({ keeping }: { readonly keeping: Keeping }) {
  const making = useKeeping(state => state.making);
  const made = useKeeping(state => state.made);
  const [asking, setAsking] = useState(false);
  const close = (): void => setAsking(false);
  return (
    <div className={css.group} role="group" aria-label={keepingWords.room}>
      <div className={css.groupHead}>
        <h2>{keepingWords.room}</h2>
        <span className={css.hint} role="status">
          {making ? keepingWords.making : made ? keepingWords.made(made.entries, sizeOf(made.bytes)) : null}
        </span>
      </div>
      <div className={css.acts}>
        <Button isDisabled={making} onPress={() => make(false)}>
          {keepingWords.byLimits}
        </Button>
        <span className={css.hint}>{keepingWords.byLimitsHint}</span>
        <Button kind="danger" isDisabled={making} onPress={() => setAsking(true)}>
          {keepingWords.all}
        </Button>
        <span className={css.hint}>{keepingWords.allHint(keeping.always)}</span>
      </div>
      <Dialog
        open={asking}
        onClose={close}
        role="alertdialog"
        title={keepingWords.allTitle}
        actions={
          <>
            <Button autoFocus onPress={close}>
              {keepingWords.cancel}
            </Button>
            <Button
              kind="danger-solid"
              onPress={() => {
                close();
                make(true);
              }}
            >
              {keepingWords.giveUp}
            </Button>
          </>
        }
      >
        <p>{keepingWords.allSaid(keeping.always)}</p>
      </Dialog>
    </div>
  );
}
