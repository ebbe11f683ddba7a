// What a reviewer asks of a backend with a million entries: how much a set would bring, which archives there are, what they
// have brought, and whom a question finds. The backend's own code on PostgreSQL, beside the plain statement that answers
// the same without rights, sizes and reasons.
import { findBeyond } from '../../backend/history/find.ts';
import { scopeOfAgent } from '../../backend/history/review.ts';
import type { Reviewer } from '../../backend/history/reviewer.ts';
import { bring } from '../../backend/history/sets/bring.ts';
import { importsFor, setsOf } from '../../backend/history/sets/brought.ts';
import { weigh } from '../../backend/history/sets/weigh.ts';
import type { Store } from '../../backend/store/db.ts';
import { openStore } from '../../backend/store/open.ts';
import type { ReviewWhat } from '../../shared/contract/review.ts';
import { findPrograms, ownerOf, startCluster } from '../fixtures/postgres-cluster.ts';
import { chanceFrom } from './core-data.ts';
import { timed } from './first-touch.ts';
import { CORPUS_END, customerCount, historyOf, MILLION } from './million.ts';
import { vocabularyOf } from './million-words.ts';
import { ARCHIVES, fillReviewed, importIdOf, LEAD, QUEUES, queueIdOf } from './review-sets-fill.ts';
import { type BenchRow, benchRow } from './stats.ts';

const DAY = 86_400_000;
/** Entries for which there is room on the desk: four fifths of what the limits leave it. */
const ROOM = 400_000;
const ASKED = 40;
const chance = chanceFrom(11);
const some = <T>(make: () => T, count = ASKED): T[] => Array.from({ length: count }, make);

/** A month, of whatever year. */
const month = (): { from: number; to: number } => {
  const to = CORPUS_END - Math.floor(chance() * 1_000) * DAY;
  return { from: to - 30 * DAY, to };
};
const word = (from: number, to: number): string => vocabularyOf('latin')[from + Math.floor(chance() * (to - from))]!;

/** Not of customers who are named. */
type Whole = Exclude<ReviewWhat, { kind: 'customers' }>;
type Plain = { readonly sql: string; readonly params: readonly unknown[] };

/** Who is in it, who was heard of last first, as many as were brought, and how many entries that is. */
function plainSet(what: Whole, fits: number): Plain {
  const members = {
    period: `SELECT customer_id, max(last_at) AS last FROM "case" WHERE last_at >= $2 AND opened_at < $3 GROUP BY 1`,
    queue: `SELECT customer_id, max(entered_at) AS last FROM work_item
      WHERE entered_at >= $2 AND entered_at < $3 AND queue_id = $4 GROUP BY 1`,
    import: `SELECT m.customer_id, max(k.last_at) AS last FROM import_customer m JOIN "case" k USING (customer_id)
      WHERE m.import_id = $2 GROUP BY 1`,
  }[what.kind];
  const params = what.kind === 'import' ? [what.importId] : [what.from, what.to];
  return {
    sql: `WITH m AS (${members}) SELECT (SELECT count(*) FROM m), count(*), min(at), max(at)
      FROM (SELECT * FROM m ORDER BY last DESC LIMIT $1) f JOIN entry USING (customer_id)`,
    params: [fits, ...params, ...(what.kind === 'queue' ? [what.queueId] : [])],
  };
}

async function plainTimes(db: Store, plain: readonly Plain[]): Promise<number[]> {
  return timed(
    plain.map(
      ({ sql, params }) =>
        () =>
          db.query(sql, [...params]),
    ),
  );
}

async function weighed(db: Store, name: string, whats: readonly Whole[]) {
  const reviewer = await reviewerOf(db);
  const plain: Plain[] = [];
  let customers = 0;
  for (const what of whats) {
    const weight = await weigh(db, reviewer, { what, most: ROOM });
    plain.push(plainSet(what, weight.fits));
    customers += weight.customers;
  }
  const ours = await timed(whats.map(what => () => weigh(db, reviewer, { what, most: ROOM })));
  const floor = { name: 'one statement', values: await plainTimes(db, plain) };
  return benchRow(`review: ${name}`, 'ms', ours, floor, `${Math.round(customers / whats.length)} customers each`);
}

async function reviewerOf(db: Store): Promise<Reviewer> {
  const scope = await scopeOfAgent(db, LEAD);
  if (!scope) throw new Error('the lead is not there');
  return { agentId: LEAD, role: 'lead', scope };
}

type Question = { readonly query: string; readonly plain: Plain };
const entriesWith = (query: string, params: readonly string[]): Plain => ({
  sql: `SELECT DISTINCT e.customer_id FROM entry_words w JOIN entry e ON e.id = w.entry_id WHERE w.words @@ ${query} LIMIT 50`,
  params,
});
const personOf = (n: number) => historyOf(MILLION, n, 0).customer;
const anybody = (): number => Math.floor(chance() * customerCount(MILLION));

const questions: Record<string, () => Question> = {
  words: () => {
    const [one, other] = [word(0, 40), word(40, 5_000)];
    const query = chance() < 0.5 ? [other] : [one, other];
    return {
      query: `${query.join(' ')} `,
      plain: entriesWith(`plainto_tsquery('simple', $1)`, [query.join(' ')]),
    };
  },
  'a common word': () => {
    const one = word(0, 10);
    return { query: `${one} `, plain: entriesWith(`plainto_tsquery('simple', $1)`, [one]) };
  },
  'a name': () => {
    const { name } = personOf(anybody());
    const sql = `SELECT customer_id FROM customer_words WHERE words @@ plainto_tsquery('simple', $1) LIMIT 50`;
    return { query: name, plain: { sql, params: [name] } };
  },
  'a person and a word': () => {
    const [name = ''] = personOf(anybody()).name.split(' ');
    const said = word(0, 300);
    const sql = `SELECT DISTINCT e.customer_id FROM customer_words c JOIN entry e USING (customer_id)
      JOIN entry_words w ON w.entry_id = e.id
      WHERE c.words @@ plainto_tsquery('simple', $1) AND w.words @@ plainto_tsquery('simple', $2) LIMIT 50`;
    return { query: `${name} ${said} `, plain: { sql, params: [name, said] } };
  },
};

async function found(db: Store, kind: string): Promise<BenchRow> {
  const { scope } = await reviewerOf(db);
  const finding = { agentId: LEAD, reviewable: [...scope.reviewable], region: 'GB' } as const;
  const asked = some(questions[kind]!);
  const ask = (query: string) => findBeyond(db, finding, { query, now: CORPUS_END, zone: 'UTC' });
  let people = 0;
  for (const { query } of asked) people += (await ask(query)).found.length;
  const ours = await timed(
    asked.map(
      ({ query }) =>
        () =>
          ask(query),
    ),
  );
  const floor = {
    name: 'one statement',
    values: await plainTimes(
      db,
      asked.map(({ plain }) => plain),
    ),
  };
  return benchRow(`review: find by ${kind}`, 'ms', ours, floor, `${Math.round(people / asked.length)} found each`);
}

const PLAIN_IMPORTS = `SELECT r.id, count(*) FROM import_run r JOIN import_customer m ON m.import_id = r.id GROUP BY 1`;
const PLAIN_SETS = `SELECT why, array_agg(customer_id) FROM customer_grant WHERE agent_id = $1 GROUP BY 1`;

/** The archives a lead may choose from, and what they have once they have brought as much as they may. */
async function listed(db: Store): Promise<BenchRow[]> {
  const reviewer = await reviewerOf(db);
  const { reviewable } = reviewer.scope;
  const archives = await timed(some(() => () => importsFor(db, reviewable), 10));
  const plainly = await plainTimes(
    db,
    some(() => ({ sql: PLAIN_IMPORTS, params: [] }), 10),
  );
  const periods = some(() => ({ kind: 'period', ...month() }) as const);
  let sets = 0;
  const setting = { db, id: () => `set-${++sets}`, now: () => CORPUS_END };
  const most = 8_000;
  const brought = await timed(periods.map(what => () => bringSome(() => bring(setting, reviewer, { what, most }))));
  const members = await plainTimes(
    db,
    periods.map(what => plainSet(what, 200)),
  );
  const told = await timed(some(() => () => setsOf(db, LEAD, CORPUS_END)));
  const plainSets = await plainTimes(
    db,
    some(() => ({ sql: PLAIN_SETS, params: [LEAD] })),
  );
  const all = (await setsOf(db, LEAD, CORPUS_END)).reduce((sum, { customerIds }) => sum + customerIds.length, 0);
  const note = `${sets} sets, ${all} customers`;
  return [
    benchRow('review: archives to choose from', 'ms', archives, { name: 'one statement', values: plainly }),
    benchRow(
      'review: bring a period',
      'ms',
      brought,
      { name: 'its customers by one statement', values: members },
      note,
    ),
    benchRow('review: what was brought', 'ms', told, { name: 'one statement', values: plainSets }, note),
  ];
}

/** When there is no room for more nothing is brought, which is an answer too. */
const bringSome = async (act: () => Promise<unknown>): Promise<void> => {
  await act().catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'not-found') throw error;
  });
};

/** Of a backend that review-sets-fill.ts has filled. */
export async function reviewed(db: Store): Promise<BenchRow[]> {
  const queue = (): string => queueIdOf(QUEUES[Math.floor(chance() * QUEUES.length)]!);
  const archive = (): string => importIdOf(Math.floor(chance() * ARCHIVES));
  const rows = [
    await weighed(
      db,
      'weigh a period',
      some(() => ({ kind: 'period', ...month() })),
    ),
    await weighed(
      db,
      'weigh a queue',
      some(() => ({ kind: 'queue', queueId: queue(), ...month() })),
    ),
    await weighed(
      db,
      'weigh an archive',
      some(() => ({ kind: 'import', importId: archive() })),
    ),
  ];
  for (const kind of Object.keys(questions)) rows.push(await found(db, kind));
  return [...rows, ...(await listed(db))];
}

export async function reviewSets(): Promise<BenchRow[]> {
  const programs = findPrograms();
  const who = ownerOf();
  if (!programs || !who) throw new Error('the review-sets benchmark needs PostgreSQL’s programs (initdb)');
  const cluster = await startCluster(programs, who.owner);
  try {
    const databaseUrl = await cluster.newDatabase();
    const db = await openStore({ dataDir: null, databaseUrl });
    await fillReviewed(databaseUrl, MILLION);
    const rows = await reviewed(db);
    await db.close();
    return rows;
  } finally {
    await cluster.stop();
  }
}
