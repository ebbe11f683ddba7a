import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Tailer } from '../../../backend/feed/tailer.ts';
import type { Store } from '../../../backend/store/db.ts';
import { migrate } from '../../../backend/store/migrate.ts';
import { log } from '../../../backend/store/migrations/0001-log.ts';
import { openPostgres, STUCK } from '../../../backend/store/postgres.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { deskOn, feedStore, tailing, tell, tellIn, type TestDesk } from './desk.ts';

const pause = (ms: number) => new Promise(done => setTimeout(done, ms));
const everybody = { team: true } as const;

/** Some commit at once, some hold their rows back, some give up: the ways in which order gets lost. */
async function writeFor(store: Store, writer: number, rounds: number): Promise<string[]> {
  const committed: string[] = [];
  for (let round = 0; round < rounds; round++) {
    const names = Array.from({ length: 1 + (round % 3) }, (_, i) => `w${writer}-${round}-${i}`);
    const givesUp = (writer + round) % 7 === 0;
    const write = store.transaction(async tx => {
      await tellIn(tx, everybody, ...names);
      await pause((writer * 7 + round * 13) % 40);
      if (givesUp) throw new Error('gives up');
    });
    await write.then(
      () => committed.push(...names),
      error => expect(String(error)).toContain('gives up'),
    );
  }
  return committed;
}

type Outcome = { readonly committed: string[]; readonly heard: string[][]; readonly snapshots: number[] };

/** One desk stays, the other comes back again and again from wherever it got to. Names are sorted. */
async function listenWhile(store: Store, tailer: Tailer, writers: number, rounds: number): Promise<Outcome> {
  const desks = [deskOn({ store, tailer }), deskOn({ store, tailer })];
  for (const desk of desks) {
    desk.resume(null);
    await vi.waitUntil(() => desk.pages.at(-1)?.left === 0, { timeout: 5_000 });
  }
  const writing = Promise.all(Array.from({ length: writers }, (_, writer) => writeFor(store, writer, rounds)));
  const returning = setInterval(() => {
    desks[1]!.resume();
    tailer.wake();
  }, 5);
  const committed = (await writing).flat().toSorted();
  clearInterval(returning);
  tailer.wake();
  const isAll = (desk: TestDesk) => desk.heard.length >= committed.length;
  await vi.waitUntil(() => desks.every(isAll), { timeout: 8_000 }).catch(() => undefined); // what is missing is shown below
  for (const desk of desks) desk.stream.close();
  const snapshots = desks.map(desk => desk.pages.filter(page => page.reset).length);
  return { committed, heard: desks.map(desk => desk.heard.toSorted()), snapshots };
}

describe('on the embedded engine', () => {
  let store: Store;
  let tailer: Tailer;
  beforeAll(async () => {
    store = await feedStore();
    tailer = await tailing(store);
  });
  afterAll(async () => {
    await tailer.stop();
    await store.close();
  });

  test('every committed event arrives once, live and by coming back', async () => {
    const { committed, heard, snapshots } = await listenWhile(store, tailer, 4, 10);
    expect(heard).toEqual([committed, committed]);
    expect(snapshots).toEqual([1, 1]);
  });
});

const postgres = withPostgres();
describe.skipIf(postgres === null)('on PostgreSQL', () => {
  let store: Store;
  let tailer: Tailer;
  beforeAll(async () => {
    store = await openPostgres(await postgres!().newDatabase());
    await migrate(store, [log]);
    tailer = await tailing(store);
  });
  afterAll(async () => {
    await tailer?.stop();
    await store?.close();
  });

  test('every committed event arrives once under parallel sessions, some slow to commit', async () => {
    const { committed, heard, snapshots } = await listenWhile(store, tailer, 8, 40);
    expect(heard).toEqual([committed, committed]);
    expect(snapshots).toEqual([1, 1]);
  });

  test('a row committed late never appears behind a cursor that has passed it', async () => {
    const desk = deskOn({ store, tailer });
    desk.resume(null);
    const slow = Promise.withResolvers<void>();
    const slowWriting = store.transaction(async tx => {
      await tellIn(tx, everybody, 'first by number');
      await slow.promise;
    });
    await pause(50);
    await tell(store, everybody, 'second by number');
    tailer.wake();
    await pause(300);
    expect(desk.heard).toEqual([]); // held back: handing it out would step over the slow one
    const claimed = desk.pages.at(-1)!.at;
    const before = Date.now();
    slow.resolve();
    await slowWriting;
    await expect.poll(() => desk.heard, { timeout: 2_000 }).toEqual(['first by number', 'second by number']);
    expect(claimed).toBeLessThan(before - 250); // what was held back was not called complete
    desk.stream.close();
  });

  test('a commit on another node is heard at once, and one that nobody told of within two seconds', async () => {
    const desk = deskOn({ store, tailer });
    desk.resume(null);
    await expect.poll(() => desk.pages.length).toBeGreaterThan(1);
    await tell(store, everybody, 'told');
    await store.notify('foreword_feed', '');
    await expect.poll(() => desk.heard, { timeout: 400, interval: 10 }).toEqual(['told']);
    await tell(store, everybody, 'untold');
    await expect.poll(() => desk.heard, { timeout: 2_000 }).toEqual(['told', 'untold']);
    desk.stream.close();
  });

  test('a writer that stops half-way is ended by the database and holds the feed up no longer', async () => {
    const desk = deskOn({ store, tailer });
    desk.resume(null);
    await expect.poll(() => desk.pages.at(-1)?.left).toBe(0);
    const stuck = store.transaction(async tx => {
      await tellIn(tx, everybody, 'never committed');
      await pause(STUCK.idleInTransaction + 1_500);
    });
    const ended = stuck.catch((error: unknown) => Fault.from(error).code);
    await tell(store, everybody, 'behind it');
    await expect.poll(() => desk.heard, { timeout: STUCK.idleInTransaction + 1_400 }).toEqual(['behind it']);
    expect(await ended).toBe('retry');
    desk.stream.close();
  });

  test('a database that restarts costs nothing but time', async () => {
    const desk = deskOn({ store, tailer });
    desk.resume(null);
    await expect.poll(() => desk.pages.at(-1)?.left).toBe(0);
    await tell(store, everybody, 'before');
    await postgres!().restart();
    await expect
      .poll(
        () =>
          tell(store, everybody, 'after').then(
            () => true,
            () => false,
          ),
        { timeout: 5_000 },
      )
      .toBe(true);
    const heard = () => (desk.stream.tick(), desk.heard);
    await expect.poll(heard, { timeout: 5_000 }).toEqual(['before', 'after']);
    desk.stream.close();
  });
});
