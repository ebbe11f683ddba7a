// One case of a customer's timeline, and stretches of it to pick from: entries are walked through, see `traitsReader`.
import type {
  Facets,
  Opened,
  Parsed,
  Picked,
  Place,
  TimelineFilter,
  TimelinePage,
} from '../../../shared/contract/bridge.ts';
import { MAX_SELECTED } from '../../../shared/domain/export/ask.ts';
import { shows } from '../../../shared/domain/shows.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { NEWEST, OLDEST } from '../cache/entries.ts';
import { facetsOf } from '../cache/tallies.ts';
import type { Stretch, Traits } from '../cache/traits.ts';
import { type Context, missing } from './context.ts';
import { open, type PageAsk, pendingItems } from './timeline.ts';

type Narrow = PageAsk & { readonly caseId: string };

const isBefore = (a: Place, b: Place): boolean => a.at < b.at || (a.at === b.at && a.id < b.id);
const isSame = (a: Place, b: Place): boolean => a.at === b.at && a.id === b.id;

const readCase = ({ cache, clock }: Context, customerId: string, caseId: string): Promise<Traits[]> =>
  cache.traits({ customerId, after: OLDEST, edge: NEWEST.at }, one => one.caseId === caseId, clock.monotonic);

/** Which of so many, ascending: `[from, to)`. */
export function partOf(places: readonly Place[], { before, after, around, limit }: PageAsk): readonly [number, number] {
  const count = places.length;
  const firstNot = (isOlder: (one: Place) => boolean): number => {
    const at = places.findIndex(one => !isOlder(one));
    return at < 0 ? count : at;
  };
  if (before) {
    const to = firstNot(one => isBefore(one, before));
    return [Math.max(0, to - limit), to];
  }
  if (after) {
    const from = firstNot(one => isBefore(one, after) || isSame(one, after));
    return [from, Math.min(count, from + limit)];
  }
  const middle = places.findIndex(({ id }) => id === around);
  if (middle < 0) return [Math.max(0, count - limit), count];
  const from = Math.max(0, Math.min(middle - Math.floor(limit / 2), count - limit));
  return [from, Math.min(count, from + limit)];
}

function pageOf(context: Context, ask: Narrow, all: readonly Traits[], filter: TimelineFilter): TimelinePage {
  const { cache } = context;
  const shown = all.filter(one => shows(filter, one));
  const [from, to] = partOf(shown, ask);
  const entries = shown.slice(from, to).map(({ id }) => cache.entries.get(id));
  const items = entries.filter(entry => entry !== null).map(entry => ({ entry, pending: null }));
  const unsent = to < shown.length ? [] : pendingItems(context, ask.customerId);
  return {
    items: [...items, ...unsent.filter(({ entry }) => entry.caseId === ask.caseId)],
    olderCached: from,
    newerCached: shown.length - to,
    hidden: all.length - shown.length,
  };
}

/** One page of a case under the filter. @throws Fault not-found */
export async function readNarrow(context: Context, ask: Narrow, filter: TimelineFilter): Promise<TimelinePage> {
  const all = await readCase(context, ask.customerId, ask.caseId);
  return context.cache.read(() => {
    if (!context.cache.customers.get(ask.customerId)) missing('customer');
    return pageOf(context, ask, all, filter);
  });
}

/** Paints a conversation of which one case is shown; who and what else there is stays the customer's. @throws Fault not-found */
export async function openNarrow(context: Context, ask: Narrow, filter: TimelineFilter): Promise<Opened> {
  const all = await readCase(context, ask.customerId, ask.caseId);
  return context.cache.read(() => ({
    ...open(context, { customerId: ask.customerId, limit: 1 }, filter),
    facets: facetsOfCase(all),
    page: pageOf(context, ask, all, filter),
  }));
}

const facetsOfCase = (all: readonly Traits[]): Facets =>
  facetsOf(all.map(({ handle, ...one }) => ({ ...one, handle: handle ?? '', count: 1 })));

type Ask = Parsed<'timeline.pick'>;
type Wanted = Pick<Stretch, 'after' | 'edge'> & { readonly belongs: (one: Traits) => boolean };

const WHOLE = { after: OLDEST, edge: NEWEST.at };

function wantedOf({ range }: Ask): Wanted {
  switch (range.kind) {
    case 'interaction':
      return { ...WHOLE, belongs: one => one.interactionId === range.interactionId };
    case 'time':
      return { after: { at: range.from, id: '' }, edge: range.to, belongs: () => true };
    case 'between': {
      const [from, to] = isBefore(range.to, range.from) ? [range.to, range.from] : [range.from, range.to];
      return {
        after: { at: from.at, id: '' },
        edge: to.at + 1,
        belongs: one => !isBefore(one, from) && !isBefore(to, one),
      };
    }
  }
}

const pickedOf = ({ caseId: _case, interactionId: _interaction, ...picked }: Traits): Picked => picked;

/** What there is to pick of a range. @throws Fault not-found, too-large */
export async function readPicks(
  context: Context,
  ask: Ask,
  filter: TimelineFilter,
): Promise<{ picks: Picked[]; hidden: number }> {
  const { cache, clock } = context;
  const { customerId, caseId } = ask;
  if (!cache.customers.get(customerId)) missing('customer');
  const { belongs, ...stretch } = wantedOf(ask);
  const isOf = (one: Traits): boolean => belongs(one) && (caseId === undefined || one.caseId === caseId);
  const all = await cache.traits({ customerId, ...stretch }, isOf, clock.monotonic);
  const picks = all.filter(one => shows(filter, one)).map(pickedOf);
  if (picks.length > MAX_SELECTED) throw new Fault('too-large', `more than ${MAX_SELECTED} entries are not picked`);
  return { picks, hidden: all.length - picks.length };
}
