import SQLite from 'better-sqlite3';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { setLogSink } from '../../shared/lib/log.ts';
import { ROWS, VERSIONS } from './support/versions.ts';

const MIGRATOR = fileURLToPath(new URL('support/migrator.ts', import.meta.url));
/** The long form is asked for: `FOREWORD_KILLS=200`. */
const KILLS = Number(process.env['FOREWORD_KILLS'] ?? 20);
setLogSink(() => {});

/** Migrates until killed, `ms` after it first said a version; answers with the newest version it said. */
async function migrateUntilKilled(file: string, ms: number): Promise<{ said: number; ended: boolean }> {
  const child = spawn(process.execPath, ['--no-warnings', MIGRATOR, file], { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = 0;
  child.stdout.on('data', (chunk: Buffer) => (said = Number(String(chunk).trim().split('\n').at(-1))));
  const gone = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), gone]);
  await Promise.race([after(ms), gone]);
  child.kill('SIGKILL');
  await gone;
  return { said, ended: child.exitCode === 0 };
}

type Column = { name: string };
/** What a file of this version is: its columns, its one newest index, every row of it. */
function checkVersion(file: string, said: number): number {
  const db = new SQLite(file);
  const version = db.pragma('user_version', { simple: true }) as number;
  expect(version).toBeGreaterThanOrEqual(said);
  const names = db.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY 1`).pluck().all();
  const columns = (db.pragma('table_info(words)') as Column[]).map(({ name }) => name);
  const newest = version > 1 ? ['version', `words_${version}`] : [];
  expect(names).toEqual(['words', ...newest.slice(1)]);
  expect(columns).toEqual(['id', 'text', ...newest.slice(0, 1)]);
  const rows = db.prepare<[], number>('SELECT count(*) FROM words').pluck().get();
  const old = version > 1 ? `SELECT count(*) FROM words WHERE version <> ${version}` : 'SELECT 0';
  expect([rows, db.prepare(old).pluck().get()]).toEqual([ROWS, 0]);
  expect(db.pragma('quick_check', { simple: true })).toBe('ok');
  db.close();
  return version;
}

test(
  `F14: killed ${KILLS} times while migrating, the file is of one version or the next, whole, and goes on from there`,
  { timeout: 60_000 + KILLS * 6_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foreword-migrate-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    let file = join(folder, '0.db');
    const stoppedAt = new Set<number>();
    for (let kill = 0; kill < KILLS; kill++) {
      const { said } = await migrateUntilKilled(file, Math.random() * 120);
      const version = said === 0 ? 0 : checkVersion(file, said);
      stoppedAt.add(version);
      if (version === VERSIONS) file = join(folder, `${kill + 1}.db`);
    }
    // It was broken off between first and last, not before or after all the work.
    expect([...stoppedAt].filter(version => version > 0 && version < VERSIONS).length).toBeGreaterThan(1);
    expect(await migrateUntilKilled(file, 60_000)).toEqual({ said: VERSIONS, ended: true });
    checkVersion(file, VERSIONS);
  },
);
