// PostgreSQL through a pool, for several backend nodes on one database.
import { type ClientBase, Pool, type PoolClient, type PoolConfig, types as builtIn } from 'pg';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Statement, Store, StoreTx } from './db.ts';
import { retryable } from './postgres-faults.ts';
import { listenerFor } from './postgres-listener.ts';
import { transactionOver } from './transaction.ts';

const log = logger('store');

/**
 * Milliseconds. A writer that stops half-way holds `pg_snapshot_xmin` and with it the whole feed, so the server ends it.
 * A statement may take longer than a pause between two statements, because a migration or a count can be honest work.
 */
export const STUCK = { statement: 10_000, idleInTransaction: 5_000, lock: 5_000, connect: 5_000 } as const;

const INT8 = 20;
/** Times and sequence numbers fit a double; a value that does not must not be rounded silently. */
function int8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint beyond 2^53 came from the database');
  return value;
}
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary' ? int8 : builtIn.getTypeParser(oid, format),
};

/**
 * A statement with a name is parsed and planned once for each connection. The program's own texts are few; should some be
 * made anew each time, the rest go without a name, so that the server does not keep them all.
 */
const MOST_NAMES = 1_000;
const names = new Map<string, string>();
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `foreword_${names.size}`;
  names.set(text, name);
  return name;
}

async function rowsOf<T extends object>(
  client: ClientBase | Pool,
  text: string,
  params: readonly unknown[] = [],
): Promise<T[]> {
  try {
    return (await client.query<T>({ name: nameOf(text), text, values: [...params] })).rows;
  } catch (error) {
    throw retryable(error);
  }
}

/** What is sent together leaves in one system call. */
function sendOver(client: PoolClient, statements: readonly Statement[]): Promise<object[][]> {
  const { stream } = client.connection;
  stream.cork();
  const answers = statements.map(({ text, params }) => rowsOf(client, text, params));
  stream.uncork();
  return Promise.all(answers);
}

async function inTransaction<T>(pool: Pool, run: (tx: StoreTx) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(error => Promise.reject(retryable(error)));
  // The server may end a stuck transaction between two of our statements; without a listener that kills the process.
  let broken: Error | undefined;
  const onError = (error: Error) => {
    broken = error;
    log.warn('connection.lost', {}, error);
  };
  client.on('error', onError);
  try {
    return await transactionOver(
      {
        send: statements => sendOver(client, statements),
        exec: async text => void (await client.query(text)),
        // The connection is thrown away below, which rolls back too.
        lost: error => (broken ??= Fault.from(error)),
      },
      run,
    );
  } catch (error) {
    throw retryable(error);
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}

/**
 * Opens a pool on a `postgres://` URL and proves that it answers.
 * @throws Fault('offline') with one sentence when it does not
 */
export async function openPostgres(url: string): Promise<Store> {
  const config: PoolConfig = {
    connectionString: url,
    application_name: 'foreword',
    max: 10,
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: STUCK.connect,
    statement_timeout: STUCK.statement,
    idle_in_transaction_session_timeout: STUCK.idleInTransaction,
    lock_timeout: STUCK.lock,
    types,
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
