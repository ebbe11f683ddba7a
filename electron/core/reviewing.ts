// What a reviewer asks the backend for beyond this desk, and what of it is kept here.
import type { Brought, WeighedHere } from '../../shared/contract/bridge/review.ts';
import type { FindAnswer, ReviewChoices, ReviewSet, ReviewWhat } from '../../shared/contract/review.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Cache } from './cache/cache.ts';
import type { Link } from './link/link.ts';

const log = logger('review');
const MEGABYTE = 2 ** 20;

/** Bytes that an entry takes in the file, with its words and places; until there are enough to know. */
const USUAL_BYTES = 2_500;
/** From so many on the desk's own mean is better than what is usual. */
const ENOUGH = 2_000;

/**
 * What records take in the file, by their bytes, which the backend has looked at, and their number: words, places, names and
 * cases stand beside them. 16,587 short forms and calls took 47 MB (46 by this), 2,376 mails 25 (24).
 */
const fileOf = ({ bytes, entries }: { bytes: number; entries: number }): number => 3 * bytes + 700 * entries;

/** Not asked again within so many milliseconds. */
const AGAIN_MS = 60_000;

export type ReviewingOptions = {
  cache: Cache;
  clock: Clock;
  link: Pick<Link, 'request' | 'isOpen'>;
  /** Bytes of the file that are in use, and bytes for which there is room in the background. */
  used: () => number;
  room: () => number;
  changed: () => void;
};

export function reviewingOn({ cache, clock, link, used, room, changed }: ReviewingOptions) {
  const { request } = link;
  let heardAt = Number.NEGATIVE_INFINITY;
  const bytesOfEntry = (): number => {
    const entries = cache.entries.places.count();
    return entries < ENOUGH ? USUAL_BYTES : Math.max(1, used() / entries);
  };
  /** Entries for which there is room. */
  const most = (): number => Math.floor(Math.min(1e9, Math.max(0, room()) / bytesOfEntry()));
  const keep = (sets: readonly ReviewSet[]): Brought[] => {
    heardAt = clock.monotonic();
    if (JSON.stringify(sets) !== JSON.stringify(cache.brought.sets())) {
      cache.write(() => cache.brought.replace(sets));
      changed();
    }
    return brought();
  };
  const ask = async (): Promise<Brought[]> => keep((await valueOf(request('review.sets', {}))).sets);
  /** A backend that knows nothing of it leaves all as it is. */
  const refresh = (): void => {
    heardAt = clock.monotonic();
    ask().catch((error: unknown) => log.info('sets.unheard', { code: Fault.from(error).code }));
  };
  const brought = (): Brought[] => cache.read(() => cache.brought.sets().map(set => shown(cache, set)));

  return {
    find: (query: string, zone?: string): Promise<FindAnswer> =>
      valueOf(request('review.find', { query, ...(zone === undefined ? {} : { zone }) })),
    choices: (): Promise<ReviewChoices> => valueOf(request('review.choices', {})),
    async weigh(what: ReviewWhat): Promise<WeighedHere> {
      const weighed = await valueOf(request('review.weigh', { what, most: most() }));
      // What is here already may be of another kind: mails are ten times as large as posts.
      const megabytes = fileOf(weighed) / MEGABYTE;
      return { ...weighed, megabytes, room: Math.max(0, Math.min(room(), 1e15)) / MEGABYTE };
    },
    async bring(what: ReviewWhat): Promise<Brought[]> {
      await valueOf(request('review.bring', { what, most: most() }));
      return ask();
    },
    /** What was brought at another desk, or has run out, is heard of soon after it was asked for. */
    brought(): Brought[] {
      if (link.isOpen() && clock.monotonic() - heardAt > AGAIN_MS) refresh();
      return brought();
    },
    async letGo(setId: string, customerId?: string): Promise<Brought[]> {
      await valueOf(request('review.letGo', { setId, ...(customerId === undefined ? {} : { customerId }) }));
      return ask();
    },
    /** What was brought at another desk, or has run out meanwhile. A backend that knows nothing of it leaves all as it is. */
    connected(): void {
      ask().catch((error: unknown) => log.info('sets.unheard', { code: Fault.from(error).code }));
    },
  };
}
export type Reviewing = ReturnType<typeof reviewingOn>;

type Reply<T> = { ok: true; value: T } | { ok: false; code: Fault['code']; reason: string };

/** A refusal is thrown as what it is. */
async function valueOf<T>(asked: Promise<Reply<T>>): Promise<T> {
  const reply = await asked;
  if (!reply.ok) throw new Fault(reply.code, reply.reason);
  return reply.value;
}

function shown(cache: Cache, { customerIds, ...set }: ReviewSet): Brought {
  const marks = customerIds.map(id => ({
    entries: cache.entries.tallies.total(id),
    older: cache.completeness.get(id)?.older ?? null,
  }));
  const here = marks.filter(({ older }) => older !== null);
  return {
    ...set,
    customers: customerIds.length,
    here: here.length,
    entries: here.reduce((sum, one) => sum + one.entries, 0),
    older: here.reduce((sum, one) => sum + (one.older ?? 0), 0),
    people:
      set.what.kind === 'customers'
        ? customerIds.map(customerId => ({ customerId, name: cache.customers.get(customerId)?.name ?? null }))
        : [],
  };
}
