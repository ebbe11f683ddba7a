import type { Database } from 'better-sqlite3';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Every value of every table of a database, and the words of its full-text indexes. */
export function everythingIn(db: Database): string {
  const names = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
  const shadow = /^(.+)_(?:data|idx|content|docsize|config)$/;
  const indexes = [...new Set(names.flatMap(name => shadow.exec(name)?.[1] ?? []))].filter(name =>
    names.includes(name),
  );
  let all = '';
  for (const name of names) {
    const isIndex = indexes.includes(name);
    const table = isIndex ? vocabularyOf(db, name) : `"${name}"`;
    for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).iterate())
      for (const value of Object.values(row))
        all += `${Buffer.isBuffer(value) ? value.toString('latin1') : String(value)}\n`;
  }
  return all;
}

function vocabularyOf(db: Database, index: string): string {
  db.exec(`CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_of_${index} USING fts5vocab(main, ${index}, row)`);
  return `temp.words_of_${index}`;
}

/** Every file below a folder that holds these bytes, as UTF-8 or UTF-16. */
export function filesWith(folder: string, ...words: readonly string[]): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter(path => {
      const bytes = readFileSync(path);
      return words.some(word => bytes.includes(word, 0, 'utf8') || bytes.includes(word, 0, 'utf16le'));
    });
}
