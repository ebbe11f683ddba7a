import { logger } from '../../shared/lib/log.ts';
import { isDamage, isFull } from './cache/files/check.ts';
import type { Notices } from './notices.ts';

const log = logger('core');

/** Bytes free on the disk with which the desk can go on. */
const ROOM = 2 ** 20;

export type TroublesOptions = {
  notices: Notices;
  /** Bytes free where the desk keeps its files; null: not known. */
  free: () => number | null;
  /** The disk is full: the cache gives back what it can. */
  makeRoom: () => void;
  /** The cache cannot be trusted any more. */
  fatal: (error: unknown) => void;
};

/** What a file that cannot be read or written means for the desk. */
export function troublesWith({ notices, free, makeRoom, fatal }: TroublesOptions) {
  return {
    /** `again`: it may work later, when there is room. */
    failed(error: unknown): 'again' | 'end' {
      log.error('cache.failed', {}, error);
      if (isFull(error)) {
        notices.add('disk-full');
        makeRoom();
      }
      if (isDamage(error)) fatal(error);
      return isFull(error) ? 'again' : 'end';
    },
    /** A page could be written. */
    wrote(): void {
      if (notices.has('disk-full') && (free() ?? ROOM) >= ROOM) notices.clear('disk-full');
    },
    isOne: (error: unknown): boolean => isDamage(error) || isFull(error),
  };
}
export type Troubles = ReturnType<typeof troublesWith>;
