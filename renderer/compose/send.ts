import type { Opened } from '../../shared/contract/bridge.ts';
import type { Leak } from '../../shared/domain/writing/private-leaks.ts';
import { MAX_MENTIONS, mentionsIn } from '../../shared/domain/mention.ts';
import { bridge } from '../bridge/bridge.ts';
import {
  type About,
  clearDraft,
  type Mode,
  saveDraft,
  useDrafts,
  writeIn,
  writingsIn,
  type Written,
} from '../stores/drafts.ts';
import { rosterOf, useOthers } from '../stores/roster.ts';
import { selectedNow } from '../stores/selected.ts';
import type { OutFile } from '../../shared/domain/writing/files.ts';
import { clearOutFiles } from '../stores/out-files.ts';
import { endPick } from '../stores/written-case.ts';
import type { Outgoing } from './outgoing.ts';
import { showNewest } from './show-newest.ts';

/** Words that came back out of the outbox while these were on their way stand before them, and stay. */
function clearSent(about: About, mode: Mode, sent: string): void {
  const now = writingsIn(about)(useDrafts.getState())[mode];
  const { text } = now;
  clearDraft(about, mode);
  const other = text.endsWith(sent) ? text.slice(0, text.length - sent.length).trimEnd() : text;
  if (other !== '') writeIn(about, mode, { ...now, text: other });
  endPick(about);
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
  about: About,
  reply: Written,
  out: Outgoing,
  { files = [], knowingly = [] }: With = {},
): Promise<void> {
  const { target, subject, text, parts, mail, signature } = out;
  const { customerId, caseId: draftCaseId } = about;
  await saveDraft(about, 'reply');
  await bridge.call('reply.send', {
    customerId,
    draftCaseId,
    target,
    subject,
    text,
    ...(parts && reply.thread ? { thread: reply.thread } : {}),
    ...(mail ? { mail: { ...mail, signature } } : {}),
    ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}),
    ...(knowingly.length > 0 ? { knowingly: knowingly.map(({ shown }) => shown) } : {}),
  });
  clearSent(about, 'reply', reply.text);
  showNewest(customerId);
  clearOutFiles(
    about,
    files.map(({ id }) => id),
  );
}

/** The conversation of a case that was begun last; null: it has none. */
const newestOf = ({ interactions }: Opened, caseId: string): string | null =>
  interactions.filter(one => one.caseId === caseId).toSorted((a, b) => b.startedAt - a.startedAt)[0]?.id ?? null;

/** A note belongs to the matter that it was written about, else to that of the newest entry shown. */
export async function sendNote(opened: Opened, written: About, note: Written): Promise<void> {
  const text = note.text.trim();
  const customerId = opened.customer.id;
  const held = selectedNow();
  const at = held ?? opened.page.items.at(-1)?.entry;
  const caseId = written.caseId ?? at?.caseId ?? opened.cases.at(-1)?.id;
  if (text === '' || !caseId) return;
  const interactionId = at?.caseId === caseId ? at.interactionId : newestOf(opened, caseId);
  await saveDraft(written, 'note');
  const mentions = mentionsIn(text, rosterOf(useOthers.getState())?.colleagues ?? []).slice(0, MAX_MENTIONS);
  const named = mentions.length > 0 ? { mentions } : {};
  await bridge.call('note.add', { customerId, caseId, interactionId, text, ...named, draftCaseId: written.caseId });
  clearSent(written, 'note', note.text);
  showNewest(customerId);
}
