// A code given out for a case leads whoever brings it there, and says nothing sure about whose their address is.
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeIn, codeKeyed, GUESSES, randomCode } from '../../../backend/identity/code.ts';
import { issueCode } from '../../../backend/identity/issue-code.ts';
import { CODE_LIFETIME } from '../../../shared/domain/case-code.ts';
import type { Customer } from '../../../shared/domain/customer.ts';
import { fresh, imported, newWorld, type World } from './world.ts';

const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));

describe('the code itself', () => {
  test('whatever is given out is found again, in a text and keyed in', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 4, maxLength: 4 }), bytes => {
        let first = true;
        const code = randomCode(size => (first ? ((first = false), bytes) : random(size)));
        expect(codeIn(`my code is ${code}, thanks`)).toBe(code);
        expect(codeKeyed(code.replace('-', ''))).toBe(code);
      }),
    );
  });

  test.each(['2026-11-20', 'in 2026-11', '+44 7700-900123', 'LW 14821-77', '4821-777', '4821-77-1', ''])(
    '"%s" holds none',
    text => expect(codeIn(text)).toBeNull(),
  );
  test.each(['48217', '4821777', 'abc', ''])('keyed in, "%s" is none', digits => expect(codeKeyed(digits)).toBeNull());
});

let world: World;
beforeAll(async () => void (world = await newWorld()));
afterAll(() => world.db.close());
beforeEach(() => world.clear());

const number = () => fresh('+4477009008');
const call = (from: string | null, more: object = {}) => ({
  type: 'call',
  externalId: fresh('c-'),
  number: from,
  state: 'ringing',
  ...more,
});
const text = (from: string, words: string, more: object = {}) => ({
  type: 'message',
  channel: 'sms',
  externalId: fresh('s-'),
  party: { address: from },
  text: words,
  ...more,
});
async function arrives(record: object) {
  const result = imported((await world.takeIn(record as Record<string, unknown>))[0]);
  const entry = (await world.entries(result.customerId!)).find(({ id }) => id === result.entryId)!;
  return { customerId: result.customerId!, caseId: entry.caseId };
}
/** A post of somebody, with the code of its case. */
async function posted() {
  const place = await arrives({
    type: 'post',
    channel: 'x',
    externalId: fresh('p-'),
    party: { address: fresh('@code') },
    text: 'Help',
  });
  const issued = await world.db.transaction(tx => issueCode(tx, place.caseId, { now: world.now(), random }));
  return { ...place, ...issued };
}
const customer = async (id: string): Promise<Customer> =>
  (await world.db.query<{ json: Customer }>('SELECT json FROM customer WHERE id = $1', [id]))[0]!.json;
const another = (code: string) => `${code.slice(0, 3)}${(Number(code[3]) + 1) % 10}${code.slice(4)}`;

test('a call from an unknown number that brings the code is of that case, and the number is theirs perhaps', async () => {
  const { customerId, caseId, code } = await posted();
  const from = number();
  expect(await arrives(call(from, { code: code.replace('-', '') }))).toEqual({ customerId, caseId });
  expect((await customer(customerId)).identities.at(-1)).toMatchObject({
    address: from,
    sureness: 'likely',
    evidence: [{ kind: 'code', by: expect.stringContaining(code) }],
  });
});

test('what follows from the same number belongs there while the code lives, and then is nobody’s again', async () => {
  const { customerId, caseId, code } = await posted();
  const from = number();
  expect(await arrives(text(from, `Hello, my code: ${code}`))).toEqual({ customerId, caseId });
  expect(await arrives(text(from, 'Are you there?'))).toEqual({ customerId, caseId });
  world.pass(CODE_LIFETIME);
  expect((await arrives(call(from))).customerId).not.toBe(customerId);
  expect((await arrives(text(number(), code))).customerId).not.toBe(customerId);
});

test('a number known to be somebody’s is left theirs; the call is of the case all the same', async () => {
  const { customerId, caseId, code } = await posted();
  const from = number();
  const identities = [{ channel: 'voice', address: from }];
  const owner = imported(
    (await world.takeIn({ type: 'customer', externalId: fresh('crm'), name: 'Jane', identities }))[0],
  );
  expect(await arrives(call(from, { code }))).toEqual({ customerId, caseId });
  expect((await customer(customerId)).identities.map(one => one.address)).not.toContain(from);
  expect((await arrives(call(from))).customerId).toBe(owner.customerId);
});

test('said in public, by us, or in an archive it is nothing', async () => {
  const { customerId, code } = await posted();
  const words = `code ${code}`;
  const post = {
    type: 'post',
    channel: 'x',
    externalId: fresh('p-'),
    party: { address: fresh('@thief') },
    text: words,
  };
  expect((await arrives(post)).customerId).not.toBe(customerId);
  expect((await arrives(text(number(), words, { direction: 'out' }))).customerId).not.toBe(customerId);
  expect((await arrives(text(number(), words, { live: false }))).customerId).not.toBe(customerId);
});

test('guessing is bounded: after so many wrong ones even the right one counts no more, for a day', async () => {
  const { customerId, code } = await posted();
  const [guesser, honest] = [number(), number()];
  for (let guess = 0; guess < GUESSES.most; guess++) await arrives(call(guesser, { code: another(code) }));
  expect((await arrives(call(guesser, { code }))).customerId).not.toBe(customerId);
  expect((await arrives(call(honest, { code }))).customerId).toBe(customerId);
  // Words between them: 18 digits in a row may be a card number, which is masked, and then the last code is the first.
  const inOne = [another(code), another(another(code)), code].join(' or ');
  expect((await arrives(text(number(), inOne))).customerId).not.toBe(customerId);
  world.pass(GUESSES.within);
  expect((await arrives(call(guesser, { code }))).customerId).toBe(customerId);
});

test('withheld numbers guess together, and none is known afterwards', async () => {
  const { customerId, caseId, code } = await posted();
  expect(await arrives(call(null, { code }))).toEqual({ customerId, caseId });
  expect((await arrives(call(null))).customerId).not.toBe(customerId);
});

test('each code is of one case, and one that has ended is not given to another soon', async () => {
  const { caseId } = await posted();
  const codes = new Set<string>();
  for (let i = 0; i < 20; i++)
    codes.add((await world.db.transaction(tx => issueCode(tx, caseId, { now: world.now(), random }))).code);
  expect(codes.size).toBe(20);
  const [ended] = codes;
  world.pass(CODE_LIFETIME + 1);
  const bytes = (size: number) => {
    const wanted = Number(ended!.replace('-', ''));
    return tries++ < 3
      ? new Uint8Array([0, wanted >> 16, (wanted >> 8) & 255, wanted & 255]).slice(0, size)
      : random(size);
  };
  let tries = 0;
  const { code } = await world.db.transaction(tx => issueCode(tx, caseId, { now: world.now(), random: bytes }));
  expect(tries).toBeGreaterThan(3);
  expect(code).not.toBe(ended);
});
