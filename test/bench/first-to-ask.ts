// How long the first waits who asks for something while a page is being written that was begun while nobody asked.
import { setTimeout as after } from 'node:timers/promises';
import type { FeedPage } from '../../shared/contract/wire.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { type SpawnedCore, spawnCore } from '../../electron/core/spawn.ts';
import { chanceFrom, pagesOf, someEntries } from './core-data.ts';
import { corpusOf } from './corpus.ts';
import { configOver, copyOf, removeCopy } from './corpus-desk.ts';
import { missedEntries } from './fill.ts';
import { someCustomers } from './first-touch.ts';
import { MILLION } from './million.ts';
import { type BenchRow, benchRow } from './stats.ts';

const WORKER = new URL('./first-to-ask.worker.ts', import.meta.url);
/** Nobody has asked for as long: longer than the core counts somebody as asking. */
const QUIET_MS = 400;
/** A page takes 50 to 200 ms: somebody asks anywhere in it. */
const WITHIN_MS = 120;
const PAGES = 40;

async function ask(core: SpawnedCore, name: string, input: object): Promise<unknown> {
  const reply = await core.call(name, input);
  if (!reply.ok) throw new Error(`${name}: ${reply.message}`);
  return reply.value;
}

async function waitsDuring(core: SpawnedCore, customers: readonly string[], pages: readonly FeedPage[]) {
  const chance = chanceFrom(5);
  const waits: number[] = [];
  for (const [i, page] of pages.entries()) {
    await after(QUIET_MS);
    let isWritten = false;
    const written = ask(core, 'bench.page', page).then(() => (isWritten = true));
    await after(chance() * WITHIN_MS);
    // One that came too late says nothing of a page.
    const counts = !isWritten;
    const from = performance.now();
    await ask(core, 'timeline.page', { customerId: customers[i % customers.length]!, limit: 50 });
    if (counts) waits.push(performance.now() - from);
    await written;
  }
  return waits;
}

async function quietWaits(core: SpawnedCore, customers: readonly string[]): Promise<number[]> {
  const waits: number[] = [];
  for (let i = 0; i < PAGES; i++) {
    await after(50);
    const from = performance.now();
    await ask(core, 'timeline.page', { customerId: customers[i % customers.length]!, limit: 50 });
    waits.push(performance.now() - from);
  }
  return waits;
}

export async function firstToAsk(): Promise<BenchRow[]> {
  const folder = copyOf(corpusOf(MILLION, 'sealed'));
  const core = spawnCore(configOver(folder, 'sealed'), WORKER);
  await core.ready;
  await ask(core, 'keeping.write', { days: 36_500 });
  const customers = someCustomers(MILLION, PAGES);
  const quiet = { name: 'the same while nothing comes', values: await quietWaits(core, customers) };
  const half = PAGES / 2;
  const few: Entry[] = someEntries(half * 1_000, 90, 3);
  const pages = pagesOf([...few, ...missedEntries(half * 1_000)]);
  const ofFew = await waitsDuring(core, customers, pages.slice(0, half));
  const ofMany = await waitsDuring(core, customers, pages.slice(half));
  await core.stop();
  removeCopy(folder);
  return [
    benchRow('first to ask, page of 90 customers', 'ms', ofFew, quiet, `worst ${Math.max(...ofFew).toFixed(1)}`),
    benchRow('first to ask, page of 1,000 customers', 'ms', ofMany, quiet, `worst ${Math.max(...ofMany).toFixed(1)}`),
  ];
}
