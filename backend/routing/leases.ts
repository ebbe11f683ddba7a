import type { Offer } from '../../shared/domain/offer.ts';
import type { Clock } from '../../shared/lib/clock.ts';

/**
 * How long each ringing offer may still ring, by the monotonic clock: a wall clock that jumps neither ends an offer nor
 * keeps it alive. Only this process's memory; after a restart the time left is what the record says.
 */
export type Leases = ReturnType<typeof newLeases>;

/** All that a lease is made of. */
export type Timed = Pick<Offer, 'id' | 'madeAt' | 'expiresAt'>;

export function newLeases(clock: Clock) {
  const ends = new Map<string, number>();
  return {
    begin(offerId: string, ms: number): void {
      ends.set(offerId, clock.monotonic() + ms);
    },
    /** For an offer that another process made. Never longer than it was made for, whatever the wall clock says. */
    adopt(offer: Timed): void {
      if (ends.has(offer.id)) return;
      const left = Math.min(offer.expiresAt - clock.now(), offer.expiresAt - offer.madeAt);
      ends.set(offer.id, clock.monotonic() + Math.max(0, left));
    },
    /** Of offers that do not ring any more the time is nobody's concern: nothing is asked about them when it is over. */
    keepOnly(ringing: ReadonlySet<string>): void {
      for (const id of ends.keys()) if (!ringing.has(id)) ends.delete(id);
    },
    /**
     * For an offer that another node or a command made. From when it is first seen, as the nodes' wall clocks need not
     * agree and a commit may be slow: so never before it has rung for its time. `ageMs`, by the database's clock, keeps
     * nodes that die one after the other from beginning anew for ever: after twice its time it is over for whoever comes.
     */
    follow({ id, expiresAt, madeAt }: Timed, ageMs: number): void {
      if (ends.has(id)) return;
      const whole = Math.max(0, expiresAt - madeAt);
      ends.set(id, clock.monotonic() + Math.min(whole, Math.max(0, 2 * whole - ageMs)));
    },
    isOver: (offerId: string): boolean => (ends.get(offerId) ?? Number.POSITIVE_INFINITY) <= clock.monotonic(),
    over: (): string[] => [...ends].filter(([, end]) => end <= clock.monotonic()).map(([id]) => id),
    end: (offerId: string): void => void ends.delete(offerId),
    /** Milliseconds until the next lease ends; null: none rings. */
    nextMs: (): number | null => (ends.size > 0 ? Math.max(0, Math.min(...ends.values()) - clock.monotonic()) : null),
  };
}
