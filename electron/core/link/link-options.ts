import type { Cursor, Loose, Session, Told } from '../../../shared/contract/wire.ts';
import type { Paused } from '../../../shared/domain/sleep.ts';
import type { Clock } from '../../../shared/lib/clock.ts';
import type { BackOff } from './back-off.ts';
import type { Ingested, OpenPage } from './ingest.ts';
import type { Fetch } from './session.ts';
import type { Dial } from './socket.ts';

export type Timings = {
  /** No page for this long while connected: the connection is half open. */
  watchdogMs: number;
  gapMs: number;
  /** A page that there was no room for is asked for again after this. */
  storeAgainMs: number;
  requestMs: number;
  pause: BackOff;
  /** A connection that lasted this long was a good one: the next pause is short again. */
  goodAfterMs: number;
};
export const TIMINGS: Timings = {
  watchdogMs: 8_000,
  gapMs: 250,
  storeAgainMs: 2_000,
  requestMs: 15_000,
  pause: { firstMs: 500, longestMs: 5_000 },
  goodAfterMs: 10_000,
};

export type LinkOptions = {
  backendUrl: string;
  agentName: string;
  secret: string;
  deskId: string;
  clock: Clock;
  random: () => number;
  timings: Timings;
  dial: Dial;
  fetch: Fetch;
  /** Time that was missing since the newest session, for the hello. */
  paused: () => Paused | undefined;
  /** Cursor and incarnation of the cache, for `feed.resume`. */
  place: () => { after: Cursor | null; incarnation: string | null };
  /** Writes a page, in steps that others come between; `incarnation` is the log's it came from. */
  ingest: (page: OpenPage, incarnation: string | null) => Iterator<Promise<void> | void, Ingested>;
  applied: (page: OpenPage, result: Ingested) => void;
  /** What another thread is writing into the cache's file, as a promise; nothing where none does. A session waits for it: it is kept. */
  writing: () => Promise<void> | void;
  session: (session: Session) => void;
  /** Tellings that may be lost. */
  loose: <N extends Loose>(name: N, told: Told<N>) => void;
  /** `again`: there is no room for now; the connection stays, and the page is asked for once more. */
  failed: (error: unknown) => 'again' | 'end';
  changed: () => void;
  /** The backend has taken this agent's access back. */
  withdrawn: () => void;
  /** Why there is no session until a person signs in; null: there may be one. */
  signedOut: string | null;
};
