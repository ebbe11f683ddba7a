// A large set: weighed, brought and granted in steps, with everybody else served in between, and gone on with after an end.
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newFilling } from '../../../backend/history/filling.ts';
import type { Db } from '../../../backend/store/db.ts';
import type { ReviewWhat } from '../../../shared/contract/review.ts';
import { imported, newWorld, NOW, DAY, type World } from '../intake/world.ts';

const CUSTOMERS = 2_000;
const LEAD = 'l-mail';
const THEN = NOW - 800 * DAY;
const asking = { what: { kind: 'period', from: THEN, to: NOW } satisfies ReviewWhat, most: 1_000_000 };
let world: World;

const said = (n: number) => ({
  type: 'message',
  live: false,
  externalId: `old-${n}`,
  channel: 'email',
  party: { address: `p${n}@post.example` },
  text: 'Where is my bag?',
  at: THEN + n,
});

beforeAll(async () => {
  world = await newWorld();
  const secret = 'long enough, as is told';
  const lead = { type: 'agent', externalId: LEAD, name: 'Lead', role: 'lead', queues: ['Email, general'], secret };
  await world.takeIn(lead);
  for (let from = 0; from < CUSTOMERS; from += 500)
    await world.takeIn(...Array.from({ length: 500 }, (_, i) => said(from + i)));
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.db.query(`DELETE FROM feed_grant WHERE agent_id = $1`, [LEAD]);
  for (const table of ['feed_log', 'customer_grant', 'review_set', 'audit_note'])
    await world.db.query(`DELETE FROM ${table}`);
  world.pass(60_000);
});

const granted = async (): Promise<number> =>
  (await world.db.query(`SELECT FROM feed_grant WHERE agent_id = $1`, [LEAD])).length;
const told = async (): Promise<string[]> =>
  (await world.told()).filter(row => row.audience_id === LEAD).map(({ body }) => JSON.stringify(body));

/** Turns that the sockets and timers of the process have until it is done. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const done = work.finally(() => (isDone = true));
  for (; !isDone; turns++) await setImmediate();
  await done;
  return turns;
}

test('who weighs it leaves the others their turns', async () => {
  expect(await turnsDuring(world.centre.review.weigh(LEAD, asking))).toBeGreaterThan(CUSTOMERS / 100);
});

test('who brings it is answered first; what others ask meanwhile does not wait for the whole', async () => {
  const set = await world.centre.review.bring(LEAD, asking);
  expect(set.customerIds).toHaveLength(CUSTOMERS);
  const shares = new Set<number>();
  const asks = async (): Promise<void> => {
    for (let live = 0; !shares.has(CUSTOMERS); live++) {
      const record = { ...said(0), live: true, externalId: `live-${live}`, at: world.now() };
      if (live < 10) imported((await world.takeIn(record))[0]);
      shares.add(await granted());
      await setImmediate();
    }
  };
  const [turns] = await Promise.all([turnsDuring(world.centre.settle()), asks()]);
  // Ten messages came in, and the share was looked at, between its steps.
  expect(shares.size).toBeGreaterThan(CUSTOMERS / 100);
  expect(turns).toBeGreaterThan(CUSTOMERS / 100);
  expect(await granted()).toBe(CUSTOMERS);
});

/** The world's database as a node has it that dies after so many transactions. */
function dyingAfter(transactions: number): Db {
  let left = transactions;
  const dead = new Promise<never>(() => undefined);
  return { ...world.db, transaction: run => ((left -= 1) < 0 ? dead : world.db.transaction(run)) };
}
/** Until some of it is granted. */
async function begun(): Promise<void> {
  while ((await granted()) === 0) await setImmediate();
}
const filling = (db: Db) => newFilling({ db, now: world.now, changed: () => undefined });

test.each([
  [
    'stopped',
    async () => {
      await world.centre.review.bring(LEAD, asking);
      await begun();
      await world.centre.stop();
    },
  ],
  [
    'killed',
    async () => {
      const node = world.open(dyingAfter(10));
      await node.review.bring(LEAD, asking);
      await begun();
    },
  ],
])('%s in the middle it is gone on with by another node, each customer once', async (_how, ends) => {
  await ends();
  const before = await granted();
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(CUSTOMERS);

  const other = filling(world.db);
  other.begin(LEAD);
  await other.settle();
  expect(await granted()).toBe(CUSTOMERS);
  const grants = await told();
  expect(grants).toHaveLength(CUSTOMERS);
  expect(new Set(grants).size).toBe(CUSTOMERS);

  // Asked for again it is the same set, and nothing is granted or told twice.
  world.pass(60_000);
  const node = world.open();
  expect((await node.review.sets(LEAD)).length).toBe(1);
  await node.review.bring(LEAD, asking);
  await node.settle();
  expect((await node.review.sets(LEAD)).length).toBe(1);
  expect(await told()).toHaveLength(CUSTOMERS);
});

test('it is written down once, with how many', async () => {
  await world.centre.review.bring(LEAD, asking);
  await world.centre.settle();
  const notes = await world.db.query(
    `SELECT what, count FROM audit_note WHERE kind = 'rights.given' AND about_agent = $1`,
    [LEAD],
  );
  expect(notes).toEqual([{ what: 'review period', count: CUSTOMERS }]);
});
