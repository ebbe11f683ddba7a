// The backend was replaced: a desk is killed while it removes, in pieces, what came by the log before.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { Cache } from '../../electron/core/cache/cache.ts';
import { completenessOf } from '../../electron/core/cache/completeness.ts';
import { checkFile } from '../../electron/core/cache/files/check.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { endWithoutOrder } from '../core/support/desk-files.ts';
import { everythingIn } from '../core/support/everything.ts';
import { CUSTOMERS, PER_PAGE, wordOf } from './support/log-pages.ts';

const CHANGER = fileURLToPath(new URL('support/log-changer.ts', import.meta.url));
/** The long form is asked for: `FOREWORD_KILLS=200`. */
const KILLS = Number(process.env['FOREWORD_KILLS'] ?? 16);
const KEY = Buffer.alloc(32, 7);
setLogSink(() => {});

type Said = { notices?: string[]; log?: number; page?: number; left?: number; gone?: true };

/** Killed so many milliseconds after it has said so many things; answers with the last of its pages that it had committed. */
async function changeUntilKilled(
  file: string,
  lines: number,
  ms: number,
): Promise<Required<Pick<Said, 'log' | 'page'>> | null> {
  const child = spawn(process.execPath, ['--no-warnings', CHANGER, file, KEY.toString('hex')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(child, 'exit');
  let said = 0;
  let last: Required<Pick<Said, 'log' | 'page'>> | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    const { notices = [], log, page } = JSON.parse(line) as Said;
    expect(notices).toEqual([]);
    if (log !== undefined && page !== undefined) last = { log, page };
    if (++said === lines) void after(ms).then(() => child.kill('SIGKILL'));
  }
  await gone;
  expect(child.signalCode).toBe('SIGKILL');
  return last;
}

/** All that its cursor says is there, of that log alone, and nothing of another by whatever way one asks. */
function checkShown(cache: Cache, least: number): void {
  const { cursor, incarnation } = cache.feedState.read();
  const [log, page] = cursor!.split('/').map(Number) as [number, number];
  expect(incarnation).toBe(`log-${log}`);
  expect(log * 100 + page).toBeGreaterThanOrEqual(least);
  const count = (page + 1) * PER_PAGE;
  const hits = (word: string): unknown =>
    cache.db.prepare(`SELECT count(*) FROM search WHERE search MATCH '"${word}"'`).pluck().get();
  expect([hits(wordOf(log)), hits(wordOf(log - 1)), cache.entries.places.count()]).toEqual([count, 0, count]);
  expect(cache.customers.all().map(({ name }) => name)).toEqual(CUSTOMERS.map(() => wordOf(log)));
  for (const id of CUSTOMERS) {
    const entries = cache.entries.newest(id, 10_000);
    expect(entries.filter(({ text }) => !text?.startsWith(wordOf(log)))).toEqual([]);
    expect(completenessOf(cache, id, 0)).toMatchObject({ have: entries.length, older: 0 });
    expect(cache.cases.ofCustomer(id).map(({ subject }) => subject)).toEqual([wordOf(log)]);
  }
  expect(checkFile(cache.db)).toBe('sound');
}

test(
  `F14: killed ${KILLS} times while it takes in a new log and removes the one before, it shows the new one alone, and goes on`,
  { timeout: 60_000 + KILLS * 6_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foreword-new-log-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, 'a.cache.db');
    const open = () => openCache(file, { now: Date.now, key: KEY, emptiedAtOncePages: 100 });
    let least = 0;
    let between = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const last = await changeUntilKilled(file, 8 + Math.floor(Math.random() * 60), Math.random() * 15);
      if (last) least = last.log * 100 + last.page;
      const opened = open();
      expect(opened.notices).toEqual([]);
      checkShown(opened.cache, least);
      if (opened.cache.former.any()) between++;
      endWithoutOrder(opened, file);
    }
    expect(between).toBeGreaterThan(KILLS / 4);
    expect(least).toBeGreaterThan(100);

    const { cache, close } = open();
    for (const _ of cache.former.emptied(() => performance.now()));
    checkShown(cache, least);
    const { cursor } = cache.feedState.read();
    const words = new Set(everythingIn(cache.db).match(/wordoflog\d+end/g));
    expect([...words]).toEqual([wordOf(Number(cursor!.split('/')[0]))]);
    close();
  },
);
