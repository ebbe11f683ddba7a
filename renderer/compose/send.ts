import type { Opened } from '../../shared/contract/bridge.ts';
import type { Leak } from '../../shared/domain/writing/private-leaks.ts';
import { MAX_MENTIONS, mentionsIn } from '../../shared/domain/mention.ts';
import { bridge } from '../bridge/bridge.ts';
import { clearDraft, type Mode, saveDraft, useDrafts, write, writingsOf, type Written } from '../stores/drafts.ts';
import { rosterOf, useOthers } from '../stores/roster.ts';
import { openItems, useWork } from '../stores/work.ts';
import type { OutFile } from '../../shared/domain/writing/files.ts';
import { clearOutFiles } from '../stores/out-files.ts';
import type { Outgoing } from './outgoing.ts';
import { showNewest } from './show-newest.ts';

/** Words that came back out of the outbox while these were on their way stand before them, and stay. */
function clearSent(customerId: string, mode: Mode, sent: string): void {
  const { text } = writingsOf(customerId)(useDrafts.getState())[mode];
  clearDraft(customerId, mode);
  const other = text.endsWith(sent) ? text.slice(0, text.length - sent.length).trimEnd() : text;
  if (other !== '') write(customerId, mode, { text: other });
}

/** What these words would make public; asked before they leave. */
export async function leaksOf(customerId: string, { target, text }: Outgoing): Promise<readonly Leak[]> {
  if (target.audience !== 'public') return [];
  return (await bridge.call('reply.check', { customerId, target, text })).leaks;
}

type With = { readonly files?: readonly OutFile[]; readonly knowingly?: readonly Leak[] };

/**
 * The outbox has the words before the field is empty. When it does not take them, they stay where they are.
 * `knowingly`: what the agent was shown to be private, and sends all the same.
 */
export async function sendReply(
  customerId: string,
  reply: Written,
  out: Outgoing,
  { files = [], knowingly = [] }: With = {},
): Promise<void> {
  const { target, subject, text, parts, mail, signature } = out;
  await saveDraft(customerId, 'reply');
  await bridge.call('reply.send', {
    customerId,
    target,
    subject,
    text,
    ...(parts && reply.thread ? { thread: reply.thread } : {}),
    ...(mail ? { mail: { ...mail, signature } } : {}),
    ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}),
    ...(knowingly.length > 0 ? { knowingly: knowingly.map(({ shown }) => shown) } : {}),
  });
  clearSent(customerId, 'reply', reply.text);
  showNewest(customerId);
  clearOutFiles(
    customerId,
    files.map(({ id }) => id),
  );
}

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
  const mentions = mentionsIn(text, rosterOf(useOthers.getState())?.colleagues ?? []).slice(0, MAX_MENTIONS);
  const named = mentions.length > 0 ? { mentions } : {};
  await bridge.call('note.add', { customerId, caseId, interactionId, text, ...named });
  clearSent(customerId, 'note', note.text);
  showNewest(customerId);
}
