import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { endWithoutOrder } from '../core/support/desk-files.ts';
import { expectWhole, pagesOf } from './support/core-whole.ts';

const WRITER = fileURLToPath(new URL('support/core-writer.ts', import.meta.url));
/** The long form is asked for: `FOREWORD_KILLS=200`. */
const KILLS = Number(process.env['FOREWORD_KILLS'] ?? 60);
/** Side by side, each with files of its own. */
const LANES = 2;
/** With new files after so many: their making is killed too. */
const LIVES = 20;
const KEY = Buffer.alloc(32, 7);
setLogSink(() => {});

type Files = { readonly cache: string; readonly outbox: string };
type Said = { page: number; commandIds: string[]; notices: string[] };

/** Pages that it has written, null: it was only started; and milliseconds more. The moment is the fault. */
type Moment = { readonly pages: number | null; readonly ms: number };
const momentOf = (kill: number): Moment =>
  kill % 4 === 1
    ? { pages: null, ms: Math.random() * 600 }
    : { pages: Math.floor(Math.random() * 12), ms: Math.random() * 25 };

/** Kills the writer at that moment, and answers with what it had acknowledged. */
async function writeUntilKilled(files: Files, { pages, ms }: Moment): Promise<Said> {
  const child = spawn(process.execPath, ['--no-warnings', WRITER, files.cache, files.outbox, KEY.toString('hex')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const gone = once(child, 'exit');
  const kill = (): void => void after(ms).then(() => child.kill('SIGKILL'));
  const said: Said = { page: 0, commandIds: [], notices: [] };
  if (pages === null) kill();
  for await (const line of createInterface({ input: child.stdout })) {
    const fact = JSON.parse(line) as { page?: number; commandId?: string; notices?: string[] };
    said.notices.push(...(fact.notices ?? []));
    if (fact.page !== undefined) said.page = fact.page;
    if (fact.commandId !== undefined) said.commandIds.push(fact.commandId);
    if (said.commandIds.length === pages) kill();
  }
  await gone;
  expect(child.signalCode).toBe('SIGKILL');
  return said;
}

/** Answers how many of the kills met a desk that had said something. */
async function lane(folder: string, kills: number): Promise<number> {
  let files: Files = { cache: '', outbox: '' };
  let commandIds: string[] = [];
  let spoke = 0;
  for (let kill = 0; kill < kills; kill++) {
    if (kill % LIVES === 0) {
      const place = join(folder, String(kill));
      mkdirSync(place);
      files = { cache: join(place, 'a.cache.db'), outbox: join(place, 'a.outbox.db') };
      commandIds = [];
    }
    const said = await writeUntilKilled(files, momentOf(kill));
    if (said.page > 0) spoke++;
    commandIds.push(...said.commandIds);
    expect(said.notices).toEqual([]);

    const opened = openCache(files.cache, { now: Date.now, key: KEY });
    expect(opened.notices).toEqual([]);
    expect(pagesOf(opened.cache)).toBeGreaterThanOrEqual(said.page);
    expectWhole(opened.cache);
    // Left unclean for the next life, as the kill left it, in three of four.
    if (kill % 4 === 0) opened.close();
    else endWithoutOrder(opened, files.cache);

    const outbox = openDeskFile(files.outbox, { now: Date.now, key: KEY });
    expect(outbox.notices).toEqual([]);
    const kept = new Set(outbox.file.commands.all().map(({ command }) => command.id));
    expect(commandIds.filter(id => !kept.has(id))).toEqual([]);
    outbox.close();
  }
  return spoke;
}

test(
  `F14: killed ${KILLS} times while opening, writing, pruning, checkpointing or indexing, it opens clean with every acknowledged row`,
  { timeout: 60_000 + KILLS * 6_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foreword-kill-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const lanes = Array.from({ length: LANES }, (_, n) => {
      mkdirSync(join(folder, String(n)));
      return lane(join(folder, String(n)), Math.ceil(KILLS / LANES));
    });
    const spoke = await Promise.all(lanes);
    expect(spoke.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(KILLS / 3);
  },
);
