import type { Opened } from '../../shared/contract/bridge.ts';
import { X_POST_LIMIT, xLength } from '../../shared/domain/x-length.ts';
import { bridge } from '../bridge/bridge.ts';
import { clearDraft, saveDraft, type Writing } from '../stores/drafts.ts';
import { composeWords } from '../text/compose.ts';
import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';

/** How long the network lets a public word be, as it counts itself; null: no limit that an agent meets. */
export function lengthOf(way: Way | undefined, text: string): { length: number; limit: number } | null {
  const { target } = way ?? {};
  return target?.channel === 'x' && target.audience === 'public'
    ? { length: xLength(text), limit: X_POST_LIMIT }
    : null;
}

/** Why it cannot be sent as it stands; null: it can. An empty text is no reason, only nothing to send. */
export function whyNot(writing: Writing, way: Way | undefined): string | null {
  if (writing.mode === 'note') return null;
  if (!way) return composeWords.noTarget;
  const counted = lengthOf(way, writing.text);
  return counted && counted.length > counted.limit ? composeWords.overWhy(counted.length - counted.limit) : null;
}

/** The outbox has the words before the field is empty. When it does not take them, they stay where they are. */
export async function send(
  opened: Opened,
  writing: Writing,
  way: Way | undefined,
  subject: string | null,
): Promise<void> {
  const customerId = opened.customer.id;
  const text = writing.text.trim();
  if (text === '' || whyNot(writing, way) !== null) return;
  await saveDraft(customerId);
  if (writing.mode === 'note') await sendNote(opened, text, way);
  else if (way) await bridge.call('reply.send', { customerId, target: way.target, subject, text });
  clearDraft(customerId);
}

async function sendNote(opened: Opened, text: string, way: Way | undefined): Promise<void> {
  const newest = opened.page.items.at(-1)?.entry;
  const caseId = newest?.caseId ?? opened.cases.at(-1)?.id;
  if (!caseId) return;
  const interactionId = newest?.interactionId ?? way?.target.interactionId ?? null;
  await bridge.call('note.add', { customerId: opened.customer.id, caseId, interactionId, text });
}
