// A customer of more entries than one transaction takes, on both engines; whoever does it dies between any two parts.
import { describe, expect, onTestFinished, test } from 'vitest';
import { eraseNow, finishOpen } from '../../../backend/erasure/log-file.ts';
import { openErasures } from '../../../backend/erasure/parts.ts';
import { statusOf } from '../../../backend/erasure/receipts.ts';
import type { Db } from '../../../backend/store/db.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { imported, newWorld, NOW, type World } from '../intake/world.ts';
import { allTables } from './all-tables.ts';
import { erase, finishAll, mail, post, SECRETS, withLead, zenobia } from './zenobia.ts';

const PART = 4;
const MANY = 30;
const postgres = withPostgres();

async function withMany(url: string | null): Promise<{ world: World; customerId: string; other: string }> {
  const world = await withLead(await newWorld(undefined, url));
  onTestFinished(() => world.db.close());
  const customerId = await zenobia(world);
  await world.takeIn(...Array.from({ length: MANY }, (_, i) => post(`many-${i}`, `Kestrel number ${i}`)));
  const [other] = await world.takeIn({ ...post('other', 'Somebody else'), party: { address: '@other' } });
  return { world, customerId, other: imported(other).customerId! };
}
const askedFor = (customerId: string) =>
  ({ id: 'erasure-1', customerId, entryId: null, reason: 'request', by: null, at: NOW }) as const;

/** Its process dies before its `last`th transaction. */
function dying(db: Db, last: number): Db & { readonly begun: () => number } {
  let begun = 0;
  return {
    query: (text, params) => db.query(text, params),
    transaction(run) {
      if (++begun >= last) return Promise.reject(new Error('killed'));
      return db.transaction(run);
    },
    begun: () => begun,
  } as Db & { readonly begun: () => number };
}

describe('on the embedded engine', () => {
  holds(async () => null);
});
describe.skipIf(postgres === null)('on PostgreSQL', () => {
  holds(() => postgres!().newDatabase());
});

function holds(database: () => Promise<string | null>): void {
  test('killed between any two parts it is finished by whoever starts next, with one record, and takes nobody else’s word', async () => {
    const { world, customerId, other } = await withMany(await database());
    await finishAll(world, customerId);
    const before = (await world.entries(customerId)).length;
    const others = await world.entries(other);
    const asked = askedFor(customerId);
    // Each try gets one part further.
    let last = 2;
    for (; ; last++) {
      const db = dying(world.db, last);
      const ended = await (last === 2 ? eraseNow(db, asked, PART) : finishOpen(db, PART)).then(
        () => true,
        () => false,
      );
      if (ended) break;
      expect(await openErasures(world.db)).toMatchObject([{ id: 'erasure-1', customerId }]);
      expect(await world.entries(other)).toEqual(others);
      // What went already is not taken again meanwhile.
      const [first] = await world.takeIn(post('many-0', 'Kestrel number 0'));
      expect(first?.outcome).toMatch(/^(?:already-there|refused)$/);
    }
    expect(last).toBeGreaterThan(4);
    const after = await allTables(world.db);
    for (const secret of SECRETS) expect(after).not.toContain(secret);
    expect(await openErasures(world.db)).toEqual([]);
    expect(await world.entries(other)).toEqual(others);
    const [status] = await statusOf(world.db);
    expect(status!.records).toBeGreaterThan(before);
    expect(await statusOf(world.db)).toHaveLength(1);
    const again = await world.takeIn(
      post('many-3', 'Kestrel number 3'),
      { ...mail, externalId: 'z2', text: 'Zenobia again' },
      post('z1', 'My Kestrel is lost'),
    );
    expect(again.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused']);
    const told = (await world.told()).filter(({ body }) => body.kind === 'customer.erased');
    expect(new Set(told.map(({ body }) => (body.kind === 'customer.erased' ? body.erasure.id : '')))).toEqual(
      new Set(['erasure-1']),
    );
    expect(await finishOpen(world.db, PART)).toBe(0);
  });

  test('it leaves behind, and proves, what one transaction would', async () => {
    const url = await database();
    const { world, customerId } = await withMany(url);
    const count = (await world.entries(customerId)).length;
    const done = await eraseNow(world.db, askedFor(customerId), PART);
    const { world: whole, customerId: same } = await withMany(url === null ? null : await database());
    expect((await whole.entries(same)).length).toBe(count);
    const atOnce = await eraseNow(whole.db, askedFor(same));
    expect(done.records).toBe(atOnce.records);
    expect(done.hashes).toHaveLength(atOnce.hashes.length);
    const rows = (one: World, table: string) => one.db.query(`SELECT 1 FROM ${table}`).then(({ length }) => length);
    for (const table of ['entry', '"case"', 'interaction', 'identity', 'intake_key', 'attachment', 'work_item'])
      expect([table, await rows(world, table)]).toEqual([table, await rows(whole, table)]);
  });
}

test('a lead’s command for so many is done when it is answered', async () => {
  const { world, customerId } = await withMany(null);
  await finishAll(world, customerId);
  await world.db.query(
    `INSERT INTO entry SELECT 'copy-' || g, customer_id, case_id, interaction_id, at, kind,
       (json::jsonb || jsonb_build_object('id', 'copy-' || g))::json
     FROM (SELECT * FROM entry WHERE customer_id = $1 AND json->>'text' LIKE 'Kestrel number%' LIMIT 1) e,
       generate_series(1, 2100) g`,
    [customerId],
  );
  expect(await erase(world, customerId)).toEqual({ ok: true, entryId: null });
  expect(await allTables(world.db)).not.toMatch(/Kestrel|enobia/);
  expect(await openErasures(world.db)).toEqual([]);
  expect(await statusOf(world.db)).toMatchObject([{ by: 'a-lead', customerId }]);
});
