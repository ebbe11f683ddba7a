// How records become rows. Each is written whole, many at once: one statement for a batch instead of one for a row.
import type { Statement } from '../store/db.ts';

type Table = {
  readonly name: string;
  /** Column to SQL type, key columns first. */
  readonly columns: Readonly<Record<string, string>>;
  readonly keys: number;
  /** What becomes of a row that is there: a record is replaced by its newer version, a key or link is not. */
  readonly again: 'replace' | 'keep' | 'fail';
};

const json = 'json';
const text = 'text';
const bigint = 'bigint';

/** In the order in which rows may refer to each other. */
export const tables = {
  customer: { name: 'customer', columns: { id: text, known: 'boolean', json }, keys: 1, again: 'replace' },
  identity: {
    name: 'identity',
    columns: { id: text, kind: text, address: text, stranger_id: text },
    keys: 1,
    again: 'replace',
  },
  link: {
    name: 'identity_link',
    columns: { identity_id: text, customer_id: text, known: 'boolean', evidence: json },
    keys: 2,
    again: 'replace',
  },
  case: {
    name: '"case"',
    columns: { id: text, number: bigint, customer_id: text, state: text, opened_at: bigint, last_at: bigint, json },
    keys: 1,
    again: 'replace',
  },
  interaction: {
    name: 'interaction',
    columns: {
      id: text,
      case_id: text,
      customer_id: text,
      channel: text,
      audience: text,
      handle: text,
      started_at: bigint,
      json,
    },
    keys: 1,
    again: 'replace',
  },
  threadKey: {
    name: 'thread_key',
    columns: { key: text, customer_id: text, channel: text, audience: text, interaction_id: text, entry_id: text },
    keys: 4,
    again: 'replace',
  },
  entry: {
    name: 'entry',
    columns: { id: text, customer_id: text, case_id: text, interaction_id: text, at: bigint, kind: text, json },
    keys: 1,
    again: 'replace',
  },
  /** What is to be found by its words, once somebody has read them. */
  wordsDue: { name: 'words_due', columns: { kind: text, id: text }, keys: 2, again: 'keep' },
  attachment: {
    name: 'attachment',
    columns: { id: text, entry_id: text, name: text, declared: text, type: text, size: 'integer' },
    keys: 1,
    again: 'fail',
  },
  /** An attachment that was there before its entry. */
  broughtFile: {
    name: 'attachment',
    columns: { id: text, entry_id: text, name: text, declared: text, type: text, size: 'integer' },
    keys: 1,
    again: 'replace',
  },
  attachmentPart: {
    name: 'attachment_part',
    columns: { attachment_id: text, place: 'integer', bytes: 'bytea' },
    keys: 2,
    again: 'fail',
  },
  intakeKey: {
    name: 'intake_key',
    columns: { source: text, external_id: text, type: text, record_id: text, customer_id: text },
    keys: 2,
    again: 'fail',
  },
  workItem: {
    name: 'work_item',
    columns: {
      id: text,
      queue_id: text,
      customer_id: text,
      interaction_id: text,
      channel: text,
      state: text,
      priority: 'integer',
      entered_at: bigint,
      holder_id: text,
      held_at: bigint,
      json,
    },
    keys: 1,
    again: 'replace',
  },
  offer: {
    name: 'offer',
    columns: { id: text, work_item_id: text, agent_id: text, state: text, made_at: bigint, expires_at: bigint, json },
    keys: 1,
    again: 'replace',
  },
  presence: {
    name: 'presence',
    columns: { agent_id: text, state: text, missed: 'integer', resume: json, json },
    keys: 1,
    again: 'replace',
  },
  callAsk: {
    name: 'call_ask',
    columns: { id: text, call_id: text, entry_id: text, ask: json, at: bigint },
    keys: 1,
    again: 'keep',
  },
  leadNotice: { name: 'lead_notice', columns: { id: text, at: bigint, json }, keys: 1, again: 'keep' },
  mention: { name: 'mention', columns: { id: text, agent_id: text, at: bigint, json }, keys: 1, again: 'replace' },
  introduction: {
    name: 'introduction',
    columns: { id: text, agent_id: text, channel: text, handle: text, shift_from: bigint, at: bigint, json },
    keys: 1,
    again: 'replace',
  },
  /** No entry, and goes out like one. */
  publicAct: {
    name: 'outgoing',
    columns: { entry_id: text, at: bigint, line: text, act: json },
    keys: 1,
    again: 'keep',
  },
  outgoing: { name: 'outgoing', columns: { entry_id: text, at: bigint }, keys: 1, again: 'keep' },
} as const satisfies Record<string, Table>;

export type TableName = keyof typeof tables;
export type RowOf<T extends TableName> = Readonly<Record<keyof (typeof tables)[T]['columns'], unknown>>;

/** Largest parameter, UTF-16 code units: an embedded engine holds a statement's text several times over. */
const CHUNK = 4_000_000;

/** Nearly all that a command writes is one row of a table, which costs half as much by its own parameters as out of a list. */
export function* saving(name: TableName, rows: Iterable<object>): Generator<Statement> {
  const all = [...rows];
  const [only] = all;
  if (only && all.length === 1) yield { text: single[name], params: paramsOf(tables[name], only) };
  else for (const chunk of chunks(all)) yield { text: statements[name], params: [chunk] };
}

function conflictOf({ columns, keys, again }: Table): string {
  const names = Object.keys(columns);
  const rest = names.slice(keys).map(column => `${column} = excluded.${column}`);
  return {
    fail: '',
    keep: 'ON CONFLICT DO NOTHING',
    replace: `ON CONFLICT (${names.slice(0, keys).join(', ')}) DO UPDATE SET ${rest.join(', ')}`,
  }[again];
}

function statementFor(table: Table): string {
  const names = Object.keys(table.columns).join(', ');
  const typed = Object.entries(table.columns).map(([column, type]) => `${column} ${type}`);
  return `INSERT INTO ${table.name} (${names})
    SELECT ${names} FROM json_to_recordset($1::json) AS row(${typed.join(', ')}) ${conflictOf(table)}`;
}

function singleFor(table: Table): string {
  const values = Object.values(table.columns).map((type, i) => `$${i + 1}::${type}`);
  return `INSERT INTO ${table.name} (${Object.keys(table.columns).join(', ')})
    VALUES (${values.join(', ')}) ${conflictOf(table)}`;
}

/** As the list gives them: JSON's null is the column's. */
const paramsOf = ({ columns }: Table, row: object): unknown[] =>
  Object.entries(columns).map(([column, type]) => {
    const value = (row as Readonly<Record<string, unknown>>)[column] ?? null;
    return type === json && value !== null ? JSON.stringify(value) : value;
  });

const forEach = (make: (table: Table) => string) =>
  Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, make(table)])) as Readonly<
    Record<TableName, string>
  >;
const statements = forEach(statementFor);
const single = forEach(singleFor);

function* chunks(rows: Iterable<object>): Generator<string> {
  let parts: string[] = [];
  let size = 0;
  for (const row of rows) {
    const part = JSON.stringify(row);
    if (size + part.length > CHUNK && parts.length > 0) {
      yield `[${parts.join(',')}]`;
      [parts, size] = [[], 0];
    }
    parts.push(part);
    size += part.length;
  }
  if (parts.length > 0) yield `[${parts.join(',')}]`;
}
