import { askHandOver, type Handed } from '../stores/hand-over.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { handOverWords } from '../text/hand-over.ts';
import { Button } from '../ui/Button.tsx';
import { useNameOf } from './destination.ts';

/** A lead's way to move one piece of work, whoever has it; while it is under way, to whom. */
export function Reassign({ item }: { readonly item: Handed }) {
  const asked = useOutbox(outboxItems).findLast(
    ({ kind, state, workItemId }) =>
      kind === 'work.reassign' && workItemId === item.id && (state === 'queued' || state === 'sent'),
  );
  const nameOf = useNameOf();
  // Where it names nobody the work goes back to its place.
  const to = nameOf(asked?.destination ?? { to: 'queue', queueId: item.queueId });
  const under = asked ? handOverWords.queued('reassign', to) : null;
  return (
    <Button
      kind="quiet"
      isDisabled={under !== null}
      aria-label={under === null ? handOverWords.reassignOf(item.customerName) : `${under}: ${item.customerName}`}
      onPress={() => askHandOver('reassign', item)}
    >
      {under ?? handOverWords.acts.reassign}
    </Button>
  );
}
