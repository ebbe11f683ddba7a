// What the cache keeps, decided from sizes and ages alone. Nothing is lost for good: what goes is asked for again when
// somebody reads that far back, and the completeness mark says that it is not here.
import * as z from 'zod';

const DAY_MS = 86_400_000;
const MEGABYTE = 2 ** 20;

const most = 1e9;
const fields = {
  /** Entries older than this go, also when there is room. 400: a season can be compared with the one before. */
  days: z.number().min(1).max(36_500),
  /** The cache file may hold this much before the least recent history goes. */
  megabytes: z.number().min(1).max(most),
  /** Room that must stay free on the disk for everything else. */
  freeMegabytes: z.number().min(0).max(most),
  /** A customer's newest entries that always stay: what a grant brings. At least one. */
  entries: z.number().int().min(1).max(most),
  /** A customer opened or read further back within this many hours is left alone. */
  openedHours: z.number().min(0).max(most),
  /** So many entries of a customer are loaded ahead by the fill in the background; 0: none. */
  fillEntries: z.number().int().min(0).max(most),
};

/** How much history stays on the desk. */
export const keepSchema = z.object({
  days: fields.days.default(400),
  megabytes: fields.megabytes.default(2_048),
  freeMegabytes: fields.freeMegabytes.default(1_024),
  entries: fields.entries.default(50),
  openedHours: fields.openedHours.default(24),
  fillEntries: fields.fillEntries.default(1_000),
});
export type Keep = z.output<typeof keepSchema>;
/** What of it is said from outside; the rest is for the agent to choose. */
export const givenKeepSchema = z.object(fields).partial();
export type GivenKeep = z.output<typeof givenKeepSchema>;

/** What is held of one customer. `oldestAt` and `newestAt` in the backend's time, to a few days. */
export type Holding = {
  readonly customerId: string;
  readonly entries: number;
  readonly oldestAt: number;
  readonly newestAt: number;
};
/** Bytes. `used`: of pages that hold something; `free`: on the disk, null where it cannot be told. */
export type Room = { readonly used: number; readonly free: number | null };
export type Question = {
  readonly keep: Keep;
  readonly now: number;
  readonly room: Room;
  readonly holdings: readonly Holding[];
  /** Customers of whom nothing goes: open work, drafts, unsent words, opened a while ago. */
  readonly pinned: ReadonlySet<string>;
  /** Whatever may go is to go: somebody wants the room. */
  readonly all?: boolean;
};

/** The newest `keep` stay; of the others go those before `before`, oldest first, `most` of them. */
export type Eviction = {
  readonly customerId: string;
  readonly keep: number;
  readonly before: number;
  readonly most: number;
};

/** Once there is too much, down to this part of what may be: or every new entry would start it again. */
const DOWN_TO = 0.9;

/** Older than this goes for its age alone; the backend's time. */
export const cutoffOf = (keep: Keep, now: number): number => now - keep.days * DAY_MS;

/** Above this part of what may be, nothing is loaded ahead: between here and where pruning begins is room for a day's work. */
const FILL_TO = 0.8;

/** Bytes for what nobody waits for: it must not be what makes something else go. Not above 0: there is none. */
export function roomAhead(keep: Keep, { used, free }: Room): number {
  const wanted = (keep.freeMegabytes * MEGABYTE) / FILL_TO;
  return Math.min(keep.megabytes * MEGABYTE * FILL_TO - used, free === null ? Infinity : free - wanted);
}
export const hasRoomAhead = (keep: Keep, room: Room): boolean => roomAhead(keep, room) > 0;

/** Room for what somebody has asked for: the disk is not short. Over its size a cache gives up others, later. */
export const hasDiskRoom = ({ freeMegabytes }: Keep, { free }: Room): boolean =>
  free === null || free > freeMegabytes * MEGABYTE;

/** Bytes too many: over the size, or short of free room, whichever is more. */
function excessOf({ keep, room: { used, free } }: Question): number {
  const most = keep.megabytes * MEGABYTE;
  const wanted = keep.freeMegabytes * MEGABYTE;
  const overSize = used > most ? used - most * DOWN_TO : 0;
  const tooFull = free !== null && free < wanted ? wanted / DOWN_TO - free : 0;
  return Math.max(overSize, tooFull);
}

/**
 * By age first: whatever is older than `days`. Then, while there is too much, the customers heard of longest ago, each
 * down to the newest entries that always stay. Pure; the same question has the same answer.
 */
export function whatToEvict(question: Question): Eviction[] {
  const { keep, now, room, holdings, pinned } = question;
  const cutoff = cutoffOf(keep, now);
  const open = holdings
    .filter(({ customerId, entries }) => entries > keep.entries && !pinned.has(customerId))
    .toSorted((a, b) => a.newestAt - b.newestAt || (a.customerId < b.customerId ? -1 : 1));
  const total = holdings.reduce((sum, { entries }) => sum + entries, 0);
  const tooMany = total === 0 ? 0 : Math.ceil(excessOf(question) / Math.max(1, room.used / total));
  let excess = question.all ? total : tooMany;
  return open.flatMap(({ customerId, entries, oldestAt }): Eviction[] => {
    const spare = entries - keep.entries;
    const most = Math.min(spare, excess);
    excess -= most;
    const forRoom = { customerId, keep: keep.entries, before: Number.MAX_SAFE_INTEGER, most };
    const forAge = { customerId, keep: keep.entries, before: cutoff, most: spare };
    return [...(oldestAt < cutoff ? [forAge] : []), ...(most > 0 ? [forRoom] : [])];
  });
}
