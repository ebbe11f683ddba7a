import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { pruneCommands } from '../../../backend/commands/prune.ts';
import { pruneLog } from '../../../backend/feed/prune.ts';
import type { Tailer } from '../../../backend/feed/tailer.ts';
import type { Store } from '../../../backend/store/db.ts';
import { migrate } from '../../../backend/store/migrate.ts';
import { migrations } from '../../../backend/store/migrations/list.ts';
import { openPostgres } from '../../../backend/store/postgres.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { memoryStore } from '../../support/kept-store.ts';
import { deskOn, queueNamed, tailing, tell, tellIn, type TestDesk } from './desk.ts';

const everybody = { team: true } as const;
const pause = (ms: number) => new Promise(done => setTimeout(done, ms));
const caughtUp = (desk: TestDesk) => vi.waitUntil(() => desk.pages.at(-1)?.left === 0, { timeout: 5_000 });
const resets = (desk: TestDesk) => desk.pages.filter(({ reset }) => reset).length;

describe('on the embedded engine', () => {
  let store: Store;
  let tailer: Tailer;
  const desks: TestDesk[] = [];
  beforeAll(async () => {
    store = await memoryStore();
    tailer = await tailing(store);
  });
  afterAll(async () => {
    for (const { stream } of desks) stream.close();
    await tailer.stop();
    await store.close();
  });
  const desk = (): TestDesk => {
    const made = deskOn({ store, tailer });
    desks.push(made);
    return made;
  };
  const rows = async () => Number((await store.query<{ n: number }>('SELECT count(*) AS n FROM feed_log'))[0]!.n);

  test('old rows go, the newest of them stays as the floor, and what is younger stays', async () => {
    await tell(store, everybody, 'a', 'b', 'c');
    expect(await pruneLog(store, 60_000)).toBe(0);
    const before = await rows();
    await pause(5);
    expect(await pruneLog(store, 0)).toBe(before - 1);
    expect(await rows()).toBe(1);
    expect(await pruneLog(store, 0)).toBe(0);
  });

  test('a desk at the floor or above goes on; one below it gets a snapshot, and nothing is passed over in silence', async () => {
    const [below, above] = [desk(), desk()];
    below.resume(null);
    await caughtUp(below);
    below.stream.close();
    await tell(store, everybody, 'd', 'e');
    above.resume(null);
    await caughtUp(above);
    above.stream.close();
    await pause(5);
    await pruneLog(store, 0); // the floor is e, where `above` stands
    await tell(store, everybody, 'f');
    for (const one of [below, above]) {
      one.pages.length = 0;
      one.resume();
      await caughtUp(one);
    }
    expect([resets(below), resets(above)]).toEqual([1, 0]);
    expect(above.heard.at(-1)).toBe('f');
  });

  test('a desk that is slow while the log is pruned before it starts over', async () => {
    const slow = desk();
    slow.resume(null);
    await caughtUp(slow);
    slow.applies = false;
    for (const name of ['g', 'h', 'i']) {
      await tell(store, everybody, name); // two pages are under way, the third is not
      tailer.wake();
      await pause(60);
    }
    await tell(store, everybody, 'j');
    await pause(5);
    await pruneLog(store, 0);
    slow.applies = true;
    slow.acknowledge();
    await expect.poll(() => resets(slow), { timeout: 5_000 }).toBe(2);
  });

  test('commands are kept as long as they are said to be', async () => {
    const command = (id: string, at: number) =>
      store.query(`INSERT INTO command (id, agent_id, hash, at) VALUES ($1, 'a', 'h', $2)`, [id, at]);
    await command('old', 99);
    await command('young', 100);
    expect(await pruneCommands(store, 100)).toBe(1);
    expect(await store.query('SELECT id FROM command')).toEqual([{ id: 'young' }]);
  });
});

const postgres = withPostgres();
describe.skipIf(postgres === null)('on PostgreSQL', () => {
  let store: Store;
  let tailer: Tailer;
  beforeAll(async () => {
    store = await openPostgres(await postgres!().newDatabase());
    await migrate(store, migrations);
    await store.query('CREATE TABLE said (name text PRIMARY KEY)');
    tailer = await tailing(store);
  });
  afterAll(async () => {
    await tailer.stop();
    await store.close();
  });

  /** Says it and writes it down in one transaction, some slow to commit; a snapshot is what is written down. */
  async function write(writer: number, rounds: number): Promise<void> {
    for (let round = 0; round < rounds; round++)
      await store.transaction(async tx => {
        const name = `w${writer}-${round}`;
        await tx.query('INSERT INTO said VALUES ($1)', [name]);
        await tellIn(tx, everybody, name);
        await pause((writer * 7 + round * 13) % 30);
      });
  }
  const snapshotOf = async () =>
    (await store.query<{ name: string }>('SELECT name FROM said')).map(({ name }) => queueNamed(name));

  /** What a desk has: a snapshot replaces everything before it. */
  function had({ pages }: TestDesk): string[] {
    const names = new Set<string>();
    for (const { reset, events } of pages) {
      if (reset) names.clear();
      for (const { event } of events) names.add((event as { queue: { name: string } }).queue.name);
    }
    return [...names].toSorted();
  }

  test('nothing is missing while the log is pruned under parallel writers, a desk that stays and one that comes back', async () => {
    const desks = [0, 1].map(() => deskOn({ store, tailer, source: { snapshotOf } }));
    const returns = desks[1]!;
    for (const desk of desks) {
      desk.resume(null);
      await caughtUp(desk);
    }
    let over = false;
    const pruning = (async () => {
      let gone = 0;
      for (; !over; await pause(10)) gone += await pruneLog(store, 20);
      return gone;
    })();
    const returning = (async () => {
      for (; !over; await pause(40)) {
        returns.stream.close();
        await pause(80); // away for longer than the log is kept
        returns.resume();
        tailer.wake();
      }
    })();
    await Promise.all([0, 1, 2, 3].map(writer => write(writer, 60)));
    over = true;
    await returning;
    expect(await pruning).toBeGreaterThan(100);
    tailer.wake();
    const all = (await store.query<{ name: string }>('SELECT name FROM said')).map(({ name }) => name).toSorted();
    await vi
      .waitUntil(() => desks.every(desk => had(desk).length === all.length), { timeout: 8_000 })
      .catch(() => null);
    for (const desk of desks) expect(had(desk)).toEqual(all);
    expect(resets(returns)).toBeGreaterThan(1);
    for (const { stream } of desks) stream.close();
  });
});
