/** Where time comes from. Both in milliseconds; `now` since the Unix epoch, `monotonic` since an arbitrary start. */
export type Clock = { now(): number; monotonic(): number };

export const systemClock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };
