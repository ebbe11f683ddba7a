// Records that change what is there: an edit, a deletion, the end of a call.
import { MAX_TEXT, type Entry, type EntryOf } from '../../shared/domain/entry.ts';
import { moveOffer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { endWork } from '../../shared/domain/work-moves.ts';
import type { IntakeOf, IntakeResult } from '../../shared/contract/intake.ts';
import { eventEntry } from '../records/events.ts';
import { next, read, ringingOffer } from '../records/read.ts';
import { beginAfterContact } from '../routing/after-contact.ts';
import type { Tx } from '../store/db.ts';
import { refused } from './parse.ts';
import { timeAt } from './place.ts';
import type { Had, State } from './state.ts';

type Amending = IntakeOf<'edit' | 'delete'>;

export async function amendEntry(
  tx: Tx,
  state: State,
  record: Amending,
  had: Had | undefined,
  truncated: boolean,
): Promise<IntakeResult> {
  const externalId = record.target;
  const entry = had && had.type !== 'customer' ? await read(tx, 'entry', had.recordId, 'lock') : null;
  if (!entry) return refused(externalId, 'target: no such record of this source');
  const at = timeAt(record.at, state.now, true) ?? state.now;
  const amended = amend(entry, record, at, truncated);
  if (!amended) return { outcome: 'already-there', externalId };
  state.changes.entry(amended);
  return { outcome: 'imported', externalId, entryId: entry.id, customerId: entry.customerId, workItemId: null };
}

/** Null: nothing to change. An edit older than the one we have came late; a deletion keeps the words and says when. */
export function amend(entry: Entry, record: Amending, at: number, truncated: boolean): Entry | null {
  const version = entry.version + 1;
  if (record.type === 'delete') return entry.deletedAt === null ? { ...entry, deletedAt: at, version } : null;
  if (entry.editedAt !== null && (entry.editedAt > at || entry.text === record.text)) return null;
  const text = record.text.slice(0, MAX_TEXT);
  return { ...entry, text, editedAt: at, truncated: entry.truncated || truncated, version };
}

type Ending = IntakeOf<'call'>;

/**
 * The caller or the agent hung up. A call that nobody had taken leaves its queue and stops ringing; a held one stays
 * with its agent, who now does the work after it.
 */
export async function endCall(tx: Tx, state: State, record: Ending, had: Had): Promise<IntakeResult> {
  const { externalId } = record;
  const seen = await read(tx, 'entry', had.recordId);
  if (seen?.kind !== 'call') return { outcome: 'already-there', externalId };
  // Work first, then the entry: the order in which accepting locks them.
  const item = await unfinishedWork(tx, seen.interactionId);
  const call = (await read(tx, 'entry', seen.id, 'lock')) as EntryOf<'call'>;
  if (call.call.state !== 'waiting' && call.call.state !== 'live') return { outcome: 'already-there', externalId };
  state.changes.entry(ended(call, spokenOf(state, record, seen.customerId), state.now));
  if (item) await leaveQueue(tx, state, item, call, record.state === 'ended');
  const ids = { entryId: call.id, customerId: call.customerId, workItemId: item?.id ?? null };
  return { outcome: 'imported', externalId, ...ids };
}

/** Of a customer who was erased while they rang only that the call is over is kept. */
const spokenOf = (state: State, record: Ending, customerId: string): Ending =>
  state.customers.get(customerId)?.erasedAt === undefined
    ? record
    : { ...record, text: '', turns: [], wrapUp: undefined };

/** What the telephone system measured counts more than what was seen from here. */
export function ended(entry: EntryOf<'call'>, record: Ending, now: number): EntryOf<'call'> {
  const { call } = entry;
  const talked = call.answeredAt === null ? null : Math.max(0, now - call.answeredAt);
  return next(entry, {
    text: record.text || entry.text,
    call: {
      ...call,
      state: call.state === 'live' ? 'ended' : record.state === 'abandoned' ? 'abandoned' : 'ended',
      queueMs: record.queueMs ?? call.queueMs ?? (call.state === 'waiting' ? Math.max(0, now - entry.at) : null),
      talkMs: record.talkMs ?? call.talkMs ?? talked,
      holdMs: record.holdMs ?? call.holdMs,
      agentName: call.agentName ?? record.agent ?? null,
      wrapUp: record.wrapUp ?? call.wrapUp,
      turns: record.turns.length > 0 ? record.turns : call.turns,
    },
  });
}

async function unfinishedWork(tx: Tx, interactionId: string | null): Promise<WorkItem | null> {
  const rows = await tx.query<{ json: WorkItem }>(
    `SELECT json FROM work_item WHERE interaction_id = $1 AND state IN ('waiting', 'offered', 'held') FOR UPDATE`,
    [interactionId],
  );
  return rows[0]?.json ?? null;
}

/** `elsewhere`: the call ended and was not given up, so another telephone had it. */
async function leaveQueue(tx: Tx, state: State, item: WorkItem, call: EntryOf<'call'>, elsewhere: boolean) {
  if (item.state === 'held') return beginAfterContact(tx, state.changes, item, state.now);
  const offer = await ringingOffer(tx, item.id);
  if (offer)
    state.changes.offer({
      ...moveOffer(offer, 'withdraw'),
      withdrawnWhy: elsewhere ? 'answered elsewhere' : 'caller hung up',
    });
  state.changes.workItem(endWork(item, 'abandon', state.now));
  const about = { id: call.caseId, customerId: call.customerId };
  if (!elsewhere) state.changes.entry(eventEntry(state.id(), about, state.now, 'abandoned', item.queueName));
}
