// PostgreSQL compiled to WebAssembly inside this process: no installation, one connection, one process per directory.
import { existsSync } from 'node:fs';
import { readFile, rename, rm } from 'node:fs/promises';
import { PGlite, type PGliteInterface, type Transaction } from '@electric-sql/pglite';
import { logger } from '../../shared/lib/log.ts';
import type { Store, StoreTx } from './db.ts';
import { retryable } from './postgres-faults.ts';

const log = logger('store');

/** Made by `build/prepare-database.ts`: an initialised, empty data directory as a tar file. Null: there is none. */
export type Prepared = string | null;

async function rowsOf<T extends object>(
  engine: PGliteInterface | Transaction,
  text: string,
  params: readonly unknown[] = [],
): Promise<T[]> {
  try {
    return (await engine.query<T>(text, [...params])).rows;
  } catch (error) {
    throw retryable(error);
  }
}

const txOver = (tx: Transaction): StoreTx => ({
  inTransaction: true,
  query: (text, params) => rowsOf(tx, text, params),
  exec: async text => {
    await tx.exec(text);
  },
});

async function blobOf(prepared: Prepared): Promise<Blob | undefined> {
  return prepared && existsSync(prepared) ? new Blob([await readFile(prepared)]) : undefined;
}

/** Filled under another name and renamed when whole, so that a crash in the middle leaves nothing that looks ready. */
async function makeDirectory(directory: string, prepared: Prepared): Promise<void> {
  const started = performance.now();
  const half = `${directory}.new`;
  await rm(half, { recursive: true, force: true });
  const loadDataDir = await blobOf(prepared);
  const engine = await PGlite.create({ dataDir: half, ...(loadDataDir ? { loadDataDir } : {}) });
  await engine.close();
  await rename(half, directory);
  log.info('database.made', { prepared: loadDataDir !== undefined, ms: Math.round(performance.now() - started) });
}

async function openEngine(directory: string | null, prepared: Prepared): Promise<PGlite> {
  if (directory === null) {
    const loadDataDir = await blobOf(prepared);
    return PGlite.create(loadDataDir ? { loadDataDir } : {});
  }
  if (!existsSync(directory)) await makeDirectory(directory, prepared);
  return PGlite.create({ dataDir: directory });
}

/** Opens the embedded engine on a directory (made if it is not there), or in memory when `directory` is null. */
export async function openPglite(directory: string | null, prepared: Prepared): Promise<Store> {
  const engine = await openEngine(directory, prepared);
  return {
    engine: 'pglite',
    query: (text, params) => rowsOf(engine, text, params),
    transaction: run => engine.transaction(tx => run(txOver(tx))),
    async listen(channel, hear) {
      await engine.listen(channel, hear);
    },
    async notify(channel, payload) {
      await rowsOf(engine, 'SELECT pg_notify($1, $2)', [channel, payload]);
    },
    close: () => engine.close(),
  };
}
