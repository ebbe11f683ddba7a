import { Fault } from '../../shared/lib/fault.ts';

// PostgreSQL's error classes after which nothing has happened, or where asking again with the same id is safe.
// https://www.postgresql.org/docs/15/errcodes-appendix.html
const RETRY_STATES: ReadonlySet<string> = new Set([
  '40001', // serialization_failure
  '40P01', // deadlock_detected
  '55P03', // lock_not_available
  '57014', // query_canceled: statement_timeout
  '25P03', // idle_in_transaction_session_timeout
  '57P01', // admin_shutdown
  '57P02', // crash_shutdown
  '57P03', // cannot_connect_now
  '53300', // too_many_connections
]);
const RETRY_SYSTEM: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);
/** What `pg` says without a code when the connection went away under a query. */
const LOST = /connection (terminated|ended|error|timeout)|timeout exceeded when trying to connect|client was closed/i;

/** A lost connection or a lost race becomes `Fault('retry')`; every other error is given back as it is. */
export function retryable(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Fault) return error;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const again = RETRY_STATES.has(code) || code.startsWith('08') || RETRY_SYSTEM.has(code) || LOST.test(error.message);
  return again ? new Fault('retry', `the database did not answer: ${code || error.message}`, { cause: error }) : error;
}
