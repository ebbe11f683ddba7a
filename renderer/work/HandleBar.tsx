import { type ReactNode, useRef } from 'react';
import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { backendNow } from '../stores/connection.ts';
import { useNow } from '../stores/now.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { HelpingBar } from '../hand-over/Helping.tsx';
import { HandOverMenu } from '../hand-over/HandOverMenu.tsx';
import { HandOverStrip, useHasStrip } from '../hand-over/Strip.tsx';
import { useHelped, useSelected } from '../stores/selected.ts';
import { askWrapUp } from '../stores/shell.ts';
import { acceptedOffer, useWork } from '../stores/work.ts';
import { waitSpan } from '../text/time.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { useFocusOnward } from '../ui/use-focus-back.ts';
import { useIsAcceptQueued } from './Accepting.tsx';
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

type BarProps = {
  readonly label: string;
  readonly strip?: ReactNode;
  readonly state: ReactNode;
  readonly work: WorkItem | Offer;
  readonly children?: ReactNode;
};

function Bar({ label, strip, state, work, children }: BarProps) {
  const box = useRef<HTMLDivElement>(null);
  useFocusOnward(box);
  return (
    <div ref={box} className={css.held} role="group" aria-label={label}>
      {strip}
      <div className={css.inner}>
        <span className={css.who}>{state}</span>
        <span className={css.about}>
          <ItemAbout item={work} />
        </span>
        {children}
      </div>
    </div>
  );
}

function HeldFor({ item }: { readonly item: WorkItem }) {
  const now = backendNow(useNow());
  return (
    <>
      {workWords.holding}, <span className={css.time}>{waitSpan(Math.max(0, now - (item.heldAt ?? now)))}</span>
    </>
  );
}

function HeldActions({ item }: { readonly item: WorkItem }) {
  const now = backendNow(useNow());
  const isFinishing = useIsFinishing(item);
  return (
    <>
      <ParkPart item={item} now={now} />
      <HandOverMenu item={item} />
      <Button icon="check" isDisabled={isFinishing} onPress={() => askWrapUp(item.id)}>
        {isFinishing ? workWords.finishing : workWords.finish}
      </Button>
    </>
  );
}

function AcceptState({ offer }: { readonly offer: Offer }) {
  return useIsAcceptQueued(offer) ? workWords.acceptingQueued : workWords.accepting;
}

/** Written work. The bar stands there from the key on: when the backend answers, nothing above it moves. */
function WrittenBar({ work }: { readonly work: WorkItem | Offer }) {
  if (!('heldAt' in work)) return <Bar label={workWords.accepting} state={<AcceptState offer={work} />} work={work} />;
  return (
    <Bar label={workWords.holding} strip={<HandOverStrip item={work} />} state={<HeldFor item={work} />} work={work}>
      <HeldActions item={work} />
    </Bar>
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
  const accepted = useWork(acceptedOffer);
  if (held?.channel === 'voice') return <CallStrip item={held} />;
  if (!held && helped) return <HelpingBar item={helped} />;
  const isAwaited = accepted?.customerId === customerId && accepted.channel !== 'voice';
  const work = held ?? (isAwaited ? accepted : null);
  return work ? <WrittenBar work={work} /> : <EndedBar customerId={customerId} />;
}
