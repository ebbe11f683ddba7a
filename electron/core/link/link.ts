import type { Cursor, Loose, Session, Told } from '../../../shared/contract/wire.ts';
import type { Clock } from '../../../shared/lib/clock.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { logger } from '../../../shared/lib/log.ts';
import { type BackOff, backOff } from './back-off.ts';
import { type LinkMove, type LinkView, moveLink, waitsForPerson } from './connection-state.ts';
import { feedReceiver } from './feed.ts';
import type { Ingested, OpenPage } from './ingest.ts';
import { type DeskSession, deskSession, type Fetch } from './session.ts';
import {
  type Dial,
  type LinkSocket,
  type RequestInput,
  type RequestName,
  type RequestReply,
  type SocketEnd,
} from './socket.ts';

const log = logger('link');
const NOT_STORED = 'This desk could not store what came.';

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
  /** Cursor and incarnation of the cache, for `feed.resume`. */
  place: () => { after: Cursor | null; incarnation: string | null };
  /** Writes a page; `incarnation` is the log's it came from. */
  ingest: (page: OpenPage, incarnation: string | null) => Ingested;
  applied: (page: OpenPage, result: Ingested) => void;
  session: (session: Session) => void;
  /** Tellings that may be lost. */
  loose: <N extends Loose>(name: N, told: Told<N>) => void;
  /** `again`: there is no room for now; the connection stays, and the page is asked for once more. */
  failed: (error: unknown) => 'again' | 'end';
  changed: () => void;
};

/** Keeps the desk connected: one attempt after the other, one socket at most. */
export function startLink(options: LinkOptions) {
  const { clock, timings } = options;
  let view: LinkView = { state: 'connecting', since: clock.now(), left: 0, reason: null };
  let skewMs = 0;
  let live: { socket: LinkSocket; session: Session } | null = null;
  let stopped = false;
  /** The next attempt does not wait its turn. */
  let hurry = false;
  let dialling: LinkSocket | null = null;
  let wake: () => void = () => {};

  const backendNow = (): number => clock.now() + skewMs;
  const session = deskSession({ ...options, backendNow });
  const move = (step: LinkMove, reason: string | null = null): void => {
    view = moveLink(view, step, reason);
    options.changed();
  };

  const opened = (socket: LinkSocket, said: Session): void => {
    skewMs = said.now - clock.now();
    live = { socket, session: said };
    log.info('link.opened', { skewMs, agentId: said.agent.id });
    move({ kind: 'opened', now: clock.now() });
    options.session(said);
  };

  const connection = (token: string): Promise<SocketEnd> =>
    connectOnce(token, {
      options,
      session,
      incarnationOf: () => live?.session.incarnation ?? null,
      isStopped: () => stopped,
      dialled: socket => (dialling = socket),
      opened,
      page: left => move({ kind: 'page', left }),
      behind: reason => move({ kind: 'behind' }, reason),
    }).finally(() => {
      live = null;
      dialling = null;
    });

  /** What the end of one attempt means for the next; answers false where a person must act first. */
  const ended = ({ fault, replaced }: SocketEnd, signedIn: boolean): boolean => {
    if (stopped) return false;
    log.info('link.ended', { code: fault.code, replaced });
    if (fault.code === 'unauthenticated') session.forget();
    const as = refusedAs(fault, replaced, signedIn);
    move(
      as ? { kind: 'refused', now: clock.now(), as } : { kind: 'lost', now: clock.now() },
      fault.message.slice(0, 500),
    );
    return !waitsForPerson[view.state];
  };

  const run = async (): Promise<void> => {
    for (let attempt = 0; !stopped; attempt++) {
      const started = clock.monotonic();
      const token = await session.token().catch((error: unknown) => Fault.from(error));
      if (stopped) return;
      const end = token instanceof Fault ? { fault: token, replaced: false } : await connection(token.token);
      const again = ended(end, !(token instanceof Fault));
      if (clock.monotonic() - started >= timings.goodAfterMs) attempt = 0;
      if (stopped) return;
      await new Promise<void>(resolve => {
        wake = resolve;
        if (hurry) resolve();
        hurry = false;
        if (again) setTimeout(resolve, backOff(attempt, options.random(), timings.pause)).unref();
      });
    }
  };
  const running = run();

  return {
    view: (): LinkView & { skewMs: number } => ({ ...view, skewMs }),
    backendNow,
    isOpen: (): boolean => live !== null,
    /** For requests beside the socket. */
    token: async (): Promise<string> => (await session.token()).token,
    /** Throws `offline` without a session, and when no answer comes in time. */
    async request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestReply<N>> {
      if (!live) throw new Fault('offline', 'the desk is not connected');
      return await live.socket.request(name, input, timings.requestMs);
    },
    /** A person asks: try now, also where the desk had stopped trying. */
    retry(): void {
      if (live) return;
      move({ kind: 'retried', now: clock.now() });
      wake();
    },
    /** The machine has slept: whatever connection there was is worth nothing. */
    again(): void {
      if (live) live.socket.close('the machine has slept');
      else move({ kind: 'retried', now: clock.now() });
      hurry = true;
      wake();
    },
    /** The cache cannot take more: starts over after a pause. */
    drop: (why: string): void => live?.socket.close(why),
    async stop(): Promise<void> {
      stopped = true;
      dialling?.close('the desk stops');
      wake();
      await running;
    },
  };
}
export type Link = ReturnType<typeof startLink>;

/** A token that is no longer good means: sign in again. Only a refused sign-in needs a person. */
function refusedAs(
  fault: Fault,
  replaced: boolean,
  signedIn: boolean,
): 'signed-out' | 'upgrade-required' | 'replaced' | null {
  if (replaced) return 'replaced';
  if (fault.code === 'upgrade-required') return 'upgrade-required';
  if (fault.code === 'unauthenticated') return signedIn ? null : 'signed-out';
  return fault.code === 'denied' ? 'signed-out' : null;
}

type Attempt = {
  options: LinkOptions;
  session: DeskSession;
  incarnationOf: () => string | null;
  isStopped: () => boolean;
  dialled: (socket: LinkSocket) => void;
  opened: (socket: LinkSocket, session: Session) => void;
  page: (left: number) => void;
  behind: (reason: string | null) => void;
};

/** One socket from dialling to its end. */
function connectOnce(token: string, attempt: Attempt): Promise<SocketEnd> {
  const { options, session } = attempt;
  const { timings } = options;
  return new Promise(resolve => {
    const watchdog = restartable(timings.watchdogMs, () => socket.close('Nothing was heard from the backend.'));
    const renewal = restartable(0, () => void renew());
    const askAgain = (): void => {
      socket
        .request('feed.resume', options.place(), timings.requestMs)
        .then(reply => {
          if (!reply.ok) socket.close(reply.reason);
        })
        .catch((error: unknown) => socket.close(Fault.from(error).message));
    };
    const renew = async (): Promise<void> => {
      try {
        const fresh = await session.renew();
        await socket.request('session.renew', { token: fresh.token }, timings.requestMs);
      } catch (error) {
        log.warn('session.notRenewed', {}, error);
      }
      renewal.restart(session.renewIn());
    };
    let isHeld = false;
    const release = restartable(timings.storeAgainMs, () => {
      isHeld = false;
      askAgain();
    });
    const feed = feedReceiver({
      ingest: page => options.ingest(page, attempt.incarnationOf()),
      askAgain: () => {
        attempt.behind(null);
        askAgain();
      },
      gapMs: timings.gapMs,
      applied: (page, result) => {
        attempt.page(page.left);
        options.applied(page, result);
      },
      failed: error => {
        if (options.failed(error) === 'end') return socket.close(NOT_STORED);
        isHeld = true;
        feed.stop();
        attempt.behind(NOT_STORED);
        release.restart();
      },
    });
    const socket = options.dial(options.backendUrl, options.deskId, token, {
      session: said => {
        attempt.opened(socket, said);
        renewal.restart(session.renewIn());
        watchdog.restart();
        askAgain();
      },
      feed: (page, acknowledge) => {
        watchdog.restart();
        if (isHeld) acknowledge(false);
        else feed.receive(page, acknowledge);
      },
      loose: options.loose,
      ended: end => {
        feed.stop();
        watchdog.stop();
        renewal.stop();
        release.stop();
        resolve(end);
      },
    });
    watchdog.restart(timings.watchdogMs * 2);
    attempt.dialled(socket);
  });
}

function restartable(standardMs: number, run: () => void) {
  let timer: NodeJS.Timeout | undefined;
  return {
    restart(ms = standardMs): void {
      clearTimeout(timer);
      timer = setTimeout(run, Math.min(ms, 2 ** 31 - 1));
    },
    stop(): void {
      clearTimeout(timer);
    },
  };
}
