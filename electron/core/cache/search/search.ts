import type { Place } from '../../../../shared/contract/bridge.ts';
import type { Entry } from '../../../../shared/domain/entry.ts';
import type { Period } from '../../../../shared/domain/search/days.ts';
import type { Leaving } from '../erasing/leaving.ts';
import type { Database } from '../files/driver.ts';
import { knownValuesTable } from './known-values.ts';
import { firstOfSecond, secondOf, secondOfRow } from '../places.ts';
import { marks } from './marks.ts';
import { searchStateTable } from './search-state.ts';
import { wordsOf } from './words.ts';

export const CREATE_SEARCH = `CREATE VIRTUAL TABLE search USING fts5(
  words, content='', contentless_delete=1, tokenize='ascii')`;

/** More hits than these are not counted: "1,000 or more" says as much. */
export const MOST_COUNTED = 1_000;
/** Rows asked for at once where each must be read to know whether it is a hit. */
const CHUNK = 400;

export type Indexed = { searchId: number; entry: Entry };
type Row = { at: number; id: string; json: string };
type Range = { readonly from: number; readonly to: number };
export type Page = { readonly before: Place | null; readonly limit: number; readonly isOver: () => boolean };
/** `next`: where counting stopped because its time was over; what is left is strictly older. */
export type Total = { count: number; exact: boolean; next?: Place };
export type Hits = { entries: Entry[]; next: Place | null; total: Total };
type Counting = Looking & { match: string };
type Counted = { rows: number[]; total: Total };
/** Where to look. */
export type Looking = {
  /** In the index's language; null: nothing was asked, or nothing can be found. */
  readonly match: string | null;
  /** Newest first, apart from one another. */
  readonly periods: readonly Period[];
  /** What the index cannot tell. Null: nothing is left to ask. */
  readonly keep: ((entry: Entry) => boolean) | null;
};

/** However slow the machine, an answer gets on: so many rows are looked at before the time counts. */
const LEAST_READ = 200;
/** After every id. */
const LAST_ID = '\u{10FFFF}';
/** As a LIMIT. */
const ALL = -1;
const EVER: Range = { from: 0, to: Number.MAX_SAFE_INTEGER };
const rangesOf = ({ periods }: Looking, before: Place | null): Range[] => {
  const end = before ? firstOfSecond(secondOf(before.at) + 1) : EVER.to;
  return periods
    .map(({ from, to }) => ({
      from: firstOfSecond(secondOf(from)),
      to: Math.min(end, to === EVER.to ? EVER.to : firstOfSecond(secondOf(to))),
    }))
    .filter(({ from, to }) => from < to);
};

/** The full-text index. Its row ids sort by time, so newest first costs nothing; ranking a million rows costs a second. */
export function searchTable(db: Database, leaving: Pick<Leaving, 'customers'>) {
  const insert = db.prepare<[number, string]>('INSERT INTO search (rowid, words) VALUES (CAST(? AS INTEGER), ?)');
  const remove = db.prepare<[number]>('DELETE FROM search WHERE rowid = CAST(? AS INTEGER)');
  // Row by row, as a DELETE does it, a full cache takes seconds.
  const clear = db.prepare(`INSERT INTO search (search) VALUES ('delete-all')`);
  const matching = db
    .prepare<[string, number, number, number], number>(
      `SELECT rowid FROM search WHERE search MATCH ? AND rowid >= CAST(? AS INTEGER) AND rowid < CAST(? AS INTEGER)
       ORDER BY rowid DESC LIMIT ?`,
    )
    .pluck();
  /** Nobody who leaves is found, nor counted. */
  const withoutLeaving = (match: string): string => {
    const left = Array.from(leaving.customers(), id => `"${marks.customer(id)}"`);
    return left.length === 0 ? match : `(${match}) NOT (${left.join(' OR ')})`;
  };
  const byRow = db.prepare<[number], Row>(`
    SELECT entries.at, entries.id, entries.json FROM places
    JOIN entries ON entries.customer_id = places.customer_id AND entries.at = places.at AND entries.id = places.id
    WHERE places.search_id = CAST(? AS INTEGER)`);
  const known = knownValuesTable(db);
  const state = searchStateTable(db);

  /** Newest first, `chunk` at a time: a statement that is being read keeps others from running. */
  function* rowsOf(match: string, ranges: readonly Range[], chunk: number): Generator<number> {
    for (const { from, to } of ranges) {
      for (let end = to; ;) {
        const some = matching.all(withoutLeaving(match), from, end, chunk);
        yield* some;
        if (some.length < chunk) break;
        end = some[some.length - 1]!;
      }
    }
  }

  /** The newest rows, of whole seconds, until more are found than are counted or, `least` of them, the time is over. */
  function newestRows(looking: Counting, least: number, isOver: () => boolean, before: Place | null = null): Counted {
    const found: number[] = [];
    for (const { from, to } of rangesOf(looking, before))
      for (const row of matching.iterate(withoutLeaving(looking.match), from, to, ALL)) {
        const isNextSecond = found.length > 0 && secondOfRow(row) !== secondOfRow(found.at(-1)!);
        if (isNextSecond && (found.length > MOST_COUNTED || (found.length >= least && isOver())))
          return countedOf(found, true);
        found.push(row);
      }
    return countedOf(found, false);
  }
  const isCounted = (looking: Looking): looking is Counting => looking.match !== null && looking.keep === null;
  const entryOf = (row: number): Entry | null => {
    const found = byRow.get(row);
    return found ? (JSON.parse(found.json) as Entry) : null;
  };

  /** Null: a row that was read and is no hit, so that whoever asks can stop. */
  function* hitsOf(list: Iterable<number>, keep: Looking['keep']): Generator<Entry | null> {
    for (const row of list) {
      const entry = entryOf(row);
      yield entry && (!keep || keep(entry)) ? entry : null;
    }
  }

  return {
    known,
    state,
    /** Ascending row ids inside a transaction: the index flushes at every step back. `goOn` is asked before each. */
    add(indexed: readonly Indexed[], goOn: () => void = () => {}): void {
      const todo = state.todo();
      const entryOfRow = new Map(indexed.map(({ searchId, entry }) => [searchId, entry]));
      for (const searchId of Float64Array.from(entryOfRow.keys()).sort()) {
        goOn();
        const entry = entryOfRow.get(searchId)!;
        known.noteOf(entry);
        if (searchId >= todo) insert.run(searchId, wordsOf(entry));
      }
    },
    remove(searchIds: readonly number[]): void {
      const todo = state.todo();
      for (const searchId of [...searchIds].sort((a, b) => a - b)) if (searchId >= todo) remove.run(searchId);
    },
    /** Newest first by `(at, id)`, strictly older than `before`. Ends when its time is over, and says from where to go on. */
    page(looking: Looking, { before, limit, isOver }: Page): Hits {
      const { match, keep } = looking;
      if (match === null) return { entries: [], next: null, total: { count: 0, exact: true } };
      const counted = isCounted(looking) ? newestRows(looking, limit + 1, isOver) : null;
      const list =
        counted && !before ? counted.rows : rowsOf(match, rangesOf(looking, before), keep ? CHUNK : limit + 1);
      const found: Entry[] = [];
      let second = Infinity;
      let stopped: Place | null = null;
      let read = 0;
      for (const row of list) {
        // Row ids are in order to the second only: a second is taken whole, then put in order.
        if (secondOfRow(row) !== second) {
          second = secondOfRow(row);
          if (found.length > limit || (read >= LEAST_READ && isOver())) {
            stopped = { at: second * 1_000 + 999, id: LAST_ID };
            break;
          }
        }
        read++;
        const entry = entryOf(row);
        if (entry && (!before || isOlder(entry, before)) && (!keep || keep(entry))) found.push(entry);
      }
      found.sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
      const entries = found.slice(0, limit);
      const last = entries.at(-1);
      const next = found.length > limit && last ? { at: last.at, id: last.id } : stopped;
      const total = counted?.total ?? { count: found.length, exact: !before && !next };
      return { entries, next, total };
    },
    /** How many more there are, strictly older than where counting stopped. Of what only `keep` can tell: at least none. */
    count(looking: Looking, before: Place, isOver: () => boolean): Total {
      return isCounted(looking) ? newestRows(looking, 1, isOver, before).total : { count: 0, exact: false };
    },
    /** The newest hits, to be compared, and how many there are; of those that only `keep` can tell: not known. */
    newest(looking: Looking, isOver: () => boolean): { hits: Iterable<Entry | null>; total: Total | null } {
      if (looking.match === null) return { hits: [], total: { count: 0, exact: true } };
      const counted = isCounted(looking) ? newestRows(looking, LEAST_READ, isOver) : null;
      const list = counted?.rows.slice(0, MOST_COUNTED) ?? rowsOf(looking.match, rangesOf(looking, null), CHUNK);
      return { hits: hitsOf(list, looking.keep), total: counted && counted.total };
    },
    clear(): void {
      clear.run();
      known.clear();
      state.clear();
    },
    /** A transaction was taken back. */
    forgetRemembered(): void {
      known.forgetSeen();
      state.forgetRemembered();
    },
  };
}
export type SearchTable = ReturnType<typeof searchTable>;

/** `stopped`: between two seconds, with more to come. */
function countedOf(rows: number[], stopped: boolean): Counted {
  if (rows.length > MOST_COUNTED) return { rows, total: { count: MOST_COUNTED, exact: false } };
  const next = stopped ? { at: secondOfRow(rows.at(-1)!) * 1_000 - 1, id: LAST_ID } : null;
  return { rows, total: { count: rows.length, exact: !stopped, ...(next && { next }) } };
}
const isOlder = (row: Place, place: Place): boolean => row.at < place.at || (row.at === place.at && row.id < place.id);
