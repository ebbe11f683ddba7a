// A working set that the database refuses is tried again, for as long as the agent's session lasts.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newFilling } from '../../../backend/history/filling.ts';
import { INTAKE_TURN } from '../../../backend/records/turns.ts';
import type { Db } from '../../../backend/store/db.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { fresh, newWorld, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => void (world = await newWorld()));
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.db.query('DELETE FROM feed_grant');
  const party = { address: `@${fresh('asks')}` };
  const message = { type: 'message', live: false, externalId: fresh('asked-'), channel: 'x', party };
  await world.takeIn({ ...message, text: 'Where is my bag?', at: world.now() });
});

const grantsOf = async (agentId: string): Promise<number> =>
  (await world.db.query('SELECT FROM feed_grant WHERE agent_id = $1', [agentId])).length;

/** The world's database, which refuses working sets as often as `refusal` gives an error. */
const refusing = (refusal: () => Error | null): Db => ({
  ...world.db,
  transaction: run =>
    world.db.transaction(tx =>
      run({
        ...tx,
        query(text, params) {
          const error = text === INTAKE_TURN ? refusal() : null;
          return error ? Promise.reject(error) : tx.query(text, params);
        },
      }),
    ),
});
const lost = (): Error => new Fault('retry', 'the database went away');

test('it is tried again after ever longer waits, until it is granted, and that is told', async () => {
  const waited: number[] = [];
  let left = 7;
  let told = 0;
  const filling = newFilling({
    db: refusing(() => ((left -= 1) >= 0 ? lost() : null)),
    now: world.now,
    changed: () => void (told += 1),
    wait: async ms => void waited.push(ms),
  });
  filling.begin('a-mara');
  await filling.settle();
  expect(waited).toEqual([500, 1_000, 2_000, 5_000, 15_000, 15_000, 15_000]);
  expect(await grantsOf('a-mara')).toBeGreaterThan(0);
  expect(told).toBe(1);
});

test('what asking again would not change is not tried again', async () => {
  const filling = newFilling({
    db: refusing(() => new Error('no such column')),
    now: world.now,
    changed: () => expect.unreachable('nothing was granted'),
    wait: () => expect.unreachable('it waits for nothing'),
  });
  filling.begin('a-mara');
  await filling.settle();
  expect(await grantsOf('a-mara')).toBe(0);
});

test('with the session it ends at once, in the middle of a wait, and so it does at the stop', async () => {
  let refused = 0;
  const filling = newFilling({
    db: refusing(() => ((refused += 1), lost())),
    now: world.now,
    changed: () => expect.unreachable('nothing was granted'),
    // A time that never comes by itself.
    wait: (_ms, over) => new Promise(done => over.addEventListener('abort', () => done())),
  });
  filling.begin('a-mara');
  await expect.poll(() => refused).toBe(1);
  filling.end('a-mara');
  await filling.settle();
  filling.begin('a-priya');
  await expect.poll(() => refused).toBe(2);
  await filling.stop();
  expect(refused).toBe(2);
});

test('a newer session of the agent is in the place of the one before', async () => {
  let isAway = true;
  const waits: AbortSignal[] = [];
  const filling = newFilling({
    db: refusing(() => (isAway ? lost() : null)),
    now: world.now,
    changed: () => undefined,
    wait: (_ms, over) =>
      new Promise(done => {
        waits.push(over);
        over.addEventListener('abort', () => done());
      }),
  });
  filling.begin('a-mara');
  await expect.poll(() => waits).toHaveLength(1);
  isAway = false;
  filling.begin('a-mara');
  await filling.settle();
  expect(waits.map(({ aborted }) => aborted)).toEqual([true]);
  expect(await grantsOf('a-mara')).toBeGreaterThan(0);
});

test('the contact centre tries while the agent is there, on the clock of the process, and no longer', async () => {
  let isAway = true;
  let refused = 0;
  const centre = world.open(refusing(() => (isAway ? ((refused += 1), lost()) : null)));
  await centre.sessionOpened('a-mara');
  await expect.poll(() => refused).toBeGreaterThan(0);
  await centre.sessionLost('a-mara');
  await centre.settle();
  isAway = false;
  expect(await grantsOf('a-mara')).toBe(0);
  await centre.sessionOpened('a-mara');
  await centre.settle();
  expect(await grantsOf('a-mara')).toBeGreaterThan(0);
});
