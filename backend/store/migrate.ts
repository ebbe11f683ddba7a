import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Store, StoreTx } from './db.ts';
import type { Migration } from './migrations/migration.ts';

const log = logger('store');

/** Any number that nothing else in this database uses: nodes that start together migrate one after the other. */
const MIGRATION_LOCK = 7_304_101;

async function appliedBy(tx: StoreTx): Promise<{ number: number; name: string }[]> {
  await tx.exec(`
    SET LOCAL statement_timeout = 0;
    SET LOCAL lock_timeout = 0;
    SELECT pg_advisory_xact_lock(${MIGRATION_LOCK});
    CREATE TABLE IF NOT EXISTS migration (
      number integer PRIMARY KEY, name text NOT NULL, at timestamptz NOT NULL DEFAULT now()
    );`);
  return tx.query<{ number: number; name: string }>('SELECT number, name FROM migration ORDER BY number');
}

/**
 * Brings the database to the end of the list, each migration once, all in one transaction.
 * @throws Fault('upgrade-required') when the database is newer than this program or has another history
 */
export async function migrate(store: Store, list: readonly Migration[]): Promise<number> {
  return store.transaction(async tx => {
    const applied = await appliedBy(tx);
    const other = applied.find(({ number, name }) => list[number - 1]?.name !== name);
    if (other) {
      const known = `this program knows ${list.length} migrations and not number ${other.number}, "${other.name}"`;
      throw new Fault('upgrade-required', `The database was made by another version of Foreword: ${known}.`);
    }
    for (const [index, { name, up }] of [...list.entries()].slice(applied.length)) {
      await tx.exec(up);
      await tx.query('INSERT INTO migration (number, name) VALUES ($1, $2)', [index + 1, name]);
      log.info('store.migrated', { to: index + 1, name });
    }
    return list.length - applied.length;
  });
}
