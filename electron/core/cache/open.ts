import SQLite, { type Database } from 'better-sqlite3';
import { closeSync, existsSync, openSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Notice } from '../../../shared/contract/bridge.ts';
import { logger } from '../../../shared/lib/log.ts';
import { type Cache, cacheOver } from './cache.ts';
import { checkFile, isDamage, isFull, isLocked } from './check.ts';
import { migrate, TooNew } from './migrate.ts';
import { cacheMigrations } from './migrations/list.ts';
import { reindex } from './reindex.ts';

const log = logger('cache');

export type OpenedCache = {
  cache: Cache;
  notices: Notice['kind'][];
  /** Nothing is kept: the file belongs to a newer program or to another process. */
  inMemory: boolean;
  close(): void;
};
export type OpenOptions = { now: () => number; lockWaitMs?: number };

/** Stands beside the file while it is open: found at a start, the last one did not end in order. */
const openMark = (file: string): string => `${file}.open`;

/**
 * Opens the agent's cache and leaves it usable whatever was found: a damaged index is made again, a damaged file set aside
 * and begun anew, a newer program's or a locked file left alone in favour of memory. Never throws for these.
 */
export function openCache(file: string, options: OpenOptions): OpenedCache {
  if (versionIn(file) > cacheMigrations.length) return inMemory('cache-too-new');
  try {
    return openFile(file, options);
  } catch (error) {
    if (isLocked(error)) return inMemory('cache-locked');
    if (error instanceof TooNew) return inMemory('cache-too-new');
    if (isFull(error)) return inMemory('disk-full');
    if (!isDamage(error)) throw error;
    log.error('cache.damaged', {}, error);
    setFileAside(file, options.now());
    return openFile(file, options, ['cache-refilled']);
  }
}

/** For tests, and where the file cannot be used. */
export function openMemoryCache(): OpenedCache {
  const db = new SQLite(':memory:');
  migrate(db, cacheMigrations);
  return { cache: cacheOver(db), notices: [], inMemory: true, close: () => db.close() };
}

function inMemory(kind: Notice['kind']): OpenedCache {
  log.warn('cache.keptInMemory', { why: kind });
  return { ...openMemoryCache(), notices: [kind] };
}

function openFile(file: string, { lockWaitMs = 3_000 }: OpenOptions, notices: Notice['kind'][] = []): OpenedCache {
  const unclean = existsSync(openMark(file));
  const db = new SQLite(file, { timeout: lockWaitMs });
  try {
    prepare(db);
    migrate(db, cacheMigrations);
    if (unclean && makeSound(db) === 'index-rebuilt') notices.push('index-rebuilt');
    const cache = cacheOver(db);
    touch(db);
    markOpen(file);
    return { cache, notices, inMemory: false, close: () => close(db, file) };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** No checkpoint on a page's way (see checkpoint.ts); exclusive, so a second program cannot mix its pages into ours. */
function prepare(db: Database): void {
  db.pragma('page_size = 8192');
  // Before anything that looks into the file: a journal opened by all stays open to all.
  db.pragma('locking_mode = EXCLUSIVE');
  // In a new file only: it is written again whenever it is said.
  if (db.pragma('page_count', { simple: true }) === 0) db.pragma('auto_vacuum = INCREMENTAL');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('wal_autocheckpoint = 0');
  db.pragma('journal_size_limit = 4194304');
  db.pragma('cache_size = -32768');
}

/** On a full disk what is there can still be read; it is then not checked after an unclean end. */
function markOpen(file: string): void {
  try {
    writeFileSync(openMark(file), '', { mode: 0o600 });
  } catch (error) {
    if (!isFull(error)) throw error;
    log.warn('cache.notMarked', {}, error);
  }
}

class Damaged extends Error {
  readonly code = 'SQLITE_CORRUPT';
}

function makeSound(db: Database): 'sound' | 'index-rebuilt' {
  const started = performance.now();
  const verdict = checkFile(db);
  log.info('cache.checked', { verdict, ms: Math.round(performance.now() - started) });
  if (verdict === 'damaged') throw new Damaged('quick_check found damage outside the index');
  if (verdict === 'sound') return 'sound';
  log.warn('cache.indexRebuilt', { entries: reindex(db) });
  if (checkFile(db) !== 'sound') throw new Damaged('quick_check found damage beside the index');
  return 'index-rebuilt';
}

/** Reads from both ends of what a start needs, so plain damage shows now and not in a call. */
function touch(db: Database): void {
  db.prepare('SELECT cursor FROM feed_state').get();
  for (const table of ['entries', 'places', 'tallies', 'customers']) {
    db.prepare(`SELECT * FROM ${table} LIMIT 1`).get();
  }
  db.prepare('SELECT search_id FROM places ORDER BY search_id DESC LIMIT 1').get();
  db.prepare(`SELECT rowid FROM search WHERE search MATCH '"a"' LIMIT 1`).get();
}

function close(db: Database, file: string): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
    rmSync(openMark(file), { force: true });
  } catch (error) {
    if (!isFull(error)) throw error;
    log.warn('cache.notClosedInOrder', {}, error); // its journal is read at the next start
  } finally {
    db.close();
  }
}

/** user_version stands at byte 60 of the header, big-endian: read without opening, so that nothing can be written. */
export function versionIn(file: string): number {
  if (!existsSync(file)) return 0;
  const header = Buffer.alloc(64);
  const handle = openSync(file, 'r');
  try {
    const length = readSync(handle, header, 0, 64, 0);
    return length === 64 && header.toString('latin1', 0, 15) === 'SQLite format 3' ? header.readUInt32BE(60) : 0;
  } finally {
    closeSync(handle);
  }
}

/** Keeps the damaged file for whoever wants to look; answers its new name. */
export function setFileAside(file: string, now: number): string {
  const aside = `${file}.damaged-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  if (existsSync(file)) renameSync(file, aside);
  for (const part of ['-wal', '-shm', '-journal']) if (existsSync(file + part)) renameSync(file + part, aside + part);
  rmSync(openMark(file), { force: true });
  return aside;
}
