// 7: what a desk's screen was last told of its connection is so, by the network's own record.
import { Broken } from './broken.ts';
import { cachedBy, type Wanted, wantedOf } from './cached.ts';
import type { Desk } from './desk.ts';
import type { Network } from './network.ts';

type Look = <T extends object>(text: string, params?: readonly unknown[]) => Promise<T[]>;
type Seen = {
  /** Since when it was seen to have no open connection, without a break: between two looks one may have come and gone. */
  aloneSince: number | null;
  /** Since when it has had one that hears both ways, without a break. */
  wholeSince: number | null;
  /** Since when it has said `live`, without a break. */
  liveSince: number | null;
};

/** Milliseconds of simulated time. A line that is cut is noticed in 200, and the screen is told soon after. */
const MOST_FALSE_LIVE = 1_000;
/** Signed in, told of its session, and what was lost on the way noticed; a node may just have begun. */
const MOST_FALSE_OFFLINE = 10_000;

/** After every step. */
export function shownWatch(
  desks: readonly Desk[],
  network: Pick<Network, 'lines' | 'isWhole' | 'lastOpen'>,
  now: () => number,
) {
  const seen = new Map<string, Seen>();
  const seenOf = (desk: Desk): Seen => {
    const known = seen.get(desk.name) ?? { aloneSince: null, wholeSince: null, liveSince: null };
    seen.set(desk.name, known);
    return known;
  };

  function check(desk: Desk): void {
    const state = desk.owner.alive ? (desk.screen.connection?.state ?? null) : null;
    const one = seenOf(desk);
    const lines = network.lines().filter(line => line.desk === desk.owner && line.isOpen());
    const wasOpen = network.lastOpen(desk.owner);
    one.aloneSince = state !== null && lines.length === 0 ? Math.max(one.aloneSince ?? now(), wasOpen) : null;
    one.wholeSince = state !== null && lines.some(network.isWhole) ? (one.wholeSince ?? now()) : null;
    one.liveSince = state === 'live' ? (one.liveSince ?? now()) : null;
    const alone = one.aloneSince === null ? 0 : Math.round(now() - one.aloneSince);
    if ((state === 'live' || state === 'catching-up') && alone > MOST_FALSE_LIVE)
      throw new Broken(7, `${desk.name} says ${state}, and has had no connection for ${alone} ms`);
    const whole = one.wholeSince === null ? 0 : Math.round(now() - one.wholeSince);
    if ((state === 'offline' || state === 'connecting') && whole > MOST_FALSE_OFFLINE)
      throw new Broken(7, `${desk.name} says ${state}, and has had a connection for ${whole} ms`);
  }

  return {
    check: (): void => desks.forEach(check),
    /** Since when it has said that it is live; null: it does not. */
    liveSince: (desk: Desk): number | null => seenOf(desk).liveSince,
  };
}

const parted = (record: string): { key: string; version: number } => {
  const at = record.lastIndexOf(' ');
  return { key: record.slice(0, at), version: Number(record.slice(at + 1)) };
};

/**
 * 5 and 7, again and again: whoever has said `live` since the look before this one has by now what the backend had then.
 * `liveSince`: see above.
 */
export function liveWatch(look: Look, folder: string, liveSince: (desk: Desk) => number | null) {
  const before = new Map<string, { readonly at: number; readonly want: Wanted }>();
  return async (desk: Desk, now: number): Promise<void> => {
    const then = before.get(desk.name);
    const want = await wantedOf(look, desk.agentId);
    before.set(desk.name, { at: now, want });
    const since = liveSince(desk);
    if (!then || since === null || since > then.at) return;
    const still = new Set(want.records.map(record => parted(record).key));
    const spared = new Set([...then.want.either, ...want.either].map(record => parted(record).key));
    const have = new Map(
      cachedBy(desk, folder)
        .records.map(parted)
        .map(({ key, version }) => [key, version]),
    );
    const late = then.want.records
      .map(parted)
      .find(({ key, version }) => still.has(key) && !spared.has(key) && (have.get(key) ?? -1) < version);
    if (late)
      throw new Broken(7, `${desk.name} says live, and has lacked ${late.key} for ${Math.round(now - then.at)} ms`);
  };
}
