// So many at once, and so many a second: what comes faster is refused. Pure but for what it remembers.

/** `burst` at once; `perSecond` come back. */
export type Rate = { readonly burst: number; readonly perSecond: number };
type Level = { left: number; at: number };

/** One level for each key; a key that is full again is forgotten. `monotonic` in milliseconds. */
export function buckets({ burst, perSecond }: Rate, monotonic: () => number) {
  const levels = new Map<string, Level>();
  const levelNow = (level: Level | undefined, now: number): number =>
    level ? Math.min(burst, level.left + ((now - level.at) * perSecond) / 1_000) : burst;

  function sweep(now: number): void {
    for (const [key, level] of levels) if (levelNow(level, now) >= burst) levels.delete(key);
  }

  return {
    /** False: there is none left; nothing is taken. */
    take(key: string): boolean {
      const now = monotonic();
      if (levels.size > 10_000) sweep(now);
      const left = levelNow(levels.get(key), now);
      if (left < 1) return false;
      levels.set(key, { left: left - 1, at: now });
      return true;
    },
    size: (): number => levels.size,
  };
}
