// An erasure on this desk, from the order to the receipt. Nobody sees a row from the first step on; files follow in pieces.
import { MAX_CONFIRMED } from '../../shared/contract/commands/customer.ts';
import type { FeedEvent } from '../../shared/contract/wire.ts';
import type { Erasure } from '../../shared/domain/erasure.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { uuidv7 } from '../../shared/lib/ids.ts';
import { logger } from '../../shared/lib/log.ts';
import { applier } from './link/apply.ts';
import type { Change } from './link/changes.ts';
import type { Cache } from './cache/cache.ts';
import type { Wait } from './cache/settled.ts';
import type { DeskFile } from './cache/desk-file.ts';
import { journalOf } from './cache/files/journal.ts';
import { eraseRows } from './cache/erasing/erase.ts';
import { eraseWords, forgetSearches } from './cache/erasing/erase-words.ts';
import { leave } from './cache/erasing/leave.ts';
import { empty, removeSetAside, scrub, writeAnew } from './cache/erasing/scrub.ts';
import type { Attachments } from './link/attachments.ts';
import type { Outbox } from './link/outbox.ts';
import type { Notices } from './notices.ts';
import type { Troubles } from './troubles.ts';

const log = logger('erasure');

export type ErasuresOptions = {
  readonly cache: Cache;
  readonly file: DeskFile;
  readonly files: { readonly cache: string; readonly outbox: string };
  /** The cache's own file is in use by another program: what is erased here is not erased there, and not confirmed. */
  readonly elsewhere: boolean;
  readonly clock: Clock;
  readonly deskId: string;
  readonly outbox: Outbox;
  readonly attachments: Attachments;
  readonly notices: Notices;
  readonly troubles: Pick<Troubles, 'failed'>;
  /** The screen asks for something. */
  readonly isBusy: () => boolean;
  /** What was read of an erased customer and is remembered beside the cache. */
  readonly forget: () => void;
  readonly changed: (...changes: Change[]) => void;
};

export function erasuresOver(options: ErasuresOptions) {
  const { cache, file, clock } = options;
  cache.erased.forgetsBy(knownBy => forgetSearches(file, knownBy));
  let work: Generator<number | Wait, void> | null = null;
  /** Those that the work is about, by id and customer. */
  let under = new Set<string>();
  let planned: NodeJS.Immediate | undefined;
  let waiting: NodeJS.Timeout | undefined;
  let stopped = false;
  /** Only of the files of this desk, and only where a receipt can be kept; the next start that has them does. */
  const canConfirm = !options.elsewhere && file.isKept;

  /** Unsent words, contents of attachments, what is remembered: at once, and again after every start that was cut off. */
  function eraseBeside({ customerId, entryId }: Erasure): void {
    options.forget();
    if (entryId !== null) return;
    const unsent = eraseWords(file, customerId);
    options.attachments.forget(customerId);
    if (unsent === 0) return;
    options.notices.add('words-erased');
    log.info('words.erased', { customerId, unsent });
  }

  /** Work of theirs that is in hand: its empty records stand where the others stood. */
  function tellAnew(events: readonly FeedEvent[]): void {
    const work = applier(cache);
    for (const event of events) work.apply(event);
    options.changed(...work.finish().changes);
  }

  /** All that is unfinished together; one that comes meanwhile begins anew. */
  function* cleaned(all: readonly Erasure[]): Generator<number | Wait, void> {
    const scrubbing = { monotonic: clock.monotonic, isBusy: options.isBusy };
    do {
      yield* leave(cache, scrubbing, tellAnew);
      yield* scrub(cache, scrubbing);
    } while (cache.former.any()); // a new log has begun meanwhile, and what held them was laid aside
    if (!file.db.memory) {
      const journal = journalOf(file.db);
      yield* writeAnew(file.db, journal, scrubbing);
      yield* empty(journal);
    }
    const aside = options.elsewhere
      ? 0
      : Object.values(options.files).reduce((sum, one) => sum + removeSetAside(one), 0);
    if (canConfirm) confirm(all);
    log.info('erasure.cleaned', { erasures: all.length, aside });
  }

  /** The receipt stands in the outbox before the erasure counts as done: cut off between the two, it is told twice. */
  function confirm(all: readonly Erasure[]): void {
    const ids = [...new Set(all.map(({ id }) => id))];
    for (let from = 0; from < ids.length; from += MAX_CONFIRMED) {
      const params = { erasureIds: ids.slice(from, from + MAX_CONFIRMED), deskId: options.deskId };
      const command = { id: uuidv7(clock.now()), kind: 'erasure.confirm', params } as const;
      options.outbox.add({ command, customerId: null });
    }
    cache.write(() => all.forEach(cache.erased.finish));
  }

  /** After so many milliseconds, or what another thread does; left out: when whoever waits has had their turn. */
  function plan(wait: number | Wait): void {
    if (stopped) return;
    if (wait instanceof Promise) void goOnAfter(wait);
    else if (wait) waiting ??= setTimeout(step, wait);
    else planned ??= setImmediate(step);
  }

  async function goOnAfter(wait: Promise<void>): Promise<void> {
    const awaiting = work;
    await wait;
    if (work === awaiting) plan();
  }

  function step(): void {
    clearImmediate(planned);
    clearTimeout(waiting);
    planned = undefined;
    waiting = undefined;
    try {
      const next = work?.next();
      if (next?.done === false) return plan(next.value);
      work = null;
    } catch (error) {
      work = null; // the next page, sign-in or start begins anew
      log.warn('erasure.delayed', {}, error);
      options.troubles.failed(error);
    }
  }

  function go(): void {
    const all = cache.erased.unfinished();
    const names = all.map(({ id, customerId }) => `${id} ${customerId}`);
    if (all.length === 0 || (work !== null && names.every(name => under.has(name)))) return;
    for (const erasure of all) eraseBeside(erasure);
    under = new Set(names);
    work?.return(undefined);
    work = cleaned(all);
    plan();
  }

  return {
    /** What the backend says this desk has not confirmed: gone before anything is asked for or shown anew. */
    told(erasures: readonly Erasure[]): void {
      const fresh = erasures.filter(erasure => !cache.erased.isClean(erasure));
      if (fresh.length > 0) {
        cache.write(() => fresh.forEach(erasure => eraseRows(cache, erasure)));
        const topics = fresh.flatMap(({ customerId }): Change[] => [
          { topic: 'customer', customerId },
          { topic: 'timeline', customerId },
        ]);
        options.changed(...topics, { topic: 'work' }, { topic: 'mentions' });
        log.info('erasure.begun', { erasures: fresh.length });
      }
      // Done before, and its receipt was lost with the backend's own data.
      const done = erasures.filter(erasure => !fresh.includes(erasure));
      if (done.length > 0 && canConfirm) confirm(done);
      go();
    },
    /** A page is in the cache: an erasure in it has taken its rows. */
    applied(): void {
      if (cache.erased.any()) go();
    },
    /** After a start: what was cut off goes on, and words that lay in a spare file do not come back. */
    start(): void {
      for (const customerId of cache.erased.customers()) eraseWords(file, customerId);
      go();
    },
    stop(): void {
      stopped = true;
      work?.return(undefined);
      clearImmediate(planned);
      clearTimeout(waiting);
    },
  };
}
export type Erasures = ReturnType<typeof erasuresOver>;
