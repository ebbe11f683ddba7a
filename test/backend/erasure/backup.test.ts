import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { erasureLogBeside } from '../../../backend/erasure/log-file.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
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

const postgres = withPostgres();
describe.skipIf(postgres === null)('on PostgreSQL', () => {
  /** As a backup has it, and as it is put back: a copy under another name. Nobody may be connected. */
  async function copyOf(databaseUrl: string): Promise<string> {
    const url = new URL(databaseUrl);
    const from = url.pathname.slice(1);
    url.pathname = '/postgres';
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    await client.query(`CREATE DATABASE ${from}_backup TEMPLATE ${from}`);
    await client.end();
    url.pathname = `/${from}_backup`;
    return url.href;
  }

  test('X21: an old backup of the database is restored after an erasure: the file beside the data directory erases again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'foreword-backup-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const dataDir = join(folder, 'data');
    const running: RunningBackend[] = [];
    onTestFinished(() => Promise.all(running.map(one => one.stop())).then(() => undefined));
    const start = async (databaseUrl: string): Promise<RunningBackend> => {
      const backend = await startBackend({ dataDir, databaseUrl, port: 0, seed });
      running.push(backend);
      return backend;
    };

    const databaseUrl = await postgres!().newDatabase();
    const first = await start(databaseUrl);
    const [taken] = await first.services.intake([record]);
    const customerId = taken?.outcome === 'imported' ? taken.customerId! : '';
    await first.stop();
    const backup = await copyOf(databaseUrl);

    const second = await start(databaseUrl);
    await second.services.erasures.erase({ named: { customerId }, entryId: null, reason: 'request' });
    expect(await allTables(second.db)).not.toMatch(/Kestrel|enobia/);
    await second.stop();

    const third = await start(backup);
    expect(await allTables(third.db)).not.toMatch(/Kestrel|enobia/);
    expect((await third.services.intake([record]))[0]).toMatchObject({ outcome: 'refused' });
    expect(await third.services.erasures.status()).toMatchObject([{ customerId, reason: 'request' }]);
    expect(await third.services.erasures.sync()).toBe(0);
  }, 60_000);
});
