import { useRef } from 'react';
import type { WorkItem } from '../../shared/domain/work.ts';
import { backendNow } from '../stores/connection.ts';
import { useNow } from '../stores/now.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { HelpingBar } from '../hand-over/Helping.tsx';
import { HandOverMenu } from '../hand-over/HandOverMenu.tsx';
import { HandOverStrip, useHasStrip } from '../hand-over/Strip.tsx';
import { useHelped, useSelected } from '../stores/selected.ts';
import { askWrapUp } from '../stores/shell.ts';
import { waitSpan } from '../text/time.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { useFocusOnward } from '../ui/use-focus-back.ts';
import { EndedBar } from './EndedBar.tsx';
import { ItemAbout } from './ItemAbout.tsx';
import { ParkPart } from './ParkPart.tsx';
import css from './HandleBar.module.css';

/** The finish is in the outbox: its end is asked for and not yet so. */
const useIsFinishing = ({ id }: WorkItem): boolean =>
  useOutbox(outboxItems).some(
    ({ kind, state, workItemId }) =>
      kind === 'work.finish' && workItemId === id && (state === 'queued' || state === 'sent'),
  );

function HeldBar({ item }: { readonly item: WorkItem }) {
  const now = backendNow(useNow());
  const isFinishing = useIsFinishing(item);
  const box = useRef<HTMLDivElement>(null);
  useFocusOnward(box);
  return (
    <div ref={box} className={css.held} role="group" aria-label={workWords.holding}>
      <HandOverStrip item={item} />
      <div className={css.inner}>
        <span className={css.who}>
          {workWords.holding}, <span className={css.time}>{waitSpan(Math.max(0, now - (item.heldAt ?? now)))}</span>
        </span>
        <span className={css.about}>
          <ItemAbout item={item} />
        </span>
        <ParkPart item={item} now={now} />
        <HandOverMenu item={item} />
        <Button icon="check" isDisabled={isFinishing} onPress={() => askWrapUp(item.id)}>
          {isFinishing ? workWords.finishing : workWords.finish}
        </Button>
      </div>
    </div>
  );
}

/** Of a call, whence it came and who else is in it; the rest stands in its own bar, below every view. */
function CallStrip({ item }: { readonly item: WorkItem }) {
  if (!useHasStrip(item)) return null;
  return (
    <div className={css.held} role="group" aria-label={workWords.holding}>
      <HandOverStrip item={item} />
    </div>
  );
}

/** What can be done with the work that is selected. */
export function HandleBar({ customerId }: { readonly customerId: string }) {
  const held = useSelected(customerId);
  const helped = useHelped(customerId);
  if (!held) return helped ? <HelpingBar item={helped} /> : <EndedBar customerId={customerId} />;
  return held.channel === 'voice' ? <CallStrip item={held} /> : <HeldBar item={held} />;
}
