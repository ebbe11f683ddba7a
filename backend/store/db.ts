/** One SQL, two engines: PGlite embedded and PostgreSQL. Parameters are `$1 …`; rows come back as plain objects. */
export type Queryable = { query<T extends object>(text: string, params?: readonly unknown[]): Promise<T[]> };

export type Statement = { readonly text: string; readonly params: readonly unknown[] };

/** Only what runs inside a transaction may append to the feed or change a record. */
export type Tx = Queryable & {
  readonly inTransaction: true;
  /** Several in one way to the database and back (`askAll`); left out: one after the other. */
  together?(statements: readonly Statement[]): Promise<object[][]>;
  /** Goes along with what is asked next, or with the commit (`runAll`); left out: at once. */
  later?(statements: readonly Statement[]): void;
};

/**
 * The rows of each, carried out in this order, none with need of another's answer: in as few ways to the database and back
 * as it has. As if asked one by one, each sees what others committed while those before it waited for a lock.
 */
export async function askAll<Answers extends readonly object[]>(
  tx: Tx,
  statements: { readonly [K in keyof Answers]: Statement },
): Promise<{ -readonly [K in keyof Answers]: Answers[K][] }> {
  const rows: object[][] = tx.together ? await tx.together(statements) : [];
  if (!tx.together) for (const { text, params } of statements) rows.push(await tx.query(text, params));
  return rows as { -readonly [K in keyof Answers]: Answers[K][] };
}

/**
 * Writes in this order, before whatever is asked next and at the latest with the commit, which fails where they do. What
 * they answer is not wanted.
 */
export async function runAll(tx: Tx, statements: Iterable<Statement>): Promise<void> {
  if (tx.later) tx.later([...statements]);
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
