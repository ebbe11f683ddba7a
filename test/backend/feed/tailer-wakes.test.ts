// A wake-up that comes in the very moment in which the tailer comes to rest.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tailerFor } from '../../../backend/feed/tailer.ts';
import type { Store } from '../../../backend/store/db.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** So many turns of the queue of promises. */
async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await Promise.resolve();
}

test('whenever it comes, the log is looked at once more, and not only by the next poll', async () => {
  for (let after = 0; after < 12; after++) {
    let looks = 0;
    const store = {
      engine: 'pglite',
      listen: () => Promise.resolve(),
      query() {
        looks++;
        return Promise.resolve([]); // a log of which the head cannot be told yet
      },
    } as unknown as Store;
    let wakes = 0;
    const clock = {
      now: () => 0,
      monotonic() {
        // It has read, and is about to rest.
        if (wakes++ === 0) void turns(after).then(() => tailer.wake());
        return 0;
      },
    };
    const tailer = tailerFor({ store, clock, grantOf: () => Promise.reject(new Error('nobody reads')) });
    await tailer.start();
    await turns(50);
    expect([after, looks]).toEqual([after, 2]);
    await tailer.stop();
  }
});
