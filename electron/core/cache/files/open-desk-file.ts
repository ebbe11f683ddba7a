import { existsSync } from 'node:fs';
import type { Notice } from '../../../../shared/contract/bridge.ts';
import { logger } from '../../../../shared/lib/log.ts';
import { isDamage, isFull, isLocked } from './check.ts';
import { type DeskFile, deskFileOver } from '../desk-file.ts';
import { openDriver, signFile } from './driver.ts';
import { removeFile, setFileAside } from './file-aside.ts';
import { mergeDeskFile } from './merge-desk-file.ts';
import { migrate, TooNew } from './migrate.ts';
import type { OpenOptions } from './open.ts';
import { outboxMigrations } from '../outbox-migrations/list.ts';
import { salvage } from './salvage.ts';
import { sealIfPlain, standingOf } from './standing.ts';

const log = logger('outbox');

export type OpenedDeskFile = { file: DeskFile; notices: Notice['kind'][]; close(): void };
type Why = Extract<Notice['kind'], 'cache-locked' | 'cache-too-new' | 'disk-full' | 'outbox-other-key'>;

/** More programs than this over one agent's files are a fault of their own. */
const MOST_SPARES = 8;
export const spareOf = (path: string, n: number): string => path.replace(/\.db$/, `-spare-${n}.db`);

/**
 * Opens the outbox. Damaged: every row that can still be read is carried over into a new file. Locked, a newer program's, or
 * sealed with another key: left alone, and words go into a spare file, which the next start that has the outbox merges into
 * it. A plain one of an earlier version is sealed. Where no file can be had, the one answered with keeps nothing and
 * refuses words. Never throws for these.
 */
export function openDeskFile(path: string, options: OpenOptions): OpenedDeskFile {
  const opened = openAt(path, options);
  if (typeof opened === 'string') return openSpare(path, options, opened);
  mergeSpares(path, opened.file, options);
  return opened;
}

function openAt(path: string, options: OpenOptions): OpenedDeskFile | Why {
  const standing = standingOf(path, outboxMigrations.length, options.key ?? null);
  if (standing === 'too-new') return 'cache-too-new';
  if (standing === 'other-key') return 'outbox-other-key';
  try {
    sealIfPlain(path, options);
    return openFile(path, options);
  } catch (error) {
    if (isLocked(error)) return 'cache-locked';
    if (isFull(error)) return 'disk-full';
    if (error instanceof TooNew) return 'cache-too-new';
    if (!isDamage(error)) throw error;
    log.error('outbox.damaged', {}, error);
    const aside = setFileAside(path, options.now());
    const opened = openFile(path, options);
    log.warn('outbox.salvaged', { rows: salvage(aside, opened.file.db, options.key ?? null) });
    return { ...opened, notices: ['cache-refilled'] };
  }
}

function openSpare(path: string, options: OpenOptions, why: Why): OpenedDeskFile {
  for (let n = 1; n <= MOST_SPARES && why !== 'disk-full'; n++) {
    const spare = openAt(spareOf(path, n), { ...options, lockWaitMs: 0 });
    if (typeof spare === 'string') continue;
    log.warn('outbox.spareOpened', { why, n });
    const close = (): void => {
      const isEmpty = spare.file.isEmpty();
      spare.close();
      if (isEmpty) removeFile(spareOf(path, n));
    };
    return { ...spare, notices: [why, ...spare.notices], close };
  }
  log.error('outbox.notKept', { why });
  return { ...openMemoryDeskFile({ takesWords: false }), notices: [why] };
}

/** Lasts until the program ends. It takes words only where whoever set the desk up chose that, and the screen says so. */
export function openMemoryDeskFile({ takesWords } = { takesWords: true }): OpenedDeskFile {
  const db = openDriver(':memory:', { key: null });
  migrate(db, outboxMigrations);
  return { file: deskFileOver(db, { isKept: takesWords }), notices: [], close: () => db.close() };
}

/** What was written while the outbox was locked, by whatever programs those were. One that is in use is left to its owner. */
function mergeSpares(path: string, into: DeskFile, options: OpenOptions): void {
  for (let n = 1; n <= MOST_SPARES; n++) {
    const file = spareOf(path, n);
    if (!existsSync(file)) continue;
    const spare = openAt(file, { ...options, lockWaitMs: 0 });
    if (typeof spare === 'string') {
      log.info('outbox.spareLeft', { n, why: spare });
      continue;
    }
    const rows = mergeDeskFile(spare.file, into);
    spare.close();
    removeFile(file);
    log.info('outbox.spareMerged', { n, rows });
  }
}

function openFile(path: string, { lockWaitMs, key = null }: OpenOptions): OpenedDeskFile {
  const db = openDriver(path, { key, ...(lockWaitMs === undefined ? {} : { lockWaitMs }) });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    if (db.pragma('page_count', { simple: true }) === 0) signFile(db, key);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('secure_delete = ON');
    migrate(db, outboxMigrations);
    const lines = db.pragma('quick_check(1)', { simple: true });
    if (lines !== 'ok') throw Object.assign(new Error('quick_check found damage'), { code: 'SQLITE_CORRUPT' });
    const file = deskFileOver(db);
    sweep(file);
    return { file, notices: [], close: () => db.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** On a full disk there is no room to remove anything: the next start does. */
function sweep({ outFiles }: DeskFile): void {
  try {
    outFiles.sweep();
  } catch (error) {
    if (!isFull(error)) throw error;
    log.warn('outbox.notSwept', {}, error);
  }
}
