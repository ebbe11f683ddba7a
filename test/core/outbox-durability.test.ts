// What an agent has written is the one thing that exists nowhere else: it outlives a power cut and a thrown-away cache.
import SQLite from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { filesOf } from '../../electron/core/config.ts';
import { connectionIs, eventually, startBackend, startDesk, tempFolder } from './support/desk.ts';
import { granted, messages, NOW } from './support/records.ts';

const now = () => NOW;
/** As SQLite names them. */
const SYNCHRONOUS = { normal: 1, full: 2 };
const pragma = (db: SQLite.Database, name: string) => db.pragma(name, { simple: true });

test('every commit of the outbox is on the disk before it is answered; the cache may lag', () => {
  const folder = tempFolder();
  const outbox = openDeskFile(join(folder, 'o.db'), { now });
  onTestFinished(() => outbox.close());
  const cache = openCache(join(folder, 'c.db'), { now });
  onTestFinished(() => cache.close());
  expect(pragma(outbox.file.db, 'synchronous')).toBe(SYNCHRONOUS.full);
  expect(pragma(outbox.file.db, 'journal_mode')).toBe('wal');
  expect(pragma(cache.cache.db, 'synchronous')).toBe(SYNCHRONOUS.normal);
});

test('the outbox is a file of its own: no table of words is in the cache, none of history in the outbox', async () => {
  const files = filesOf({ dataDir: tempFolder(), agentName: 'Mara Lindholm' });
  expect(files.outbox).not.toBe(files.cache);

  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  await desk.core.stop();
  expect([existsSync(desk.files.cache), existsSync(desk.files.outbox)]).toEqual([true, true]);
  const tablesOf = (path: string) => {
    const db = new SQLite(path, { readonly: true });
    onTestFinished(() => void db.close());
    expect(db.pragma('database_list')).toHaveLength(1);
    return db.prepare<[], string>(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all();
  };
  const [inCache, inOutbox] = [tablesOf(desk.files.cache), tablesOf(desk.files.outbox)];
  for (const table of ['commands', 'drafts', 'kept']) {
    expect(inOutbox).toContain(table);
    expect(inCache).not.toContain(table);
  }
  expect(inCache).toContain('entries');
  expect(inOutbox).not.toContain('entries');
});

const target = {
  interactionId: 'thread-sam',
  channel: 'x',
  audience: 'private',
  handle: '@LarkwingCare',
  replyTo: null,
} as const;

test('a queued reply taken back gives its words to the letter, leaves nothing behind, and is never sent', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  backend.append([granted('sam', messages('sam', 2))]);
  const shown = async () =>
    (await desk.bridge.call('timeline.page', { customerId: 'sam' })).items.map(item => item.entry.text);
  await eventually(async () => expect(await shown()).toHaveLength(2));
  await backend.stop();
  await connectionIs(desk, 'offline');

  const words = ' Żółw,\n\n“sorry”\t👩🏽‍✈️ \u202e naïve ';
  const send = (text: string) => desk.bridge.call('reply.send', { customerId: 'sam', target, subject: null, text });
  const { commandId } = await send(words);
  expect((await shown()).at(-1)).toBe(words);
  expect(await desk.bridge.call('outbox.takeBack', { commandId })).toMatchObject({ text: words });
  expect(await desk.bridge.call('outbox.read', {})).toEqual([]);
  expect((await desk.bridge.call('connection.read', {})).queued).toBe(0);
  expect(await shown()).toHaveLength(2);
  await expect(desk.bridge.call('outbox.takeBack', { commandId })).rejects.toMatchObject({ code: 'not-found' });

  // One that is sent after it in the same lane shows that the outbox has been through all there was.
  await send('And this one goes.');
  const back = await startBackend({ port: backend.port });
  back.pages.push(...backend.pages.slice(1));
  await eventually(() => expect(back.effects).toHaveLength(1));
  expect(back.commands.map(command => [command.kind, command.id === commandId])).toEqual([['reply.send', false]]);
});

test('what was taken back stays away over a restart, and what was not stays there', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  backend.append([granted('sam', messages('sam', 2))]);
  await eventually(async () => void (await desk.bridge.call('customer.open', { customerId: 'sam' })));
  await backend.stop();
  await connectionIs(desk, 'offline');
  const send = (text: string) => desk.bridge.call('reply.send', { customerId: 'sam', target, subject: null, text });
  const gone = await send('Not this.');
  const stays = await send('But this.');
  await desk.bridge.call('outbox.takeBack', { commandId: gone.commandId });
  await desk.core.stop();
  const again = startDesk(backend.url, { dataDir: desk.dataDir });
  const items = await again.bridge.call('outbox.read', {});
  expect(items.map(({ commandId, state }) => [commandId, state])).toEqual([[stays.commandId, 'queued']]);
});
