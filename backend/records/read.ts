import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { Presence } from '../../shared/domain/presence.ts';
import type { Team } from '../../shared/domain/team.ts';
import { type Agent, agentSchema, type Queue, type WorkItem } from '../../shared/domain/work.ts';
import type { Queryable, Statement } from '../store/db.ts';
import type { PresenceRow } from './changes.ts';

type Records = {
  customer: Customer;
  case: Case;
  interaction: Interaction;
  entry: Entry;
  work_item: WorkItem;
  offer: Offer;
  agent: Agent;
  queue: Queue;
  team: Team;
};

/** `lock`: nobody else changes it until the transaction ends. Lock work items before offers before presences. */
export async function read<T extends keyof Records>(
  db: Queryable,
  table: T,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<Records[T] | null> {
  const { text, params } = reading(table, id, lock);
  const rows = await db.query<{ json: Records[T] }>(text, params);
  return rows[0]?.json ?? null;
}

/** The statement of `read`. */
export const reading = (table: keyof Records, id: string, lock: 'lock' | 'look'): Statement => ({
  text: `SELECT json FROM "${table}" WHERE id = $1 ${lock === 'lock' ? 'FOR UPDATE' : ''}`,
  params: [id],
});

/** Null for who was removed, too. */
export async function activeAgent(db: Queryable, id: string): Promise<Agent | null> {
  const [row] = await db.query<{ json: unknown }>(`SELECT json FROM agent WHERE id = $1 AND NOT disabled`, [id]);
  return row ? agentSchema.parse(row.json) : null;
}

type Row = { json: Presence; missed: number; resume: PresenceRow['resume'] };

export async function readPresence(
  db: Queryable,
  agentId: string,
  lock: 'lock' | 'look' = 'look',
): Promise<PresenceRow | null> {
  const [row] = await db.query<Row>(
    `SELECT json, missed, resume FROM presence WHERE agent_id = $1 ${lock === 'lock' ? 'FOR UPDATE' : ''}`,
    [agentId],
  );
  return row ? { presence: row.json, missed: row.missed, resume: row.resume } : null;
}

export async function ringingOffer(db: Queryable, workItemId: string): Promise<Offer | null> {
  const rows = await db.query<{ json: Offer }>(
    `SELECT json FROM offer WHERE work_item_id = $1 AND state = 'ringing' FOR UPDATE`,
    [workItemId],
  );
  return rows[0]?.json ?? null;
}

/** The entry of an interaction that stands for its call. */
export async function callOf(db: Queryable, interactionId: string): Promise<Extract<Entry, { kind: 'call' }> | null> {
  const rows = await db.query<{ json: Extract<Entry, { kind: 'call' }> }>(
    `SELECT json FROM entry WHERE interaction_id = $1 AND kind = 'call' ORDER BY at DESC, id DESC LIMIT 1 FOR UPDATE`,
    [interactionId],
  );
  return rows[0]?.json ?? null;
}

/** A record with a change, and the next version. */
export const next = <T extends { readonly version: number }>(record: T, change: Partial<T>): T => ({
  ...record,
  ...change,
  version: record.version + 1,
});
