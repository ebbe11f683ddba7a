import { expect, test } from 'vitest';
import type { Queryable } from '../../../backend/store/db.ts';
import { preparedDatabase } from '../../../backend/store/open.ts';
import { migrate } from '../../../backend/store/migrate.ts';
import { migrations } from '../../../backend/store/migrations/list.ts';
import { openPglite } from '../../../backend/store/pglite.ts';
import { servers, waitingIn } from '../../../backend/routing/gather.ts';
import { lookAround } from '../../../backend/routing/look.ts';

type Asked = { readonly text: string; readonly params: readonly unknown[] };

/** What would be asked of a database that answers with `rows`. */
async function askedBy(ask: (db: never) => Promise<unknown>, rows: readonly object[]): Promise<Asked> {
  let asked: Asked | null = null;
  const db: Queryable = {
    async query<T extends object>(text: string, params: readonly unknown[] = []) {
      asked = { text, params };
      return rows as T[];
    },
  };
  await ask(db as never);
  return asked!;
}

// A plan is made when there is next to nothing, and kept: what it reads must not grow with what has been since then.
test('what rings and what is held is looked for by agent, and what waits by its order', async () => {
  const store = await openPglite(null, preparedDatabase());
  await migrate(store, migrations);
  const planOf = async ({ text, params }: Asked) =>
    (await store.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${text}`, params)).map(row => row['QUERY PLAN']).join('\n');
  try {
    const look = await planOf(await askedBy(lookAround, [{}]));
    expect(look).toContain('offer_one_ringing_per_agent');
    expect(look).toContain('work_item_aside');
    for (const agentIds of [null, ['a-mara']]) {
      const agents = await planOf(servers(agentIds));
      expect(agents).toContain('offer_one_ringing_per_agent');
      expect(agents).toContain('work_item_held');
      expect(agents + look).not.toContain('offer_one_ringing_per_item');
      expect(agents).not.toContain('Seq Scan on work_item');
    }
    const waiting = await askedBy(tx => waitingIn(tx, null, ['q'], [], [], 4), []);
    expect(await planOf(waiting)).toContain('work_item_waiting');
  } finally {
    await store.close();
  }
});
