// A keystroke-saved draft, and a command written to the outbox before the screen shows it; beside SQLite's own durable write.
import SQLite from 'better-sqlite3';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { filesOf } from '../../electron/core/config.ts';
import { granted, messages } from '../core/support/records.ts';
import { ingest } from '../../electron/core/link/ingest.ts';
import { deskKeys } from '../support/desk-keys.ts';
import { AGENT, type CoreDesk, coreDesk, makeFolder } from './desk-files.ts';
import { type BenchRow, benchRow } from './stats.ts';

const WARM_UP = 50;
const TIMES = 500;
/** An answer as agents write them, UTF-16 code units. */
const WORDS = 'We have found your suitcase in Lisbon, and it is on the evening flight. '.repeat(4);
/** Nobody listens here: what is measured is the desk alone. */
const NOWHERE = 'http://127.0.0.1:9';

type Write = (i: number) => unknown;

/** One after the other in turns, so that what else the disk does meets both alike. */
async function besides(ours: Write, floor: Write): Promise<{ ours: number[]; floor: number[] }> {
  const times = { ours: [] as number[], floor: [] as number[] };
  for (let i = -WARM_UP; i < TIMES; i++) {
    for (const which of ['ours', 'floor'] as const) {
      const start = performance.now();
      await { ours, floor }[which](i);
      if (i >= 0) times[which].push(performance.now() - start);
    }
  }
  return times;
}

/** One row of this text, in a transaction of its own, in a file opened as the outbox is. */
function rawWrite(folder: string, idOf: (i: number) => number): Write {
  const db = new SQLite(join(folder, `raw-${idOf(7)}.db`));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, json TEXT NOT NULL)');
  const write = db.prepare('INSERT INTO t VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET json = excluded.json');
  return i => write.run(idOf(i), `${WORDS}${i}`);
}

/** A folder in which this agent has a customer to write to. */
function folderWithCustomer(): string {
  const folder = makeFolder(mkdtempSync(join(tmpdir(), 'foreword-bench-durable-')), 'bench-durable');
  const files = filesOf({ dataDir: folder, agentName: AGENT });
  mkdirSync(files.folder, { recursive: true });
  const opened = openCache(files.cache, { now: Date.now, key: deskKeys(folder, AGENT).cache });
  const page = { after: null, upto: 'c', at: Date.now(), left: 0, reset: false };
  ingest(opened.cache, { ...page, events: [{ id: 'e', event: granted('sam', messages('sam', 20)) }] }, 'log');
  opened.close();
  return folder;
}

const draft =
  ({ ask }: CoreDesk): Write =>
  i =>
    ask('draft.write', {
      caseId: null,
      customerId: 'sam',
      mode: 'reply',
      text: `${WORDS}${i}`,
      target: null,
      subject: null,
    });
const command =
  ({ ask }: CoreDesk): Write =>
  i =>
    ask('note.add', { customerId: 'sam', caseId: 'case-sam', interactionId: null, text: `${WORDS}${i}` });

export async function durable(): Promise<BenchRow[]> {
  const folder = folderWithCustomer();
  const desk = coreDesk(folder, NOWHERE, 'secret', 'bench-durable');
  const drafts = await besides(
    draft(desk),
    rawWrite(folder, () => 1),
  );
  const commands = await besides(
    command(desk),
    rawWrite(folder, i => i),
  );
  await desk.core.stop();
  rmSync(folder, { recursive: true, force: true });
  const floor = (values: readonly number[]) => ({ name: 'one row, SQLite FULL', values });
  return [
    benchRow('draft, asked → kept', 'ms', drafts.ours, floor(drafts.floor)),
    benchRow(
      'command, asked → in the outbox',
      'ms',
      commands.ours,
      floor(commands.floor),
      'offline: none of them leaves',
    ),
  ];
}
