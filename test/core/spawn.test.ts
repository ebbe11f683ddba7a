import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Push } from '../../shared/contract/bridge.ts';
import { CORE_DOWN } from '../../shared/contract/bridge/session.ts';
import { type SpawnedCore, spawnCore } from '../../electron/core/spawn.ts';
import { eventually, startBackend, tempFolder } from './support/desk.ts';
import { granted, messages } from './support/records.ts';

const CORE = new URL('../../electron/core/core.worker.ts', import.meta.url);
const CRASHING = new URL('./support/crashing.worker.ts', import.meta.url);

function spawned(workerUrl: URL, backendUrl = 'http://127.0.0.1:9', dataDir = tempFolder()): SpawnedCore {
  const config = {
    dataDir,
    backendUrl,
    agentName: 'Mara Lindholm',
    secret: 's',
    deskId: 'd',
    host: 'browser',
    version: '0',
  } as const;
  const core = spawnCore(config, workerUrl);
  onTestFinished(() => core.stop());
  return core;
}

test('calls and pushes cross the thread', async () => {
  const backend = await startBackend();
  const core = spawned(CORE, backend.url);
  const pushes: Push[] = [];
  core.onPush(push => pushes.push(push));
  await core.ready;
  backend.append([granted('sam', messages('sam', 3))]);
  await eventually(() => expect(pushes).toContainEqual({ topic: 'timeline', customerId: 'sam' }));
  const reply = await core.call('customer.open', { customerId: 'sam' });
  expect(reply).toMatchObject({ ok: true, value: { completeness: { have: 3 } } });
  expect(await core.call('__proto__', {})).toMatchObject({ ok: false, code: 'bad-input' });
  await core.stop();
  expect(await core.call('session.read', {})).toMatchObject({ ok: false, code: 'internal' });
});

test('a core that computes sees that it has been asked, before it hears what', async () => {
  const core = spawned(new URL('./support/computing.worker.ts', import.meta.url));
  expect(await core.call('compute', {})).toEqual({ ok: true, value: { sawHeard: 1 } });
  const computing = core.call('compute until asked', {});
  await core.ready;
  expect(await core.call('x', {})).toEqual({ ok: true, value: null });
  expect(await computing).toEqual({ ok: true, value: { sawHeard: 3 } });
});

test('a crash answers the calls under way, and the core is back', async () => {
  const core = spawned(CRASHING);
  expect(await core.call('x', {})).toEqual({ ok: true, value: 0 });
  const hanging = core.call('hang', {});
  const pushes: Push[] = [];
  core.onPush(push => pushes.push(push));
  expect(await core.call('crash', {})).toMatchObject({ ok: false, code: 'internal' });
  expect(await hanging).toMatchObject({ ok: false, code: 'internal' });
  // What was told before is no longer so.
  expect(pushes).toMatchObject([{ topic: 'connection', connection: { state: 'connecting' } }]);
  expect(await core.call('x', {})).toEqual({ ok: true, value: 1 });
});

test('a core that dies while its journal is carried over lets go of its files: the next one has them, and every row', async () => {
  const core = spawned(new URL('./support/crashing-cache.worker.ts', import.meta.url));
  await core.call('write', {});
  expect(await core.call('crash', {})).toMatchObject({ ok: false });
  expect(await core.call('read', {})).toEqual({
    ok: true,
    value: { inMemory: false, notices: [], sam: 500, ana: 500 },
  });
});

test('after three quick crashes it stays down and says so', async () => {
  const core = spawned(CRASHING);
  const pushes: Push[] = [];
  core.onPush(push => pushes.push(push));
  for (let i = 0; i < 3; i++) await core.call('crash', {});
  const reply = await core.call('x', {});
  expect(reply).toMatchObject({ ok: false, message: expect.stringContaining('3 times') });
  const connection = { state: 'offline', reason: CORE_DOWN };
  await eventually(() => expect(pushes.at(-1)).toMatchObject({ topic: 'connection', connection }));
  // Also to a page that is loaded anew.
  expect(await core.call('connection.read', {})).toMatchObject({ ok: true, value: connection });
});

test('a folder that cannot be used is one sentence, said once, without starting again', async () => {
  const file = join(tempFolder(), 'a-file');
  writeFileSync(file, '');
  const core = spawned(CORE, undefined, file);
  await expect(core.ready).rejects.toThrow(/cannot be written/);
  expect(await core.call('session.read', {})).toMatchObject({
    ok: false,
    message: expect.stringMatching(/cannot be written/),
  });
});
