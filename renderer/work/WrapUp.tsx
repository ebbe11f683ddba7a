import { useState } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import type { WorkItem } from '../../shared/domain/work.ts';
import { isCallOver, useCall } from '../stores/call.ts';
import { attempt } from '../stores/failures.ts';
import { afterSince, usePresence } from '../stores/presence.ts';
import { askWrapUp, useShell } from '../stores/shell.ts';
import { finishWork, openItems, useWork } from '../stores/work.ts';
import { failureWords } from '../text/shell.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import css from './WrapUp.module.css';

/** The contract's limit for one line of wrap-up. */
const LONGEST = 1_000;

function Question({ item }: { readonly item: WorkItem }) {
  const [text, setText] = useState('');
  const isClosed = useCall(isCallOver);
  const isOver = usePresence(afterSince) !== null || isClosed;
  const isCall = item.channel === 'voice' && !isOver;
  const finish = (): void => {
    askWrapUp(null);
    void attempt(failureWords.finish, () => finishWork(item, text.trim() || null));
  };
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={() => askWrapUp(null)}
      title={isCall ? workWords.endTitle(item.customerName) : workWords.finishTitle(item.customerName)}
      actions={
        <>
          <Button kind="quiet" onPress={() => askWrapUp(null)}>
            {workWords.cancel}
          </Button>
          <Button kind={isCall ? 'danger-solid' : 'primary'} keys="Ctrl+Enter" onPress={finish}>
            {isCall ? workWords.endNow : workWords.finishNow}
          </Button>
        </>
      }
    >
      <TextField className={css.field!} value={text} onChange={setText} maxLength={LONGEST} autoFocus>
        <Label className={css.label!}>{workWords.wrapUp}</Label>
        <TextArea
          className={css.text!}
          dir="auto"
          rows={3}
          onKeyDown={event => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            finish();
          }}
        />
        <p className={css.hint}>{workWords.wrapUpHint}</p>
      </TextField>
    </Dialog>
  );
}

/** Asks once what the work came to, and ends it with the answer. */
export function WrapUp() {
  const id = useShell(shell => shell.finishing);
  const item = useWork(openItems).find(one => one.id === id);
  return item ? <Question key={item.id} item={item} /> : null;
}
