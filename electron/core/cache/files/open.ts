import { existsSync, rmSync, writeFileSync } from 'node:fs';
import type { Notice } from '../../../../shared/contract/bridge.ts';
import { logger } from '../../../../shared/lib/log.ts';
import { type Cache, cacheOver } from '../cache.ts';
import { fileWorkBeside } from './file-thread.ts';
import { checkFile, isDamage, isFull, isLocked } from './check.ts';
import { AT_ONCE_PAGES, checkingTable, clearSuspicion, distrust, isSuspect } from './checking.ts';
import { type Database, type FileKey, openDriver, signFile } from './driver.ts';
import { openMark, setFileAside } from './file-aside.ts';
import { fitIndex } from '../search/fit-index.ts';
import { holdFile } from './hold-file.ts';
import { migrate, TooNew } from './migrate.ts';
import { cacheMigrations } from '../migrations/list.ts';
import { beginIndex, hasIndex, isIndexWhole, reindexing } from '../search/reindex.ts';
import { sealIfPlain, standingOf } from './standing.ts';

const log = logger('cache');

export type OpenedCache = {
  cache: Cache;
  notices: Notice['kind'][];
  /** Nothing is kept: the file belongs to a newer program or to another process. */
  inMemory: boolean;
  /** After an unclean end: rows are still to be read (see checking.ts). */
  isToBeChecked: boolean;
  /** Damage was met: the next start looks at all of it. */
  distrust(): void;
  close(): void;
};
export type OpenOptions = {
  now: () => number;
  lockWaitMs?: number;
  /** Left out or null: the file is plain, as tests have it. */
  key?: FileKey;
  /** A file of more pages is not checked before it is used. */
  checkAtOncePages?: number;
  /** A cache of more pages is not emptied in one step when a new log begins. */
  emptiedAtOncePages?: number;
  /** `file-thread.worker`: the journal is carried over by a thread of its own. Left out: by the one that asks. */
  fileThreadUrl?: URL;
};

/**
 * Opens the agent's cache and leaves it usable whatever was found: a damaged index is made again, a damaged file or one that
 * was sealed with another key set aside and begun anew, a newer program's or a locked file left alone in favour of memory.
 * A plain file of an earlier version is sealed. Never throws for these.
 */
export function openCache(file: string, options: OpenOptions): OpenedCache {
  let letGo: ReturnType<typeof holdFile> = null;
  try {
    letGo = holdFile(file, options.lockWaitMs);
    const opened = openHeld(file, { ...options, isHeld: letGo !== null });
    if (opened.inMemory) letGo?.();
    return opened.inMemory ? opened : { ...opened, close: () => closeThen(opened, letGo) };
  } catch (error) {
    letGo?.();
    if (isLocked(error)) return inMemory('cache-locked');
    throw error;
  }
}

function closeThen(opened: OpenedCache, letGo: (() => void) | null): void {
  try {
    opened.close();
  } finally {
    letGo?.();
  }
}

/** Not held: another connection of this program cannot be told from one of another program, so there is one alone. */
type HeldOptions = OpenOptions & { isHeld: boolean };

function openHeld(file: string, options: HeldOptions): OpenedCache {
  const standing = standingOf(file, cacheMigrations.length, options.key ?? null);
  if (standing === 'too-new') return inMemory('cache-too-new');
  try {
    if (standing === 'other-key') {
      log.error('cache.otherKey');
      setFileAside(file, options.now(), 'other-key');
      return openFile(file, options, ['cache-other-key']);
    }
    sealIfPlain(file, options);
    return openFile(file, options);
  } catch (error) {
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
  const db = openDriver(':memory:', { key: null });
  migrate(db, cacheMigrations);
  return {
    cache: cacheOver(db),
    notices: [],
    inMemory: true,
    isToBeChecked: false,
    distrust: () => {},
    close: () => db.close(),
  };
}

function inMemory(kind: Notice['kind']): OpenedCache {
  log.warn('cache.keptInMemory', { why: kind });
  return { ...openMemoryCache(), notices: [kind] };
}

function openFile(file: string, options: HeldOptions, notices: Notice['kind'][] = []): OpenedCache {
  const { key = null, checkAtOncePages = AT_ONCE_PAGES, emptiedAtOncePages, fileThreadUrl } = options;
  const unclean = existsSync(openMark(file));
  const { db, isShared } = connect(file, options);
  try {
    migrate(db, cacheMigrations);
    if (hasIndex(db)) fitIndex(db);
    else beginIndex(db, key);
    const checking = checkingTable(db);
    const isSmall = (db.pragma('page_count', { simple: true }) as number) <= checkAtOncePages;
    if (isSuspect(file) || (unclean && isSmall)) {
      if (makeSound(db, key) === 'index-rebuilt') notices.push('index-rebuilt');
      checking.done();
      clearSuspicion(file);
    } else if (unclean) checking.begin();
    const work = fileThreadUrl && isShared ? fileWorkBeside(fileThreadUrl, { file, key }) : undefined;
    const cache = cacheOver(db, work, emptiedAtOncePages);
    if (isSmall && !isIndexWhole(cache)) for (const _ of reindexing(cache, () => performance.now()));
    touch(db);
    markOpen(file);
    return {
      cache,
      notices,
      inMemory: false,
      isToBeChecked: checking.place() !== null,
      distrust: () => distrust(file),
      close: () => close(db, file),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Shared with the thread that carries the journal over, which wants an index of the journal in a file that both see. Alone where
 * there is no room for one: what is there can still be read.
 */
function connect(file: string, { key = null, lockWaitMs, isHeld }: HeldOptions): { db: Database; isShared: boolean } {
  const open = (isShared: boolean): Database => {
    const db = openDriver(file, { key, ...(lockWaitMs === undefined ? {} : { lockWaitMs }) });
    try {
      prepare(db, key, isShared);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  };
  if (!isHeld) return { db: open(false), isShared: false };
  try {
    return { db: open(true), isShared: true };
  } catch (error) {
    if (isLocked(error) || isDamage(error)) throw error;
    log.warn('cache.notShared', {}, error);
    return { db: open(false), isShared: false };
  }
}

/** No checkpoint on a page's way: see checkpoint.ts. */
function prepare(db: Database, key: FileKey, isShared: boolean): void {
  db.pragma('page_size = 8192');
  // Before anything that looks into the file: a journal opened by all stays open to all.
  if (!isShared) db.pragma('locking_mode = EXCLUSIVE');
  // In a new file only: it is written again whenever it is said.
  if (db.pragma('page_count', { simple: true }) === 0) begin(db, key);
  // What is deleted is overwritten where the page is written anyhow: it costs nothing (docs/erasure.md).
  db.pragma('secure_delete = FAST');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('wal_autocheckpoint = 0');
  db.pragma('journal_size_limit = 4194304');
  db.pragma('cache_size = -32768');
}

/**
 * Before there is a journal, so that whose it is stands in the file itself from its first moment: in the transaction that makes it,
 * or a cut between two would leave a file that seems to be of another key.
 */
function begin(db: Database, key: FileKey): void {
  db.exec('BEGIN'); // which makes nothing yet: how a file is vacuumed is settled before its first page
  db.pragma('auto_vacuum = INCREMENTAL');
  signFile(db, key);
  db.exec('COMMIT');
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

function makeSound(db: Database, key: FileKey): 'sound' | 'index-rebuilt' {
  const started = performance.now();
  const verdict = checkFile(db);
  log.info('cache.checked', { verdict, ms: Math.round(performance.now() - started) });
  if (verdict === 'damaged') throw new Damaged('quick_check found damage outside the index');
  if (verdict === 'sound') return 'sound';
  beginIndex(db, key);
  log.warn('cache.indexBegunAnew');
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

/** The journal's carrier has stopped by now, where there is one in a thread of its own. */
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
