import { logger } from '../../../../shared/lib/log.ts';
import { isDamage } from './check.ts';
import { type Database, type FileKey, headOf, openDriver } from './driver.ts';

const log = logger('outbox');

/** All of the outbox's. */
export const SALVAGED = [
  'commands',
  'drafts',
  'draft_modes',
  'wrap_ups',
  'begun',
  'kept',
  'pins',
  'out_files',
  'out_file_parts',
] as const;

/**
 * Table by table, row by row, from both ends, past what cannot be read; answers how many rows came over. The pages of a sealed
 * file that are not as they were written are lost whole: what cannot prove where it comes from is no agent's word.
 */
export function salvage(damaged: string, into: Database, key: FileKey): number {
  let rows = 0;
  try {
    const from = openDriver(damaged, { key: headOf(damaged).kind === 'plain' ? null : key });
    try {
      for (const table of SALVAGED) rows += salvageTable(from, into, table);
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

/** Columns that came later: `drafts` had their mode in their JSON only, and no case. */
const BEFORE: Readonly<Record<string, string>> = { mode: `json ->> 'mode'`, case_id: `''` };

/** A damaged file is salvaged as it was, perhaps from before a migration. */
function sourceOf(from: Database, table: string, names: readonly string[]): string | null {
  const there = columnsOf(from, table);
  if (there.length === 0) return null;
  return names.map(name => (there.includes(name) ? name : `${BEFORE[name] ?? 'NULL'} AS ${name}`)).join(', ');
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
