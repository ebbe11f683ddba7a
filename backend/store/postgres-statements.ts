// What is sent to PostgreSQL: each statement parsed and planned once for each connection, and what goes together with one Sync
// at its end. The driver sends one after each statement, and for each the server answers in a system call of its own.
import { type ClientBase, types as builtIn, type Submittable } from 'pg';
import { serialize } from 'pg-protocol';
import type { Statement } from './db.ts';
import { plansOver } from './plans.ts';
import { textArray } from './text-array.ts';

const INT8 = 20;
/** Times and sequence numbers fit a double; a value that does not must not be rounded silently. */
function int8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError('a bigint beyond 2^53 came from the database');
  return value;
}

type Field = { readonly name: string; readonly dataTypeID: number };
type Column = { readonly name: string; readonly read: (text: string) => unknown };
const columnOf = ({ name, dataTypeID }: Field): Column => ({
  name,
  read: dataTypeID === INT8 ? int8 : builtIn.getTypeParser(dataTypeID),
});

type Values = readonly (string | null)[];
/** What the server said to one message or several, up to a Sync. */
type Said = { readonly columns: readonly Column[]; readonly rows: readonly Values[][] };

/**
 * Speaks over the driver's connection as pg-cursor does: the driver hands on what the server says until it is ready again.
 * @throws what the server says of the first that failed; it has done nothing of what came after
 */
function say(client: ClientBase, ...parts: readonly Uint8Array[]): Promise<Said> {
  return new Promise((done, failed) => {
    let columns: readonly Column[] = [];
    const rows: Values[][] = [[]];
    const ended = (): void => void rows.push([]);
    client.query<Submittable & Record<string, unknown>>({
      submit: ({ stream }) => void stream.write(Buffer.concat([...parts, serialize.sync()])),
      handleRowDescription: ({ fields }: { fields: readonly Field[] }) => void (columns = fields.map(columnOf)),
      handleDataRow: ({ fields }: { fields: Values }) => void rows.at(-1)!.push(fields),
      handleCommandComplete: ended,
      handleEmptyQuery: ended,
      handleError: failed,
      handleReadyForQuery: () => done({ columns, rows }),
    });
  });
}

function rowOf(columns: readonly Column[], values: Values): object {
  const row: Record<string, unknown> = {};
  columns.forEach(({ name, read }, i) => {
    const value = values[i] ?? null;
    row[name] = value === null ? null : read(value);
  });
  return row;
}

const textOf = (element: unknown): string | null => (element === null ? null : String(element));

function valueOf(value: unknown): string | Buffer | null {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return Array.isArray(value) ? textArray(value.map(textOf)) : JSON.stringify(value);
}

/** Over a connection which nobody else uses until a call has ended. */
export function statementsOf(client: ClientBase): (statements: readonly Statement[]) => Promise<object[][]> {
  const planOf = plansOver({
    async prepare(name, text) {
      const { columns } = await say(client, serialize.parse({ name, text }), serialize.describe({ type: 'S', name }));
      return { name, columns };
    },
    forget: async name => void (await say(client, serialize.close({ type: 'S', name }))),
  });

  return async statements => {
    const plans: { readonly name: string; readonly columns: readonly Column[] }[] = [];
    for (const { text } of statements) plans.push(await planOf(text));
    const parts = statements.flatMap(({ params }, i) => [
      serialize.bind({ statement: plans[i]!.name, values: params.map(valueOf) }),
      serialize.execute({}),
    ]);
    const { rows } = await say(client, ...parts);
    return plans.map(({ columns }, i) => rows[i]!.map(values => rowOf(columns, values)));
  };
}
