// PostgreSQL compiled to WebAssembly inside this process: no installation, one connection, one process per directory.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { logger } from '../../shared/lib/log.ts';
import type { Store } from './db.ts';
import { closeToOthers } from './owner-only.ts';
import { statementsOf } from './pglite-statements.ts';
import { retryable } from './postgres-faults.ts';
import { transactionOver } from './transaction.ts';

const log = logger('store');

/** Made by `build/prepare-database.ts`: an initialised, empty data directory as a tar file. Null: there is none. */
export type Prepared = string | null;

async function blobOf(prepared: Prepared): Promise<Blob | undefined> {
  return prepared && existsSync(prepared) ? new Blob([await readFile(prepared)]) : undefined;
}

/** Filled under another name and renamed when whole, so that a crash in the middle leaves nothing that looks ready. */
async function makeDirectory(directory: string, prepared: Prepared): Promise<void> {
  const started = performance.now();
  const half = `${directory}.new`;
  await rm(half, { recursive: true, force: true });
  await mkdir(half, { recursive: true, mode: 0o700 });
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
  // The engine makes its files for everybody; nobody comes through the folder.
  await closeToOthers(directory);
  return PGlite.create({ dataDir: directory });
}

/** Opens the embedded engine on a directory (made if it is not there), or in memory when `directory` is null. */
export async function openPglite(directory: string | null, prepared: Prepared): Promise<Store> {
  const engine = await openEngine(directory, prepared);
  const statements = statementsOf(engine);
  const exec = async (text: string): Promise<void> => void (await engine.exec(text));
  const lost = (error: unknown): void => log.error('rollback.failed', {}, error);
  let turn: Promise<unknown> = Promise.resolve();

  /** One connection: whoever has a transaction open keeps the others waiting. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work).catch((error: unknown) => Promise.reject(retryable(error)));
    turn = mine.catch(() => undefined);
    return mine;
  }
  async function rowsOf<T extends object>(text: string, params: readonly unknown[] = []): Promise<T[]> {
    const [rows] = await alone(() => statements([{ text, params }]));
    return rows as T[];
  }

  return {
    engine: 'pglite',
    query: rowsOf,
    transaction: run => alone(() => transactionOver({ send: statements, exec, lost }, run)),
    listen: (channel, hear) => alone(async () => void (await engine.listen(channel, hear))),
    async notify(channel, payload) {
      await rowsOf('SELECT pg_notify($1, $2)', [channel, payload]);
    },
    close: () => alone(() => engine.close()),
  };
}
