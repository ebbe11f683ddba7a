import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askAll, runAll, type Store } from '../../../backend/store/db.ts';
import { preparedDatabase } from '../../../backend/store/open.ts';
import { openPglite } from '../../../backend/store/pglite.ts';
import { openPostgres } from '../../../backend/store/postgres.ts';
import { statementsOf } from '../../../backend/store/postgres-statements.ts';
import { textArray } from '../../../backend/store/text-array.ts';
import { withPostgres } from '../../fixtures/postgres.ts';

function sameOnBoth(open: () => Promise<Store>): void {
  let store: Store;
  beforeAll(async () => {
    store = await open();
    await store.query('CREATE TABLE thing (id integer PRIMARY KEY, big bigint, body json)');
  });
  afterAll(() => store?.close());

  test('values come back alike: bigint as number, xid8 and numeric as text, json as objects', async () => {
    const [row] = await store.query(
      `SELECT 1700000000000::bigint AS time, '12345678901234567890'::xid8 AS xid, 1.50::numeric AS exact,
         '{"a":[1]}'::json AS body, count(*) AS count, ARRAY['a', NULL]::text[] AS list, NULL::text AS nothing`,
    );
    expect(row).toEqual({
      time: 1_700_000_000_000,
      xid: '12345678901234567890',
      exact: '1.50',
      body: { a: [1] },
      count: 1,
      list: ['a', null],
      nothing: null,
    });
  });

  test('hostile text is a parameter and nothing else', async () => {
    const hostile = `'; DROP TABLE thing; -- \\ " $1 {a,b} ${'🛫'.repeat(3)}`;
    const [row] = await store.query<{ text: string; list: string[] }>('SELECT $1::text AS text, $2::text[] AS list', [
      hostile,
      [hostile, '', 'NULL'],
    ]);
    expect(row).toEqual({ text: hostile, list: [hostile, '', 'NULL'] });
  });

  test('a list may hold numbers, and nothing at a place', async () => {
    const [row] = await store.query('SELECT $1::text[] AS texts, $2::integer[] AS numbers', [
      ['a', null, 'null'],
      [1, -2],
    ]);
    expect(row).toEqual({ texts: ['a', null, 'null'], numbers: [1, -2] });
  });

  test('bytes can be given as bytes, and as the database writes them', async () => {
    const text = `SELECT encode($1::bytea, 'hex') AS hex`;
    expect(await store.query(text, [new Uint8Array([0, 255])])).toEqual([{ hex: '00ff' }]);
    expect(await store.query(text, ['\\x00ff'])).toEqual([{ hex: '00ff' }]);
  });

  test('texts that are written as an array by us are the same texts', async () => {
    const texts = [
      '',
      'NULL',
      ' a ',
      '{a,"b"}',
      `'; -- \\ " $1 ${'🛫'.repeat(3)}`,
      'a\nb\tc\u0007\u007f',
      '"\n\\n"',
      '\u2028é',
      JSON.stringify({ text: 'a "b"\n\\ \u0000' }),
    ];
    const [row] = await store.query<{ list: string[] }>('SELECT $1::text[] AS list', [textArray(texts)]);
    expect(row!.list).toEqual(texts);
    expect(await store.query('SELECT $1::text[] AS list', [textArray([])])).toEqual([{ list: [] }]);
  });

  test('a transaction that throws leaves nothing behind and gives the error back', async () => {
    const failing = store.transaction(async tx => {
      await tx.query('INSERT INTO thing (id) VALUES (1)');
      throw new RangeError('changed its mind');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await store.query('SELECT * FROM thing')).toEqual([]);
    expect(await store.transaction(async tx => tx.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });

  const thing = (id: number) => ({ text: 'INSERT INTO thing (id) VALUES ($1)', params: [id] });
  const things = async (at: Pick<Store, 'query'>) =>
    (await at.query<{ id: number }>('SELECT id FROM thing ORDER BY id')).map(({ id }) => id);

  test('what is written later is there for whoever asks in the transaction, in its order, and for all after it', async () => {
    await store.transaction(async tx => {
      await runAll(tx, [thing(1), { text: 'UPDATE thing SET big = 7 WHERE id = 1', params: [] }]);
      expect(await tx.query('SELECT id, big FROM thing')).toEqual([{ id: 1, big: 7 }]);
      await runAll(tx, [thing(2)]);
    });
    expect(await things(store)).toEqual([1, 2]);
    await store.query('DELETE FROM thing');
  });

  test('what is written later and cannot be fails the commit, with its own error, and nothing is kept', async () => {
    const twice = store.transaction(tx => runAll(tx, [thing(1), thing(1), thing(2)]));
    await expect(twice).rejects.toThrow(/duplicate key/);
    const asked = store.transaction(async tx => {
      await runAll(tx, [thing(1), thing(1)]);
      await tx.query('SELECT 1');
    });
    await expect(asked).rejects.toThrow(/duplicate key/);
    expect(await things(store)).toEqual([]);
  });

  test('several questions at once are answered each for itself, each after those before it', async () => {
    const answers = await store.transaction(tx =>
      askAll<[{ id: number }, { count: number }, { list: string[] | null }]>(tx, [
        { text: 'INSERT INTO thing (id) VALUES (5), (6) RETURNING id', params: [] },
        { text: 'SELECT count(*) AS count FROM thing WHERE id > $1', params: [5] },
        { text: 'SELECT $1::text[] AS list', params: [null] },
      ]),
    );
    expect(answers).toEqual([[{ id: 5 }, { id: 6 }], [{ count: 1 }], [{ list: null }]]);
    await store.query('DELETE FROM thing');
  });

  test('of many questions the first that fails is told, and no commit follows who goes on after an error', async () => {
    const failing = store.transaction(tx => askAll(tx, [thing(1), thing(1), thing(2)]));
    await expect(failing).rejects.toThrow(/duplicate key/);
    const goingOn = store.transaction(async tx => {
      await tx.query(thing(3).text, [3]);
      await tx.query('SELECT nonsense').catch(() => undefined);
    });
    await expect(goingOn).rejects.toThrow(/nonsense/);
    expect(await things(store)).toEqual([]);
    expect(await store.transaction(async () => 'nothing asked')).toBe('nothing asked');
  });

  test('more different statements than are kept planned go on being answered', async () => {
    for (let n = 0; n < 1_010; n += 1) expect(await store.query(`SELECT ${n} AS n`)).toEqual([{ n }]);
    expect(await store.query('SELECT 0 AS n')).toEqual([{ n: 0 }]);
  });

  test('transactions of one engine at the same time are each whole', async () => {
    const add = (id: number) =>
      store.transaction(async tx => {
        await tx.query(thing(id).text, [id]);
        if (id % 2 === 0) throw new RangeError('changed its mind');
        await runAll(tx, [thing(id + 100)]);
      });
    const ends = await Promise.allSettled([1, 2, 3, 4].map(add));
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(await things(store)).toEqual([1, 3, 101, 103]);
    await store.query('DELETE FROM thing');
  });

  test('an error that asking again cannot cure is not called retry', async () => {
    await expect(store.query('SELECT nonsense')).rejects.not.toMatchObject({ code: 'retry' });
  });
}

describe('the embedded engine', () => {
  sameOnBoth(() => openPglite(null, preparedDatabase()));
});

const postgres = withPostgres();
describe.skipIf(postgres === null)('PostgreSQL', () => {
  sameOnBoth(async () => openPostgres(await postgres!().newDatabase()));

  test('a lost race is retry: serialization, deadlock', async () => {
    const store = await openPostgres(await postgres!().newDatabase());
    await store.query('CREATE TABLE place (id integer PRIMARY KEY, n integer)');
    await store.query('INSERT INTO place VALUES (1, 0), (2, 0)');
    const gate = Promise.withResolvers<void>();
    let arrived = 0;
    const crossing = (order: readonly [number, number]) =>
      store.transaction(async tx => {
        await tx.query('UPDATE place SET n = n + 1 WHERE id = $1', [order[0]]);
        if (++arrived === 2) gate.resolve();
        await gate.promise;
        await tx.query('UPDATE place SET n = n + 1 WHERE id = $1', [order[1]]);
      });
    const ends = await Promise.allSettled([crossing([1, 2]), crossing([2, 1])]);
    const [failed] = ends.flatMap(end => (end.status === 'rejected' ? [end.reason] : []));
    expect(failed).toMatchObject({ code: 'retry' });
    expect(await store.query('SELECT n FROM place')).toEqual([{ n: 1 }, { n: 1 }]);
    await store.close();
  });

  test('what goes together is one way there and back: the server is ready again once', async () => {
    const client = new Client({ connectionString: await postgres!().newDatabase() });
    await client.connect();
    const send = statementsOf(client);
    const ask = () => send([1, 2, 3].map(n => ({ text: `SELECT $1::integer + ${n} AS n`, params: [n] })));
    await ask();
    let ready = 0;
    client.connection.on('readyForQuery', () => (ready += 1));
    expect(await ask()).toEqual([[{ n: 2 }], [{ n: 4 }], [{ n: 6 }]]);
    expect(ready).toBe(1);
    await client.end();
  });

  test('a number too large to be one fails its question and no other', async () => {
    const store = await openPostgres(await postgres!().newDatabase());
    await expect(store.query('SELECT 9007199254740993::bigint AS n')).rejects.toThrow(RangeError);
    expect(await store.query('SELECT 9007199254740991::bigint AS n')).toEqual([{ n: 9_007_199_254_740_991 }]);
    await store.close();
  });

  test('a database that is not there is one sentence without the password', async () => {
    const opening = openPostgres('postgres://me:secretword@127.0.0.1:1/nothing');
    await expect(opening).rejects.toMatchObject({
      code: 'offline',
      message: 'The database 127.0.0.1:1/nothing cannot be reached: connect ECONNREFUSED 127.0.0.1:1.',
    });
  });
});
