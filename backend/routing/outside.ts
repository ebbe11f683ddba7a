// What comes to a queue outside its hours is answered once, by the system, where its team has words for that.
import type { Interaction } from '../../shared/domain/case.ts';
import type { Entry, EntryOf } from '../../shared/domain/entry.ts';
import { isOpen, servedOn } from '../../shared/domain/opening.ts';
import { type Channel, CHANNELS } from '../../shared/domain/primitives.ts';
import type { Queue, WorkItem } from '../../shared/domain/work.ts';
import { answeringSubject } from '../../shared/domain/writing/mail.ts';
import { byItself } from '../ledger/cause.ts';
import { newChanges } from '../records/changes.ts';
import { read } from '../records/read.ts';
import type { Db, Tx } from '../store/db.ts';
import { queuesById } from './gather.ts';

/** Items looked at in one transaction. */
const AT_ONCE = 50;
const UNANSWERABLE: readonly Channel[] = ['voice', 'letter', 'internal'];

/** Of rows of `queue`: there are words for what comes outside the hours. */
export const SPEAKS_OUTSIDE = `(json->>'hours' IS NOT NULL AND json->'outside'->>'reply' IS NOT NULL)
  OR EXISTS (SELECT FROM json_each(coalesce(json->'byChannel', '{}')) own
    WHERE own.value->>'hours' IS NOT NULL AND own.value->'outside'->>'reply' IS NOT NULL)`;

type Setting = {
  readonly db: Db;
  readonly clock: { now(): number };
  readonly id: () => string;
  /** Takes what is written to the outlet. */
  readonly carry: (entryId: string, interactionId: string | null) => void;
};

/** Returns how many were answered. */
export async function answerOutside({ db, clock, id, carry }: Setting): Promise<number> {
  const queues = await queuesById(db);
  const speaking = [...queues.values()].filter(queue => CHANNELS.some(channel => speaks(queue, channel)));
  if (speaking.length === 0) return 0;
  const made = await db.transaction(tx => answerSome(tx, queues, speaking, { now: clock.now(), id }));
  for (const one of made) carry(one.id, one.interactionId);
  return made.length;
}

/** Each item is looked at once, whether or not it came outside the hours: so it is answered once at most. */
async function answerSome(
  tx: Tx,
  queues: ReadonlyMap<string, Queue>,
  speaking: readonly Queue[],
  making: { readonly now: number; readonly id: () => string },
): Promise<Entry[]> {
  const rows = await tx.query<{ json: WorkItem }>(
    `SELECT json FROM work_item WHERE state = 'waiting' AND NOT outside_seen AND queue_id = ANY($1)
     ORDER BY entered_at, id LIMIT ${AT_ONCE} FOR UPDATE SKIP LOCKED`,
    [speaking.map(({ id }) => id)],
  );
  if (rows.length === 0) return [];
  const changes = newChanges(byItself('outside hours'));
  const made: Entry[] = [];
  for (const { json: item } of rows) {
    const queue = queues.get(item.queueId);
    const reply = queue ? replyTo(queue, item) : null;
    const spoken = reply ? await read(tx, 'interaction', item.interactionId) : null;
    if (!reply || !spoken) continue;
    const entry = entryOf(making, item, spoken, await newestOf(tx, spoken.id), reply);
    changes.entry(entry);
    changes.put('outgoing', { entry_id: entry.id, at: making.now });
    made.push(entry);
  }
  await changes.flush(tx);
  await tx.query(`UPDATE work_item SET outside_seen = true WHERE id = ANY($1)`, [rows.map(({ json }) => json.id)]);
  return made;
}

function speaks(queue: Queue, channel: Channel): boolean {
  const { hours, outside } = servedOn(queue, channel);
  return hours !== null && outside.reply !== null;
}

/** Null: it came within the hours of its channel, or nothing is said there. */
function replyTo(queue: Queue, { enteredAt, channel }: WorkItem): string | null {
  const { hours, outside } = servedOn(queue, channel);
  const isOutside = hours !== null && !isOpen(hours, enteredAt) && !UNANSWERABLE.includes(channel);
  return isOutside ? outside.reply : null;
}

/** What the customer wrote last. */
async function newestOf(tx: Tx, interactionId: string): Promise<Entry | null> {
  const [row] = await tx.query<{ json: Entry }>(
    `SELECT json FROM entry WHERE interaction_id = $1 AND json->>'direction' = 'in' ORDER BY at DESC, id DESC LIMIT 1`,
    [interactionId],
  );
  return row?.json ?? null;
}

function entryOf(
  { now, id }: { readonly now: number; readonly id: () => string },
  item: WorkItem,
  spoken: Interaction,
  answered: Entry | null,
  text: string,
): Entry {
  const { id: interactionId, caseId, customerId, channel, audience, handle } = spoken;
  const words: Omit<EntryOf<'message'>, 'kind'> = {
    interactionId,
    caseId,
    customerId,
    channel,
    audience,
    handle,
    text,
    id: id(),
    version: 1,
    at: now,
    direction: 'out',
    author: { kind: 'system', name: item.queueName, address: handle, agentId: null },
    language: null,
    replyTo: answered?.id ?? null,
    sourceUrl: null,
    attachments: [],
    editedAt: null,
    deletedAt: null,
    truncated: false,
    delivery: { state: 'sent', at: now, commandId: null, reason: null },
  };
  if (channel === 'email') return { ...words, kind: 'email', email: mailOf(words.id, spoken, answered) };
  return audience === 'public' ? { ...words, kind: 'post', reach: null } : { ...words, kind: 'message' };
}

/** Marked as automatic, so that another machine does not answer it (RFC 3834). */
function mailOf(entryId: string, { subject, handle }: Interaction, answered: Entry | null): EntryOf<'email'>['email'] {
  const theirs = answered?.kind === 'email' ? answered.email : null;
  const about = theirs?.subject || subject || '';
  const to = theirs?.from || answered?.author.address;
  return {
    subject: answeringSubject(about),
    from: handle ?? '',
    to: to ? [to] : [],
    cc: [],
    messageId: `<${entryId}@${handle?.split('@')[1] || 'foreword.invalid'}>`,
    inReplyTo: theirs?.messageId ?? null,
    quoted: null,
    signature: null,
    html: null,
    hasHtml: false,
    automatic: true,
  };
}
