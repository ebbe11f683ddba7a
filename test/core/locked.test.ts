// F12: somebody else's process holds the files. Words are on a disk before the screen says "queued", or they are refused.
import SQLite from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { draftsAt } from './support/drafts.ts';
import { spareOf } from '../../electron/core/cache/files/open-desk-file.ts';
import { connectionIs, type Desk, eventually, startBackend, startDesk, tempFolder } from './support/desk.ts';
import { granted, messages } from './support/records.ts';

const HOLDER = fileURLToPath(new URL('../faults/support/lock-holder.ts', import.meta.url));
const target = { interactionId: 'thread-sam', channel: 'x', audience: 'private', handle: null, replyTo: null } as const;
const send = ({ bridge }: Desk, text: string) =>
  bridge.call('reply.send', { customerId: 'sam', target, subject: null, text });
const draft = ({ bridge }: Desk, text: string) =>
  bridge.call('draft.write', { caseId: null, customerId: 'sam', mode: 'note', text, target: null });

/** Another process that holds these files; answers with what ends it. */
async function holding(...paths: string[]): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--no-warnings', HOLDER, ...paths], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(end);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(String(said)).toBe(`holding ${paths.length}\n`);
  return end;
}

/** Commands in a copy of the file and its journal: what is there if the power goes now. */
function commandsOnDisk(path: string): string[] {
  const copy = join(tempFolder(), 'copy.db');
  for (const part of ['', '-wal']) if (existsSync(path + part)) copyFileSync(path + part, copy + part);
  const db = new SQLite(copy);
  onTestFinished(() => void db.close());
  return db.prepare<[], string>('SELECT id FROM commands').pluck().all();
}

test('F12: cache and outbox held by another process: online only, words in a file of their own, merged and sent once at the next start', async () => {
  const backend = await startBackend();
  const before = startDesk(backend.url);
  await connectionIs(before, 'live');
  await draft(before, 'Begun at the first desk.');
  await before.core.stop();
  const { dataDir, files } = before;
  const end = await holding(files.cache, files.outbox);

  const desk = startDesk(backend.url, { dataDir, lockWaitMs: 30 });
  expect(await desk.bridge.call('notices.read', {})).toMatchObject([{ kind: 'cache-locked' }]);
  await connectionIs(desk, 'live');
  backend.append([granted('sam', messages('sam', 3))]);
  await eventually(async () =>
    expect((await desk.bridge.call('customer.open', { customerId: 'sam' })).page.items).toHaveLength(3),
  );
  await backend.stop();
  await connectionIs(desk, 'offline');
  const { commandId, state } = await send(desk, 'Written meanwhile.');
  expect(state).toBe('queued');
  expect(commandsOnDisk(spareOf(files.outbox, 1))).toEqual([commandId]);
  await draft(desk, 'Begun at the second.');
  await desk.core.stop();
  await end();

  const back = await startBackend({ port: backend.port });
  back.pages.push(...backend.pages.slice(1));
  const again = startDesk(back.url, { dataDir });
  expect(await again.bridge.call('notices.read', {})).toEqual([]);
  const { note } = await draftsAt(again, 'sam');
  expect(note?.text).toBe('Begun at the first desk.\n\nBegun at the second.');
  await eventually(() => expect(back.effects.map(command => command.id)).toEqual([commandId]));
  expect(readdirSync(dirname(files.outbox)).filter(name => name.includes('spare'))).toEqual([]);
});

test('F12: two desks beside a held outbox have a spare file each, and a third start brings both home', async () => {
  const dataDir = tempFolder();
  const offline = 'http://127.0.0.1:9';
  const first = startDesk(offline, { dataDir });
  const ask = (desk: Desk, state: 'available' | 'offline') => desk.bridge.call('presence.set', { state, reason: null });
  const desks = [1, 2].map(() => startDesk(offline, { dataDir, lockWaitMs: 30 }));
  const ids = [await ask(desks[0]!, 'available'), await ask(desks[1]!, 'offline')].map(item => item.commandId);
  for (const desk of [first, ...desks]) await desk.core.stop();
  const third = startDesk(offline, { dataDir });
  const items = await third.bridge.call('outbox.read', {});
  expect(items.map(item => item.commandId)).toEqual(ids);
});

test('F12: no file at all can be had: words are refused as not kept, and nothing is shown as queued', async () => {
  const backend = await startBackend();
  const before = startDesk(backend.url);
  await connectionIs(before, 'live');
  await before.core.stop();
  const { dataDir, files } = before;
  await holding(files.cache, files.outbox, ...Array.from({ length: 8 }, (_, n) => spareOf(files.outbox, n + 1)));

  const desk = startDesk(backend.url, { dataDir, lockWaitMs: 30 });
  await connectionIs(desk, 'live');
  backend.append([granted('sam', messages('sam', 3))]);
  await eventually(() => desk.bridge.call('customer.open', { customerId: 'sam' }));
  await expect(send(desk, 'Not to be lost.')).rejects.toMatchObject({ code: 'not-kept' });
  await expect(draft(desk, 'Nor this.')).rejects.toMatchObject({ code: 'not-kept' });
  expect(await desk.bridge.call('outbox.read', {})).toEqual([]);
  expect(backend.commands).toEqual([]);
});
