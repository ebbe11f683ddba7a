import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Space } from '../../shared/contract/bridge/keeping.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import type { Cache } from './cache/cache.ts';
import { inTurns } from './cache/in-turns.ts';
import { spaceOf } from './cache/keeping/space.ts';

/** Milliseconds. */
const TURN_MS = 3;
const PAUSE_MS = 5;

export type SpaceOptions = {
  cache: Cache;
  clock: Clock;
  places: { cache: string; outbox: string; attachments: string };
  free: () => number | null;
  backendNow: () => number;
};

/** What takes the space on this workstation; who asks while it is counted gets the same answer. */
export function spaceCounter(options: SpaceOptions) {
  const { cache, clock, places } = options;
  let counting: Promise<Space> | null = null;
  let stopped = false;

  const count = async (): Promise<Space> => {
    const started = clock.monotonic();
    const turns = { monotonic: clock.monotonic, turnMs: TURN_MS, pauseMs: PAUSE_MS, isStopped: () => stopped };
    const counted = await inTurns(spaceOf(cache.db, options.backendNow()), turns);
    if (!counted) throw new Error('the desk stops');
    const { used, empty, index, mail, former: before, rows, ...rest } = counted.value;
    const former = Math.min(before, Math.max(0, used - index - mail));
    const [journal, attachments, outbox] = await Promise.all([
      cache.db.memory ? 0 : sizeOf(`${places.cache}-wal`),
      sizeOfFolder(places.attachments),
      sizesOf([places.outbox, `${places.outbox}-wal`]),
    ]);
    const left = Math.max(0, used - index - mail - former);
    const entries = Math.min(rows, left);
    return {
      at: clock.now(),
      file: used + empty + journal,
      parts: [
        { part: 'entries', bytes: entries },
        { part: 'index', bytes: index },
        { part: 'mail', bytes: mail },
        { part: 'lookup', bytes: left - entries },
        ...(former > 0 ? [{ part: 'former', bytes: former } as const] : []),
        { part: 'empty', bytes: empty },
        { part: 'journal', bytes: journal },
        { part: 'attachments', bytes: attachments },
        { part: 'outbox', bytes: outbox },
      ],
      free: options.free(),
      ...rest,
      ms: clock.monotonic() - started,
      longestMs: counted.longestMs,
    };
  };

  return {
    read: (): Promise<Space> => (counting ??= count().finally(() => (counting = null))),
    stop(): void {
      stopped = true;
    },
  };
}
export type SpaceCounter = ReturnType<typeof spaceCounter>;

/** What is not there takes nothing. */
async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

async function sizesOf(paths: readonly string[]): Promise<number> {
  let bytes = 0;
  for (const path of paths) bytes += await sizeOf(path);
  return bytes;
}

async function sizeOfFolder(folder: string): Promise<number> {
  const names = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  let bytes = 0;
  for (const one of names) {
    const path = join(folder, one.name);
    bytes += one.isDirectory() ? await sizeOfFolder(path) : await sizeOf(path);
  }
  return bytes;
}
