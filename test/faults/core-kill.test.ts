import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { checkFile } from '../../electron/core/cache/check.ts';
import { openCache } from '../../electron/core/cache/open.ts';
import { openDeskFile } from '../../electron/core/cache/open-desk-file.ts';

const WRITER = fileURLToPath(new URL('support/core-writer.ts', import.meta.url));
/** The long form is asked for: `FOREWORD_KILLS=200`. */
const KILLS = Number(process.env['FOREWORD_KILLS'] ?? 20);
const PER_PAGE = 40;

/** Lets the writer commit for a while, kills it, and answers what it had acknowledged. */
async function writeUntilKilled(cacheFile: string, outboxFile: string, pages: number) {
  const child = spawn(process.execPath, ['--no-warnings', WRITER, cacheFile, outboxFile], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const acknowledged = { page: 0, commandIds: [] as string[], notices: [] as string[] };
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as { page?: number; commandId?: string; notices?: string[] };
    acknowledged.notices.push(...(said.notices ?? []));
    if (said.page === undefined) continue;
    acknowledged.page = said.page;
    acknowledged.commandIds.push(said.commandId!);
    if (acknowledged.commandIds.length >= pages) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  expect(child.signalCode).toBe('SIGKILL');
  return acknowledged;
}

test(
  `F14: killed ${KILLS} times while writing and checkpointing, it opens clean with every acknowledged row`,
  { timeout: 60_000 + KILLS * 6_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foreword-kill-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const [cacheFile, outboxFile] = [join(folder, 'a.cache.db'), join(folder, 'a.outbox.db')];
    const commandIds: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const acknowledged = await writeUntilKilled(cacheFile, outboxFile, 1 + ((kill * 7) % 23));
      commandIds.push(...acknowledged.commandIds);
      expect(acknowledged.notices).toEqual([]);

      const opened = openCache(cacheFile, { now: Date.now });
      expect(opened.notices).toEqual([]);
      const pages = Number(opened.cache.feedState.read().cursor);
      expect(pages).toBeGreaterThanOrEqual(acknowledged.page);
      expect(opened.cache.entries.places.count()).toBe(pages * PER_PAGE);
      const tallied = opened.cache.db.prepare('SELECT sum(count) FROM tallies').pluck().get();
      const indexed = opened.cache.db.prepare(`SELECT count(*) FROM search WHERE search MATCH '"words"'`).pluck().get();
      expect([tallied, indexed]).toEqual([pages * PER_PAGE, pages * PER_PAGE]);
      expect(checkFile(opened.cache.db)).toBe('sound');
      // Left unclean for the next round, as the kill left it, in three of four rounds.
      if (kill % 4 === 0) opened.close();
      else opened.cache.db.close();

      const outbox = openDeskFile(outboxFile, { now: Date.now });
      const kept = new Set(outbox.file.commands.all().map(({ command }) => command.id));
      expect(commandIds.filter(id => !kept.has(id))).toEqual([]);
      outbox.close();
    }
  },
);
