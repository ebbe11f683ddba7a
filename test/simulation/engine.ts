// The embedded database as the simulation drives it: the same engine and SQL, with each statement parsed and planned once.
import { existsSync, readFileSync } from 'node:fs';
import { type messages, parse, PGlite, protocol } from '@electric-sql/pglite';
import type { Store, StoreTx } from '../../backend/store/db.ts';
import { retryable } from '../../backend/store/postgres-faults.ts';

type Statement = {
  readonly name: string;
  readonly params: readonly number[];
  readonly columns: readonly messages.BackendMessage[];
};
const { serialize } = protocol;

/** `now`: milliseconds since the epoch by the database's clock, from then on. */
export type Engine = Store & { keepTime(now: () => number): void };

/** What asks the database for the time. The nodes' beats and the order of sessions hang on it, so it is simulated too. */
const ASKS_TIME = /clock_timestamp|INTO (node|ledger|offer)\b/;
const SIMULATED_CLOCK = `
  CREATE SCHEMA simulated;
  CREATE FUNCTION simulated.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql
    AS $$ SELECT to_timestamp(current_setting('simulated.now')::double precision / 1000) $$;
  SET search_path = public, simulated, pg_catalog;
  SET simulated.now = '0'`;
const SET_TIME = `SELECT set_config('simulated.now', $1, false)`;

/** @param prepared an initialised data directory as a tar file; null: the engine makes one */
export async function openEngine(prepared: string | null): Promise<Engine> {
  const loadDataDir = prepared && existsSync(prepared) ? new Blob([readFileSync(prepared)]) : undefined;
  const engine = await PGlite.create(loadDataDir ? { loadDataDir } : {});
  const statements = new Map<string, Statement>();
  let turn: Promise<unknown> = Promise.resolve();

  /** The messages go in together: each way into the engine costs as much as a small statement. */
  const said = async (...parts: readonly Uint8Array[]): Promise<messages.BackendMessage[]> => {
    const { messages } = await engine.execProtocol(Buffer.concat(parts), { syncToFs: false });
    return messages;
  };

  async function statementOf(text: string): Promise<Statement> {
    const known = statements.get(text);
    if (known) return known;
    const name = `s${statements.size}`;
    const told = await said(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }), serialize.sync());
    const params = told.find(one => one.name === 'parameterDescription') as { dataTypeIDs?: number[] } | undefined;
    const made = {
      name,
      params: params?.dataTypeIDs ?? [],
      columns: told.filter(one => one.name === 'rowDescription'),
    };
    statements.set(text, made);
    return made;
  }

  let now = (): number => 0;
  const time = async (): Promise<Uint8Array[]> => {
    const { name } = await statementOf(SET_TIME);
    return [serialize.bind({ statement: name, values: [String(Math.round(now()))] }), serialize.execute({})];
  };

  async function rowsOf<T extends object>(text: string, given: readonly unknown[] = []): Promise<T[]> {
    try {
      if (ASKS_TIME.test(text)) await said(...(await time()), serialize.sync());
      const { name, params, columns } = await statementOf(text);
      const values = given.map((value, i) => {
        const write = engine.serializers[params[i] ?? 0];
        return value === null || value === undefined ? null : write ? write(value) : String(value);
      });
      const told = await said(serialize.bind({ statement: name, values }), serialize.execute({}), serialize.sync());
      return (parse.parseResults([...columns, ...told], engine.parsers)[0]?.rows ?? []) as T[];
    } catch (error) {
      throw retryable(error);
    }
  }

  const run = async (text: string): Promise<void> => void (await said(serialize.query(text)));

  /** One connection: whoever has a transaction open keeps the others waiting. */
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }
  await run(SIMULATED_CLOCK);
  const tx: StoreTx = { inTransaction: true, query: rowsOf, exec: run };

  return {
    engine: 'pglite',
    query: (text, params) => alone(() => rowsOf(text, params)),
    transaction: work =>
      alone(async () => {
        await rowsOf('BEGIN');
        try {
          const made = await work(tx);
          const told = await said(serialize.query('COMMIT'));
          const done = told.find(one => one.name === 'commandComplete') as { text?: string } | undefined;
          if (done?.text !== 'COMMIT') throw new Error('the transaction was rolled back instead of committed');
          return made;
        } catch (error) {
          await rowsOf('ROLLBACK');
          throw error;
        }
      }),
    listen: async () => undefined,
    notify: async () => undefined,
    close: () => engine.close(),
    keepTime: clock => void (now = clock),
  };
}
