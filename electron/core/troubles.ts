import { logger } from '../../shared/lib/log.ts';
import { isDamage, isFull } from './cache/files/check.ts';
import type { Notices } from './notices.ts';

const log = logger('core');

/** Bytes free on the disk with which the desk can go on. */
const ROOM = 2 ** 20;

/** What there is no room for: what comes by itself, or what the agent asks for. */
const LACKING = ['coming', 'asked'] as const;
type Lacking = (typeof LACKING)[number];

export type TroublesOptions = {
  notices: Notices;
  /** The disk was full at the start, and that is told. */
  startedFull: boolean;
  /** Bytes free where the desk keeps its files; null: not known. */
  free: () => number | null;
  /** The disk is full: the cache gives back what it can. */
  makeRoom: () => void;
  /** The cache cannot be trusted any more. */
  fatal: (error: unknown) => void;
};

/** What a file that cannot be read or written means for the desk. */
export function troublesWith({ notices, startedFull, free, makeRoom, fatal }: TroublesOptions) {
  /** Told in this time of a full disk: once seen it is not told again by every further page, connection and key. */
  const told = new Set<Lacking>(startedFull ? LACKING : []);
  const tellFull = (lacking: Lacking): void => {
    if (!told.has(lacking)) notices.add('disk-full');
    told.add(lacking);
  };

  return {
    /** `again`: it may work later, when there is room. */
    failed(error: unknown, lacking: Lacking = 'coming'): 'again' | 'end' {
      log.error('cache.failed', {}, error);
      if (isFull(error)) {
        tellFull(lacking);
        makeRoom();
      }
      if (isDamage(error)) fatal(error);
      return isFull(error) ? 'again' : 'end';
    },
    /** A page could be written. */
    wrote(): void {
      if (told.size === 0 || (free() ?? ROOM) < ROOM) return;
      told.clear();
      notices.clear('disk-full');
    },
    isOne: (error: unknown): boolean => isDamage(error) || isFull(error),
  };
}
export type Troubles = ReturnType<typeof troublesWith>;
