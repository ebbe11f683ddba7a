import type { WorkItem } from '../../shared/domain/work.ts';
import type { Mode, Writings } from '../stores/drafts.ts';

type Item = Pick<WorkItem, 'id' | 'customerId' | 'interactionId'>;

/**
 * What would be left unsent where no list leads to any more, should this work end: all that is written to its customer,
 * and with other work of theirs in hand a reply in this conversation.
 */
export function unsentAtEnd(item: Item, held: readonly Item[], { reply, note }: Writings): readonly Mode[] {
  const isLast = !held.some(({ id, customerId }) => id !== item.id && customerId === item.customerId);
  const isOfIt = reply.target?.interactionId === item.interactionId;
  const left: Mode[] = [];
  if (reply.text.trim() !== '' && (isLast || isOfIt)) left.push('reply');
  if (note.text.trim() !== '' && isLast) left.push('note');
  return left;
}
