// Folders with a cache of 10,000, 100,000 and 1,000,000 entries, written through the cache's own code once and used again.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesOf } from '../../electron/core/config.ts';
import { cacheMigrations } from '../../electron/core/cache/migrations/list.ts';
import type { Cache } from '../../electron/core/cache/cache.ts';
import { type OpenedCache, openCache } from '../../electron/core/cache/files/open.ts';
import { indexUpkeep } from '../../electron/core/cache/search/index-upkeep.ts';
import { deskKeys } from '../support/desk-keys.ts';
import { AGENT, makeFolder } from './desk-files.ts';
import { CORPUS_END, countsOf, customerCount, type History, historyOf, MILLION_VERSION, type Size } from './million.ts';

/** As many as a page of the wire. */
const PAGE = 1_000;
/** Pages between two checkpoints: the journal stays small and the disk has the file's pages in long runs. */
const CARRY = 64;
/** Pieces of the index's merging after each page. */
const MERGES = 8;

/** `--corpus DIR` of `npm run bench`; the folder is git-ignored. */
let place = join(import.meta.dirname, '..', '..', 'out', 'bench', 'corpus');
export function keepCorpusIn(folder: string): void {
  place = folder;
}
/** Where copies of a corpus are made. */
export function workFolder(): string {
  mkdirSync(place, { recursive: true });
  return place;
}

/** As a desk has it with a key, or without. */
export type Sealing = 'sealed' | 'plain';

export type Corpus = {
  readonly size: Size;
  /** A desk's folder, whose cache is this corpus. Do not write to it: copy it (corpus-desk.ts). */
  readonly folder: string;
};

type Stamp = { readonly version: number; readonly migrations: number; readonly madeMs: number };

export const cacheIn = (folder: string): string => filesOf({ dataDir: folder, agentName: AGENT }).cache;
export const keysIn = (folder: string, sealing: Sealing) => (sealing === 'sealed' ? deskKeys(folder, AGENT) : null);
export const openCorpus = (folder: string, sealing: Sealing, fileThreadUrl?: URL): OpenedCache =>
  openCache(cacheIn(folder), {
    now: Date.now,
    key: keysIn(folder, sealing)?.cache ?? null,
    ...(fileThreadUrl && { fileThreadUrl }),
  });

function stampIn(folder: string): Stamp | null {
  const file = join(folder, 'corpus.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Stamp) : null;
}

/** The corpus of this size: as it lies there, if it was written by this code; otherwise written now. */
export function corpusOf(size: Size, sealing: Sealing = 'sealed'): Corpus {
  const folder = join(place, sealing === 'sealed' ? String(size) : `${size}-plain`);
  const stamp = stampIn(folder);
  // Of an earlier version: whoever opens a copy of it brings it up to date, as at a start.
  if (stamp?.version !== MILLION_VERSION || stamp.migrations > cacheMigrations.length) write(folder, size, sealing);
  return { size, folder };
}

/** Under another name first: one that was not finished is never taken for one that was. */
function write(folder: string, size: Size, sealing: Sealing): void {
  const started = performance.now();
  const draft = `${folder}.draft`;
  for (const old of [draft, folder]) rmSync(old, { recursive: true, force: true });
  makeFolder(draft, `desk-corpus-${size}`);
  mkdirSync(join(draft, 'desk'), { recursive: true });
  const opened = openCorpus(draft, sealing);
  fillCorpus(opened.cache, size);
  opened.close();
  const madeMs = Math.round(performance.now() - started);
  const stamp: Stamp = { version: MILLION_VERSION, migrations: cacheMigrations.length, madeMs };
  writeFileSync(join(draft, 'corpus.json'), `${JSON.stringify(stamp)}\n`);
  renameSync(draft, folder);
  console.error(
    `Corpus: ${size.toLocaleString('en-GB')} entries, ${sealing}, written in ${(madeMs / 1_000).toFixed(1)} s.`,
  );
}

/** All histories of a size, one after the other, in memory one at a time. */
export function* historiesOf(size: Size): Generator<ReturnType<typeof historyOf>> {
  const counts = countsOf(size);
  for (let n = 0; n < customerCount(size); n++) yield historyOf(size, n, counts[n]!);
}

/** Pages of whole histories, as a first sync brings them. */
export function fillCorpus(cache: Cache, size: Size): void {
  const upkeep = indexUpkeep(cache.db, () => performance.now());
  let page: ReturnType<typeof historyOf>[] = [];
  let held = 0;
  let pages = 0;
  const flush = (): void => {
    cache.write(() => {
      for (const one of page) putHistory(cache, one);
      const entries = page.flatMap(one => one.entries);
      for (let i = 0; i < entries.length; i += PAGE) cache.entries.putMany(entries.slice(i, i + PAGE));
    });
    for (let i = 0; i < MERGES && upkeep.step(true); i++);
    if (++pages % CARRY === 0) cache.db.pragma('wal_checkpoint(TRUNCATE)');
    page = [];
    held = 0;
  };
  for (const history of historiesOf(size)) {
    page.push(history);
    held += history.entries.length;
    if (held >= PAGE) flush();
  }
  if (held > 0) flush();
  while (upkeep.step(true));
  cache.write(() => {
    const { cursor, incarnation } = cache.feedState.read();
    cache.feedState.write({ cursor, incarnation, completeTo: CORPUS_END });
  });
}

function putHistory(
  cache: Cache,
  { customer, cases, interactions, entries }: History & { entries: readonly { at: number; id: string }[] },
): void {
  cache.customers.put(customer);
  for (const one of cases) cache.cases.put(one);
  for (const one of interactions) cache.interactions.put(one);
  const [first] = entries;
  cache.completeness.put(customer.id, { reached: first ? { at: first.at, id: first.id } : null, older: 0 });
}
