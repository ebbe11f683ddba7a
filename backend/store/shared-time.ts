// Times that several nodes compare: by the one database's clock, for the nodes' own need not agree.
import type { Db } from './db.ts';

/** Milliseconds since the epoch by the database's clock, in SQL. */
export const DATABASE_NOW = `(extract(epoch FROM clock_timestamp()) * 1000)::bigint`;

/**
 * What stands for the shared time as a parameter: null where the database says it (`coalesce($n, DATABASE_NOW)`). The
 * embedded one has one process, and its clock is that of the times it compares with.
 */
export const sharedTime = ({ engine }: Pick<Db, 'engine'>, now: number): number | null =>
  engine === 'pglite' ? now : null;
