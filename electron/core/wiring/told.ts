import type { Connection, Push } from '../../../shared/contract/bridge.ts';
import type { WorkTold } from '../../../shared/contract/bridge/work.ts';
import { pushQueue } from '../bridge/pushes.ts';
import { noticeBoard } from '../notices.ts';
import { othersHeard } from '../others.ts';
import { troublesWith } from '../troubles.ts';
import type { Given } from './given.ts';
import type { Kept } from './kept.ts';

/** Read when something is told, from parts that are wired after this one. */
export type ToTell = {
  push: (push: Push) => void;
  connection: () => Connection;
  work: () => WorkTold | undefined;
  isBehind: () => boolean;
  /** The disk is full: what can be given back goes. */
  makeRoom: () => void;
};

/** What the screen is told unasked: what changed, what an agent must know, who else is here, that a file fails. */
export function toldBy({ clock, fatal }: Given, kept: Kept, { push, connection, work, isBehind, makeRoom }: ToTell) {
  const pushes = pushQueue({ push, connection, work, isBehind, monotonic: clock.monotonic });
  const notices = noticeBoard(clock.now, () => pushes.add({ topic: 'notices' }));
  const others = othersHeard(clock.monotonic, topic => pushes.add({ topic }));
  const troubles = troublesWith({
    notices,
    startedFull: kept.notices.includes('disk-full'),
    free: kept.free,
    makeRoom,
    fatal: error => {
      kept.distrust();
      fatal(error);
    },
  });
  return {
    pushes,
    timelineChanged: (customerId: string): void => pushes.add({ topic: 'timeline', customerId }),
    notices,
    others,
    troubles,
  };
}
export type ToldParts = ReturnType<typeof toldBy>;
