import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDirectory } from '../../../backend/store/lock.ts';
import { openStore } from '../../../backend/store/open.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'foreword-data-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const lockFile = () => join(directory, 'backend.lock');

test('a data directory has one backend at a time, and is free again when it ends', async () => {
  const lock = await lockDirectory(directory);
  await expect(lockDirectory(directory)).rejects.toMatchObject({
    code: 'conflict',
    message: `Another backend (process ${process.pid}) is using the data directory ${directory}.`,
  });
  await lock.release();
  await (await lockDirectory(directory)).release();
  expect(await readdir(directory)).toEqual([]);
});

test.each([
  ['of a process that is gone', async () => `${await pidOfTheDead()} 12345\n`],
  ['whose process id belongs to another program now', async () => `${process.pid} 1\n`],
  ['that a crash left empty', async () => ''],
])('a lock %s is taken over', async (_name, content) => {
  await writeFile(lockFile(), await content());
  const lock = await lockDirectory(directory);
  expect((await readFile(lockFile(), 'utf8')).startsWith(`${process.pid} `)).toBe(true);
  await lock.release();
});

async function pidOfTheDead(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await new Promise(done => child.once('exit', done));
  return child.pid!;
}

test('of many that find the same stale lock, one gets it', async () => {
  const dead = `${await pidOfTheDead()} 12345\n`;
  for (let round = 0; round < 60; round++) {
    await writeFile(lockFile(), dead);
    // Every other time one more died while it took the lock over.
    if (round % 2 === 1) await writeFile(`${lockFile()}.turn`, dead);
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => lockDirectory(directory)));
    const locks = tries.filter(one => one.status === 'fulfilled');
    expect(locks).toHaveLength(1);
    await locks[0]!.value.release();
  }
});

test('a directory that cannot be made is one sentence', async () => {
  const file = join(directory, 'file');
  await writeFile(file, '');
  await expect(lockDirectory(join(file, 'below', 'it'))).rejects.toMatchObject({
    code: 'denied',
    message: `The data directory ${join(file, 'below', 'it')} cannot be written (ENOTDIR).`,
  });
});

test('the embedded database is made once, also after a crash while it was made, and keeps what it was given', async () => {
  const half = join(directory, 'database.new');
  await mkdir(half);
  await writeFile(join(half, 'PG_VERSION'), '18\n'); // what a crash in the middle leaves
  const store = await openStore({ dataDir: directory, databaseUrl: null });
  await store.query(`INSERT INTO agent_secret (agent_id, hash) VALUES ('a', 'b')`);
  await store.close();
  expect((await stat(join(directory, 'database'))).isDirectory()).toBe(true);
  expect(await readdir(directory)).not.toContain('database.new');

  const again = await openStore({ dataDir: directory, databaseUrl: null });
  expect(await again.query('SELECT agent_id, hash FROM agent_secret')).toEqual([{ agent_id: 'a', hash: 'b' }]);
  await again.close();
});
