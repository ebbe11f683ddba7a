import type { Database } from 'better-sqlite3';

export type Verdict = 'sound' | 'index-damaged' | 'damaged';

/** Damage confined to the full-text index costs the index only: it is made again from the entries. */
export function verdictOf(damagedTables: readonly string[]): Verdict {
  if (damagedTables.length === 0) return 'sound';
  return damagedTables.every(isOfIndex) ? 'index-damaged' : 'damaged';
}

const isOfIndex = (table: string): boolean => table === 'search' || table.startsWith('search_');

/** Walks every page, table by table. 1 million rows take about 2 s, so a cache closed in order is not asked again. */
export function checkFile(db: Database): Verdict {
  const tables = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  return verdictOf(tables.filter(table => !isSound(db, table)));
}

/** Where the damage is bad enough, the check itself fails. */
function isSound(db: Database, table: string): boolean {
  try {
    return db.pragma(`quick_check("${table}")`, { simple: true }) === 'ok';
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

const DAMAGE = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);

/** SQLite's own word that the file cannot be trusted. */
export function isDamage(error: unknown): boolean {
  const code = errorCodeOf(error);
  return DAMAGE.has(code.split('_').slice(0, 2).join('_'));
}

export const isLocked = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(errorCodeOf(error));
const FULL = ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'];

/** No room: the disk's, or this user's part of it, which SQLite takes for a failed write. */
export const isFull = (error: unknown): boolean => FULL.includes(errorCodeOf(error));

const errorCodeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
