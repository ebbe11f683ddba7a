// Desks' folders for the benchmarks: synced by a real core, then filled up through the cache's own code.
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Core, startCore } from '../../electron/core/core.ts';
import { filesOf } from '../../electron/core/config.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { systemClock } from '../../shared/lib/clock.ts';
import { indexUpkeep } from '../../electron/core/cache/search/index-upkeep.ts';
import type { Cache } from '../../electron/core/cache/cache.ts';
import type { Connection, Output, Push } from '../../shared/contract/bridge.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { deskKeys } from '../support/desk-keys.ts';
import { olderThan, type People, type Person } from './people.ts';

export const AGENT = 'Mara Lindholm';
const CHUNK = 2_000;

export type CoreDesk = {
  readonly core: Core;
  /** Calls the core as the screen would. Throws where it answers with a fault. */
  ask<T>(name: string, input?: object): Promise<T>;
  /** Resolves once `check` is true of the connection. */
  connection(check: (connection: Connection) => boolean): Promise<void>;
  work(check: (work: Output<'work.read'>) => boolean): Promise<Output<'work.read'>>;
};

export function makeFolder(folder: string, deskId: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'desk-id'), `${deskId}\n`);
  return folder;
}

export const copyFolder = (from: string, to: string): string => {
  cpSync(from, to, { recursive: true });
  return to;
};

/** The desk without host and screen, in this process. */
export function coreDesk(dataDir: string, backendUrl: string, secret: string, deskId: string): CoreDesk {
  const listeners = new Set<(push: Push) => void>();
  const core = startCore(
    {
      dataDir,
      backendUrl,
      agentName: AGENT,
      secret,
      deskId,
      host: 'browser',
      version: 'bench',
      keys: deskKeys(dataDir, AGENT),
    },
    push => listeners.forEach(listen => listen(push)),
  );
  const ask = async <T>(name: string, input: object = {}): Promise<T> => {
    const reply = await core.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.message}`);
    return reply.value as T;
  };
  const until = async <T>(name: string, topic: Push['topic'], check: (value: T) => boolean): Promise<T> => {
    const changed = (): Promise<void> =>
      new Promise(resolve => {
        const listen = (push: Push): void => {
          if (push.topic === topic && listeners.delete(listen)) resolve();
        };
        listeners.add(listen);
      });
    for (;;) {
      const next = changed();
      const value = await ask<T>(name);
      if (check(value)) return value;
      await next;
    }
  };
  return {
    core,
    ask,
    connection: async check => void (await until('connection.read', 'connection', check)),
    work: check => until('work.read', 'work', check),
  };
}

/** Gives everybody the history that this desk is said to have; `dataDir` is of a desk that has been in sync and stopped. */
export function fillUp(dataDir: string, people: People): number {
  const opened = openCache(filesOf({ dataDir, agentName: AGENT }).cache, {
    now: Date.now,
    key: deskKeys(dataDir, AGENT).cache,
  });
  const { cache } = opened;
  const everybody = [people.long, people.short, ...people.callers, ...people.others];
  const words = everybody.flatMap(person => cache.entries.newest(person.id, 50).map(entry => entry.text));
  const spoken = words.filter(text => text !== '');
  everybody.forEach((person, seed) => fillOne(cache, person, spoken, seed));
  const entries = cache.entries.places.count();
  // As a desk that was left alone for some minutes.
  const upkeep = indexUpkeep(cache.db, systemClock.monotonic);
  while (upkeep.step(true));
  opened.close();
  return entries;
}

function fillOne(cache: Cache, person: Person, words: readonly string[], seed: number): void {
  const newest = cache.entries.newest(person.id, person.cached);
  if (newest.length === 0) throw new Error('the desk was not given this customer');
  const older = olderThan(newest, person.cached - newest.length, words, seed);
  const first = older.at(-1) ?? newest[0]!;
  for (let i = 0; i < older.length; i += CHUNK)
    cache.write(() => void cache.entries.putMany(older.slice(i, i + CHUNK)));
  cache.write(() => cache.completeness.put(person.id, { reached: { at: first.at, id: first.id }, older: 0 }));
}

/** What the cache holds of one customer, newest last. For a desk that is stopped. */
export function cachedEntries(dataDir: string, customerId: string, limit: number): Entry[] {
  const opened = openCache(filesOf({ dataDir, agentName: AGENT }).cache, {
    now: Date.now,
    key: deskKeys(dataDir, AGENT).cache,
  });
  const entries = opened.cache.entries.newest(customerId, limit);
  opened.close();
  return entries;
}
