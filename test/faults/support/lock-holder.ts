// Another program over an agent's files: holds them until it is killed. Says so once it does.
import SQLite from 'better-sqlite3';
import { writeSync } from 'node:fs';

const held = process.argv.slice(2).map(path => {
  const db = new SQLite(path);
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('journal_mode = WAL');
  db.exec('BEGIN EXCLUSIVE');
  return db;
});
writeSync(1, `holding ${held.length}\n`);
setInterval(() => held.length, 60_000);
