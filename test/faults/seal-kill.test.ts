// F14: the files of an earlier version are sealed at the first start that has a key, and that start is killed.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { headOf } from '../../electron/core/cache/files/driver.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { uuidv7 } from '../../shared/lib/ids.ts';

const SEALER = fileURLToPath(new URL('support/sealer.ts', import.meta.url));
/** The long form is asked for: `FOREWORD_KILLS=200`. */
const KILLS = Number(process.env['FOREWORD_KILLS'] ?? 20);
const NOTES = 1_000;
const WORDS = 'not to be lost';
const key = randomBytes(32);
setLogSink(() => {});

/** A plain outbox of some megabytes, the newest of it in the journal alone, as a killed desk leaves it. */
function plainOutbox(folder: string): string {
  const path = join(folder, 'made.db');
  const opened = openDeskFile(path, { now: Date.now });
  const rest = { lane: 'l', state: 'queued', at: 1, customerId: 'sam' } as const;
  const none = { expiresAt: null, entryId: null, reason: null, code: null };
  const params = { customerId: 'sam', caseId: 'c', interactionId: null, writtenAt: 1 };
  const add = (from: number, to: number): void => {
    opened.file.write(() => {
      for (let i = from; i < to; i++) {
        const text = `${i} ${WORDS} ${'z'.repeat(4_000)}`;
        opened.file.commands.add({
          command: { id: uuidv7(), kind: 'note.add', params: { ...params, text } },
          ...rest,
          ...none,
        });
      }
    });
  };
  add(0, NOTES - 10);
  opened.file.db.pragma('wal_checkpoint(TRUNCATE)');
  add(NOTES - 10, NOTES);
  const left = join(folder, 'plain.db');
  for (const part of ['', '-wal']) cpSync(path + part, left + part);
  opened.close();
  return left;
}

/** Seals until it is killed, `ms` after it began. */
async function sealUntilKilled(path: string, ms: number): Promise<string> {
  const args = ['--no-warnings', SEALER, path, key.toString('hex')];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  child.stdout.on('data', chunk => (said += String(chunk)));
  const gone = once(child, 'exit');
  await Promise.race([once(child.stdout, 'data'), gone]);
  await Promise.race([after(ms), gone]);
  child.kill('SIGKILL');
  await gone;
  return said.trim().split('\n').at(-1)!;
}

test(
  `F14: killed ${KILLS} times while a plain outbox is sealed, it is plain or sealed, whole, and no word is lost`,
  { timeout: 60_000 + KILLS * 6_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foreword-seal-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const plain = plainOutbox(folder);
    const left: string[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const home = mkdtempSync(join(folder, 'home-'));
      const path = join(home, 'o.db');
      for (const part of ['', '-wal']) cpSync(plain + part, path + part);
      const said = await sealUntilKilled(path, Math.random() * 90);
      const { kind } = headOf(path);
      expect(['plain', 'sealed']).toContain(kind);
      left.push(
        said.startsWith('has') ? 'done' : readdirSync(home).some(name => name.endsWith('.sealing')) ? 'half' : kind,
      );

      const again = openDeskFile(path, { now: Date.now, key });
      expect([again.notices, again.file.commands.all().length]).toEqual([[], NOTES]);
      again.close();
      expect(headOf(path).kind).toBe('sealed');
      expect(readdirSync(home)).toEqual(['o.db']);
      for (const name of readdirSync(home))
        expect([name, readFileSync(join(home, name)).includes(WORDS)]).toEqual([name, false]);
      rmSync(home, { recursive: true });
    }
    // It was broken off in the middle of the work.
    expect(left).toContain('half');
  },
);
