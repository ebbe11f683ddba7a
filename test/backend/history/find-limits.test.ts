// What is looked at for one question is bounded: that there may be more is said when there is, and not when all were seen.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { byPersonAndWords, MOST_PERSONS } from '../../../backend/history/find/person-and-words.ts';
import { wantedOf } from '../../../backend/history/find/wanted.ts';
import { byName, byWords, MOST_ROWS } from '../../../backend/history/find/ways.ts';
import { parseQuery } from '../../../shared/domain/search/query.ts';
import { newWorld, NOW, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => void (world = await newWorld()));
afterAll(() => world.db.close());
beforeEach(() => world.db.query('DELETE FROM entry_words').then(() => world.db.query('DELETE FROM customer_words')));

const asked = (query: string) => wantedOf(parseQuery(query, { now: NOW, zone: 'UTC' }));

/** So many customers of one name, from that number on. */
const named = (from: number, to: number) =>
  world.db.query(
    `INSERT INTO customer_words SELECT 'limit-' || n, to_tsvector('simple', 'okafor')
     FROM generate_series($1::integer, $2::integer) n`,
    [from, to],
  );

test('a name that as many have as are looked at: all of them, and no more; of one more it is said', async () => {
  await named(1, MOST_ROWS);
  expect(await byName(world.db, asked('okafor'))).toMatchObject({ ids: { length: MOST_ROWS }, more: false });
  await named(MOST_ROWS + 1, MOST_ROWS + 1);
  expect(await byName(world.db, asked('okafor'))).toMatchObject({ ids: { length: MOST_ROWS }, more: true });
});

test('words that as many entries have as are looked at, likewise', async () => {
  await world.db.query(`INSERT INTO customer (id, known, json) VALUES ('limit-all', false, '{}')`);
  const write = async (from: number, to: number) => {
    await world.db.query(
      `INSERT INTO entry (id, customer_id, case_id, at, kind, json)
       SELECT 'limit-' || n, 'limit-all', 'limit-case', n, 'note', '{}' FROM generate_series($1::integer, $2::integer) n`,
      [from, to],
    );
    await world.db.query(
      `INSERT INTO entry_words SELECT 'limit-' || n, to_tsvector('simple', 'voucher')
       FROM generate_series($1::integer, $2::integer) n`,
      [from, to],
    );
  };
  await write(1, MOST_ROWS);
  expect(await byWords(world.db, asked('voucher'))).toEqual({ ids: ['limit-all'], more: false });
  await write(MOST_ROWS + 1, MOST_ROWS + 1);
  expect(await byWords(world.db, asked('voucher'))).toEqual({ ids: ['limit-all'], more: true });
});

test('persons of whose name one of the words is, likewise', async () => {
  await named(1, MOST_PERSONS);
  expect((await byPersonAndWords(world.db, asked('okafor refund'))).more).toBe(false);
  await named(MOST_PERSONS + 1, MOST_PERSONS + 1);
  expect((await byPersonAndWords(world.db, asked('okafor refund'))).more).toBe(true);
});
