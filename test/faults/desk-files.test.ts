// F13 and F14 over a desk's real files, with the desk's own process.
import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftsAt } from '../core/support/drafts.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { connectionIs, eventually } from '../core/support/desk.ts';
import { startBackend, type TestBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { openDeskDatabase } from '../support/desk-keys.ts';
import { deskFolder, type DeskProcess, startDeskProcess } from './support/desk-process.ts';
import { startFeedProxy } from './support/feed-proxy.ts';
import { greeted, mailbox, reply, settledAs } from './support/talk.ts';

/** The long form is asked for: `FOREWORD_KILLS=200`. */
const KILLS = Number(process.env['FOREWORD_KILLS'] ?? 20);
/** Few: the customer's network takes a third of a second for each. */
const PER_ROUND = 4;

let backend: TestBackend;
beforeAll(async () => {
  await built();
  backend = await startBackend();
});
afterAll(() => backend.remove());

/** Overwrites what stands in the file from `begin`. */
function scribble(file: string, begin: number, bytes: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(bytes, 0xa5), 0, bytes, begin);
  closeSync(handle);
}
/** Where a table or an index of the outbox begins, and how long its first page is. */
function pageOf({ dataDir, agent }: DeskProcess, name: string): { begin: number; size: number } {
  const db = openDeskDatabase(dataDir, agent, 'outbox');
  const size = db.pragma('page_size', { simple: true }) as number;
  const page = db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name)!;
  db.close();
  return { begin: (page - 1) * size, size };
}

test('F13: header of the cache and a page of the outbox damaged while the desk is off: told, refilled, unsent words sent once', async () => {
  const [ada = ''] = await greeted(backend, 'ada');
  const proxy = await startFeedProxy(backend.url);
  const first = await startDeskProcess(backend, { url: proxy.url });
  await connectionIs(first, 'live', 10_000);
  proxy.cutBefore('reply.send');
  const waiting = await reply(first, ada, 'Written before the damage.');
  await connectionIs(first, 'offline', 10_000);
  await first.bridge.call('draft.write', {
    caseId: null,
    customerId: ada,
    mode: 'note',
    text: 'Half a note',
    target: null,
  });
  await first.stop();
  scribble(first.files.cache, 0, 100);
  const { begin, size } = pageOf(first, 'sqlite_autoindex_commands_1');
  scribble(first.files.outbox, begin, size);

  const again = await startDeskProcess(backend, { url: proxy.url, dataDir: first.dataDir });
  expect(await again.bridge.call('notices.read', {})).toMatchObject([{ kind: 'cache-refilled' }]);
  expect(await again.bridge.call('outbox.read', {})).toMatchObject([{ commandId: waiting }]);
  expect((await draftsAt(again, ada)).note?.text).toBe('Half a note');
  proxy.up();
  await settledAs(backend, again, ada, { theirs: ['Hello?'], ours: ['Written before the damage.'] });
  const aside = readdirSync(dirname(first.files.cache)).filter(name => /\.db\.damaged-[^.]*$/.test(name));
  expect(aside.map(name => name.replace(/\.damaged-.*/, '')).toSorted()).toEqual([
    'mara-lindholm.cache.db',
    'mara-lindholm.outbox.db',
  ]);
});

test('X20: a killed desk leaves files in which nobody finds a word, a name or an address without the key', async () => {
  const [max = ''] = await greeted(backend, 'max-bergstrom');
  const desk = await startDeskProcess(backend);
  await eventually(() => desk.bridge.call('customer.open', { customerId: max }), 15_000);
  await desk.bridge.call('draft.write', {
    caseId: null,
    customerId: max,
    mode: 'note',
    text: 'Half a secret note',
    target: null,
  });
  await reply(desk, max, 'Said in confidence.');
  await desk.kill();
  const paths = readdirSync(desk.dataDir, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name));
  const names = paths.map(path => basename(path));
  expect(names).toEqual(expect.arrayContaining(['mara-lindholm.cache.db', 'mara-lindholm.outbox.db-wal']));
  for (const path of paths)
    for (const word of ['Hello?', 'max-bergstrom', 'Half a secret', 'Said in confidence', 'Care', 'CREATE TABLE'])
      expect([path, word, readFileSync(path).includes(word)]).toEqual([path, word, false]);
  // Read with the key, all of it is there: the look above was at the right files.
  const db = openDeskDatabase(desk.dataDir, desk.agent, 'outbox');
  expect(JSON.stringify(db.prepare('SELECT json FROM drafts').all())).toContain('Half a secret note');
  db.close();
});

test(
  `F14: the whole desk killed ${KILLS} times while it sends: what it said it has queued arrives once, and nothing else twice`,
  { timeout: 60_000 + KILLS * 6_000 },
  async () => {
    const [eve = ''] = await greeted(backend, 'eve');
    const dataDir = deskFolder();
    const asked: string[] = [];
    const acknowledged: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const desk = await startDeskProcess(backend, { dataDir });
      await eventually(() => desk.bridge.call('customer.open', { customerId: eve }), 15_000);
      let isOver = false;
      const spoken = Promise.withResolvers<void>();
      const sending = (async () => {
        for (let i = 0; !isOver && i < PER_ROUND; i++) {
          const text = `${kill}/${i}`;
          asked.push(text);
          await reply(desk, eve, text);
          acknowledged.push(text);
          spoken.resolve();
        }
      })().catch((error: unknown) => {
        if (Fault.from(error).code !== 'offline') throw error;
      });
      // Every other time something has been said to be queued by then, however slow the machine.
      if (kill % 2 === 0) await Promise.race([spoken.promise, sending]);
      await after(Math.random() * 120); // the moment is the fault
      await desk.kill();
      isOver = true;
      await sending;
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS / 2);

    const last = await startDeskProcess(backend, { dataDir });
    expect(await last.bridge.call('notices.read', {})).toEqual([]);
    await eventually(async () => expect(await last.bridge.call('outbox.read', {})).toEqual([]), 60_000);
    const arrived = () =>
      mailbox(backend)
        .filter(mail => mail.customerId === eve)
        .map(mail => mail.text);
    await eventually(
      () => expect(acknowledged.filter(text => !arrived().includes(text))).toEqual([]),
      30_000 + KILLS * 1_000,
    );
    expect(new Set(arrived()).size).toBe(arrived().length);
    // Words whose answer the kill took away may have arrived; in the order written, all the same.
    expect(arrived()).toEqual(asked.filter(text => arrived().includes(text)));
  },
);
