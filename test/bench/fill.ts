// How fast the cache takes what comes, beside the same rows written by bare statements: the same tables, the same index.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Database, openDriver } from '../../electron/core/cache/files/driver.ts';
import { checkpointer } from '../../electron/core/cache/files/checkpoint.ts';
import { indexUpkeep } from '../../electron/core/cache/search/index-upkeep.ts';
import { type OpenedCache, openCache } from '../../electron/core/cache/files/open.ts';
import { parsePage } from '../../electron/core/link/ingest.ts';
import { takingIn } from '../../electron/core/link/taking-in.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { systemClock } from '../../shared/lib/clock.ts';
import { entriesIn, rawFill, rawPages, received, sentPages } from './core.ts';
import { chanceFrom, pagesOf } from './core-data.ts';
import { cacheIn, corpusOf, keysIn, openCorpus, type Sealing, workFolder } from './corpus.ts';
import { FILE_THREAD, copyOf, removeCopy } from './corpus-desk.ts';
import { CORPUS_END, countsOf, customerCount, customerIdOf, historyOf, MILLION } from './million.ts';
import { type BenchRow, benchRow } from './stats.ts';

const PAGE = 1_000;
const FIRST_SYNC = 50_000;
const MISSED = 10_000;

/** Milliseconds on the clock, and of the processor: other programs take from the one and hardly from the other. */
export type Spent = { readonly ms: number; readonly processorMs: number };

/** Adds up what several pieces of work took; what is done between them does not count. */
function stopwatch() {
  const sum = { ms: 0, processorMs: 0 };
  return {
    sum,
    async spent(work: () => Promise<void> | void): Promise<void> {
      const before = process.threadCpuUsage();
      const started = performance.now();
      await work();
      const { user, system } = process.threadCpuUsage(before);
      sum.ms += performance.now() - started;
      sum.processorMs += (user + system) / 1_000;
    },
  };
}

/** As the socket brings them. */
const sentOf = (entries: readonly Entry[]): Buffer[] => sentPages(pagesOf(entries, PAGE));

const settled = (db: Database): void => void db.pragma('wal_checkpoint(TRUNCATE)');

/**
 * Pages as the feed brings them, one in each turn of the loop, in the steps in which the core takes them, until each word is
 * found and each row is in the file. What the index is merged more than that is work for a quiet time.
 */
async function takeIn({ cache }: OpenedCache, pages: readonly Buffer[]): Promise<Spent> {
  const upkeep = indexUpkeep(cache.db, systemClock.monotonic);
  const { between } = checkpointer(cache, upkeep);
  const take = takingIn({ cache, clock: systemClock, upkeep, between });
  const { sum, spent } = stopwatch();
  for (const sent of pages) {
    const page = received(sent);
    await spent(async () => {
      const steps = take(parsePage(page), 'corpus');
      for (let step = steps.next(); !step.done; step = steps.next()) if (step.value) await step.value;
      await nextTurn();
    });
  }
  // What was being carried over was begun before the last page.
  for (let i = 0; i < 2; i++) await spent(() => cache.journal.carry());
  return sum;
}

async function bareFill(db: Database, pages: readonly Buffer[]): Promise<Spent> {
  const { sum, spent } = stopwatch();
  for (const sent of pages) {
    const raw = rawPages(entriesIn(received(sent)), PAGE);
    await spent(() => rawFill(db, raw));
  }
  await spent(() => settled(db));
  return sum;
}

/** Whole histories, a customer after the other: as a first sync brings them. */
function firstEntries(): Entry[] {
  const entries: Entry[] = [];
  const counts = countsOf(MILLION);
  for (let n = 1; entries.length < FIRST_SYNC; n++) entries.push(...historyOf(MILLION, n, counts[n]!).entries);
  return entries.slice(0, FIRST_SYNC);
}

/** What is missed in a night: customers by chance, in the order in which it happened, after all that is there. */
export function missedEntries(count = MISSED, seed = 11): Entry[] {
  const chance = chanceFrom(seed);
  const some = historyOf(10_000, seed, count).entries;
  return some.map((entry, i) => ({
    ...entry,
    id: `${(CORPUS_END + i * 400)
      .toString(16)
      .padStart(12, '0')
      .replace(/^(.{8})/, '$1-')}-${entry.id.slice(14)}`,
    at: CORPUS_END + i * 400,
    customerId: customerIdOf(Math.floor(chance() * customerCount(MILLION))),
  }));
}

/** As the core opens a file, without any of its code on the way of a row. */
function bare(file: string, key: Uint8Array | null): Database {
  const db = openDriver(file, { key });
  for (const pragma of ['locking_mode = EXCLUSIVE', 'journal_mode = WAL', 'synchronous = NORMAL']) db.pragma(pragma);
  db.pragma('wal_autocheckpoint = 0');
  db.pragma('cache_size = -32768');
  return db;
}

export type Filled = { readonly ours: Spent; readonly raw: Spent };

/** From an empty file on. */
export async function firstSync(sealing: Sealing): Promise<Filled> {
  const folder = mkdtempSync(join(workFolder(), 'fill-'));
  try {
    const pages = sentOf(firstEntries());
    const key = keysIn(folder, sealing)?.cache ?? null;
    const opened = openCache(join(folder, 'ours.db'), { now: Date.now, key, fileThreadUrl: FILE_THREAD });
    const ours = await takeIn(opened, pages);
    await opened.cache.work.stop();
    opened.close();
    openCache(join(folder, 'raw.db'), { now: Date.now, key }).close();
    const db = bare(join(folder, 'raw.db'), key);
    const floor = await bareFill(db, pages);
    db.close();
    return { ours, raw: floor };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** 10,000 entries of as many customers, into a cache of a million. */
export async function missedFill(sealing: Sealing): Promise<Filled> {
  const pages = sentOf(missedEntries());
  const rawFolder = copyOf(corpusOf(MILLION, sealing));
  const db = bare(cacheIn(rawFolder), keysIn(rawFolder, sealing)?.cache ?? null);
  const floor = await bareFill(db, pages);
  db.close();
  removeCopy(rawFolder);
  const folder = copyOf(corpusOf(MILLION, sealing));
  const opened = openCorpus(folder, sealing, FILE_THREAD);
  const ours = await takeIn(opened, pages);
  await opened.cache.work.stop();
  opened.close();
  removeCopy(folder);
  return { ours, raw: floor };
}

const share = (a: number, b: number): string => `${Math.round((100 * a) / b)} %`;
const rate = (n: number, ms: number): string => `${Math.round(n / (ms / 1_000)).toLocaleString('en-GB')} rows/s`;

export function fillRow(name: string, n: number, filled: readonly Filled[]): BenchRow {
  const median = (values: readonly number[]): number =>
    values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
  const [ours, raw] = [median(filled.map(one => one.ours.ms)), median(filled.map(one => one.raw.ms))];
  const [oursCpu, rawCpu] = [
    median(filled.map(one => one.ours.processorMs)),
    median(filled.map(one => one.raw.processorMs)),
  ];
  return benchRow(
    name,
    'ms',
    filled.map(one => one.ours.ms),
    { name: 'bare statements, same columns and index', values: filled.map(one => one.raw.ms) },
    `${rate(n, ours)} against ${rate(n, raw)}: ${share(raw, ours)}; by the processor's time ${share(rawCpu, oursCpu)}`,
  );
}

export async function times<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let i = 0; i < count; i++) all.push(await work());
  return all;
}

export async function fill(): Promise<BenchRow[]> {
  // Once for the engine, which has compiled nothing yet.
  await firstSync('sealed');
  return [
    fillRow('fill', FIRST_SYNC, await times(5, () => firstSync('sealed'))),
    fillRow('fill, into a million', MISSED, await times(3, () => missedFill('sealed'))),
  ];
}
