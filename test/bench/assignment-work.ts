// Work that waits for the assignment benchmark: one message through the ordinary intake, and as many of its like as wanted.
import { createServices } from '../../backend/contact-centre.ts';
import { plantSeed, type Seed } from '../../backend/store/seed.ts';
import type { Store } from '../../backend/store/db.ts';
import { steadyClock } from '../../backend/steady-clock.ts';
import { systemRandom } from '../../shared/lib/ids.ts';

export const SESSIONS = 4;
export const QUEUE = 'queue-chat';
export const agentOf = (session: number): string => `agent-${session}`;

/** One piece of work at a time for each agent, so that a session's cycles follow one another. */
export const seed: Seed = {
  queues: [
    {
      id: QUEUE,
      name: 'Disruption, messaging',
      channels: ['chat'],
      ringMs: 30_000,
      serviceLevel: { percent: 80, ms: 300_000 },
      missedToNotReady: 2,
    },
  ],
  agents: Array.from({ length: SESSIONS }, (_, session) => ({
    id: agentOf(session),
    name: `Agent ${session}`,
    role: 'agent',
    queueIds: [QUEUE],
    channels: ['chat'],
    capacity: 1,
  })),
};

/** A node of the contact centre over this store, as `startBackend` makes it, with nothing sent to any network. */
export const nodeOver = (db: Store) =>
  createServices({
    db,
    clock: steadyClock(),
    random: systemRandom,
    outlet: { send: async () => ({ ok: true }) },
    wake: () => undefined,
  });

const ASKED = {
  type: 'message',
  source: 'chat',
  externalId: 'first',
  channel: 'chat',
  queue: 'Disruption, messaging',
  party: { address: 'first', name: 'Jayne Turner' },
  handle: 'Larkwing chat',
  thread: 'first',
  text: 'Where is my suitcase? It did not arrive in Lisbon, and nobody tells me anything.',
};

/** Letters of an id that the program made, which has no number after it. */
const OWN = 36;
/** In one statement, which must not take longer than the store lets it. */
const AT_ONCE = 2_000;

/** Customer, case, interaction, entry, waiting work and the ledger's first row of each, with ids of their own. */
const LIKE = [
  `INSERT INTO customer (id, known, json) SELECT id || n, known, pg_temp.other(json, n)
   FROM customer, generate_series($1::integer, $2::integer) n WHERE length(id) = ${OWN}`,
  `INSERT INTO "case" (id, number, customer_id, state, opened_at, last_at, json)
   SELECT id || n, number + n, customer_id || n, state, opened_at, last_at, pg_temp.other(json, n)
   FROM "case", generate_series($1::integer, $2::integer) n WHERE length(id) = ${OWN}`,
  `INSERT INTO interaction (id, case_id, customer_id, channel, audience, handle, started_at, json)
   SELECT id || n, case_id || n, customer_id || n, channel, audience, handle, started_at, pg_temp.other(json, n)
   FROM interaction, generate_series($1::integer, $2::integer) n WHERE length(id) = ${OWN}`,
  `INSERT INTO entry (id, customer_id, case_id, interaction_id, at, kind, json)
   SELECT id || n, customer_id || n, case_id || n, interaction_id || n, at, kind, pg_temp.other(json, n)
   FROM entry, generate_series($1::integer, $2::integer) n WHERE length(id) = ${OWN}`,
  `INSERT INTO work_item (id, queue_id, customer_id, interaction_id, channel, state, priority, entered_at, json)
   SELECT id || n, queue_id, customer_id || n, interaction_id || n, channel, state, priority, entered_at + n,
     pg_temp.other(json, n) FROM work_item, generate_series($1::integer, $2::integer) n WHERE length(id) = ${OWN}`,
  `INSERT INTO ledger (work_item_id, step, kind, before, after, offer, agent_id, command_id, why)
   SELECT work_item_id || n, step, kind, before, after, offer, agent_id, command_id, why
   FROM ledger, generate_series($1::integer, $2::integer) n WHERE length(work_item_id) = ${OWN}`,
];

/** Each id of the first one's records, with a number after it. */
const OTHER = `
  CREATE FUNCTION pg_temp.other(record json, n bigint) RETURNS json LANGUAGE sql AS $$
    SELECT regexp_replace($1::text, '"([0-9a-f]{8}-[0-9a-f-]{27})"', '"\\1' || $2 || '"', 'g')::json $$`;

/** Agents at their desks and `items` pieces of waiting work in a store that has neither. */
export async function fill(db: Store, items: number): Promise<void> {
  await plantSeed(db, seed);
  const node = nodeOver(db);
  const [result] = await node.intake([ASKED]);
  if (result?.outcome !== 'imported') throw new Error(`the intake: ${result?.outcome}`);
  await node.stop();
  await db.transaction(async tx => {
    await tx.exec(OTHER);
    for (const statement of LIKE)
      for (let n = 2; n <= items; n += AT_ONCE) await tx.query(statement, [n, Math.min(items, n + AT_ONCE - 1)]);
    await tx.query(`UPDATE presence SET state = 'available',
      json = json_build_object('agentId', agent_id, 'version', 2, 'state', 'available', 'reason', NULL, 'since', 0,
        'pending', NULL)`);
  });
  for (const table of ['customer', '"case"', 'interaction', 'entry', 'work_item', 'ledger', 'presence'])
    await db.query(`ANALYZE ${table}`);
}
