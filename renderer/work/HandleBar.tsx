import type { WorkItem } from '../../shared/domain/work.ts';
import { backendNow } from '../stores/connection.ts';
import { useNow } from '../stores/now.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { afterSince, usePresence } from '../stores/presence.ts';
import { askWrapUp } from '../stores/shell.ts';
import { openCustomer } from '../stores/view.ts';
import { heldItem, liveCall, useWork } from '../stores/work.ts';
import { minutes, waitSpan } from '../text/time.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { PresenceShape } from '../ui/PresenceShape.tsx';
import css from './HandleBar.module.css';

/** The finish is in the outbox: its end is asked for and not yet so. */
const useIsFinishing = (): boolean =>
  useOutbox(outboxItems).some(({ kind, state }) => kind === 'work.finish' && (state === 'queued' || state === 'sent'));

function CallBar({ item, elsewhere }: { readonly item: WorkItem; readonly elsewhere: boolean }) {
  const now = backendNow(useNow());
  const isFinishing = useIsFinishing();
  return (
    <div className={css.call} role="group" aria-label={workWords.liveCall}>
      <div className={css.inner}>
        <Icon name="call" />
        <b className={css.clock}>{minutes(Math.max(0, now - (item.heldAt ?? now)))}</b>
        <span className={css.who}>
          {workWords.callWith} <bdi>{item.customerName}</bdi>
        </span>
        {elsewhere ? <Button onPress={() => openCustomer(item.customerId)}>{workWords.show}</Button> : null}
        <Button kind="danger-solid" icon="end" isDisabled={isFinishing} onPress={() => askWrapUp(item.id)}>
          {isFinishing ? workWords.finishing : workWords.end}
        </Button>
      </div>
    </div>
  );
}

/** The caller has hung up: what is left is to write down what it came to. */
function AfterBar({ item, since }: { readonly item: WorkItem; readonly since: number }) {
  const now = backendNow(useNow());
  const isFinishing = useIsFinishing();
  return (
    <div className={css.held} role="group" aria-label={workWords.after}>
      <div className={css.inner}>
        <PresenceShape state="acw" />
        <b className={css.clock}>{minutes(Math.max(0, now - since))}</b>
        <span className={css.who}>
          {workWords.afterWith} <bdi>{item.customerName}</bdi>
        </span>
        <Button kind="primary" icon="check" isDisabled={isFinishing} onPress={() => askWrapUp(item.id)}>
          {isFinishing ? workWords.finishing : workWords.finish}
        </Button>
      </div>
    </div>
  );
}

function HeldBar({ item }: { readonly item: WorkItem }) {
  const now = backendNow(useNow());
  const isFinishing = useIsFinishing();
  return (
    <div className={css.held} role="group" aria-label={workWords.holding}>
      <div className={css.inner}>
        <span className={css.who}>
          {workWords.holding}, <span className={css.time}>{waitSpan(Math.max(0, now - (item.heldAt ?? now)))}</span>
        </span>
        <Button icon="check" isDisabled={isFinishing} onPress={() => askWrapUp(item.id)}>
          {isFinishing ? workWords.finishing : workWords.finish}
        </Button>
      </div>
    </div>
  );
}

/** What can be done with the work itself. A live call is always here, also while another conversation is read. */
export function HandleBar({ customerId }: { readonly customerId: string }) {
  const call = useWork(liveCall);
  const held = useWork(heldItem(customerId));
  const after = usePresence(afterSince);
  if (call && after !== null) return <AfterBar item={call} since={after} />;
  if (call) return <CallBar item={call} elsewhere={call.customerId !== customerId} />;
  return held ? <HeldBar item={held} /> : null;
}
