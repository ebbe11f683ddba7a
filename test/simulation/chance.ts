/** Everything that happens by chance in a run comes from one seed. */
export type Chance = ReturnType<typeof chanceOf>;

/** mulberry32: small, quick, and good enough to spread faults about. */
export function chanceOf(seed: number) {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    /** 0 ≤ n < 1. */
    next,
    whole,
    once: (probability: number): boolean => next() < probability,
    pick: <T>(list: readonly T[]): T => list[whole(0, list.length - 1)]!,
    bytes: (size: number): Uint8Array => Uint8Array.from({ length: size }, () => whole(0, 255)),
    /** Another stream, so that one part asking for more does not move all others. */
    fork: (name: string) =>
      chanceOf([...name].reduce((hash, char) => Math.imul(hash ^ char.charCodeAt(0), 16_777_619), seed ^ 0x811c9dc5)),
  };
}
