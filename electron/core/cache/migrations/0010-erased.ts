import type { Migration } from '../files/migrate.ts';

/**
 * What this desk was told to erase: ids and a time. `step` is `rows` while files may still hold something of it, `clean`
 * when they hold nothing and the backend has been told. Kept, so that nothing brings anybody back.
 */
export const erased: Migration = {
  name: 'erased',
  up: `
    CREATE TABLE erased (
      erasure_id TEXT NOT NULL, customer_id TEXT NOT NULL, entry_id TEXT, at INTEGER NOT NULL, reason TEXT NOT NULL,
      step TEXT NOT NULL CHECK (step IN ('rows', 'clean')), PRIMARY KEY (erasure_id, customer_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX erased_by_customer ON erased (customer_id, at);`,
};
