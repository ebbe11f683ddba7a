// A network has refused an agent's words, or an act, after they were accepted: their author is told, and work that was done comes back.
import type { Entry } from '../../shared/domain/entry.ts';
import type { Queue, WorkItem } from '../../shared/domain/work.ts';
import { logger } from '../../shared/lib/log.ts';
import type { PublicAct } from '../connectors/public-act.ts';
import type { Changes } from '../records/changes.ts';
import { eventEntry } from '../records/events.ts';
import { activeAgent, next, read } from '../records/read.ts';
import { INTAKE_TURN, ROUTING_TURN } from '../records/turns.ts';
import { broughtBack } from '../routing/brought-back.ts';
import { tellAgent } from '../routing/tell-agent.ts';
import type { Tx } from '../store/db.ts';
import { IS_ANSWER } from './work-finish.ts';

const log = logger('courier');

type Parts = { readonly tx: Tx; readonly changes: Changes; readonly now: number; readonly id: () => string };

/** Before any row is locked: it gives rights, and makes work that the customer's next word must find. */
export const takeTurns = (tx: Tx): Promise<unknown> => tx.query(INTAKE_TURN).then(() => tx.query(ROUTING_TURN));

/**
 * The turns of intake and routing are taken. `reason`: the network's, in its own words; null: a part of a thread that could
 * not follow the one before it, of which all has been told.
 */
export async function undelivered(parts: Parts, entry: Entry, reason: string | null): Promise<void> {
  const items = await workOfCase(parts.tx, entry);
  await noAnswerAfterAll(parts, entry, items);
  if (reason === null) return;
  await tellAuthor(parts, entry, reason);
  await bringBack(parts, entry, items, reason);
}

/** Also what is over, locked: whoever is just finishing some of it is waited for, or sees what became of the words. */
async function workOfCase(tx: Tx, { customerId, caseId }: Entry): Promise<WorkItem[]> {
  const rows = await tx.query<{ json: WorkItem }>(
    `SELECT json FROM work_item WHERE customer_id = $1 AND json->>'caseId' = $2 ORDER BY id FOR UPDATE`,
    [customerId, caseId],
  );
  return rows.map(({ json }) => json);
}

/** Finished work that was counted as answered for these words alone is done without an answer. */
async function noAnswerAfterAll({ tx, changes }: Parts, entry: Entry, items: readonly WorkItem[]): Promise<void> {
  for (const item of items.filter(one => isThoughtAnswered(one, entry))) {
    const [other] = await tx.query(ANOTHER_ANSWER, [
      item.customerId,
      item.caseId,
      item.enteredAt,
      item.finishedAt,
      entry.id,
    ]);
    if (!other) changes.workItem(next(item, { answered: false }));
  }
}

const ANOTHER_ANSWER = `SELECT 1 AS yes FROM entry e WHERE e.customer_id = $1 AND e.case_id = $2
  AND e.at BETWEEN $3 AND $4 AND e.id <> $5 AND ${IS_ANSWER} LIMIT 1`;

const isThoughtAnswered = (item: WorkItem, { at }: Entry): boolean =>
  item.state === 'finished' &&
  item.outcome === 'done' &&
  item.channel !== 'voice' &&
  item.answered !== false &&
  item.enteredAt <= at &&
  at <= (item.finishedAt ?? 0);

/** Of an act under our handle, only a repost is told: an introduction stands in the work of who is to introduce themselves. */
export async function notDone(parts: Parts, act: PublicAct, reason: string): Promise<void> {
  if (act.do !== 'repost') return;
  const { agentId, of } = act;
  await tell(parts, { agentId, about: 'not-reposted', customerId: of.customerId, entryId: of.entryId, words: reason });
}

const tellAuthor = (parts: Parts, { author, customerId, id: entryId }: Entry, words: string): Promise<void> =>
  tell(parts, { agentId: author.agentId, about: 'undelivered', customerId, entryId, words });

type Told = {
  readonly agentId: string | null;
  readonly about: 'undelivered' | 'not-reposted';
  readonly customerId: string;
  readonly entryId: string;
  readonly words: string;
};

/** Nobody, where they are no colleague any more. */
async function tell(parts: Parts, { agentId, customerId, ...said }: Told): Promise<void> {
  const agent = agentId === null ? null : await activeAgent(parts.tx, agentId);
  const customer = agent && (await read(parts.tx, 'customer', customerId));
  if (!agent || !customer) return;
  await tellAgent(parts, {
    ...said,
    agentId: agent.id,
    from: agent,
    item: { customerId, customerName: customer.name },
  });
}

async function bringBack(
  { tx, changes, now, id }: Parts,
  entry: Entry,
  items: readonly WorkItem[],
  reason: string,
): Promise<void> {
  const { customerId, caseId } = entry;
  const queues = await tx.query<{ json: Queue }>(`SELECT json FROM queue ORDER BY place`);
  const known = { items, queues: queues.map(({ json }) => json) };
  const item = broughtBack(entry, { ...known, id: id(), now });
  if (!item) return;
  changes.workItem(item);
  changes.entry(eventEntry(id(), { id: caseId, customerId }, now, 'undelivered', reason));
  changes.grant(await serving(tx, item.queueId), customerId);
  log.info('work.brought-back', { workItemId: item.id, entryId: entry.id });
}

/** Who may be offered it has the history before it rings. */
async function serving(tx: Tx, queueId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM agent WHERE NOT disabled AND jsonb_exists((json->'queueIds')::jsonb, $1) ORDER BY id`,
    [queueId],
  );
  return rows.map(({ id }) => id);
}
