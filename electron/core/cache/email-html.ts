import type { Database } from 'better-sqlite3';

/** HTML bodies as received (hostile), apart from the entries so that timeline pages stay light. */
export function emailHtmlTable(db: Database) {
  const upsert = db.prepare<[string, string]>(
    'INSERT INTO email_html (entry_id, html) VALUES (?, ?) ON CONFLICT (entry_id) DO UPDATE SET html = excluded.html',
  );
  const byEntry = db.prepare<[string], string>('SELECT html FROM email_html WHERE entry_id = ?').pluck();
  const remove = db.prepare<[string]>('DELETE FROM email_html WHERE entry_id = ?');
  const clear = db.prepare('DELETE FROM email_html');
  return {
    put(entryId: string, html: string | null): void {
      if (html === null) remove.run(entryId);
      else upsert.run(entryId, html);
    },
    get: (entryId: string): string | null => byEntry.get(entryId) ?? null,
    remove(entryId: string): void {
      remove.run(entryId);
    },
    clear(): void {
      clear.run();
    },
  };
}
