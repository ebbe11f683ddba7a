import type { Database } from 'better-sqlite3';

export type Verdict = 'sound' | 'index-damaged' | 'damaged';

/** Damage confined to the full-text index costs the index only: it is made again from the entries. */
export function verdictOf(lines: readonly string[], indexRoots: ReadonlySet<number>): Verdict {
  if (lines.length === 1 && lines[0] === 'ok') return 'sound';
  const ofIndex = (line: string): boolean => {
    if (/\b(FTS5|search)\b/.test(line)) return true;
    const tree = /\bTree (\d+)\b/.exec(line);
    return tree !== null && indexRoots.has(Number(tree[1]));
  };
  return lines.length > 0 && lines.every(ofIndex) ? 'index-damaged' : 'damaged';
}

/** Walks every page. 1 million rows take about 2 s, so a cache that was closed in order is not asked again. */
export function checkFile(db: Database): Verdict {
  const roots = db
    .prepare<[], number>(`SELECT rootpage FROM sqlite_master WHERE name LIKE 'search%' AND rootpage > 0`)
    .pluck()
    .all();
  const lines = (db.pragma('quick_check(20)') as { quick_check: string }[])
    .flatMap(row => row.quick_check.split('\n'))
    .filter(line => line !== '' && !line.startsWith('***'));
  return verdictOf(lines, new Set(roots));
}

const DAMAGE = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);

/** SQLite's own word that the file cannot be trusted. */
export function isDamage(error: unknown): boolean {
  const code = errorCodeOf(error);
  return DAMAGE.has(code.split('_').slice(0, 2).join('_'));
}

export const isLocked = (error: unknown): boolean => /^SQLITE_(BUSY|LOCKED)/.test(errorCodeOf(error));
export const isFull = (error: unknown): boolean => errorCodeOf(error) === 'SQLITE_FULL';

const errorCodeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
