import { SIGNED_OUT_HERE } from '../../shared/contract/bridge/session.ts';
import { logger } from '../../shared/lib/log.ts';
import type { ParsedConfig } from './config.ts';
import type { Emptying } from './spawn.ts';

const log = logger('core');

export type SigningOutOptions = {
  readonly wipe: ParsedConfig['wipe'];
  readonly signOut: (why: string) => void;
  /** The host forgets the keys and starts a core that knows nothing. */
  readonly empty: (what: Emptying) => void;
};

/** What is left on the desk when its agent leaves it, or may not be here any more. */
export function signingOut({ wipe, signOut, empty }: SigningOutOptions) {
  const what = wipe.words ? 'all' : 'cache';
  return {
    /** A person asks. What waits to be sent goes on waiting, unless the policy takes it too. */
    signOut(): void {
      log.info('session.signedOut', { wiped: wipe.signOut });
      signOut(SIGNED_OUT_HERE);
      if (wipe.signOut) empty({ empty: what, signedOut: true });
    },
    /** The backend has taken this agent's access back. */
    withdrawn(): void {
      log.warn('session.withdrawn', { wiped: wipe.roleLoss });
      if (wipe.roleLoss) empty({ empty: what, signedOut: false });
    },
  };
}
