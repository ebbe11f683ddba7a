/** One SQL, two engines: PGlite embedded and PostgreSQL. Parameters are `$1 …`; rows come back as plain objects. */
export type Queryable = { query<T extends object>(text: string, params?: readonly unknown[]): Promise<T[]> };

/** Only what runs inside a transaction may append to the feed or change a record. */
export type Tx = Queryable & { readonly inTransaction: true };

export type Db = Queryable & {
  readonly engine: 'pglite' | 'postgres';
  transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};
