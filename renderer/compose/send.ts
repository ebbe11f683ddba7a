import type { Opened } from '../../shared/contract/bridge.ts';
import { X_POST_LIMIT, xLength } from '../../shared/domain/x-length.ts';
import { bridge } from '../bridge/bridge.ts';
import { clearDraft, saveDraft, type Written } from '../stores/drafts.ts';
import { openItems, useWork } from '../stores/work.ts';
import { composeWords } from '../text/compose.ts';
import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';

/** How long the network lets a public word be, as it counts itself; null: no limit that an agent meets. */
export function lengthOf(way: Way | undefined, text: string): { length: number; limit: number } | null {
  const { target } = way ?? {};
  return target?.channel === 'x' && target.audience === 'public'
    ? { length: xLength(text), limit: X_POST_LIMIT }
    : null;
}

/** Why this reply cannot be sent as it stands; null: it can. An empty text is no reason, only nothing to send. */
export function whyNot(reply: Written, way: Way | undefined): string | null {
  if (!way) return reply.target ? composeWords.targetGone : composeWords.noTarget;
  const counted = lengthOf(way, reply.text);
  return counted && counted.length > counted.limit ? composeWords.overWhy(counted.length - counted.limit) : null;
}

/** The outbox has the words before the field is empty. When it does not take them, they stay where they are. */
export async function sendReply(customerId: string, reply: Written, way: Way | undefined): Promise<void> {
  const text = reply.text.trim();
  if (text === '' || !way || whyNot(reply, way) !== null) return;
  await saveDraft(customerId, 'reply');
  await bridge.call('reply.send', { customerId, target: way.target, subject: subjectOf(reply, way), text });
  clearDraft(customerId, 'reply');
}

/** Of an email; null in every other channel. */
export const subjectOf = (reply: Written, way: Way | undefined): string | null =>
  way?.target.channel === 'email' ? (reply.subject ?? composeWords.re(way.subject ?? '')) : null;

/** A note belongs to the matter that is being worked on, else to that of the newest entry shown. */
export async function sendNote(opened: Opened, note: Written): Promise<void> {
  const text = note.text.trim();
  const customerId = opened.customer.id;
  const held = openItems(useWork.getState()).find(item => item.customerId === customerId);
  const about = held ?? opened.page.items.at(-1)?.entry;
  const caseId = about?.caseId ?? opened.cases.at(-1)?.id;
  if (text === '' || !caseId) return;
  const interactionId = about?.interactionId ?? opened.ways[0]?.target.interactionId ?? null;
  await saveDraft(customerId, 'note');
  await bridge.call('note.add', { customerId, caseId, interactionId, text });
  clearDraft(customerId, 'note');
}
