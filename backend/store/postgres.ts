// PostgreSQL through a pool, for several backend nodes on one database.
import { Pool, type PoolClient, type PoolConfig } from 'pg';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Store, StoreTx } from './db.ts';
import { retryable } from './postgres-faults.ts';
import { listenerFor } from './postgres-listener.ts';
import { statementsOf } from './postgres-statements.ts';
import { transactionOver } from './transaction.ts';

const log = logger('store');

/**
 * Milliseconds. A writer that stops half-way holds `pg_snapshot_xmin` and with it the whole feed, so the server ends it.
 * A statement may take longer than a pause between two statements, because a migration or a count can be honest work.
 */
export const STUCK = { statement: 10_000, idleInTransaction: 5_000, lock: 5_000, connect: 5_000 } as const;

type Send = ReturnType<typeof statementsOf>;
/** What a connection has parsed and planned already. */
const sendings = new WeakMap<PoolClient, Send>();

function sendingOf(client: PoolClient): Send {
  const known = sendings.get(client);
  if (known) return known;
  const made = statementsOf(client);
  sendings.set(client, made);
  return made;
}

/** One connection of the pool for this work alone; thrown away when it broke under it. */
async function onConnection<T>(
  pool: Pool,
  work: (client: PoolClient, broke: (error: unknown) => void) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch(error => Promise.reject(retryable(error)));
  // The server may end a stuck transaction between two of our statements; without a listener that kills the process.
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
    log.warn('connection.lost', {}, error);
  };
  client.on('error', onError);
  try {
    return await work(client, error => (broken ??= Fault.from(error)));
  } catch (error) {
    throw retryable(error);
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

async function rowsOf<T extends object>(pool: Pool, text: string, params: readonly unknown[] = []): Promise<T[]> {
  const [rows] = await onConnection(pool, client => sendingOf(client)([{ text, params }]));
  return rows as T[];
}

const inTransaction = <T>(pool: Pool, run: (tx: StoreTx) => Promise<T>): Promise<T> =>
  onConnection(pool, (client, lost) =>
    // A connection that is lost is thrown away, which rolls back too.
    transactionOver({ send: sendingOf(client), exec: async text => void (await client.query(text)), lost }, run),
  );

/**
 * Opens a pool on a `postgres://` URL and proves that it answers.
 * @throws Fault('offline') with one sentence when it does not
 */
export async function openPostgres(url: string): Promise<Store> {
  const config: PoolConfig = {
    connectionString: url,
    application_name: 'foreword',
    max: 10,
    keepAlive: true,
    connectionTimeoutMillis: STUCK.connect,
    statement_timeout: STUCK.statement,
    idle_in_transaction_session_timeout: STUCK.idleInTransaction,
    lock_timeout: STUCK.lock,
  };
  const pool = new Pool(config);
  pool.on('error', error => log.warn('connection.lost', {}, error));
  try {
    await pool.query('SELECT 1');
  } catch (error) {
    await pool.end();
    const why = error instanceof Error ? error.message || ('code' in error ? String(error.code) : '') : String(error);
    throw new Fault('offline', `The database ${placeOf(url)} cannot be reached: ${why}.`, { cause: error });
  }
  const listener = listenerFor(config);
  return {
    engine: 'postgres',
    query: (text, params) => rowsOf(pool, text, params),
    transaction: run => inTransaction(pool, run),
    listen: (channel, hear) => listener.listen(channel, hear),
    async notify(channel, payload) {
      await rowsOf(pool, 'SELECT pg_notify($1, $2)', [channel, payload]);
    },
    async close() {
      await listener.close();
      await pool.end();
    },
  };
}

/** Host and database of a URL, without its user and password. */
function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return 'given by --database';
  }
}
