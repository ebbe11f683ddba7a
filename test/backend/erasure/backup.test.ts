import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { erasureLogBeside } from '../../../backend/erasure/log-file.ts';
import { seed } from '../intake/world.ts';
import { allTables } from './all-tables.ts';

const party = { address: '@zenobia', name: 'Zenobia Quagga' };
const record = { type: 'post', externalId: 'z1', channel: 'x', party, text: 'My Kestrel is lost', live: false };

test('X21: an old backup is restored after an erasure: it is erased again before anybody is served', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'foreword-backup-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const [dataDir, backup] = [join(folder, 'data'), join(folder, 'backup')];
  const running: RunningBackend[] = [];
  onTestFinished(() => Promise.all(running.map(one => one.stop())).then(() => undefined));
  const start = async (): Promise<RunningBackend> => {
    const backend = await startBackend({ dataDir, databaseUrl: null, port: 0, seed });
    running.push(backend);
    return backend;
  };

  const first = await start();
  const [taken] = await first.services.intake([record]);
  const customerId = taken?.outcome === 'imported' ? taken.customerId! : '';
  await first.stop();
  await cp(dataDir, backup, { recursive: true });

  const second = await start();
  // As `npm run erase` asks a running backend; with another key nobody is erased.
  const key = (await readFile(join(dataDir, 'erasure.key'), 'utf8')).trim();
  const ask = (by: string) =>
    fetch(`${second.url}/erasures`, {
      method: 'POST',
      headers: { authorization: `Bearer ${by}` },
      body: JSON.stringify({ named: { identity: 'x:@Zenobia' }, reason: 'request' }),
    });
  expect((await ask(second.intakeKey)).status).toBe(401);
  expect(await allTables(second.db)).toContain('Kestrel');
  expect(await (await ask(key)).json()).toMatchObject({ done: { customerId, entryId: null } });
  expect(await allTables(second.db)).not.toMatch(/Kestrel|enobia/);
  await second.stop();
  expect(await readFile(erasureLogBeside(dataDir), 'utf8')).not.toMatch(/Kestrel|enobia/);

  await rm(dataDir, { recursive: true });
  await cp(backup, dataDir, { recursive: true });
  const third = await start();
  expect(await allTables(third.db)).not.toMatch(/Kestrel|enobia/);
  expect((await third.services.intake([record]))[0]).toMatchObject({ outcome: 'refused' });
  const [status] = await third.services.erasures.status();
  expect(status).toMatchObject({ customerId, reason: 'request', by: null });
  // The next start finds it done.
  expect(await third.services.erasures.sync()).toBe(0);
}, 60_000);
