import { useEffect, useState } from 'react';
import type { Output } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { backendNow } from '../stores/connection.ts';
import { isCallOver, ownCall, useCall } from '../stores/call.ts';
import { attempt } from '../stores/failures.ts';
import { useNow } from '../stores/now.ts';
import { stoppable, timedAfter, usePresence } from '../stores/presence.ts';
import { openOver, useShell } from '../stores/shell.ts';
import { openItems, useWork } from '../stores/work.ts';
import { leavingWords } from '../text/leaving.ts';
import { minutes } from '../text/time.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';

const close = (): void => openOver(null);
const leave = (): void => {
  close();
  void attempt(leavingWords.failed, () => bridge.call('session.signOut', {}));
};

/** The call is over, and the work after it is not. */
function InWrapUp({ name }: { readonly name: string }) {
  const after = usePresence(timedAfter);
  const now = backendNow(useNow());
  const left = after && minutes(Math.max(0, after.from + (after.ms ?? 0) - now));
  return <p>{leavingWords.wrapUp(name, left)}</p>;
}

/** A written contact is finished already, and the work after it is not. */
function AfterWritten() {
  const after = usePresence(stoppable);
  const now = backendNow(useNow());
  if (!after) return null;
  return <p>{leavingWords.afterWritten(minutes(Math.max(0, after.from + (after.ms ?? 0) - now)))}</p>;
}

/** What of the work one leaves behind. */
function LeftBehind() {
  const own = useCall(ownCall);
  const isOver = useCall(isCallOver);
  const held = useWork(openItems).filter(({ id }) => id !== own?.item.id).length;
  return (
    <>
      {own && !isOver ? <p role="alert">{leavingWords.call(own.item.customerName)}</p> : null}
      {own && isOver ? <InWrapUp name={own.item.customerName} /> : null}
      <AfterWritten />
      {held > 0 ? <p>{leavingWords.held(held)}</p> : null}
    </>
  );
}

function Question() {
  const [leaving, setLeaving] = useState<Output<'session.leaving'> | null>(null);
  useEffect(
    () => void attempt(leavingWords.failed, async () => setLeaving(await bridge.call('session.leaving', {}))),
    [],
  );
  if (!leaving) return null;
  const unsent = leavingWords.unsent(leaving);
  return (
    <Dialog
      open
      onClose={close}
      title={leavingWords.title}
      actions={
        <>
          <Button kind={leaving.words === 'go' && unsent ? 'danger' : 'primary'} onPress={leave}>
            {leavingWords.signOut}
          </Button>
          <Button kind="quiet" onPress={close}>
            {leavingWords.stay}
          </Button>
        </>
      }
    >
      <p>
        {leavingWords.ends} {leavingWords.history[leaving.history]}
      </p>
      <LeftBehind />
      {unsent ? <p role="alert">{leavingWords.words[leaving.words](unsent)}</p> : null}
    </Dialog>
  );
}

/** Asks before the session ends, with what stays on this workstation and what does not. */
export function SignOut() {
  const isOpen = useShell(shell => shell.over === 'sign-out');
  return isOpen ? <Question /> : null;
}
