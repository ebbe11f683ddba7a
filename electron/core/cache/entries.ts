import type { Database } from 'better-sqlite3';
import type { Place, TimelineFilter } from '../../../shared/contract/bridge.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import { emailHtmlTable } from './email-html.ts';
import type { Leaving } from './erasing/leaving.ts';
import { type FilterRow, filterRow, MATCHES, NO_FILTER } from './filter.ts';
import { type PlaceRow, placesTable } from './places.ts';
import { type Indexed, searchTable } from './search/search.ts';
import { talliesTable, tallyChanges, type TallyOf } from './tallies.ts';

export const NEWEST: Place = { at: Number.MAX_SAFE_INTEGER, id: '' };
export const OLDEST: Place = { at: Number.MIN_SAFE_INTEGER, id: '' };
const LAST_ID = '\u{10FFFF}';

type Row = Omit<TallyOf, 'handle'> & { id: string; handle: string; json: string };
type Range = FilterRow & { customerId: string; at: number; id: string; edge: number; limit: number };

const byPlace = (a: Entry, b: Entry): number => a.at - b.at || (a.id < b.id ? -1 : 1);

/** In the order of the table. Of one customer they come nearly in order, so each is put in order by itself. */
function inTableOrder(entries: Iterable<Entry>): Entry[] {
  const byCustomer = new Map<string, Entry[]>();
  for (const entry of entries) {
    const own = byCustomer.get(entry.customerId);
    if (own) own.push(entry);
    else byCustomer.set(entry.customerId, [entry]);
  }
  return [...byCustomer.keys()].sort().flatMap(customerId => byCustomer.get(customerId)!.sort(byPlace));
}

/** Pages stay light: HTML bodies live in a table of their own. */
const light = (entry: Entry): Entry =>
  entry.kind === 'email' && entry.email.html !== null
    ? { ...entry, email: { ...entry.email, html: null, hasHtml: true } }
    : entry;

/** The timeline's rows, and with them, in the same transaction, where they stand, their tallies and their words. */
export function entriesTable(db: Database, leaving: Pick<Leaving, 'has' | 'customers'>) {
  const places = placesTable(db);
  const tallies = talliesTable(db);
  const search = searchTable(db, leaving);
  const html = emailHtmlTable(db);
  // Bound by place: names cost a tenth of a page.
  const insert = db.prepare<[string, number, string, string, string, string, string, string, string]>(`
    INSERT INTO main.entries (customer_id, at, id, kind, channel, direction, audience, handle, json)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const at = 'customer_id = @customerId AND at = @at AND id = @id';
  const byPlaceRow = db.prepare<Omit<PlaceRow, 'searchId' | 'version'>, Row>(
    `SELECT customer_id AS customerId, at, id, kind, channel, direction, audience, handle, json FROM main.entries WHERE ${at}`,
  );
  const shown = db.prepare<Omit<PlaceRow, 'searchId' | 'version'>, Pick<Row, 'json'>>(
    `SELECT json FROM entries WHERE ${at}`,
  );
  const remove = db.prepare<Omit<PlaceRow, 'searchId' | 'version'>>(`DELETE FROM main.entries WHERE ${at}`);
  const older = db.prepare<Range, Pick<Row, 'json'>>(`
    SELECT json FROM entries WHERE customer_id = @customerId AND (at, id) < (@at, @id) AND at >= @edge AND ${MATCHES}
    ORDER BY at DESC, id DESC LIMIT @limit`);
  const newer = db.prepare<Range, Pick<Row, 'json'>>(`
    SELECT json FROM entries WHERE customer_id = @customerId AND (at, id) > (@at, @id) AND at < @edge AND ${MATCHES}
    ORDER BY at, id LIMIT @limit`);
  const clear = db.prepare('DELETE FROM main.entries');
  const nthOldest = db.prepare<[string, number], Place>(
    'SELECT at, id FROM entries WHERE customer_id = ? ORDER BY at, id LIMIT 1 OFFSET ?',
  );

  type Batch = { changes: ReturnType<typeof tallyChanges>; gone: number[]; fresh: Indexed[] };

  /** Takes out what stands there of an entry: it may have moved in time or to another customer. */
  const takeOut = (place: PlaceRow, batch: Batch): void => {
    const { id, customerId, at } = place;
    const row = byPlaceRow.get({ id, customerId, at });
    // Of who leaves the tallies went first.
    if (row && !leaving.has(customerId)) batch.changes.add(row as TallyOf, -1);
    remove.run({ id, customerId, at });
    places.remove(place.searchId);
    batch.gone.push(place.searchId);
  };

  /** Where it goes, what is older taken out. Null, and nothing changed, where as new a version stands there. */
  const placeOf = (entry: Entry, batch: Batch): number | null => {
    const { id, version, customerId, at } = entry;
    const place = { id, version, customerId, at, commandId: entry.delivery?.commandId ?? null };
    const searchId = places.add(place);
    if (searchId !== null) return searchId;
    const there = places.get(id)!;
    if (there.version >= version) return null;
    takeOut(there, batch);
    return places.add(place);
  };

  const putIn = (entry: Entry, batch: Batch): void => {
    const { id, version, customerId, at, kind, channel, direction, audience } = entry;
    insert.run(
      customerId,
      at,
      id,
      kind,
      channel,
      direction,
      audience,
      entry.handle ?? '',
      JSON.stringify(light(entry)),
    );
    if (entry.kind === 'email' && (version > 1 || entry.email.html !== null)) html.put(id, entry.email.html);
    batch.changes.add(entry, 1);
  };

  const finish = ({ changes, gone, fresh }: Batch, goOn?: () => void): void => {
    search.remove(gone);
    search.add(fresh, goOn);
    tallies.apply(changes.deltas());
  };
  const batch = (): Batch => ({ changes: tallyChanges(), gone: [], fresh: [] });

  const page = (customerId: string, filter: TimelineFilter, before: Place, limit: number): Entry[] => {
    const upper = filter.to !== null && filter.to <= before.at ? { at: filter.to, id: '' } : before;
    const edge = filter.from ?? OLDEST.at;
    const rows = older.all({ ...filterRow(filter), customerId, ...upper, edge, limit });
    return rows.map(row => JSON.parse(row.json) as Entry).reverse();
  };

  return {
    places,
    tallies,
    search,
    html,
    /**
     * Stores those that are new or newer than what is there, and answers with them. One call per page: rows go in in the
     * order of the table, words in the order of the index. Must run inside the caller's transaction, which is to be taken back
     * where `goOn`, asked before each of them, throws.
     */
    putMany(entries: readonly Entry[], goOn: () => void = () => {}): Entry[] {
      const newest = new Map<string, Entry>();
      for (const entry of entries)
        if ((newest.get(entry.id)?.version ?? 0) < entry.version) newest.set(entry.id, entry);
      const work = batch();
      // One table after the other: a row that goes where the last one of its kind went finds all that it needs at hand.
      for (const entry of inTableOrder(newest.values())) {
        goOn();
        const searchId = placeOf(entry, work);
        if (searchId !== null) work.fresh.push({ searchId, entry });
      }
      for (const { entry } of work.fresh) {
        goOn();
        putIn(entry, work);
      }
      finish(work, goOn);
      return work.fresh.map(({ entry }) => entry);
    },
    get(id: string): Entry | null {
      const place = places.get(id);
      const row = place && shown.get({ id, customerId: place.customerId, at: place.at });
      return row ? (JSON.parse(row.json) as Entry) : null;
    },
    /** Ascending; the newest `limit` that match and are strictly older than `before`. */
    before: page,
    /** Ascending; the oldest `limit` that match and are strictly newer than `after`. */
    after(customerId: string, filter: TimelineFilter, after: Place, limit: number): Entry[] {
      const lower = filter.from !== null && filter.from > after.at ? { at: filter.from - 1, id: LAST_ID } : after;
      const edge = filter.to ?? NEWEST.at;
      const rows = newer.all({ ...filterRow(filter), customerId, ...lower, edge, limit });
      return rows.map(row => JSON.parse(row.json) as Entry);
    },
    newest: (customerId: string, limit: number): Entry[] => page(customerId, NO_FILTER, NEWEST, limit),
    /** Where the first entry stands that is not among the oldest `n`; null: there is none. */
    placeAfterOldest: (customerId: string, n: number): Place | null => nthOldest.get(customerId, n) ?? null,
    /** Removes a customer's entries strictly older than `before`; answers how many. */
    removeBefore(customerId: string, before: Place): number {
      const work = batch();
      const gone = places.before(customerId, before.at, before.id);
      for (const place of gone) {
        takeOut(place, work);
        html.remove(place.id);
      }
      finish(work);
      return gone.length;
    },
    /** Removes at most `most` of a customer who leaves, the oldest first; answers how many went. */
    removeSome(customerId: string, most: number): number {
      const work = batch();
      const gone = places.oldest(customerId, most);
      for (const place of gone) {
        takeOut(place, work);
        html.remove(place.id);
      }
      finish(work);
      return gone.length;
    },
    /** Nothing where it is not here. */
    removeOne(id: string): void {
      const place = places.get(id);
      if (!place) return;
      const work = batch();
      takeOut(place, work);
      html.remove(id);
      finish(work);
    },
    clear(): void {
      for (const table of [places, tallies, search, html]) table.clear();
      clear.run();
    },
  };
}
export type EntriesTable = ReturnType<typeof entriesTable>;
