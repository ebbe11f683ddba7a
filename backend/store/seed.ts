import type * as z from 'zod';
import { teamSchema } from '../../shared/domain/team.ts';
import { agentSchema, queueSchema } from '../../shared/domain/work.ts';
import { append } from '../feed/log.ts';
import type { Db, Tx } from './db.ts';

/** Ids are the seed's own and stay the same from start to start; versions are kept by the store. */
export type SeedQueue = Omit<z.input<typeof queueSchema>, 'version'>;
export type SeedAgent = Omit<z.input<typeof agentSchema>, 'version'>;
export type SeedTeam = Omit<z.input<typeof teamSchema>, 'version'>;
export type Seed = {
  readonly agents: readonly SeedAgent[];
  readonly queues: readonly SeedQueue[];
  readonly team?: SeedTeam;
};

type Versioned = { readonly id: string; readonly version: number };
type Row = { json: Versioned };

/** Puts queues and agents where the store has none or others; idempotent, so it runs at every start. */
export async function plantSeed(db: Db, seed: Seed, now: number = Date.now()): Promise<void> {
  await db.transaction(async tx => {
    for (const [place, queue] of seed.queues.entries()) await plantQueue(tx, queue, place);
    if (seed.team) await plantTeam(tx, seed.team);
    for (const agent of seed.agents) await plantAgent(tx, agent, now);
  });
}

async function plantQueue(tx: Tx, seeded: SeedQueue, place: number): Promise<void> {
  const wanted = queueSchema.parse({ ...seeded, version: 1 });
  const version = await nextVersion(tx, 'queue', wanted);
  if (version === null) return;
  const queue = { ...wanted, version };
  await tx.query(
    `INSERT INTO queue (id, name, place, json) VALUES ($1, $2, $3, $4::json)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, place = excluded.place, json = excluded.json`,
    [queue.id, queue.name, place, JSON.stringify(queue)],
  );
  await append(tx, [{ to: { team: true }, event: { kind: 'queue.changed', queue } }]);
}

async function plantTeam(tx: Tx, seeded: SeedTeam): Promise<void> {
  const wanted = teamSchema.parse({ ...seeded, version: 1 });
  const version = await nextVersion(tx, 'team', wanted);
  if (version === null) return;
  const team = { ...wanted, version };
  await tx.query(
    `INSERT INTO team (id, json) VALUES ($1, $2::json) ON CONFLICT (id) DO UPDATE SET json = excluded.json`,
    [team.id, JSON.stringify(team)],
  );
  await append(tx, [{ to: { team: true }, event: { kind: 'team.changed', team } }]);
}

async function plantAgent(tx: Tx, seeded: SeedAgent, now: number): Promise<void> {
  const wanted = agentSchema.parse({ ...seeded, version: 1 });
  const version = await nextVersion(tx, 'agent', wanted);
  if (version === null || (await isByRoster(tx, wanted.id))) return;
  const agent = { ...wanted, version };
  await tx.query(
    `INSERT INTO agent (id, name, json) VALUES ($1, $2, $3::json)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, json = excluded.json`,
    [agent.id, agent.name, JSON.stringify(agent)],
  );
  const presence = { agentId: agent.id, version: 1, state: 'offline', reason: null, since: now, pending: null };
  // A lead comes to lead, and takes work when they say so.
  const resume = agent.role === 'lead' ? { state: 'not-ready', reason: 'Leading' } : null;
  await tx.query(
    `INSERT INTO presence (agent_id, state, resume, json) VALUES ($1, 'offline', $2::json, $3::json)
     ON CONFLICT (agent_id) DO NOTHING`,
    [agent.id, resume && JSON.stringify(resume), JSON.stringify(presence)],
  );
  await append(tx, [{ to: { agent: agent.id }, event: { kind: 'agent.changed', agent } }]);
}

/** The roster has the last word, also after a restart. */
async function isByRoster(tx: Tx, agentId: string): Promise<boolean> {
  return (await tx.query(`SELECT id FROM agent WHERE id = $1 AND by_roster`, [agentId])).length > 0;
}

/** Null: the store has exactly this already. */
async function nextVersion(tx: Tx, table: 'queue' | 'agent' | 'team', wanted: Versioned): Promise<number | null> {
  const [row] = await tx.query<Row>(`SELECT json FROM ${table} WHERE id = $1`, [wanted.id]);
  if (!row) return 1;
  const { version, ...have } = row.json;
  const { version: _ignored, ...want } = wanted;
  return JSON.stringify(sorted(have)) === JSON.stringify(sorted(want)) ? null : version + 1;
}

const sorted = (record: object) => Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
