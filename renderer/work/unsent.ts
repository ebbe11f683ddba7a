import type { WorkItem } from '../../shared/domain/work.ts';

/**
 * In whose hands the conversation is that these words were begun for; null: in nobody's, or in one's own, and they can
 * be sent as they stand.
 */
export function holderElsewhere(
  items: readonly WorkItem[],
  interactionId: string | null,
  ownId: string | null,
): string | null {
  const held = items.find(item => item.state === 'held' && item.interactionId === interactionId);
  return held && held.holderId !== ownId ? held.holderId : null;
}
