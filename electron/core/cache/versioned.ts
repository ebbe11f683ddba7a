import type { Database } from 'better-sqlite3';

type Column = string | number | null;

/**
 * A table of whole records with a version. An older or equal version never overwrites: events may come twice or late.
 * `columns` are kept beside the JSON because they are searched or sorted by.
 */
export function versionedTable<T>(
  db: Database,
  table: string,
  key: (record: T) => { id: string; version: number },
  columns: Readonly<Record<string, (record: T) => Column>> = {},
) {
  const names = Object.keys(columns);
  const all = ['id', 'version', ...names, 'json'];
  const upsert = db.prepare(`
    INSERT INTO main.${table} (${all.join(', ')}) VALUES (${all.map(name => `@${name}`).join(', ')})
    ON CONFLICT (id) DO UPDATE SET ${all
      .slice(1)
      .map(name => `${name} = excluded.${name}`)
      .join(', ')}
    WHERE excluded.version > ${table}.version`);
  const byId = db.prepare<[string], string>(`SELECT json FROM ${table} WHERE id = ?`).pluck();
  const every = db.prepare<[], string>(`SELECT json FROM ${table} ORDER BY id`).pluck();
  const clear = db.prepare(`DELETE FROM main.${table}`);

  return {
    /** True if the record is new or newer. */
    put(record: T): boolean {
      const row: Record<string, Column> = { ...key(record), json: JSON.stringify(record) };
      for (const name of names) row[name] = columns[name]!(record);
      return upsert.run(row).changes > 0;
    },
    /** Parsed by zod on the way in, so not again on the way out. */
    get(id: string): T | null {
      const json = byId.get(id);
      return json === undefined ? null : (JSON.parse(json) as T);
    },
    all: (): T[] => every.all().map(json => JSON.parse(json) as T),
    clear(): void {
      clear.run();
    },
  };
}
