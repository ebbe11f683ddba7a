import { afterEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../backend/store/db.ts';
import { migrate } from '../../../backend/store/migrate.ts';
import { migrations } from '../../../backend/store/migrations/list.ts';
import { preparedDatabase } from '../../../backend/store/open.ts';
import { openPglite } from '../../../backend/store/pglite.ts';
import { openPostgres } from '../../../backend/store/postgres.ts';
import { withPostgres } from '../../fixtures/postgres.ts';

const open: Store[] = [];
const kept = <T extends Store>(store: T): T => (open.push(store), store);
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});

const tablesOf = async (store: Store) =>
  (
    await store.query<{ name: string }>(
      `SELECT table_name || '.' || column_name || ' ' || data_type AS name FROM information_schema.columns
       WHERE table_schema = 'public' ORDER BY name`,
    )
  ).map(({ name }) => name);

/** Migrates twice: how many were applied, and the tables after each time. */
async function migrateTwice(store: Store) {
  const first = { applied: await migrate(store, migrations), tables: await tablesOf(store) };
  return { first, second: { applied: await migrate(store, migrations), tables: await tablesOf(store) } };
}

const embedded = async () => kept(await openPglite(null, preparedDatabase()));

describe('on the embedded engine', () => {
  test('an empty database is brought up to date once', async () => {
    const { first, second } = await migrateTwice(await embedded());
    expect(first.applied).toBe(migrations.length);
    expect(first.tables).toContain('feed_log.xid xid8');
    expect(second).toEqual({ applied: 0, tables: first.tables });
  });

  test('only what is new is applied; one that fails leaves everything as it was', async () => {
    const store = await embedded();
    const first = { name: 'first', up: 'CREATE TABLE one (a integer); CREATE TABLE two (a integer);' };
    const bad = { name: 'bad', up: 'CREATE TABLE three (a integer); SELECT nonsense;' };
    await migrate(store, [first]);
    await expect(migrate(store, [first, { name: 'fine', up: 'CREATE TABLE four ();' }, bad])).rejects.toThrow(
      'nonsense',
    );
    expect((await tablesOf(store)).filter(name => !name.startsWith('migration'))).toEqual([
      'one.a integer',
      'two.a integer',
    ]);
    expect(await migrate(store, [first, { name: 'second', up: 'DROP TABLE two;' }])).toBe(1);
  });

  test('a database of a newer program, or of another one, is refused and left alone', async () => {
    const store = await embedded();
    await migrate(store, [
      { name: 'first', up: '' },
      { name: 'newer', up: '' },
    ]);
    const refused = { code: 'upgrade-required', message: expect.stringContaining('another version of Foreword') };
    await expect(migrate(store, [{ name: 'first', up: '' }])).rejects.toMatchObject(refused);
    await expect(
      migrate(store, [
        { name: 'other', up: '' },
        { name: 'newer', up: '' },
      ]),
    ).rejects.toMatchObject(refused);
  });
});

const postgres = withPostgres();
describe.skipIf(postgres === null)('on PostgreSQL', () => {
  test('an empty database is brought up to date once', async () => {
    const { first, second } = await migrateTwice(kept(await openPostgres(await postgres!().newDatabase())));
    expect(first.applied).toBe(migrations.length);
    expect(first.tables).toContain('feed_log.xid xid8');
    expect(second).toEqual({ applied: 0, tables: first.tables });
  });

  test('both engines end up with the same tables', async () => {
    const stores = [kept(await openPostgres(await postgres!().newDatabase())), await embedded()];
    for (const store of stores) await migrate(store, migrations);
    expect(await tablesOf(stores[0]!)).toEqual(await tablesOf(stores[1]!));
  });

  test('nodes that start together migrate one after the other', async () => {
    const url = await postgres!().newDatabase();
    const nodes = await Promise.all([1, 2, 3].map(async () => kept(await openPostgres(url))));
    const applied = await Promise.all(nodes.map(node => migrate(node, migrations)));
    expect(applied.toSorted()).toEqual([0, 0, migrations.length]);
  });
});
