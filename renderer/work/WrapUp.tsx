import { type KeyboardEvent, useEffect, useState } from 'react';
import { Label, TextArea, TextField } from 'react-aria-components';
import type { WorkItem, WrapUpPolicy } from '../../shared/domain/work.ts';
import { whyNotFinish } from '../../shared/domain/wrap-up.ts';
import { toWords } from '../compose/to-words.ts';
import { Unsent } from '../compose/Unsent.tsx';
import { unsentAtEnd } from '../compose/unsent.ts';
import { isCallOver, useCall } from '../stores/call.ts';
import { loadDrafts, type Mode, useDrafts, writingsIn } from '../stores/drafts.ts';
import { attempt } from '../stores/failures.ts';
import { afterSince, timedAfter, usePresence } from '../stores/presence.ts';
import { useQueues, wrapUpPolicy } from '../stores/queues.ts';
import { askWrapUp, useShell } from '../stores/shell.ts';
import { openCustomer } from '../stores/view.ts';
import { finishWork, openItems, useWork } from '../stores/work.ts';
import { keepWrapUp, loadWrapUp, useWrapUps, writeUp, type WrittenUp, writtenUp } from '../stores/wrap-up.ts';
import { unsentWords } from '../text/compose.ts';
import { failureWords } from '../text/shell.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { useCaretKept } from '../ui/caret.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { focusHomeSoon } from '../ui/focus-home.ts';
import { wasTypedIn } from '../ui/typed-in.ts';
import { AcwTime } from './AcwTime.tsx';
import { Dispositions } from './Dispositions.tsx';
import { ItemAbout } from './ItemAbout.tsx';
import css from './WrapUp.module.css';

/** The contract's limit for one line of wrap-up. */
const LONGEST = 1_000;

type Props = { readonly item: WorkItem; readonly written: WrittenUp };

/** What was begun to be written and would stay behind; and back to it. */
function useUnsent(item: WorkItem) {
  const { customerId } = item;
  const writings = useDrafts(writingsIn(item));
  const held = useWork(openItems);
  useEffect(() => void loadDrafts(customerId), [customerId]);
  const go = (mode: Mode): void => {
    askWrapUp(null);
    openCustomer(customerId, item.id);
    // After the dialog has given the focus back.
    requestAnimationFrame(() => toWords(customerId, mode));
  };
  return { unsent: unsentAtEnd(item, held, writings), go };
}

/** Ends it once nothing stands in the way; what does is said first. */
function useEnding(item: WorkItem, { text, disposition }: WrittenUp, policy: WrapUpPolicy) {
  const [missing, setMissing] = useState(false);
  const [isWarned, setWarned] = useState(false);
  const { unsent, go } = useUnsent(item);
  const finish = (): void => {
    if (whyNotFinish(policy, { wrapUp: text, disposition }) !== null) return setMissing(true);
    if (unsent.length > 0 && !isWarned) return setWarned(true);
    askWrapUp(null);
    // The button that asked goes with the work.
    focusHomeSoon();
    void attempt(failureWords.finish, () => finishWork(item, text.trim() || null, disposition));
  };
  const said = <Unsent modes={unsent} isAsked={isWarned} onGo={go} />;
  return { finish, isMissing: missing && disposition === null, isAsked: isWarned && unsent.length > 0, said };
}

function Question({ item, written }: Props) {
  const policy = useQueues(wrapUpPolicy(item.queueId));
  const { finish, isMissing, isAsked, said } = useEnding(item, written, policy);
  const isClosed = useCall(isCallOver);
  const isOver = usePresence(afterSince) !== null || isClosed;
  const isTimed = usePresence(timedAfter)?.workItemId === item.id;
  const isCall = item.channel === 'voice' && !isOver;
  const { text, disposition } = written;
  const place = `wrap-up ${item.id}`;
  const caret = useCaretKept(place);
  const [writesOn] = useState(() => wasTypedIn(place));
  // The work may end while one writes: what stands there then is kept, and goes with it.
  useEffect(() => () => void keepWrapUp(item.id), [item.id]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    // Held down it is one press: what it is told of is answered by another.
    if (!event.repeat) finish();
  };
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={() => askWrapUp(null)}
      about={<ItemAbout item={item} />}
      title={isCall ? workWords.endTitle(item.customerName) : workWords.finishTitle(item.customerName)}
      actions={
        <>
          <Button kind="quiet" onPress={() => askWrapUp(null)}>
            {workWords.cancel}
          </Button>
          <Button kind={isCall ? 'danger-solid' : 'primary'} keys="Ctrl+Enter" onPress={finish}>
            {isAsked ? unsentWords.end : isCall ? workWords.endNow : workWords.finishNow}
          </Button>
        </>
      }
    >
      <div className={css.form} onKeyDownCapture={onKeyDown}>
        {said}
        <Dispositions
          all={policy.dispositions}
          chosen={disposition}
          required={policy.required}
          missing={isMissing}
          autoFocus={policy.required && !writesOn}
          onChoose={code => writeUp(item.id, { disposition: code })}
        />
        <TextField
          className={css.field!}
          value={text}
          onChange={words => writeUp(item.id, { text: words })}
          maxLength={LONGEST}
          autoFocus={!policy.required}
        >
          <Label className={css.label!}>{workWords.wrapUp}</Label>
          <TextArea ref={caret} className={css.text!} dir="auto" rows={3} />
          <p className={css.hint}>{workWords.wrapUpHint}</p>
        </TextField>
        {isTimed ? (
          <p className={css.time}>
            <AcwTime /> <span className={css.hint}>{workWords.acwOver}</span>
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}

function Loaded({ item }: Pick<Props, 'item'>) {
  const written = useWrapUps(writtenUp(item.id));
  useEffect(() => void loadWrapUp(item.id), [item.id]);
  return written ? <Question item={item} written={written} /> : null;
}

/** Asks once what the work came to, and ends it with the answer. */
export function WrapUp() {
  const id = useShell(shell => shell.finishing);
  const item = useWork(openItems).find(one => one.id === id);
  return item ? <Loaded key={item.id} item={item} /> : null;
}
