import type { WorkItem } from '../../shared/domain/work.ts';
import { backendNow } from '../stores/connection.ts';
import { useNow } from '../stores/now.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { askWrapUp } from '../stores/shell.ts';
import { useWork } from '../stores/work.ts';
import { waitSpan } from '../text/time.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { ParkPart } from './ParkPart.tsx';
import css from './HandleBar.module.css';

/** The finish is in the outbox: its end is asked for and not yet so. */
const useIsFinishing = (): boolean =>
  useOutbox(outboxItems).some(({ kind, state }) => kind === 'work.finish' && (state === 'queued' || state === 'sent'));

function HeldBar({ item }: { readonly item: WorkItem }) {
  const now = backendNow(useNow());
  const isFinishing = useIsFinishing();
  return (
    <div className={css.held} role="group" aria-label={workWords.holding}>
      <div className={css.inner}>
        <span className={css.who}>
          {workWords.holding}, <span className={css.time}>{waitSpan(Math.max(0, now - (item.heldAt ?? now)))}</span>
        </span>
        <ParkPart item={item} now={now} />
        <Button icon="check" isDisabled={isFinishing} onPress={() => askWrapUp(item.id)}>
          {isFinishing ? workWords.finishing : workWords.finish}
        </Button>
      </div>
    </div>
  );
}

/** What can be done with the work itself. A call has a bar of its own, below every view. */
export function HandleBar({ customerId }: { readonly customerId: string }) {
  const held = useWork(({ items }) => items.find(item => item.customerId === customerId && item.channel !== 'voice'));
  return held ? <HeldBar item={held} /> : null;
}
