// For the programs that look into a backend's database beside it, or in its place.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Fault } from '../../shared/lib/fault.ts';
import type { Store } from './db.ts';
import { lockDirectory } from './lock.ts';
import { openStore } from './open.ts';

/** Exactly one of the two counts: a database of its own on a server, or a data directory. */
export type Where = { readonly data: string; readonly database?: string | undefined };

/**
 * Works with the store, and closes it whatever happens. On a data directory no backend may be running meanwhile.
 * @throws Fault('not-found') there is no database in that directory
 */
export async function withStore<T>({ data, database }: Where, work: (store: Store) => Promise<T>): Promise<T> {
  const dataDir = resolve(data);
  const databaseUrl = database ?? null;
  if (databaseUrl === null && !existsSync(join(dataDir, 'database')))
    throw new Fault('not-found', `There is no database in ${dataDir}.`);
  const lock = databaseUrl === null ? await lockDirectory(dataDir) : null;
  const store = await openStore({ dataDir, databaseUrl });
  try {
    return await work(store);
  } finally {
    await store.close();
    await lock?.release();
  }
}
