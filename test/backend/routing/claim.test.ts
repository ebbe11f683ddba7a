// Which of what waits is looked at, and what of it is locked.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContactCentre } from '../../../backend/contact-centre.ts';
import { createServices } from '../../../backend/contact-centre.ts';
import type { Store } from '../../../backend/store/db.ts';
import { openStore } from '../../../backend/store/open.ts';
import { plantSeed, type Seed } from '../../../backend/store/seed.ts';
import { systemClock } from '../../../shared/lib/clock.ts';
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

  test('many statements at once are one with their transaction: the first that fails is told, and none is kept', async () => {
    const mark = (id: string) => ({
      text: `INSERT INTO lead_notice (id, at, json) VALUES ($1, 1, '{}')`,
      params: [id],
    });
    const failing = db.transaction(tx => tx.together!([mark('one'), mark('one'), mark('two')]));
    await expect(failing).rejects.toThrow(/duplicate key/);
    expect(await db.query('SELECT id FROM lead_notice')).toEqual([]);
    await db.transaction(tx => tx.together!([mark('three'), mark('four')]));
    expect(await db.query('SELECT id FROM lead_notice ORDER BY id')).toEqual([{ id: 'four' }, { id: 'three' }]);
  });
});
