// What is noted in the very moment in which the audit comes to rest.
import { expect, test } from 'vitest';
import { newAudit } from '../../../backend/audit/audit.ts';
import type { Db, Tx } from '../../../backend/store/db.ts';

/** So many turns of the queue of promises. */
async function turns(count: number): Promise<void> {
  for (let n = 0; n < count; n++) await Promise.resolve();
}

test('whenever it comes, it is written at once, and not by the next look', async () => {
  for (let after = 0; after < 40; after++) {
    let written = 0;
    let sealings = 0;
    const tx = { query: () => Promise.resolve([]) } as unknown as Tx;
    const note = (what: string): void => audit.note({ kind: 'session.began', what, outcome: 'done', agentId: what });
    const db = {
      query() {
        written++;
        return Promise.resolve([]);
      },
      transaction(work: (tx: Tx) => Promise<unknown>) {
        if (sealings++ === 0) void turns(after).then(() => note('a-second'));
        return work(tx);
      },
    } as unknown as Db;
    const audit = newAudit({ db, clock: { monotonic: () => 0 } });
    note('a-first');
    await turns(200);
    expect([after, written]).toEqual([after, 2]);
  }
});
