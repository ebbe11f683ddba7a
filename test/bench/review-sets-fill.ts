// The made-up contact centre of a million entries in a backend's own tables, its words read, as after years of work and one
// large import: what review-sets.ts asks.
import pg from 'pg';
import { foldedWords } from '../../backend/history/words.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { partsOf } from '../../shared/domain/search/parts.ts';
import { historiesOf } from './corpus.ts';
import type { Size } from './million.ts';

const ROWS = 2_000;
/** Every so many customers one is of the first archive, of the second, and so on: a large one and nine small ones. */
const IMPORTS = [2, 150, 151, 152, 153, 154, 155, 156, 157, 158] as const;
export const ARCHIVES = IMPORTS.length;
export const importIdOf = (place: number): string => `import-${place}`;
export const LEAD = 'lead';
export const QUEUES = ['x', 'facebook', 'email', 'voice', 'whatsapp', 'sms', 'chat', 'web'] as const;
export const queueIdOf = (channel: string): string => `queue-${channel}`;

type Value = string | number | boolean | null;
type Made = ReturnType<typeof historiesOf> extends Generator<infer T> ? T : never;

/** Rows of a table, sent so many at a time. `values`: what stands for a row, where it is not its parameters. */
function into(db: pg.Client, table: string, types: readonly string[], values?: string) {
  let rows: Value[][] = [];
  const columns = types.map((_, i) => `c${i}`).join(', ');
  const lists = types.map((type, i) => `$${i + 1}::${type}[]`).join(', ');
  const flush = async (): Promise<void> => {
    const parameters = types.map((_, i) => rows.map(row => row[i]));
    rows = [];
    await db.query(
      `INSERT INTO ${table} SELECT ${values ?? columns} FROM unnest(${lists}) AS r (${columns})`,
      parameters,
    );
  };
  return {
    async add(...row: Value[]): Promise<void> {
      if (rows.push(row) === ROWS) await flush();
    },
    flush,
  };
}

const wordsOf = (entry: Entry): string => partsOf(entry).map(foldedWords).join(' zzzz ');

function tablesOf(db: pg.Client) {
  return {
    customer: into(db, 'customer (id, known, json)', ['text', 'bool', 'text'], 'c0, c1, c2::json'),
    identity: into(db, 'identity (id, kind, address)', ['text', 'text', 'text']),
    link: into(db, 'identity_link', ['text', 'text', 'bool', 'text'], 'c0, c1, c2, c3::json'),
    case: into(
      db,
      '"case" (id, number, customer_id, state, opened_at, last_at, json)',
      ['text', 'bigint', 'text', 'text', 'bigint', 'bigint', 'text'],
      'c0, c1, c2, c3, c4, c5, c6::json',
    ),
    interaction: into(
      db,
      'interaction (id, case_id, customer_id, channel, audience, handle, started_at, json)',
      ['text', 'text', 'text', 'text', 'text', 'text', 'bigint', 'text'],
      'c0, c1, c2, c3, c4, c5, c6, c7::json',
    ),
    entry: into(
      db,
      'entry (id, customer_id, case_id, interaction_id, at, kind, json)',
      ['text', 'text', 'text', 'text', 'bigint', 'text', 'text'],
      'c0, c1, c2, c3, c4, c5, c6::json',
    ),
    work: into(
      db,
      'work_item (id, queue_id, customer_id, interaction_id, channel, state, priority, entered_at, json)',
      ['text', 'text', 'text', 'text', 'text', 'text', 'int', 'bigint', 'text'],
      'c0, c1, c2, c3, c4, c5, c6, c7, c8::json',
    ),
    words: into(db, 'entry_words', ['text', 'text'], `c0, to_tsvector('simple', c1)`),
    names: into(db, 'customer_words', ['text', 'text'], `c0, to_tsvector('simple', c1)`),
    imported: into(db, 'import_customer (import_id, customer_id)', ['text', 'text']),
  };
}

type Tables = ReturnType<typeof tablesOf>;

async function addPerson(tables: Tables, n: number, { customer }: Made): Promise<void> {
  await tables.customer.add(customer.id, true, JSON.stringify(customer));
  const written = [customer.name, ...customer.identities.map(({ address }) => address)];
  await tables.names.add(customer.id, written.map(foldedWords).join(' zzzz '));
  for (const { id, channel, address } of customer.identities) {
    await tables.identity.add(id, channel === 'voice' ? 'phone' : channel, address.replaceAll(' ', '').toLowerCase());
    await tables.link.add(id, customer.id, true, '[]');
  }
  for (const [place, every] of IMPORTS.entries())
    if (n % every === 0) await tables.imported.add(importIdOf(place), customer.id);
}

async function addHistory(tables: Tables, { customer, cases, interactions, entries }: Made): Promise<void> {
  const last = new Map(entries.map(({ caseId, at }) => [caseId, at]));
  for (const one of cases)
    await tables.case.add(
      one.id,
      one.number,
      customer.id,
      one.state,
      one.openedAt,
      last.get(one.id) ?? one.openedAt,
      JSON.stringify(one),
    );
  for (const one of interactions) {
    const { id, caseId, channel, audience, handle, startedAt } = one;
    await tables.interaction.add(id, caseId, customer.id, channel, audience, handle, startedAt, JSON.stringify(one));
    const ended = JSON.stringify({ id, state: 'finished', finishedAt: startedAt });
    await tables.work.add(`work-${id}`, queueIdOf(channel), customer.id, id, channel, 'finished', 0, startedAt, ended);
  }
  for (const one of entries) {
    const { id, caseId, interactionId, at, kind } = one;
    await tables.entry.add(id, customer.id, caseId, interactionId, at, kind, JSON.stringify(one));
    if (kind !== 'event') await tables.words.add(id, wordsOf(one));
  }
}

async function addPlaces(db: pg.Client): Promise<void> {
  for (const [place, channel] of QUEUES.entries()) {
    const queue = { id: queueIdOf(channel), name: `Queue ${channel}`, channels: [channel] };
    await db.query('INSERT INTO queue (id, name, place, json) VALUES ($1, $2, $3, $4)', [
      queue.id,
      queue.name,
      place,
      JSON.stringify(queue),
    ]);
  }
  const lead = { id: LEAD, name: 'Lead', role: 'lead', queueIds: QUEUES.map(queueIdOf), channels: [...QUEUES] };
  await db.query('INSERT INTO agent (id, name, json) VALUES ($1, $2, $3)', [lead.id, lead.name, JSON.stringify(lead)]);
  for (const place of IMPORTS.keys())
    await db.query('INSERT INTO import_run (id, name, began_at, last_at) VALUES ($1, $2, $3, $3)', [
      importIdOf(place),
      `archive ${place}.csv`,
      place,
    ]);
}

/** Into a database that has the program's tables and nothing in them. The index of words is made when they are all there. */
export async function fillReviewed(connectionString: string, size: Size): Promise<void> {
  const db = new pg.Client({ connectionString });
  await db.connect();
  // What is made up fits together: nothing is looked up for each row.
  await db.query(`SET session_replication_role = replica`);
  await db.query('DROP INDEX entry_by_words');
  await addPlaces(db);
  const tables = tablesOf(db);
  let n = 0;
  for (const history of historiesOf(size)) {
    await addPerson(tables, n++, history);
    await addHistory(tables, history);
  }
  for (const table of Object.values(tables)) await table.flush();
  await db.query(`SET maintenance_work_mem = '256MB'`);
  await db.query('CREATE INDEX entry_by_words ON entry_words USING gin (words)');
  await db.query('VACUUM ANALYZE');
  await db.end();
}
