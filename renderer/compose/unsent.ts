import type { WorkItem } from '../../shared/domain/work.ts';
import type { Mode, Writings } from '../stores/drafts.ts';

type Item = Pick<WorkItem, 'id' | 'caseId' | 'interactionId'>;

/**
 * What would be left unsent where no list leads to any more, should this work end: all that is written in its case,
 * and with other work of the case in hand a reply in this conversation.
 */
export function unsentAtEnd(item: Item, held: readonly Item[], { reply, note }: Writings): readonly Mode[] {
  const isLast = !held.some(({ id, caseId }) => id !== item.id && caseId === item.caseId);
  const isOfIt = reply.target?.interactionId === item.interactionId;
  const left: Mode[] = [];
  if (reply.text.trim() !== '' && (isLast || isOfIt)) left.push('reply');
  if (note.text.trim() !== '' && isLast) left.push('note');
  return left;
}
