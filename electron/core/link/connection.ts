import type { Session } from '../../../shared/contract/wire.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { feedReceiver } from './feed.ts';
import type { LinkOptions } from './link-options.ts';
import { renewing } from './renewal.ts';
import { restartable } from './restartable.ts';
import type { DeskSession } from './session.ts';
import type { LinkSocket, SocketEnd, SocketListeners } from './socket.ts';

const NOT_STORED = 'This desk could not store what came.';

export type Attempt = {
  options: LinkOptions;
  session: DeskSession;
  incarnationOf: () => string | null;
  dialled: (socket: LinkSocket) => void;
  opened: (socket: LinkSocket, session: Session) => void;
  page: (left: number) => void;
  behind: (reason: string | null) => void;
};

/** One socket from dialling to its end. */
export function connectOnce(token: string, attempt: Attempt): Promise<SocketEnd> {
  const { options, session } = attempt;
  const { timings } = options;
  return new Promise(resolve => {
    const watchdog = restartable(timings.watchdogMs, () => socket.close('Nothing was heard from the backend.'));
    const renewal = renewing(session, timings.requestMs, () => socket);
    const pages = receiving(attempt, () => socket);
    let hasEnded = false;
    const listeners: SocketListeners = {
      session: said => {
        watchdog.restart();
        const open = (): void => {
          if (hasEnded) return;
          attempt.opened(socket, said);
          renewal.start();
          pages.ask();
        };
        const written = options.writing();
        if (written) void written.then(open);
        else open();
      },
      feed: (page, acknowledge) => {
        watchdog.restart();
        pages.receive(page, acknowledge);
      },
      loose: options.loose,
      ended: end => {
        hasEnded = true;
        pages.stop();
        watchdog.stop();
        renewal.stop();
        resolve(end);
      },
    };
    const socket = options.dial(options.backendUrl, options.deskId, token, listeners, options.paused());
    watchdog.restart(timings.watchdogMs * 2);
    attempt.dialled(socket);
  });
}

/** The pages of one connection: asked for from the cache's place on, stored, and left alone while there is no room. */
function receiving({ options, incarnationOf, page: told, behind }: Attempt, socketOf: () => LinkSocket) {
  const { timings } = options;
  const ask = (): void => {
    socketOf()
      .request('feed.resume', options.place(), timings.requestMs)
      .then(reply => {
        if (!reply.ok) socketOf().close(reply.reason);
      })
      .catch((error: unknown) => socketOf().close(Fault.from(error).message));
  };
  let isHeld = false;
  const release = restartable(timings.storeAgainMs, () => {
    isHeld = false;
    ask();
  });
  const feed = feedReceiver({
    ingest: page => options.ingest(page, incarnationOf()),
    askAgain: () => {
      behind(null);
      ask();
    },
    gapMs: timings.gapMs,
    applied: (page, result) => {
      told(page.left);
      options.applied(page, result);
    },
    failed: error => {
      if (options.failed(error) === 'end') return socketOf().close(NOT_STORED);
      isHeld = true;
      feed.stop();
      behind(NOT_STORED);
      release.restart();
    },
  });
  return {
    ask,
    receive(page: unknown, acknowledge: (applied: boolean) => void): void {
      if (isHeld) acknowledge(false);
      else feed.receive(page, acknowledge);
    },
    stop(): void {
      feed.stop();
      release.stop();
    },
  };
}
