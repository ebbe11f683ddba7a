// Row 88: the desk is emptied at sign-out by policy, and when its agent's access is withdrawn. A real core in its thread, real files.
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { draftsAt } from '../core/support/drafts.ts';
import { discard } from '../../electron/core/cache/files/discard.ts';
import { openDriver } from '../../electron/core/cache/files/driver.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile, spareOf } from '../../electron/core/cache/files/open-desk-file.ts';
import { type CoreConfig, filesOf, wipeOf } from '../../electron/core/config.ts';
import { type Emptying, spawnCore } from '../../electron/core/spawn.ts';
import { isPrivateIn } from '../../electron/host/keys/key-file.ts';
import { openVault } from '../../electron/host/keys/vault.ts';
import { fileWrapper } from '../../electron/host/keys/wrapper.ts';
import type { Push } from '../../shared/contract/bridge.ts';
import { bridgeOver } from '../../shared/contract/client.ts';
import {
  connectionIs,
  eventually,
  startBackend,
  startDesk as startCoreDesk,
  tempFolder,
} from '../core/support/desk.ts';
import { granted, messages } from '../core/support/records.ts';

const AGENT = 'Mara Lindholm';
const WORKER = new URL('../../electron/core/core.worker.ts', import.meta.url);

async function startDesk(wipe: string, backendUrl: string, dataDir = tempFolder()) {
  const path = join(dataDir, 'keys', 'mara.json');
  const vault = await openVault({ path, policy: 'warn', wrapper: fileWrapper(() => isPrivateIn(path)) });
  const config: CoreConfig = {
    dataDir,
    backendUrl,
    agentName: AGENT,
    secret: 'secret',
    deskId: 'desk-1',
    host: 'browser',
    version: '0.1.0',
    wipe: wipeOf(wipe),
    ...vault.now(),
  };
  const core = spawnCore(config, WORKER, vault);
  onTestFinished(() => core.stop());
  const pushes: Push[] = [];
  core.onPush(push => pushes.push(push));
  await core.ready;
  return { core, vault, pushes, dataDir, path, files: filesOf(config), bridge: bridgeOver(core) };
}
type Desk = Awaited<ReturnType<typeof startDesk>>;

const note = { customerId: 'sam', caseId: null, mode: 'note', text: 'Not yet sent', target: null } as const;
const customers = async ({ bridge }: Pick<Desk, 'bridge'>) =>
  bridge.call('customer.open', { customerId: 'sam' }).then(
    () => ['sam'],
    () => [],
  );
const emptied = ({ pushes }: Desk) => eventually(() => expect(pushes).toContainEqual({ topic: 'emptied' }));

test('signing out by itself ends the session and keeps what is there; a secret brings it back', async () => {
  const backend = await startBackend();
  const desk = startCoreDesk(backend.url, { empty: () => expect.unreachable() });
  await connectionIs(desk, 'live');
  backend.append([granted('sam', messages('sam', 5))]);
  await eventually(async () => expect(await customers(desk)).toEqual(['sam']));
  await desk.bridge.call('session.signOut', {});
  await connectionIs(desk, 'signed-out');
  expect((await desk.bridge.call('connection.read', {})).reason).toMatch(/until you sign in again/);
  await desk.bridge.call('connection.retry', {});
  await connectionIs(desk, 'signed-out');
  expect(await customers(desk)).toEqual(['sam']);
  expect(backend.seen.signIns).toBe(1);
  await desk.bridge.call('session.signIn', { secret: 'secret' });
  await connectionIs(desk, 'live');
});

test('where the policy says so, signing out empties the desk: key and files are gone, unsent words are not', async () => {
  const backend = await startBackend();
  const desk = await startDesk('sign-out', backend.url);
  await connectionIs(desk, 'live');
  backend.append([granted('sam', messages('sam', 5))]);
  await eventually(async () => expect(await customers(desk)).toEqual(['sam']));
  await desk.bridge.call('draft.write', note);
  const copy = join(desk.dataDir, 'copy.db');
  for (const part of ['', '-wal']) cpSync(desk.files.cache + part, copy + part);
  const before = desk.vault.now().keys!;
  await desk.bridge.call('session.signOut', {});
  await emptied(desk);
  await connectionIs(desk, 'signed-out');
  expect(await customers(desk)).toEqual([]);
  const now = desk.vault.now().keys!;
  expect(now.outbox).toEqual(before.outbox);
  // Whoever took a copy of the files, and takes the keys now, has nothing.
  const db = openDriver(copy, { key: now.cache });
  expect(() => db.prepare('SELECT count(*) FROM entries').get()).toThrow('not a database');
  db.close();
  expect((await draftsAt(desk, 'sam')).note?.text).toBe('Not yet sent');
  expect(await desk.bridge.call('notices.read', {})).toEqual([]);
  await eventually(() => expect(desk.vault.now().discard).toBe('nothing'));

  await desk.bridge.call('session.signIn', { secret: 'secret' });
  await connectionIs(desk, 'live');
  await eventually(async () => expect(await customers(desk)).toEqual(['sam']));
});

test('access withdrawn: the history goes without anybody asking; a session taken over elsewhere takes nothing', async () => {
  for (const [reason, expected] of [
    ['revoked', [{ empty: 'cache', signedOut: false }]],
    ['replaced', []],
  ] as const) {
    const backend = await startBackend();
    const told: Emptying[] = [];
    const desk = startCoreDesk(backend.url, { empty: what => told.push(what) });
    await connectionIs(desk, 'live');
    for (const socket of backend.io.sockets.sockets.values()) socket.emit('session.ended', { reason });
    await connectionIs(desk, reason === 'revoked' ? 'signed-out' : 'replaced');
    expect(told).toEqual(expected);
  }
});

/** What a desk leaves that was killed after its keys had been forgotten and before its files were gone. */
async function forgotten(what: 'cache' | 'all') {
  const dataDir = tempFolder();
  const path = join(dataDir, 'keys', 'mara.json');
  const vault = await openVault({ path, policy: 'warn', wrapper: fileWrapper(() => isPrivateIn(path)) });
  const files = filesOf({ dataDir, agentName: AGENT });
  mkdirSync(join(files.attachments, 'a'), { recursive: true });
  const { keys } = vault.now();
  openCache(files.cache, { now: Date.now, key: keys!.cache }).close();
  writeFileSync(`${files.cache}.damaged-2026`, 'set aside');
  const { file, close } = openDeskFile(files.outbox, { now: Date.now, key: keys!.outbox });
  const { customerId, caseId, mode, ...draft } = { ...note, subject: null, mail: null, thread: null, savedAt: 1 };
  file.drafts.write(customerId, caseId, { mode, ...draft });
  close();
  writeFileSync(spareOf(files.outbox, 1), 'spare');
  await vault.forget(what);
  return { dataDir, files };
}

test('killed between the keys and the files: the next start removes them before it opens anything', async () => {
  const { dataDir, files } = await forgotten('cache');
  const left = readFileSync(files.cache);
  const again = await startDesk('sign-out', 'http://127.0.0.1:9', dataDir);
  expect(await again.bridge.call('notices.read', {})).toEqual([]);
  expect(readFileSync(files.cache).equals(left)).toBe(false);
  expect(readdirSync(files.folder).filter(name => /other-key|cache\.db\.damaged|attachments/.test(name))).toEqual([]);
  expect((await draftsAt(again, 'sam')).note?.text).toBe('Not yet sent');
  await eventually(() => expect(again.vault.now().discard).toBe('nothing'));
});

test('with the words in the policy, they go as well, spare files among them', async () => {
  const { files } = await forgotten('all');
  discard(files, 'all');
  expect(readdirSync(files.folder)).toEqual([]);
  discard(files, 'all');
});

test.each([
  ['none', { signOut: false, roleLoss: false, words: false }],
  ['sign-out, words', { signOut: true, roleLoss: false, words: true }],
])('%s is understood', (text, wipe) => expect(wipeOf(text)).toEqual(wipe));

test.each(['', 'signout', 'none,words', '__proto__'])('%j is refused with a sentence', text =>
  expect(() => wipeOf(text)).toThrow('there is no'),
);
