import { useRef } from 'react';
import type { OwnCall } from '../../shared/contract/bridge.ts';
import { isConnected } from '../../shared/domain/call.ts';
import { HandOverMenu } from '../hand-over/HandOverMenu.tsx';
import { keysOf } from '../keys/actions.ts';
import { isCallOver, isControlled, ownCall, useCall } from '../stores/call.ts';
import { backendNow, connectionOf, useConnection } from '../stores/connection.ts';
import { useNow } from '../stores/now.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { afterSince, usePresence } from '../stores/presence.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { askWrapUp } from '../stores/shell.ts';
import { chosenItemId, openCustomer, useView } from '../stores/view.ts';
import { callEnds, callWaits, callWords } from '../text/call.ts';
import { minutes } from '../text/time.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { AcwTime } from '../work/AcwTime.tsx';
import { PresenceShape } from '../ui/PresenceShape.tsx';
import { useFocusOnward } from '../ui/use-focus-back.ts';
import { end } from './act.ts';
import css from './CallBar.module.css';
import { Controls } from './Controls.tsx';
import { OutsideDialog, OutsideLine } from './Outside.tsx';

type Props = { readonly own: OwnCall };

/** Its end was asked for and is not yet so. */
const useIsFinishing = ({ item }: OwnCall): boolean =>
  useOutbox(outboxItems).some(
    ({ kind, state, workItemId }) =>
      kind === 'work.finish' && workItemId === item.id && (state === 'queued' || state === 'sent'),
  );

function Who({ own: { item }, words }: Props & { readonly words: string }) {
  const elsewhere = useView(view => view.name !== 'work' || chosenItemId(view) !== item.id);
  return (
    <>
      <span className={css.who}>
        {words} <bdi>{item.customerName}</bdi>
      </span>
      {elsewhere ? <Button onPress={() => openCustomer(item.customerId, item.id)}>{callWords.show}</Button> : null}
    </>
  );
}

/** What cannot be done now, and why. A call that is over waits for nothing. */
function Notes({ own: { call }, isOver = false }: Props & { readonly isOver?: boolean }) {
  const connection = useConnection(connectionOf);
  const waits = connection && !isOver ? callWaits[connection.state] : null;
  const words = waits ?? (call?.trouble ? callWords.trouble(call.trouble) : null);
  const isElsewhere = call?.state === 'live' && call.exchange === null;
  if (!words && !isElsewhere) return null;
  return (
    <p className={words ? css.note : css.hint} role={words ? 'status' : undefined}>
      {words ? <Icon name="warn" size="sm" /> : null}
      {words ?? callWords.noExchange}
    </p>
  );
}

function LiveBar({ own }: Props) {
  const { item, call, at } = own;
  const now = backendNow(useNow());
  const isEnding = useIsFinishing(own);
  const controlled = useCall(isControlled);
  const connected = call === null || isConnected(call);
  const since = connected ? (call?.answeredAt ?? item.heldAt) : (at ?? item.heldAt);
  const box = useRef<HTMLElement>(null);
  // Whoever ends the call, its controls go with the line.
  useFocusOnward(box);
  const isRinging = call?.legs.some(leg => leg.who === 'customer' && leg.state === 'ringing') ?? false;
  return (
    <section ref={box} className={css.call} aria-label={callWords.live}>
      <div className={css.inner}>
        <Icon name="call" />
        <b className={css.clock}>{minutes(Math.max(0, now - (since ?? now)))}</b>
        <Who own={own} words={connected ? callWords.with : isRinging ? callWords.ringingThere : callWords.calling} />
        {controlled && call ? <Controls workItemId={item.id} call={call} connected={connected} now={now} /> : null}
        {connected && call?.state === 'live' ? <HandOverMenu item={item} ofCall={controlled} /> : null}
        <Button kind="danger-solid" icon="end" keys="C E" isDisabled={isEnding} onPress={end}>
          {isEnding ? callWords.ending : callWords.end}
        </Button>
      </div>
      {controlled ? <OutsideLine own={own} /> : null}
      {controlled ? <OutsideDialog /> : null}
      <Notes own={own} />
    </section>
  );
}

/** The line is closed: what is left is to write down what it came to. */
function AfterBar({ own, since }: Props & { readonly since: number }) {
  const now = backendNow(useNow());
  const { keys } = useSession(settingsOf);
  const isFinishing = useIsFinishing(own);
  const how = own.call?.legs.find(leg => leg.who === 'customer')?.end ?? null;
  const ended = how && callEnds[how];
  return (
    <section className={css.after} aria-label={callWords.after}>
      <div className={css.inner}>
        <PresenceShape state="acw" />
        <b className={css.clock}>{minutes(Math.max(0, now - since))}</b>
        <Who own={own} words={callWords.afterWith} />
        {ended ? <span className={css.ended}>{ended}</span> : null}
        <AcwTime />
        <Button
          kind="primary"
          icon="check"
          keys={keysOf('call.end', keys)}
          isDisabled={isFinishing}
          onPress={() => askWrapUp(own.item.id)}
        >
          {isFinishing ? callWords.ending : callWords.finish}
        </Button>
      </div>
      <Notes own={own} isOver />
    </section>
  );
}

/** Below every view, whatever else happens: a call goes on whether or not this desk is well. */
export function CallBar() {
  const own = useCall(ownCall);
  const acw = usePresence(afterSince);
  const isOver = useCall(isCallOver);
  if (!own) return null;
  const since = acw ?? (isOver ? (own.item.heldAt ?? own.item.enteredAt) : null);
  return since === null ? <LiveBar own={own} /> : <AfterBar own={own} since={since} />;
}
