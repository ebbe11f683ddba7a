// Whom a reviewer finds beyond their desk, whom never, and what they bring: on both engines.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setsOf } from '../../../backend/history/sets/brought.ts';
import { readWords } from '../../../backend/history/words.ts';
import type { ReviewWhat } from '../../../shared/contract/review.ts';
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { DAY, imported, newWorld, NOW, type World } from '../intake/world.ts';

const LONG_AGO = NOW - 900 * DAY;
const ALL: ReviewWhat = { kind: 'period', from: 0, to: NOW + DAY };
const ROOM = 1_000_000;

const said = (externalId: string, channel: 'x' | 'email' | 'whatsapp', address: string, text: string) =>
  ({ type: 'message', live: false, externalId, channel, party: { address }, text, at: LONG_AGO }) satisfies IntakeInput;
const lead = (externalId: string, queues: string[]) =>
  ({
    type: 'agent',
    externalId,
    name: `Lead ${externalId}`,
    role: 'lead',
    queues,
    secret: 'long enough, as is told',
  }) as const;

const ARCHIVE: readonly IntakeInput[] = [
  {
    type: 'customer',
    externalId: 'k1',
    name: 'Zoë Okafor-Lindström',
    identities: [
      { channel: 'email', address: 'zoe@post.example' },
      { channel: 'voice', address: '+44 20 7946 0958' },
    ],
  },
  { ...said('m1', 'email', 'zoe@post.example', 'My Spotify Premium skips, and «Ünïcode» too'), subject: 'Skipping' },
  said('m2', 'x', '@105840', 'Why is spotify skipping through songs?'),
  said('m3', 'whatsapp', '+34 600 000 001', 'Mi pedido 4711 no llega: 東京へ行きたい'),
];

const postgres = withPostgres();
describe('on the embedded engine', () => void testsOn(async () => null));
describe.skipIf(postgres === null)('on PostgreSQL', () => void testsOn(() => postgres!().newDatabase()));

function testsOn(newDatabase: () => Promise<string | null>): void {
  let world: World;
  let ids: Record<string, string>;

  beforeAll(async () => {
    world = await newWorld(undefined, await newDatabase());
    await world.takeIn(
      lead('l-all', ['Disruption, messaging', 'Email, general', 'Social, public']),
      lead('l-voice', ['Priority care']),
    );
    const results = await world.centre.intake(ARCHIVE, 'bank archive.csv');
    ids = Object.fromEntries(
      ARCHIVE.map((record, i) => [(record as { externalId: string }).externalId, imported(results[i]).customerId!]),
    );
    await readWords(world.db);
  });
  afterAll(() => world.db.close());

  const find = async (agentId: string, query: string) => {
    world.pass(60_000); // as much as there may be asked
    return world.centre.review.find(agentId, { query });
  };
  const foundBy = async (agentId: string, query: string) =>
    Object.fromEntries((await find(agentId, query)).found.map(({ customerId, by }) => [customerId, by.join()]));
  const grantsOf = async (agentId: string): Promise<string[]> =>
    (
      await world.db.query<{ id: string }>(`SELECT customer_id AS id FROM feed_grant WHERE agent_id = $1`, [agentId])
    ).map(({ id }) => id);
  const bring = async (agentId: string, what: ReviewWhat, most = ROOM) => {
    world.pass(60_000);
    const set = await world.centre.review.bring(agentId, { what, most });
    await world.centre.settle();
    return set;
  };

  describe('a lead finds', () => {
    test.each([
      ['the beginning of a name, whatever its accents', 'okaf', 'k1', 'name'],
      ['all names, in any order', 'LINDSTROM zoe', 'k1', 'name'],
      ['an address', 'zoe@post.example', 'k1', 'address'],
      ['a number as the country writes it', '020 7946 0958', 'k1', 'address'],
      ['a number as the world writes it', '(0044) 20-7946-0958', 'k1', 'address'],
      ['a handle', '@105840', 'm2', 'address'],
      ['a name that is asked for as a filter', 'with:okafor', 'k1', 'name'],
      ['words in a script without spaces', '東京', 'm3', 'words'],
      ['words under their accents', 'unicode', 'k1', 'words'],
    ])('%s', async (_what, query, key, by) => {
      const found = await foundBy('l-all', query);
      expect(Object.keys(found)).toEqual([ids[key]]);
      expect(found[ids[key]!]).toContain(by);
    });

    test('a case by its number', async () => {
      const [row] = await world.db.query<{ number: number }>(`SELECT number FROM "case" WHERE customer_id = $1`, [
        ids['m3'],
      ]);
      expect(await foundBy('l-all', String(row!.number))).toMatchObject({
        [ids['m3']!]: expect.stringContaining('case'),
      });
      expect(await foundBy('l-all', `case:${row!.number}`)).toMatchObject({ [ids['m3']!]: 'case' });
    });

    test('words, phrases, beginnings and what is left out, as in the desk’s own search', async () => {
      const who = async (query: string) => Object.keys(await foundBy('l-all', query)).toSorted();
      const both = [ids['k1']!, ids['m2']!].toSorted();
      expect(await who('spotify ')).toEqual(both);
      expect(await who('spotif')).toEqual(both);
      expect(await who('"spotify premium"')).toEqual([ids['k1']]);
      expect(await who('"premium spotify"')).toEqual([]);
      expect(await who('spotify -premium')).toEqual([ids['m2']]);
      expect(await who('spotify channel:x')).toEqual([ids['m2']]);
      expect(await who('spotify after:2025')).toEqual([]);
      expect(await who('spotify before:2025')).toEqual(both);
    });

    test('how much there is of each, where, since when, and whether it is here', async () => {
      const { found, more, leftOut, unread } = await find('l-all', 'okafor kind:email');
      expect(found).toEqual([
        {
          customerId: ids['k1'],
          name: 'Zoë Okafor-Lindström',
          channels: ['email'],
          entries: 1,
          from: LONG_AGO,
          to: LONG_AGO,
          by: expect.arrayContaining(['name']),
          isHere: false,
        },
      ]);
      expect([more, leftOut, unread]).toEqual([false, ['kind'], 0]);
    });
  });

  test('nobody is found of whom nothing was said on a channel that the asker may review; it is as if they were not there', async () => {
    for (const query of ['okafor', 'zoe@post.example', '@105840', 'spotify'])
      expect((await find('l-voice', query)).found).toEqual([]);
    const [row] = await world.db.query<{ number: number }>(`SELECT number FROM "case" WHERE customer_id = $1`, [
      ids['m2'],
    ]);
    expect(await find('l-voice', String(row!.number))).toEqual(await find('l-voice', '999999'));
    const denied = { code: 'not-found' };
    await expect(bring('l-voice', { kind: 'customers', customerIds: [ids['k1']!] })).rejects.toMatchObject(denied);
    await expect(bring('l-voice', { kind: 'customers', customerIds: ['no such id'] })).rejects.toMatchObject(denied);
    expect(await grantsOf('l-voice')).toEqual([]);
  });

  test('whoever serves a channel may bring single customers of it, and no sets', async () => {
    expect(Object.keys(await foundBy('a-priya', 'spotify'))).toEqual([]);
    expect(Object.keys(await foundBy('a-mara', '@105840'))).toEqual([ids['m2']]);
    for (const what of [ALL, { kind: 'queue', queueId: 'q-mail', from: 0, to: NOW } as const])
      await expect(world.centre.review.weigh('a-mara', { what, most: ROOM })).rejects.toMatchObject({ code: 'denied' });
    world.pass(60_000);
    expect(await world.centre.review.choices('a-mara')).toEqual({ maySets: false, imports: [] });
    await bring('a-mara', { kind: 'customers', customerIds: [ids['m2']!] });
    expect(await grantsOf('a-mara')).toEqual([ids['m2']]);
  });

  test('any text is a question', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 200 }),
          fc.constantFrom("'); DROP TABLE entry; --", ':*&|!<->', '\0', '"', '%', '\\', 'case:-1'),
        ),
        async query => {
          const { found } = await find('l-all', query);
          expect(found.length).toBeLessThanOrEqual(4);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('questions beyond a number are refused, and go on after a while', async () => {
    world.pass(600_000);
    const ask = () => world.centre.review.find('l-all', { query: 'okafor' });
    for (let i = 0; i < 30; i++) await ask();
    await expect(ask()).rejects.toMatchObject({ code: 'retry' });
    await expect(world.centre.review.find('a-mara', { query: 'okafor' })).resolves.toBeDefined();
    world.pass(2_000);
    await expect(ask()).resolves.toBeDefined();
  });

  describe('a set', () => {
    test('of an archive says how much it is, brings it, and lets it go again', async () => {
      world.pass(600_000);
      const { imports, maySets } = await world.centre.review.choices('l-all');
      expect(maySets).toBe(true);
      expect(imports).toEqual([
        { id: expect.any(String), name: 'bank archive.csv', at: expect.any(Number), customers: 3 },
      ]);
      const what: ReviewWhat = { kind: 'import', importId: imports[0]!.id };
      const weighed = await world.centre.review.weigh('l-all', { what, most: ROOM });
      expect(weighed).toMatchObject({ customers: 3, fits: 3, here: 0, entries: 3, from: LONG_AGO, to: LONG_AGO });
      expect(weighed.bytes).toBeGreaterThan(300);

      const set = await bring('l-all', what);
      expect(set).toMatchObject({ what, name: 'bank archive.csv' });
      expect((await grantsOf('l-all')).toSorted()).toEqual([ids['k1']!, ids['m2']!, ids['m3']!].toSorted());
      expect(await world.centre.review.sets('l-all')).toEqual([set]);
      expect((await find('l-all', 'okafor')).found).toMatchObject([{ isHere: true }]);

      expect(await world.centre.review.letGo('l-all', set.id, ids['m2'])).toBe(1);
      expect((await world.centre.review.sets('l-all'))[0]!.customerIds).not.toContain(ids['m2']);
      expect(await world.centre.review.letGo('l-all', set.id)).toBe(2);
      expect(await grantsOf('l-all')).toEqual([]);
      expect(await world.centre.review.sets('l-all')).toEqual([]);
    });

    test('brings no more than there is room for, who was heard of last first', async () => {
      const later = await world.takeIn({ ...said('m9', 'x', '@later', 'Later'), at: NOW - 400 * DAY });
      world.pass(600_000);
      expect(await world.centre.review.weigh('l-all', { what: ALL, most: 2 })).toMatchObject({
        customers: 4,
        fits: 2,
        entries: 2,
      });
      const { customerIds, id } = await bring('l-all', ALL, 1);
      expect(customerIds).toEqual([imported(later[0]).customerId]);
      await expect(bring('l-all', ALL, 0)).rejects.toMatchObject({ code: 'not-found' });
      await world.centre.review.letGo('l-all', id);
    });

    test('of a queue is for who leads it', async () => {
      const [result] = await world.takeIn({
        ...said('live', 'whatsapp', '+34 600 000 002', 'Hola'),
        live: true,
        at: NOW,
      });
      const queueId = 'q-chat';
      const what: ReviewWhat = { kind: 'queue', queueId, from: NOW - DAY, to: NOW + DAY };
      world.pass(600_000);
      expect(await world.centre.review.weigh('l-all', { what, most: ROOM })).toMatchObject({ customers: 1 });
      await expect(world.centre.review.weigh('l-voice', { what, most: ROOM })).rejects.toMatchObject({
        code: 'not-found',
      });
      expect((await bring('l-all', what)).name).toBe('Disruption, messaging');
      expect(await grantsOf('l-all')).toContain(imported(result).customerId);
    });
  });

  test('a right ends with its time, and with the queues that gave it', async () => {
    const mine = async () => (await grantsOf('l-all')).includes(ids['k1']!);
    const set = await bring('l-all', { kind: 'customers', customerIds: [ids['k1']!] });
    expect(await mine()).toBe(true);
    await world.takeIn({ type: 'agent', externalId: 'l-all', queues: ['Priority care'] });
    expect(await mine()).toBe(false);
    await world.takeIn({ type: 'agent', externalId: 'l-all', queues: ['Disruption, messaging', 'Email, general'] });
    expect(await mine()).toBe(true);
    world.pass(set.until - world.now() + 1);
    await world.centre.sessionOpened('l-all');
    await world.centre.settle();
    expect(await mine()).toBe(false);
    expect(await setsOf(world.db, 'l-all', world.now())).toEqual([]);
  });

  test('who brought whom is in the audit, and what they asked for is not', async () => {
    const notes = await world.db.query<{ kind: string; what: string; about: string; count: number }>(
      `SELECT kind, what, about, count FROM audit_note WHERE agent_id = 'l-all' AND kind = 'rights.given' ORDER BY id`,
    );
    expect(notes).toContainEqual({ kind: 'rights.given', what: 'review', about: ids['k1'], count: 1 });
    expect(notes).toContainEqual({ kind: 'rights.given', what: 'review import', about: expect.any(String), count: 3 });
    const all = await world.db.query(`SELECT * FROM audit_note`);
    expect(JSON.stringify(all)).not.toContain('okafor');
  });

  test('an unknown customer who turns out to be a known one is found as that one, and stays brought', async () => {
    await bring('a-mara', { kind: 'customers', customerIds: [ids['m2']!] });
    const [result] = await world.takeIn({
      type: 'customer',
      externalId: 'k2',
      name: 'Sam Spade',
      identities: [{ channel: 'x', address: '@105840' }],
    });
    const known = imported(result).customerId!;
    await world.centre.sessionOpened('a-mara');
    await world.centre.settle();
    expect(await grantsOf('a-mara')).toContain(known);
    expect(await grantsOf('a-mara')).not.toContain(ids['m2']);
    expect(Object.keys(await foundBy('a-mara', '@105840'))).toEqual([known]);
    expect(Object.keys(await foundBy('a-mara', 'skipping songs'))).toEqual([known]);
    ids['m2'] = known;
  });

  test('the same archive again finds its customers there already, and is one import still', async () => {
    const again = await world.centre.intake([...ARCHIVE, { bad: true }], 'again.csv');
    expect(new Set(again.map(({ outcome }) => outcome))).toEqual(new Set(['already-there', 'refused']));
    await world.centre.intake(ARCHIVE, 'again.csv');
    await world.takeIn({ type: 'agent', externalId: 'l-all', queues: ['Disruption, messaging', 'Email, general'] });
    world.pass(600_000);
    const { imports } = await world.centre.review.choices('l-all');
    expect(imports.map(({ name, customers }) => [name, customers]).toSorted()).toEqual([
      ['again.csv', 3],
      ['bank archive.csv', 3],
    ]);
  });

  test('who was erased is found by nothing, and nothing of their words is kept', async () => {
    await world.centre.erasures.erase({ named: { customerId: ids['k1']! }, entryId: null, reason: 'request' });
    for (const query of ['okafor', 'zoe@post.example', '+442079460958', 'premium', 'unicode'])
      expect(Object.keys(await foundBy('l-all', query))).not.toContain(ids['k1']);
    world.pass(600_000);
    await expect(bring('l-all', { kind: 'customers', customerIds: [ids['k1']!] })).rejects.toMatchObject({
      code: 'not-found',
    });
    const kept = await world.db.query<{ words: string }>(
      `SELECT words::text AS words FROM entry_words UNION ALL SELECT words::text FROM customer_words`,
    );
    expect(JSON.stringify(kept)).not.toMatch(/okafor|premium|zoe/);
    expect(await world.db.query(`SELECT 1 AS one FROM import_customer WHERE customer_id = $1`, [ids['k1']])).toEqual(
      [],
    );
  });
}
