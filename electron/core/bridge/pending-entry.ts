import type { TimelineItem } from '../../../shared/contract/bridge.ts';
import type { CommandOf } from '../../../shared/contract/commands.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import type { Agent } from '../../../shared/domain/work.ts';
import { quoteOf } from '../../../shared/domain/writing/mail.ts';
import type { Cache } from '../cache/cache.ts';
import { type Kept, outboxItemOf } from '../cache/commands.ts';
import { type OutFiles, shownFile } from '../cache/out-files.ts';

type Base = Omit<Extract<Entry, { kind: 'message' }>, 'kind'>;

/** Words of this desk that have not come back by the feed, as the timeline shows them; the command's id is the entry's. */
export function pendingItem(
  cache: Cache,
  agent: Agent | null,
  kept: Kept,
  files: Pick<OutFiles, 'ofCommand'>,
): TimelineItem | null {
  const { command } = kept;
  if (command.kind !== 'reply.send' && command.kind !== 'note.add') return null;
  const { places } = cache.entries;
  const isBack = places.ofCommand(command.id) !== null || (kept.entryId !== null && places.get(kept.entryId) !== null);
  if (isBack) return null;
  const entry = command.kind === 'note.add' ? noteOf(agent, command) : replyOf(cache, agent, command);
  // Their contents are the backend's to give, once it has them.
  const attachments = files.ofCommand(command.id).map(file => ({ ...shownFile(file), kept: false }));
  return { entry: { ...entry, attachments }, pending: outboxItemOf(kept) };
}

const baseOf = (agent: Agent | null, id: string, customerId: string, text: string, at: number) => ({
  id,
  version: 1,
  customerId,
  at,
  author: { kind: 'agent' as const, name: agent?.name ?? '', address: null, agentId: agent?.id ?? null },
  text,
  language: null,
  sourceUrl: null,
  attachments: [],
  editedAt: null,
  deletedAt: null,
  truncated: false,
  delivery: null,
});

function noteOf(agent: Agent | null, { id, params }: CommandOf<'note.add'>): Entry {
  const { customerId, caseId, interactionId, text, writtenAt } = params;
  return {
    kind: 'note',
    ...baseOf(agent, id, customerId, text, writtenAt),
    caseId,
    interactionId,
    channel: 'internal',
    direction: 'internal',
    audience: 'internal',
    handle: null,
    replyTo: null,
  };
}

function replyOf(cache: Cache, agent: Agent | null, { id, params }: CommandOf<'reply.send'>): Entry {
  const { customerId, target, text, writtenAt } = params;
  const { channel, audience, handle, replyTo, interactionId } = target;
  const base: Base = {
    ...baseOf(agent, id, customerId, text, writtenAt),
    caseId: cache.interactions.get(interactionId)?.caseId ?? interactionId,
    interactionId,
    channel,
    direction: 'out',
    audience,
    handle,
    replyTo,
  };
  if (channel === 'email') return { kind: 'email', ...base, email: mailOf(cache, params) };
  return audience === 'public' ? { kind: 'post', ...base, reach: null } : { kind: 'message', ...base };
}

function mailOf(cache: Cache, { target, subject, mail: said }: CommandOf<'reply.send'>['params']) {
  const answered = target.replyTo === null ? null : cache.entries.get(target.replyTo);
  const mail = answered?.kind === 'email' ? answered : null;
  return {
    subject: subject ?? mail?.email.subject ?? '',
    from: target.handle ?? '',
    to: said?.to ?? (mail ? [mail.email.from] : []),
    cc: said?.cc ?? [],
    messageId: null,
    inReplyTo: mail?.email.messageId ?? null,
    quoted: said?.quote && mail ? quoteOf(mail) : null,
    signature: said?.signature ?? null,
    html: null,
    hasHtml: false,
    automatic: false,
  };
}
