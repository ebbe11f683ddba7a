// Where the log ends is asked with each page and each look: it may not cost more the longer the log is.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHead } from '../../../backend/feed/read.ts';
import type { Queryable, Store } from '../../../backend/store/db.ts';
import { memoryStore } from '../../support/kept-store.ts';

let store: Store;
beforeAll(async () => {
  store = await memoryStore();
  await store.query(`INSERT INTO feed_log (audience, kind, body, bytes)
    SELECT 'team', 'x', '{}', 2 FROM generate_series(1, 5000)`);
});
afterAll(() => store.close());

/** What the engine does for one statement: pages of the file that it looked at, and how. */
async function costOf(ask: (db: Queryable) => Promise<unknown>): Promise<{ pages: number; plan: string }> {
  let text = '';
  await ask({
    query: asked => {
      text = asked;
      return Promise.resolve([]);
    },
  });
  const rows = await store.query<{ 'QUERY PLAN': string }>(`EXPLAIN (ANALYZE, BUFFERS) ${text}`);
  const plan = rows.map(row => row['QUERY PLAN']).join('\n');
  return { pages: Number(/Buffers: shared hit=(\d+)/.exec(plan)?.[1]), plan };
}

test('the end of a long log is found by its index, in a few pages', async () => {
  const { pages, plan } = await costOf(db => readHead(db));
  expect(plan).not.toContain('Seq Scan');
  expect(pages).toBeLessThan(20);
  const head = await readHead(store);
  const [last] = await store.query<{ xid: string; seq: number }>(
    'SELECT xid::text AS xid, seq FROM feed_log ORDER BY feed_log.xid DESC, seq DESC LIMIT 1',
  );
  expect(head).toMatchObject({ at: last, held: false });
});
