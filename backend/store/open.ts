import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Store } from './db.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/list.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './postgres.ts';

export type StoreOptions = { readonly dataDir: string | null; readonly databaseUrl: string | null };

/** Beside the bundle when built, in `out/` when run from source. Null: the first start initialises by itself. */
export function preparedDatabase(): string | null {
  const places = [join(import.meta.dirname, 'database.tar'), join(import.meta.dirname, '../../out/database.tar')];
  return places.find(place => existsSync(place)) ?? null;
}

/** Opens PostgreSQL by its URL, else the embedded engine in `dataDir` or in memory, and brings it up to date. */
export async function openStore({ dataDir, databaseUrl }: StoreOptions): Promise<Store> {
  const store = databaseUrl
    ? await openPostgres(databaseUrl)
    : await openPglite(dataDir === null ? null : join(dataDir, 'database'), preparedDatabase());
  try {
    await migrate(store, migrations);
  } catch (error) {
    await store.close();
    throw error;
  }
  return store;
}
