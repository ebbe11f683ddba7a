import SQLite, { type Database } from 'better-sqlite3';
import type { Notice } from '../../../shared/contract/bridge.ts';
import { logger } from '../../../shared/lib/log.ts';
import { isDamage, isLocked } from './check.ts';
import { type DeskFile, deskFileOver } from './desk-file.ts';
import { migrate, TooNew } from './migrate.ts';
import { type OpenOptions, setFileAside, versionIn } from './open.ts';
import { outboxMigrations } from './outbox-migrations/list.ts';

const log = logger('outbox');

export type OpenedDeskFile = { file: DeskFile; notices: Notice['kind'][]; close(): void };

/** Opens the outbox. Damaged: every row that can still be read is carried over into a new file. */
export function openDeskFile(path: string, options: OpenOptions): OpenedDeskFile {
  if (versionIn(path) > outboxMigrations.length) return inMemory('cache-too-new');
  try {
    return openFile(path, options);
  } catch (error) {
    if (isLocked(error)) return inMemory('cache-locked');
    if (error instanceof TooNew) return inMemory('cache-too-new');
    if (!isDamage(error)) throw error;
    log.error('outbox.damaged', {}, error);
    const aside = setFileAside(path, options.now());
    const opened = openFile(path, options);
    log.warn('outbox.salvaged', { rows: salvage(aside, opened.file.db) });
    return { ...opened, notices: ['cache-refilled'] };
  }
}

function inMemory(kind: Notice['kind']): OpenedDeskFile {
  log.warn('outbox.keptInMemory', { why: kind });
  const db = new SQLite(':memory:');
  migrate(db, outboxMigrations);
  return { file: deskFileOver(db), notices: [kind], close: () => db.close() };
}

function openFile(path: string, { lockWaitMs = 3_000 }: OpenOptions): OpenedDeskFile {
  const db = new SQLite(path, { timeout: lockWaitMs });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    migrate(db, outboxMigrations);
    const lines = db.pragma('quick_check(1)', { simple: true });
    if (lines !== 'ok') throw Object.assign(new Error('quick_check found damage'), { code: 'SQLITE_CORRUPT' });
    return { file: deskFileOver(db), notices: [], close: () => db.close() };
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Table by table, row by row, from both ends, past what cannot be read. Answers how many rows came over. */
export function salvage(damaged: string, into: Database): number {
  let rows = 0;
  try {
    const from = new SQLite(damaged);
    try {
      for (const table of ['commands', 'drafts', 'draft_modes', 'kept']) rows += salvageTable(from, into, table);
    } finally {
      from.close();
    }
  } catch (error) {
    if (!isDamage(error)) throw error;
    log.error('outbox.unreadable', { rows }, error);
  }
  return rows;
}

const columnsOf = (db: Database, table: string): string[] =>
  (db.pragma(`table_info(${table})`) as { name: string }[]).map(column => column.name);

/** A damaged file is salvaged as it was, perhaps from before a migration: `drafts` had their mode in their JSON only. */
function sourceOf(from: Database, table: string, names: readonly string[]): string | null {
  const there = columnsOf(from, table);
  if (there.length === 0) return null;
  return names.map(name => (there.includes(name) ? name : `json ->> '${name}' AS ${name}`)).join(', ');
}

function salvageTable(from: Database, into: Database, table: string): number {
  const names = columnsOf(into, table);
  const insert = into.prepare(
    `INSERT OR IGNORE INTO ${table} (${names.join(', ')}) VALUES (${names.map(name => `@${name}`).join(', ')})`,
  );
  let rows = 0;
  for (const order of ['ASC', 'DESC']) {
    try {
      const source = sourceOf(from, table, names);
      if (source === null) return rows;
      for (const row of from.prepare(`SELECT ${source} FROM ${table} ORDER BY 1 ${order}`).iterate())
        rows += insert.run(row).changes;
    } catch (error) {
      if (!isDamage(error)) throw error;
      log.warn('outbox.salvageStopped', { table, order, rows }, error);
    }
  }
  return rows;
}
