import type { Case } from '../../../../shared/domain/case.ts';
import type { Customer } from '../../../../shared/domain/customer.ts';
import type { Entry } from '../../../../shared/domain/entry.ts';
import { batchSize } from '../batch-size.ts';
import type { Cache } from '../cache.ts';
import { type Database, type FileKey, withoutProof } from '../files/driver.ts';
import { fitIndex } from './fit-index.ts';
import { wordsOfCase, wordsOfCustomer } from './names.ts';
import { ALL_TO_DO, searchStateTable } from './search-state.ts';
import { CREATE_SEARCH } from './search.ts';

/** An index that is empty, and to be filled by `reindexing`: the old one cannot be trusted. */
export function beginIndex(db: Database, key: FileKey = null): void {
  forgetIndex(db, key);
  // At once: a file with an empty index that is said to be whole would never be searched again.
  db.transaction(() => {
    db.exec(CREATE_SEARCH);
    fitIndex(db);
    const isThere = db.prepare('SELECT 1 FROM places LIMIT 1').get() !== undefined;
    searchStateTable(db).change({ todo: isThere ? ALL_TO_DO : null });
  })();
}

/** False: whoever began the index anew was killed before there was one. */
export const hasIndex = (db: Database): boolean =>
  db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'search'`).get() !== undefined;

/** DROP would walk the damaged pages. Without its names they are nobody's, and VACUUM leaves them behind. */
function forgetIndex(db: Database, key: FileKey): void {
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  db.exec(
    `DELETE FROM sqlite_schema WHERE name = 'search' OR name LIKE 'search\\_%' ESCAPE '\\' AND name <> 'search_state'`,
  );
  db.pragma('writable_schema = RESET');
  db.unsafeMode(false);
  db.pragma('auto_vacuum = INCREMENTAL');
  withoutProof(db, key, () => void db.exec('VACUUM'));
}

type Step = { readonly done: boolean };

/**
 * Makes what is missing of the index, newest entries first, a few milliseconds at a time: each step is one transaction, so
 * that a kill loses one step at most.
 */
export function* reindexing(cache: Cache, monotonic: () => number): Generator<void> {
  yield* inSteps(size => customersStep(cache, size), monotonic);
  yield* inSteps(size => casesStep(cache, size), monotonic);
  yield* inSteps(size => entriesStep(cache, size), monotonic);
}

function* inSteps(step: (size: number) => Step, monotonic: () => number): Generator<void> {
  const batch = batchSize(16, 512);
  for (;;) {
    const started = monotonic();
    const { done } = step(batch.size());
    batch.took(monotonic() - started);
    if (done) return;
    yield;
  }
}

export const isIndexWhole = ({ entries }: Cache): boolean => {
  const { todo, customersAfter, casesAfter } = entries.search.state.get();
  return todo === null && customersAfter === null && casesAfter === null;
};

function entriesStep(cache: Cache, size: number): Step {
  const { search } = cache.entries;
  return cache.write(() => {
    const todo = search.state.get().todo;
    if (todo === null) return { done: true };
    const rows = cache.db
      .prepare<[number, number], { searchId: number; json: string }>(
        `SELECT search_id AS searchId, json FROM places
         JOIN entries ON entries.customer_id = places.customer_id AND entries.at = places.at AND entries.id = places.id
         WHERE search_id < CAST(? AS INTEGER) ORDER BY search_id DESC LIMIT ?`,
      )
      .all(todo, size);
    const last = rows.at(-1);
    // Before they are added: `add` leaves out what is still to do.
    search.state.change({ todo: last ? last.searchId : null });
    search.add(rows.map(({ searchId, json }) => ({ searchId, entry: JSON.parse(json) as Entry })));
    return { done: !last };
  });
}

function customersStep(cache: Cache, size: number): Step {
  return cache.write(() => {
    const after = cache.entries.search.state.get().customersAfter;
    if (after === null) return { done: true };
    const rows = recordsAfter<Customer>(cache.db, 'customers', after, size);
    for (const one of rows) cache.names.change('customer', one.id, [], wordsOfCustomer(one));
    cache.entries.search.state.change({ customersAfter: rows.at(-1)?.id ?? null });
    return { done: rows.length === 0 };
  });
}

function casesStep(cache: Cache, size: number): Step {
  return cache.write(() => {
    const after = cache.entries.search.state.get().casesAfter;
    if (after === null) return { done: true };
    const rows = recordsAfter<Case>(cache.db, 'cases', after, size);
    for (const one of rows) cache.names.change('case', one.id, [], wordsOfCase(one));
    cache.entries.search.state.change({ casesAfter: rows.at(-1)?.id ?? null });
    return { done: rows.length === 0 };
  });
}

const recordsAfter = <T>(db: Database, table: 'customers' | 'cases', after: string, size: number): T[] =>
  db
    .prepare<[string, number], string>(`SELECT json FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`)
    .pluck()
    .all(after, size)
    .map(json => JSON.parse(json) as T);
