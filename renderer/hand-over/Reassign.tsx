import { askHandOver, type Handed } from '../stores/hand-over.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { handOverWords } from '../text/hand-over.ts';
import { Button } from '../ui/Button.tsx';

/** A lead's way to move one piece of work, whoever has it. */
export function Reassign({ item }: { readonly item: Handed }) {
  const isAsked = useOutbox(outboxItems).some(
    ({ kind, state, workItemId }) =>
      kind === 'work.reassign' && workItemId === item.id && (state === 'queued' || state === 'sent'),
  );
  return (
    <Button
      kind="quiet"
      isDisabled={isAsked}
      aria-label={handOverWords.reassignOf(item.customerName)}
      onPress={() => askHandOver('reassign', item)}
    >
      {isAsked ? handOverWords.queued('reassign') : handOverWords.acts.reassign}
    </Button>
  );
}
