// One backend per data directory: two would write the same files.
import { randomUUID } from 'node:crypto';
import { access, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import { closeDataDirectory } from './owner-only.ts';

const log = logger('store');

/** Somebody else may be removing a dead owner's file, which takes well below a millisecond. */
const MOST_ATTEMPTS = 20;
const PAUSE_MS = 5;

const FOR_OWNER = { mode: 0o700 } as const;

export type DirectoryLock = { release(): Promise<void> };

/** On Linux a process id is reused; the start time beside it is not. Empty where the system does not tell. */
async function startOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the program's name in brackets and may hold anything; the start time is the 20th after it.
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

async function isAlive(owner: string): Promise<boolean> {
  const [pid = '', start = ''] = owner.trim().split(' ');
  if (!/^\d+$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const now = await startOf(Number(pid));
  return start === '' || now === '' || now === start;
}

const isCode = (error: unknown, code: string) => error instanceof Error && 'code' in error && error.code === code;

/**
 * Removes a dead owner's file. One at a time, and only while it is that owner's: of several who have seen it, the last would
 * otherwise remove the file of the first, who has it by then. Whoever died while removing is removed by the next.
 */
async function takeAway(file: string, dead: string, fresh: string): Promise<void> {
  const turn = `${file}.turn`;
  try {
    await link(fresh, turn);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
    const other = await readFile(turn, 'utf8').catch(() => null);
    if (other !== null && !(await isAlive(other))) await rm(turn, { force: true });
    return;
  }
  if ((await readFile(file, 'utf8').catch(() => null)) === dead) await rm(file, { force: true });
  await rm(turn, { force: true });
}

/** By hand, because `recursive` never comes back where a parent exists and cannot have children, as in /proc. */
async function makeDirectory(path: string): Promise<void> {
  try {
    await mkdir(path, FOR_OWNER);
  } catch (error) {
    if (isCode(error, 'EEXIST')) return;
    if (!isCode(error, 'ENOENT') || (await exists(dirname(path)))) throw error;
    await makeDirectory(dirname(path));
    await mkdir(path, FOR_OWNER);
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * Makes the directory if needed, for its owner only, and holds it until `release`. A lock left by a process that is gone is taken over.
 * @throws Fault('conflict') when another backend has it, Fault('denied') when it cannot be written
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  const file = join(directory, 'backend.lock');
  const mine = `${process.pid} ${await startOf(process.pid)}\n`;
  const fresh = `${file}.${randomUUID()}`;
  try {
    await makeDirectory(directory);
    await closeDataDirectory(directory);
    await writeFile(fresh, mine, { mode: 0o600 });
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new Fault('denied', `The data directory ${directory} cannot be written (${why}).`, { cause: error });
  }
  try {
    await acquire(file, fresh, directory);
  } finally {
    await rm(fresh, { force: true });
  }
  return {
    async release() {
      // Only our own: after a take-over by mistake of the clock or a copy, the file is somebody else's.
      if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
    },
  };
}

/** `link` fails if the name is taken, and shows the file whole from its first moment. */
async function acquire(file: string, fresh: string, directory: string): Promise<void> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    if (attempt > 0) await setTimeout(PAUSE_MS);
    try {
      await link(fresh, file);
      return;
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    }
    const owner = await readFile(file, 'utf8').catch(() => '');
    if (await isAlive(owner)) break;
    log.warn('lock.taken.over', { pid: Number.parseInt(owner, 10) || null });
    await takeAway(file, owner, fresh);
  }
  const pid = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  throw new Fault('conflict', `Another backend (process ${pid}) is using the data directory ${directory}.`);
}
