/** One SQL, two engines: PGlite embedded and PostgreSQL. Parameters are `$1 …`; rows come back as plain objects. */
export type Queryable = { query<T extends object>(text: string, params?: readonly unknown[]): Promise<T[]> };

export type Statement = { readonly text: string; readonly params: readonly unknown[] };

/** Only what runs inside a transaction may append to the feed or change a record. */
export type Tx = Queryable & {
  readonly inTransaction: true;
  /** Several at once, carried out in this order, none with need of another's answer; left out: one after the other. */
  together?(statements: readonly Statement[]): Promise<unknown>;
};

/** In this order, in as few ways to the database and back as it has. What they answer is not wanted. */
export async function runAll(tx: Tx, statements: Iterable<Statement>): Promise<void> {
  if (tx.together) await tx.together([...statements]);
  else for (const { text, params } of statements) await tx.query(text, params);
}

/**
 * `bigint` comes back as a number (times fit), `numeric` and `xid8` as strings. A lost connection, a time-out or a
 * serialization failure is `Fault('retry')`; everything else is the driver's own error. Inside `transaction` use only
 * `tx`: the embedded engine has one connection, so a query beside it waits for the transaction to end.
 */
export type Db = Queryable & {
  readonly engine: 'pglite' | 'postgres';
  transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** What migrations need on top: several statements in one text, without parameters. */
export type StoreTx = Tx & { exec(text: string): Promise<void> };

/** A `Db` as the session layer opens it: with wake-ups between nodes that share one PostgreSQL. */
export type Store = Omit<Db, 'transaction'> & {
  transaction<T>(run: (tx: StoreTx) => Promise<T>): Promise<T>;
  /** Calls `hear` for each `notify` of any node. The embedded engine has no other node and hears its own. */
  listen(channel: string, hear: (payload: string) => void): Promise<void>;
  /** May be lost; whoever listens must poll too. */
  notify(channel: string, payload: string): Promise<void>;
};
