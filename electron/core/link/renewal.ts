import { logger } from '../../../shared/lib/log.ts';
import { restartable } from './restartable.ts';
import type { DeskSession } from './session.ts';
import type { LinkSocket } from './socket.ts';

const log = logger('link');

/**
 * A fresh token while the old one is good, told to the backend on the socket. One that is not to be had is tried for
 * again; when the old one ends, the backend ends the connection.
 */
export function renewing(session: DeskSession, requestMs: number, socketOf: () => LinkSocket) {
  const timer = restartable(0, () => void renew());
  let isOver = false;
  const later = (): void => {
    if (!isOver) timer.restart(session.renewIn());
  };
  const renew = async (): Promise<void> => {
    try {
      const fresh = await session.renew();
      await socketOf().request('session.renew', { token: fresh.token }, requestMs);
    } catch (error) {
      log.warn('session.notRenewed', {}, error);
    }
    later();
  };
  return {
    start: later,
    /** Also of one that is under way: it would go on for ever, and sign in who has signed out. */
    stop(): void {
      isOver = true;
      timer.stop();
    },
  };
}
