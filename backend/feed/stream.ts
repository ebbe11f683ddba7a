// What one desk receives: pages that continue its cursor, at most LIMITS.pagesInFlight under way, and a heartbeat.
import { type Cursor, type FeedPage, LIMITS } from '../../shared/contract/wire.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import { type PageEvent, pageEvent, type Ready } from './expand.ts';
import { compare, cursorOf } from './position.ts';
import { nextPage, type Progress, progressFrom, type Source, type Viewer } from './replay.ts';
import type { Batch, Reader, Tailer } from './tailer.ts';

const log = logger('feed');

export type Desk = Viewer & {
  /** Resolves to true once the desk has applied the page; anything else stops the stream until the desk resumes. */
  send(page: FeedPage): Promise<boolean>;
};
export type Stream = {
  resume(after: Cursor | null): void;
  /** To be called a few times a second: heartbeats, and another try after a failed read. */
  tick(): void;
  close(): void;
};
type Parts = { readonly desk: Desk; readonly source: Source; readonly tailer: Tailer; readonly clock: Clock };

/** Milliseconds without a successful look at the log after which a heartbeat would claim too much. */
const STALE = 2 * LIMITS.heartbeatMs;

/** `idle` until asked; `asked` while the cursor is proven; `behind` reads for itself; `live` takes what the tailer hands out. */
type Mode = 'idle' | 'asked' | 'behind' | 'live';

export function streamFor({ desk, source, tailer, clock }: Parts): Stream {
  let mode: Mode = 'idle';
  let progress: Progress = { place: null, rest: [], left: null };
  /** The desk's own cursor once it has applied what is under way. */
  let sent: Cursor | null = null;
  let sentAt = 0;
  /** Completeness once stated is not taken back. */
  let statedTo = Number.NEGATIVE_INFINITY;
  let inFlight = 0;
  /** Goes up with each resume, so that what belongs to an earlier one is dropped. */
  let turn = 0;
  let pumping = 0;
  /** A resume, and a page that said more was coming, are answered by a page even if it is empty. */
  let owed = false;

  function enter(next: Mode): void {
    mode = next;
    if (next === 'live') tailer.join(reader);
    else tailer.leave(reader);
  }

  function deliver(events: readonly PageEvent[], facts: Pick<FeedPage, 'at' | 'left' | 'reset'>): void {
    if (progress.place === null) throw new Error('a page needs a place');
    const upto = cursorOf(progress.place);
    statedTo = Math.max(statedTo, facts.at);
    const page: FeedPage = { after: facts.reset ? null : sent, upto, events: [...events], ...facts, at: statedTo };
    const mine = turn;
    sent = upto;
    sentAt = clock.monotonic();
    owed = facts.left > 0;
    inFlight++;
    void desk.send(page).then(applied => {
      if (mine !== turn) return;
      inFlight--;
      if (!applied) enter('idle');
      else if (mode === 'behind') void pump();
    });
  }

  /** Reads and sends until the desk is up to date or has enough under way. */
  async function pump(): Promise<void> {
    const mine = turn;
    if (pumping === mine) return;
    pumping = mine;
    try {
      while (mine === turn && mode === 'behind' && inFlight < LIMITS.pagesInFlight) if (!(await forward(mine))) break;
    } catch (error) {
      log.warn('feed.unread', { agentId: desk.agentId }, Fault.from(error)); // `tick` tries again
    } finally {
      if (pumping === mine) pumping = 0;
    }
  }

  /** One page. False when there is nothing to read from yet. */
  async function forward(mine: number): Promise<boolean> {
    const at = clock.now();
    const page = await nextPage(source, desk, progress);
    if (page === null || mine !== turn) return false;
    progress = page.next;
    const caughtUp = page.left === 0;
    const complete = page.held ? (tailer.completeTo() ?? at) : at;
    if (page.events.length > 0 || owed || !caughtUp)
      deliver(page.events, { at: complete, left: page.left, reset: page.reset });
    if (caughtUp && progress.place?.in === 'log' && !isBehind(progress.place.at)) enter('live');
    return true;
  }

  function isBehind(at: { xid: string; seq: number }): boolean {
    const read = tailer.position();
    return read !== null && compare(at, read) < 0;
  }

  const fallBack = () => {
    enter('behind');
    void pump();
  };

  const reader: Reader = {
    agentId: desk.agentId,
    lead: desk.lead,
    receive(batch) {
      const place = progress.place;
      if (place?.in !== 'log' || compare(batch.upto, place.at) <= 0) return;
      const mine = batch.events.filter(ready => concerns(ready, desk) && compare(ready.row.at, place.at) > 0);
      if (mine.length > 0 && inFlight >= LIMITS.pagesInFlight) return fallBack();
      progress = { place: { in: 'log', at: batch.upto }, rest: [], left: null };
      if (mine.length > 0)
        deliver(mine.map(pageEvent), { at: tailer.completeTo() ?? clock.now(), left: 0, reset: false });
    },
    missed(batch: Batch) {
      if (progress.place?.in === 'log' && compare(progress.place.at, batch.upto) < 0) fallBack();
    },
  };

  return {
    resume(after) {
      turn++;
      inFlight = 0;
      owed = true;
      enter('asked');
      const mine = turn;
      void progressFrom(source.db, after).then(
        found => {
          if (mine !== turn) return;
          progress = found;
          sent = found.place === null ? null : after;
          fallBack();
        },
        error => {
          if (mine !== turn) return;
          log.warn('feed.unread', { agentId: desk.agentId }, error);
          enter('idle'); // the desk hears nothing and asks again
        },
      );
    },
    tick() {
      if (mode === 'behind') return void pump();
      const fresh = clock.monotonic() - tailer.lastRead() < STALE;
      if (mode !== 'live' || !fresh || inFlight >= LIMITS.pagesInFlight) return;
      if (clock.monotonic() - sentAt < LIMITS.heartbeatMs) return;
      deliver([], { at: tailer.completeTo() ?? clock.now(), left: 0, reset: false });
    },
    close() {
      turn++;
      enter('idle');
    },
  };
}

function concerns({ row }: Ready, { agentId, lead }: Viewer): boolean {
  switch (row.audience) {
    case 'team':
      return true;
    case 'leads':
      return lead;
    case 'agent':
      return row.audienceId === agentId;
    case 'customer':
      return row.agentIds?.includes(agentId) ?? false;
  }
}
