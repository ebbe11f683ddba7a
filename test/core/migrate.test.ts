import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { begunTable } from '../../electron/core/cache/begun.ts';
import { draftsTable } from '../../electron/core/cache/drafts.ts';
import { outFilesTable } from '../../electron/core/cache/out-files.ts';
import { pinsTable } from '../../electron/core/cache/keeping/pins.ts';
import { migrate, TooNew } from '../../electron/core/cache/files/migrate.ts';
import { commandsTable } from '../../electron/core/cache/commands.ts';
import { cacheMigrations } from '../../electron/core/cache/migrations/list.ts';
import { outboxMigrations } from '../../electron/core/cache/outbox-migrations/list.ts';
import type { Command } from '../../shared/contract/commands.ts';
import './support/desk.ts';

const version = (db: SQLite.Database) => db.pragma('user_version', { simple: true });
const tables = (db: SQLite.Database) =>
  db
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_%' ESCAPE '\\' ORDER BY 1`,
    )
    .pluck()
    .all();

test('cache 1, start: its tables, one feed state, an index that can delete', () => {
  const db = new SQLite(':memory:');
  migrate(db, cacheMigrations.slice(0, 1));
  expect(version(db)).toBe(1);
  expect(tables(db)).toEqual([
    'agents',
    'cases',
    'completeness',
    'customers',
    'entries',
    'interactions',
    'offers',
    'places',
    'presences',
    'queues',
    'search',
    'tallies',
  ]);
  expect(db.prepare('SELECT * FROM feed_state').all()).toEqual([
    { one: 1, cursor: null, incarnation: null, complete_to: null },
  ]);
  db.exec(`INSERT INTO search (rowid, words) VALUES (7, 'Olá Café'); DELETE FROM search WHERE rowid = 7`);
  expect(db.prepare(`SELECT rowid FROM search WHERE search MATCH '"cafe"'`).all()).toEqual([]);
});

test('outbox 1, start: commands keep their order', () => {
  const db = new SQLite(':memory:');
  migrate(db, outboxMigrations.slice(0, 1));
  expect(version(db)).toBe(1);
  expect(tables(db)).toEqual(['commands', 'drafts', 'kept']);
});

test('outbox 2, drafts by mode: each draft keeps its words and its mode, and a second one has room beside it', () => {
  const db = new SQLite(':memory:');
  migrate(db, outboxMigrations.slice(0, 1));
  const insert = db.prepare('INSERT INTO drafts (customer_id, json) VALUES (?, ?)');
  const draft = (mode: string, text: string) => JSON.stringify({ mode, text, target: null, savedAt: 1 });
  insert.run('sam', draft('note', 'Rang twice'));
  insert.run('ana', draft('reply', 'Dear A'));
  migrate(db, outboxMigrations.slice(0, 2));
  expect(version(db)).toBe(2);
  expect(db.prepare(`SELECT customer_id, mode, json ->> 'text' AS text FROM drafts ORDER BY 1`).all()).toEqual([
    { customer_id: 'ana', mode: 'reply', text: 'Dear A' },
    { customer_id: 'sam', mode: 'note', text: 'Rang twice' },
  ]);
  expect(db.prepare('SELECT * FROM draft_modes ORDER BY 1').all()).toEqual([
    { customer_id: 'ana', mode: 'reply' },
    { customer_id: 'sam', mode: 'note' },
  ]);
});

test('cache 7, fill: marks of before stay as they were, what is open is found by an index, and what is missing may have an age', () => {
  const db = new SQLite(':memory:');
  migrate(db, cacheMigrations.slice(0, 6));
  db.exec(`INSERT INTO completeness VALUES ('sam', 40, 'e40', 3)`);
  migrate(db, cacheMigrations.slice(0, 7));
  expect(db.prepare('SELECT * FROM completeness').all()).toEqual([
    { customer_id: 'sam', reached_at: 40, reached_id: 'e40', older: 3, next_at: null },
  ]);
  const plan = db
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT json FROM work_items WHERE state IN ('waiting', 'offered', 'held')`,
    )
    .all();
  expect(plan.map(({ detail }) => detail).join()).toContain('work_items_open');
});

test('outbox 5, pins: a customer and a case of theirs are two, and each is one', () => {
  const db = new SQLite(':memory:');
  migrate(db, outboxMigrations.slice(0, 5));
  const pins = pinsTable(db);
  const [whole, matter] = [
    { customerId: 'sam', caseId: null, at: 2 },
    { customerId: 'sam', caseId: 'case-sam', at: 1 },
  ];
  for (const pin of [whole, matter, whole]) pins.add(pin);
  expect(pins.all()).toEqual([matter, whole]);
  expect(pins.customers()).toEqual(['sam']);
  pins.remove(matter);
  expect(pins.all()).toEqual([whole]);
});

test('outbox 6, lanes by conversation: what waits goes where the like of it goes now', () => {
  const db = new SQLite(':memory:');
  migrate(db, outboxMigrations.slice(0, 5));
  const at = 1;
  const waiting: Command[] = [
    { id: 'reply', kind: 'reply.send', params: { workItemId: 'w', epoch: 1, customerId: 'sam', ...said('thread') } },
    { id: 'note', kind: 'note.add', params: { customerId: 'sam', caseId: 'c', interactionId: 'thread', ...words } },
    { id: 'of-case', kind: 'note.add', params: { customerId: 'sam', caseId: 'c', interactionId: null, ...words } },
    { id: 'finish', kind: 'work.finish', params: { workItemId: 'w', epoch: 1, wrapUp: null, disposition: null } },
  ];
  const rest = { lane: 'customer:sam', state: 'queued', at, customerId: 'sam', expiresAt: null } as const;
  for (const command of waiting) commandsTable(db).add({ ...rest, command, entryId: null, reason: null, code: null });
  migrate(db, outboxMigrations.slice(0, 6));
  expect(
    commandsTable(db)
      .all()
      .map(({ command, lane }) => [command.id, lane]),
  ).toEqual([
    ['reply', 'interaction:thread'],
    ['note', 'interaction:thread'],
    ['of-case', 'case:c'],
    ['finish', 'customer:sam'],
  ]);
});

const words = { text: 'Hello', writtenAt: 1 };
const said = (interactionId: string) => ({
  target: { interactionId, channel: 'x', audience: 'private', handle: null, replyTo: null } as const,
  subject: null,
  ...words,
});

test('outbox 7, words by case: drafts, their modes and files stay as they were, of a case that is not known; other cases have room', () => {
  const db = new SQLite(':memory:');
  migrate(db, outboxMigrations.slice(0, 6));
  const draft = (mode: string, text: string) => JSON.stringify({ mode, text, target: null, savedAt: 1 });
  const insert = db.prepare('INSERT INTO drafts (customer_id, mode, json) VALUES (?, ?, ?)');
  insert.run('sam', 'reply', draft('reply', 'Dear S'));
  insert.run('sam', 'note', draft('note', 'Rang twice'));
  db.exec(`INSERT INTO draft_modes VALUES ('sam', 'note');
    INSERT INTO out_files VALUES ('f1', 'sam', NULL, 'a.pdf', 'application/pdf', 3, 'x', 1)`);
  migrate(db, outboxMigrations.slice(0, 8));
  const drafts = draftsTable(db);
  const unplaced = { caseId: null, mode: 'note', reply: { text: 'Dear S' }, note: { text: 'Rang twice' } };
  expect(drafts.read('sam')).toMatchObject([unplaced]);
  expect(outFilesTable(db).ofDraft('sam', null)).toMatchObject([{ id: 'f1', caseId: null }]);
  drafts.write('sam', 'case-2', { ...EMPTY, text: 'About the bag' });
  expect(drafts.read('sam')).toMatchObject([unplaced, { caseId: 'case-2', reply: { text: 'About the bag' } }]);
  expect(begunTable(db).all()).toEqual([]);
});

test('outbox 8, left files: those of before are of their draft or command, and none waits to be delivered', () => {
  const db = new SQLite(':memory:');
  migrate(db, outboxMigrations.slice(0, 7));
  db.exec(`INSERT INTO out_files (id, customer_id, command_id, name, type, size, sha256, at)
    VALUES ('f1', 'sam', NULL, 'a.pdf', 'application/pdf', 3, 'x', 1), ('f2', 'sam', 'c1', 'b.pdf', 'application/pdf', 3, 'x', 1)`);
  migrate(db, outboxMigrations.slice(0, 8));
  const files = outFilesTable(db);
  expect([files.left(), files.ofDraft('sam', null).length, files.ofCommand('c1').length]).toEqual([[], 1, 1]);
});

const EMPTY = { mode: 'reply', text: '', target: null, subject: null, mail: null, thread: null, savedAt: 2 } as const;

test('a second run changes nothing; a newer file is refused before anything is written', () => {
  const db = new SQLite(':memory:');
  migrate(db, cacheMigrations);
  migrate(db, cacheMigrations);
  expect(version(db)).toBe(cacheMigrations.length);
  db.pragma('user_version = 99');
  expect(() => migrate(db, cacheMigrations)).toThrow(TooNew);
  expect(version(db)).toBe(99);
});

test('a migration that fails leaves the version and the tables before it', () => {
  const db = new SQLite(':memory:');
  const list = [...outboxMigrations, { name: 'bad', up: 'CREATE TABLE extra (a); SELECT no_such_function()' }];
  expect(() => migrate(db, list)).toThrow(/no_such_function/);
  expect(version(db)).toBe(outboxMigrations.length);
  expect(tables(db)).not.toContain('extra');
});
