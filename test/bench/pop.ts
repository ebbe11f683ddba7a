// The offer leaves the backend → who calls, the foreword and the newest entries are painted.
import type { Opened } from '../../shared/contract/bridge.ts';
import type { FeedPage } from '../../shared/contract/wire.ts';
import { openDeskDatabase } from '../support/desk-keys.ts';
import { type Drawn, drawnIn } from './drawn.ts';
import { AGENT, copyFolder, coreDesk } from './desk-files.ts';
import { call, type Fixture, fixture, intake, nextPage } from './fixture.ts';
import { socketHop, workerHop } from './floors.ts';
import { paintDrawn, paintRows } from './paint-floor.ts';
import type { Person } from './people.ts';
import { openScreen, painted, pause, REGION, type Screen, skewOf } from './screen.ts';
import { type BenchRow, benchRow, together } from './stats.ts';

/** First pops of a page run code that nothing has run before; each caller rings once, so that none is remembered. */
const WARM_UP = 4;
const REST_MS = 250;
const WAY = 'socket.io hop + SQLite read + worker hop';
/** What the core reads for the foreword; the page of 100 that is shown is among them. */
const ENTRIES_READ = 500;

const ringsIn = ({ events }: FeedPage): boolean =>
  events.some(({ event }) => {
    const told = event as { kind?: string; offer?: { state?: string } };
    return told.kind === 'offer.changed' && told.offer?.state === 'ringing';
  });

type Popped = {
  readonly ms: number;
  readonly page: FeedPage;
  readonly rows: readonly string[];
  /** What stood on the screen before and then; null: it was not read. */
  readonly drawn: { readonly before: Drawn; readonly after: Drawn } | null;
};

type Ring = { readonly made: Fixture; readonly screen: Screen; readonly skewMs: number };

/** Reading all that is drawn makes a page slower by 10 ms, so it `isRead` only of rings that do not count. */
async function popOnce({ made, screen, skewMs }: Ring, caller: Person, isRead: boolean): Promise<Popped> {
  const { backend } = made;
  const { page } = screen;
  const before = isRead ? await drawnIn(page) : null;
  const shown = painted(
    page,
    [{ region: 'offer', texts: [caller.name, 'My number is', 'Foreword', 'Promised'] }],
    skewMs,
  );
  const left = nextPage(ringsIn);
  await intake(backend, [call(caller, `pop/${caller.id}`, 'ringing')]);
  const [at, { page: sent, at: leftAt }] = await Promise.all([shown, left]);
  const rows = await page
    .locator(`${REGION.offer} :is(h1, h2, dd, article, li)`)
    .evaluateAll(elements => elements.map(element => element.textContent ?? ''));
  const drawn = before === null ? null : { before, after: await drawnIn(page) };
  await intake(backend, [call(caller, `pop/${caller.id}`, 'abandoned')]);
  await page.locator(REGION.offer).waitFor({ state: 'detached' });
  await pause(REST_MS);
  return { ms: at - leftAt, page: sent, rows, drawn };
}

/** Bare better-sqlite3, one prepared statement, the rows that one pop needs; each caller is read for the first time. */
function rawReads(folder: string, callers: readonly Person[]): number[] {
  const db = openDeskDatabase(folder, AGENT, 'cache');
  const read = db.prepare('SELECT json FROM entries WHERE customer_id = ? ORDER BY at DESC, id DESC LIMIT ?');
  const times = callers.map(({ id }) => {
    const start = performance.now();
    read.all(id, ENTRIES_READ);
    return performance.now() - start;
  });
  db.close();
  return times;
}

/** What the core answers the page with, as the worker's message carries it. */
async function answerOf(folder: string, { backend }: Fixture, caller: Person): Promise<Opened> {
  const desk = coreDesk(folder, backend.url, 'not asked', 'not asked');
  const opened = await desk.ask<Opened>('customer.open', { customerId: caller.id });
  await desk.core.stop();
  return opened;
}

export async function pop(): Promise<BenchRow[]> {
  const made = await fixture();
  const { callers } = made.people;
  const folder = made.desk('full');
  const forFloor = copyFolder(folder, `${folder}-floor`);
  const screen = await openScreen(made, folder);
  await painted(screen.page, [{ region: 'connection', texts: ['Live'] }], 0);
  const skewMs = await skewOf(screen.page);
  const popped: Popped[] = [];
  for (const [i, caller] of callers.entries())
    popped.push(await popOnce({ made, screen, skewMs }, caller, i < WARM_UP));
  await screen.close();
  const counted = popped.slice(WARM_UP);
  const n = counted.length;
  const sample = counted[0]!;
  const way = [
    await socketHop(sample.page, n),
    rawReads(forFloor, callers.slice(WARM_UP)),
    await workerHop(await answerOf(forFloor, made, callers[0]!), n),
  ];
  const values = counted.map(({ ms }) => ms);
  // The first pair of a page runs code that nothing has run before.
  const read = popped.flatMap(one => one.drawn ?? []);
  const pairs = Array.from({ length: WARM_UP + n }, (_, i) => read[i % read.length]!);
  const drawn = await paintDrawn(pairs);
  const same = { name: `${WAY} + React paint of the same screen`, values: together(...way, drawn.slice(WARM_UP)) };
  const bare = {
    name: `${WAY} + React paint of the bare words`,
    values: together(...way, await paintRows(sample.rows, n)),
  };
  const note = `2,000 entries in a cache of ${made.cached.toLocaleString('en-GB')}`;
  return [benchRow('pop', 'ms', values, same, note), benchRow('pop, beside bare words', 'ms', values, bare, note)];
}
