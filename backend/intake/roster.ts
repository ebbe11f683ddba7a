// The company's roster says who works here, which queues they serve, and who does not any more.
import type { IntakeOf, IntakeResult } from '../../shared/contract/intake.ts';
import { CHANNELS } from '../../shared/domain/primitives.ts';
import { NOT_AVAILABLE } from '../../shared/domain/offer.ts';
import { type Agent, agentSchema, type Queue, type WorkItem } from '../../shared/domain/work.ts';
import { once, writeNotes } from '../audit/note.ts';
import { reviewRights } from '../history/review.ts';
import { grantScope } from '../history/working-set.ts';
import { byItself } from '../ledger/cause.ts';
import { newChanges } from '../records/changes.ts';
import { readPresence } from '../records/read.ts';
import { ROUTING_TURN } from '../records/turns.ts';
import type { Ringing } from '../routing/ring.ts';
import { withdrawRinging } from '../routing/withdraw.ts';
import { movePresence } from '../../shared/domain/presence.ts';
import { endWork, moveWork } from '../../shared/domain/work-moves.ts';
import { storeSecret } from '../session/secrets.ts';
import type { Tx } from '../store/db.ts';
import { refused } from './parse.ts';
import type { State } from './state.ts';

type Listed = IntakeOf<'agent'>;
type Known = { readonly agent: Agent; readonly disabled: boolean };

/**
 * Puts an agent as the roster has them, in INTAKE_TURN. Nothing is offered to somebody who is just being removed, and no
 * command of theirs is under way: routing and commands wait for this transaction, or it for them.
 */
export async function putAgent(tx: Tx, state: State, record: Listed): Promise<IntakeResult> {
  const { externalId } = record;
  await tx.query(ROUTING_TURN);
  const known = await knownAgent(tx, externalId);
  const queueIds = record.queues?.map(name => queueNamed(state.queues, name));
  if (queueIds?.some(id => id === null)) return refused(externalId, 'queues: no queue of that name');
  const name = record.name ?? known?.agent.name;
  if (name === undefined) return refused(externalId, 'name: a new agent needs one');
  if (await isTaken(tx, name, externalId)) return refused(externalId, 'name: another agent has it');
  const after = listed(record, known, name, queueIds as string[] | undefined);
  const same = known && known.disabled === after.disabled && after.agent.version === known.agent.version;
  if (same && !record.secret) return { outcome: 'already-there', externalId };
  if (!same) await write(tx, after, state.now);
  if (record.secret) await storeSecret(tx, externalId, record.secret);
  await follow(tx, state, after);
  const what = whatOf(known, after, Boolean(record.secret));
  await writeNotes(tx, [once({ kind: 'rights.listed', what, aboutAgent: externalId, outcome: 'done' })]);
  return { outcome: 'imported', externalId, entryId: null, customerId: null, workItemId: null };
}

/** What a record of the roster changed, in words for the audit. */
function whatOf(known: Known | null, { agent, disabled }: Known, secret: boolean): string {
  const before = known?.agent;
  const changed = (key: 'role' | 'queueIds' | 'channels'): boolean =>
    JSON.stringify(before?.[key]) !== JSON.stringify(agent[key]);
  const said = [
    !known && 'new',
    disabled !== (known?.disabled ?? false) && (disabled ? 'removed' : 'back'),
    changed('role') && `role ${agent.role}`,
    changed('queueIds') && 'queues',
    changed('channels') && 'channels',
    secret && 'secret',
  ];
  return said.filter(Boolean).join(', ') || 'other';
}

async function knownAgent(tx: Tx, agentId: string): Promise<Known | null> {
  const [row] = await tx.query<{ json: unknown; disabled: boolean }>(
    `SELECT json, disabled FROM agent WHERE id = $1 FOR NO KEY UPDATE`,
    [agentId],
  );
  return row ? { agent: agentSchema.parse(row.json), disabled: row.disabled } : null;
}

const queueNamed = (queues: readonly Queue[], given: string): string | null =>
  queues.find(({ id, name }) => id === given || name === given)?.id ?? null;

async function isTaken(tx: Tx, name: string, agentId: string): Promise<boolean> {
  return (await tx.query(`SELECT id FROM agent WHERE name = $1 AND id <> $2`, [name, agentId])).length > 0;
}

/** The same version where nothing of the record is new. */
function listed(record: Listed, known: Known | null, name: string, queueIds: string[] | undefined): Known {
  const before = known?.agent ?? agentSchema.parse({ ...NEW, id: record.externalId, name });
  const { role = before.role, channels = before.channels, capacity = before.capacity } = record;
  const agent = { ...before, name, role, channels, capacity, queueIds: queueIds ?? before.queueIds };
  const changed = known === null || JSON.stringify(agent) !== JSON.stringify(before);
  const version = known && changed ? before.version + 1 : before.version;
  return { agent: { ...agent, version }, disabled: record.disabled ?? known?.disabled ?? false };
}

const NEW = {
  version: 1,
  role: 'agent',
  queueIds: [],
  channels: CHANNELS.filter(channel => channel !== 'internal'),
  capacity: 1,
};

async function write(tx: Tx, { agent, disabled }: Known, now: number): Promise<void> {
  await tx.query(
    `INSERT INTO agent (id, name, json, disabled, by_roster) VALUES ($1, $2, $3::json, $4, true)
     ON CONFLICT (id) DO UPDATE
     SET name = excluded.name, json = excluded.json, disabled = excluded.disabled, by_roster = true`,
    [agent.id, agent.name, JSON.stringify(agent), disabled],
  );
  const presence = { agentId: agent.id, version: 1, state: 'offline', reason: null, since: now, pending: null };
  await tx.query(
    `INSERT INTO presence (agent_id, state, json) VALUES ($1, 'offline', $2::json) ON CONFLICT (agent_id) DO NOTHING`,
    [agent.id, JSON.stringify(presence)],
  );
}

/** What the change means for offers, work, presence and grants. */
async function follow(tx: Tx, { now, id }: State, { agent, disabled }: Known): Promise<void> {
  const changes = newChanges(byItself('roster'));
  changes.tell(agent.id, { to: { agent: agent.id }, event: { kind: 'agent.changed', agent } });
  if (disabled) await leaveForGood({ tx, changes, now, id }, agent.id);
  else if (!(await mayKeepOffer(tx, agent)))
    await withdrawRinging({ tx, changes, now, id }, agent.id, 'queue no longer served');
  await changes.flush(tx);
  await reviewRights(tx, agent.id, now);
  await grantScope(tx, agent.id, now, null);
}

async function mayKeepOffer(tx: Tx, { id, queueIds, channels }: Agent): Promise<boolean> {
  const others = await tx.query(
    `SELECT w.id FROM offer o JOIN work_item w ON w.id = o.work_item_id
     WHERE o.agent_id = $1 AND o.state = 'ringing' AND NOT (w.queue_id = ANY($2) AND w.channel = ANY($3))`,
    [id, queueIds, channels],
  );
  return others.length === 0;
}

/** What is written goes back to its place; a call cannot be handed back and is over for us, whoever ends it. */
async function leaveForGood(ringing: Ringing, agentId: string): Promise<void> {
  const { tx, changes, now } = ringing;
  const held = await tx.query<{ json: WorkItem }>(
    `SELECT json FROM work_item WHERE holder_id = $1 AND state = 'held' ORDER BY id FOR UPDATE`,
    [agentId],
  );
  for (const { json: item } of held)
    changes.workItem(item.channel === 'voice' ? endWork(item, 'finish', now) : moveWork(item, 'let-go'));
  await withdrawRinging(ringing, agentId, NOT_AVAILABLE);
  const row = await readPresence(tx, agentId, 'lock');
  if (row) changes.presence(movePresence(row, 'remove', now));
  await tx.query(`DELETE FROM session WHERE agent_id = $1`, [agentId]);
}
