// What becomes of work that its holder has set aside. Pure.
import type { Presence } from '../../shared/domain/presence.ts';
import type { WorkItem, Woken } from '../../shared/domain/work.ts';
import { moveWork } from '../../shared/domain/work-moves.ts';
import { next } from '../records/read.ts';

export type AsidePolicy = {
  /** Milliseconds that a holder may be gone once the item has come back; then it goes to the queue. */
  readonly goneMs: number;
  /** The same while it is set aside until the customer's next word, which may never come. */
  readonly goneWaitingMs: number;
};
/** A shift's break for the first, a long weekend for the second: nothing set aside is forgotten. */
export const ASIDE: AsidePolicy = { goneMs: 15 * 60_000, goneWaitingMs: 72 * 3_600_000 };

export type Aside = 'stay' | 'wake' | 'return';

/**
 * Its time has come: back into the holder's list. The holder has been gone for too long: back into the queue. Until
 * its own time it stays, also overnight and with the desk off.
 */
export function asideOf(item: WorkItem, presence: Presence | null, now: number, policy: AsidePolicy = ASIDE): Aside {
  const goneSince = presence === null ? 0 : presence.state === 'offline' ? presence.since : null;
  const { parked, woken } = item;
  if (parked) {
    if (parked.until !== null) return now >= parked.until ? 'wake' : 'stay';
    const waitsSince = goneSince === null ? null : Math.max(goneSince, parked.at);
    return waitsSince !== null && now - waitsSince >= policy.goneWaitingMs ? 'return' : 'stay';
  }
  const missedSince = woken && goneSince !== null ? Math.max(goneSince, woken.at) : null;
  return missedSince !== null && now - missedSince >= policy.goneMs ? 'return' : 'stay';
}

/** The same hands, the same epoch; no longer out of the way. */
export const wokenItem = (item: WorkItem, why: Woken['why'], now: number): WorkItem =>
  next(item, { parked: null, woken: { why, at: now } });

/** Into its queue, where it keeps the place it had; whoever held it is fenced off. */
export const returnedItem = (item: WorkItem, holderName: string, now: number): WorkItem => ({
  ...moveWork(item, 'let-go'),
  handover: {
    why: 'returned',
    fromId: item.holderId,
    fromName: holderName,
    note: item.parked?.reason ?? null,
    at: now,
  },
});
