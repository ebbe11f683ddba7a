/** One SQL, two engines: PGlite embedded and PostgreSQL. Parameters are `$1 …`; rows come back as plain objects. */
export type Queryable = { query<T extends object>(text: string, params?: readonly unknown[]): Promise<T[]> };

/** Only what runs inside a transaction may append to the feed or change a record. */
export type Tx = Queryable & { readonly inTransaction: true };

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
