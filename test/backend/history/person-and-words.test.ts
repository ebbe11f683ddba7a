// A person and words together, as in `Mensah refund`: how the words fall to name and entry, and whom that finds.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { splitsOf } from '../../../backend/history/find/person-and-words.ts';
import { readWords } from '../../../backend/history/words.ts';
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import { DAY, imported, newWorld, NOW, type World } from '../intake/world.ts';

const person = (id: string, ...has: boolean[]) => ({ id, has });

test('what is not of the name is left for an entry; those of whom the same is left are asked together', () => {
  const persons = [person('ama', true, false), person('bea', false, true), person('cy', true, false)];
  expect(splitsOf(persons)).toEqual([
    { ids: ['ama', 'cy'], left: [1] },
    { ids: ['bea'], left: [0] },
  ]);
});

test('who has most of the words in their name comes first', () => {
  expect(splitsOf([person('ama', true, false, false), person('bea', true, true, false)])).toEqual([
    { ids: ['bea'], left: [2] },
    { ids: ['ama'], left: [1, 2] },
  ]);
});

test('who has all of them in their name has nothing left for an entry', () => {
  expect(splitsOf([person('ama', true, true)])).toEqual([]);
});

const THEN = NOW - 800 * DAY;
const customer = (externalId: string, name: string, address: string): IntakeInput => ({
  type: 'customer',
  externalId,
  name,
  identities: [{ channel: 'email', address }],
});
/** Words of ours, in which the customer is not named. */
const written = (externalId: string, address: string, text: string): IntakeInput => ({
  type: 'message',
  live: false,
  direction: 'out',
  externalId,
  channel: 'email',
  party: { address },
  text,
  at: THEN,
});

let world: World;
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  world = await newWorld();
  const lead = { name: 'Lead', role: 'lead', queues: ['Email, general'], secret: 'long enough, as is told' } as const;
  await world.takeIn({ type: 'agent', externalId: 'l-mail', ...lead });
  const results = await world.takeIn(
    customer('ama', 'Ama Mensah', 'ama@post.example'),
    customer('kofi', 'Kofi Mensah', 'kofi@post.example'),
    customer('bea', 'Bea Lindqvist', 'bea@post.example'),
    written('o1', 'ama@post.example', 'The refund is on its way to your card'),
    written('o2', 'kofi@post.example', 'Your voucher is on its way'),
    written('o3', 'bea@post.example', 'We have asked for a refund'),
  );
  const [ama, kofi, bea] = results.map(result => imported(result).customerId!);
  ids = { ama: ama!, kofi: kofi!, bea: bea! };
  await readWords(world.db);
});
afterAll(() => world.db.close());

async function foundBy(query: string): Promise<Record<string, string>> {
  world.pass(60_000); // as much as there may be asked
  const { found } = await world.centre.review.find('l-mail', { query });
  const nameOf = (id: string) => Object.keys(ids).find(key => ids[key] === id) ?? id;
  return Object.fromEntries(found.map(one => [nameOf(one.customerId), one.by.join()]));
}

test.each([
  ['mensah refund ', { ama: 'name,words' }],
  ['refund mensah', { ama: 'name,words' }],
  ['card ama the refund', { ama: 'name,words' }],
  ['mensah "on its way"', { ama: 'name,words', kofi: 'name,words' }],
  ['mensah refund -voucher ', { ama: 'name,words' }],
  ['with:mensah refund ', { ama: 'name,words' }],
  ['with:mensah refund channel:email', { ama: 'name,words' }],
  ['with:kofi with:bea refund ', { bea: 'name,words' }],
  ['mensah', { ama: 'name', kofi: 'name' }],
])('%s', async (query, found) => {
  expect(await foundBy(query)).toEqual(found);
});

test.each([
  'kofi refund ', // of another Mensah
  'mensah refund voucher ', // of two entries, of two people
  'mensah refund -card ',
  'mensah refund channel:x',
  'mensah refund after:2025',
  'with:nobody refund ',
])('nobody is found by %s', async query => {
  expect(await foundBy(query)).toEqual({});
});
