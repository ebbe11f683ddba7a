// Which of what waits is looked at, and what of it is locked.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContactCentre } from '../../../backend/contact-centre.ts';
import { createServices } from '../../../backend/contact-centre.ts';
import type { Store } from '../../../backend/store/db.ts';
import { openStore } from '../../../backend/store/open.ts';
import { plantSeed, type Seed } from '../../../backend/store/seed.ts';
import { byItself } from '../../../backend/ledger/cause.ts';
import { newChanges } from '../../../backend/records/changes.ts';
import { read } from '../../../backend/records/read.ts';
import { ROUTING_TURN_BESIDE } from '../../../backend/records/turns.ts';
import { claim, queuesById } from '../../../backend/routing/gather.ts';
import { makeOffer } from '../../../backend/routing/offers.ts';
import { systemClock } from '../../../shared/lib/clock.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { withPostgres } from '../../fixtures/postgres.ts';

const queue = (id: string, skills: string[]): Seed['queues'][number] => ({
  id,
  name: id,
  channels: ['chat'],
  ringMs: 20_000,
  serviceLevel: { percent: 80, ms: 20_000 },
  missedToNotReady: 2,
  skills,
});
const agent = (id: string, skills: string[]): Seed['agents'][number] => ({
  id,
  name: id,
  role: 'agent',
  queueIds: ['plain', 'skilled'],
  channels: ['chat'],
  capacity: 1,
  skills: skills.map(name => ({ name, level: 3 })),
});
const seed: Seed = {
  queues: [queue('plain', ['french']), queue('skilled', ['german'])],
  agents: [agent('ana', ['german']), agent('ben', ['french'])],
};

async function nodeOn(databaseUrl: string | null): Promise<{ db: Store; node: ContactCentre }> {
  const db = await openStore({ dataDir: null, databaseUrl });
  await plantSeed(db, seed);
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  const outlet = { send: async () => ({ ok: true as const }) };
  return { db, node: createServices({ db, clock: systemClock, random, outlet, wake: () => undefined }) };
}

async function asks(node: ContactCentre, who: string, into: string): Promise<string> {
  const party = { address: who, name: who };
  const record = { type: 'message', externalId: who, channel: 'chat', queue: into, party, thread: who, text: 'Hello?' };
  const [result] = await node.intake([record]);
  if (result?.outcome !== 'imported') throw new Error(JSON.stringify(result));
  return result.workItemId!;
}

const beThere = (db: Store, ...agents: string[]) =>
  db.query(
    `UPDATE presence SET state = 'available', json = (json::jsonb || '{"state":"available"}')::json
     WHERE agent_id = ANY($1)`,
    [agents],
  );
const ringing = async (db: Store) =>
  Object.fromEntries(
    (
      await db.query<{ agent_id: string; work_item_id: string }>(
        `SELECT agent_id, work_item_id FROM offer WHERE state = 'ringing'`,
      )
    ).map(row => [row.agent_id, row.work_item_id]),
  );

test('who is free gets what they can serve, however much stands before it that nobody free can', async () => {
  const { db, node } = await nodeOn(null);
  for (let n = 0; n < 30; n++) await asks(node, `french-${n}`, 'plain');
  const german = await asks(node, 'german', 'skilled');
  await beThere(db, 'ana');
  await node.router.turn();
  expect(await ringing(db)).toEqual({ ana: german });
  await db.close();
});

const postgres = withPostgres();
describe.skipIf(postgres === null)('on PostgreSQL', () => {
  let db: Store;
  let node: ContactCentre;
  beforeAll(async () => {
    ({ db, node } = await nodeOn(await postgres!().newDatabase()));
  });
  afterAll(() => db.close());

  test('what another transaction is just changing is left out of a turn that does not wait for it', async () => {
    const [french, german] = [await asks(node, 'french', 'plain'), await asks(node, 'german', 'skilled')];
    await beThere(db, 'ana', 'ben');
    await db.transaction(async tx => {
      await tx.query(`SELECT id FROM work_item WHERE id = $1 FOR UPDATE`, [french]);
      await node.router.turn();
      expect(await ringing(db)).toEqual({ ana: german });
    });
    await node.router.turn();
    expect(await ringing(db)).toEqual({ ana: german, ben: french });
  });

  test('turns of several nodes go side by side: what one has claimed, agent and item, the others leave alone', async () => {
    await db.close();
    ({ db, node } = await nodeOn(await postgres!().newDatabase()));
    const [first, second] = [await asks(node, 'french-1', 'plain'), await asks(node, 'french-2', 'plain')];
    const german = await asks(node, 'german', 'skilled');
    await beThere(db, 'ana', 'ben');
    const item = (await read(db, 'work_item', second))!;
    await db.transaction(async tx => {
      await tx.query(ROUTING_TURN_BESIDE);
      const routed = { workItemId: second, agentId: 'ben', why: 'claimed' };
      expect(await claim(tx, [routed], new Map([[second, item]]))).toMatchObject([{ routed }]);
      await node.router.turn();
      expect(await ringing(db)).toEqual({ ana: german });
      const queue = (await queuesById(tx)).get('plain')!;
      const changes = newChanges(byItself('routed'));
      makeOffer(changes, item, queue, routed, { now: Date.now(), id: uuidv7 });
      await changes.flush(tx);
    });
    expect(await ringing(db)).toEqual({ ana: german, ben: second });
    await node.router.turn();
    expect(await ringing(db)).toEqual({ ana: german, ben: second });
    // Looked at before that, and claimed after it: the agent is not free any more.
    const waiting = (await read(db, 'work_item', first))!;
    const late = { workItemId: first, agentId: 'ben', why: 'late' };
    expect(await db.transaction(tx => claim(tx, [late], new Map([[first, waiting]])))).toEqual([]);
  });
});
