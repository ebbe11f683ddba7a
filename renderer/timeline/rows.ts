// What the timeline shows for its entries: where a day begins, where a conversation begins, which entries hang together.
import type { TimelineItem } from '../../shared/contract/bridge.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import { sameWhereEqual } from '../stores/conversation-window.ts';

export type Thread = {
  channel: Channel;
  handle: string | null;
  /** Entries in this run; null while its beginning is not loaded. */
  count: number | null;
  moved: boolean;
};
export type Row = {
  item: TimelineItem;
  /** The first entry of its local day. */
  startsDay: boolean;
  /** Set on the first entry of a run of one interaction. */
  thread: Thread | null;
  /** The next entry belongs to the same interaction. */
  joined: boolean;
  /** The entry that it answers; null: it answers none, or that one is not among the rows. */
  source: Entry | null;
};

/** Local calendar day of a time in milliseconds, as a number that only compares. */
export const dayOf = (at: number): number => {
  const date = new Date(at);
  return date.getFullYear() * 10_000 + date.getMonth() * 100 + date.getDate();
};

const interactionOf = (row: Row | undefined): string | null => row?.item.entry.interactionId ?? null;

function closeRun(rows: readonly Row[], from: number, to: number, knowsStart: boolean): void {
  const first = rows[from]!;
  const entries = rows.slice(from, to).map(row => row.item.entry);
  const said = entries.filter(entry => entry.kind !== 'event');
  if (said.length < 2 || first.item.entry.channel === 'voice') return;
  const audiences = new Set(said.map(entry => entry.audience).filter(audience => audience !== 'internal'));
  const talk = said.find(entry => entry.channel !== 'internal') ?? said[0]!;
  first.thread = {
    channel: talk.channel,
    handle: talk.handle,
    count: knowsStart ? said.length : null,
    moved: audiences.size > 1,
  };
}

/**
 * Rows for entries in ascending order. A run is a stretch of neighbours of one interaction. `whole`: nothing older
 * exists, so the first run's beginning is known.
 */
export function rowsOf(items: readonly TimelineItem[], whole: boolean): readonly Row[] {
  const byId = new Map(items.map(({ entry }) => [entry.id, entry]));
  const sourceOf = ({ replyTo }: Entry): Entry | null => (replyTo === null ? null : (byId.get(replyTo) ?? null));
  const rows: Row[] = items.map(item => ({
    item,
    startsDay: false,
    thread: null,
    joined: false,
    source: sourceOf(item.entry),
  }));
  let day = Number.NaN;
  let from = 0;
  rows.forEach((row, i) => {
    const here = dayOf(row.item.entry.at);
    row.startsDay = here !== day;
    day = here;
    const before = rows[i - 1];
    const same = before !== undefined && interactionOf(row) !== null && interactionOf(row) === interactionOf(before);
    if (same) before.joined = dayOf(before.item.entry.at) === here;
    else if (i > 0) {
      closeRun(rows, from, i, whole || from > 0);
      from = i;
    }
  });
  if (rows.length > 0) closeRun(rows, from, rows.length, whole || from > 0);
  return rows;
}

const isSameRow = (a: Row, b: Row): boolean =>
  a.item === b.item &&
  a.startsDay === b.startsDay &&
  a.joined === b.joined &&
  a.source === b.source &&
  sameWhereEqual(a.thread, b.thread) === a.thread;

/** The rows with the old objects wherever nothing has changed, so that a new entry draws itself and not all others. */
export function keepRows(before: readonly Row[], now: readonly Row[]): readonly Row[] {
  const known = new Map(before.map(row => [row.item.entry.id, row]));
  return now.map(row => {
    const old = known.get(row.item.entry.id);
    return old && isSameRow(old, row) ? old : row;
  });
}
