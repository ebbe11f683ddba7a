import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Customer } from '../../../shared/domain/customer.ts';
import { privateLeaks } from '../../../shared/domain/writing/private-leaks.ts';
import { entryOf } from '../../renderer/made.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const identity = (channel: 'x' | 'email' | 'voice', display: string) => ({
  id: display,
  channel,
  address: display.toLowerCase(),
  display,
  sureness: 'proven' as const,
  sharedBy: 1,
  followers: null,
  evidence: [],
});
const customer: Customer = {
  id: 'max',
  version: 1,
  name: 'Maximiliane Oyelaran',
  known: true,
  language: 'en',
  timeZone: null,
  value: null,
  identities: [
    identity('x', '@maxi'),
    identity('email', 'm.oyelaran@post.example'),
    identity('voice', '+44 20 7946 0958'),
  ],
  candidates: [],
};
const author = { kind: 'customer', name: 'maxi', address: '@maxi', agentId: null } as const;
const inPrivate = (text: string) => entryOf('message', { id: 'private', text, author });
const inPublic = (text: string) => entryOf('post', { id: 'public', text, author });
const leaks = (
  text: string,
  ...entries: ReturnType<typeof entryOf<'message' | 'post' | 'email' | 'call' | 'note'>>[]
) => privateLeaks(text, { customer, entries: [inPublic('Nobody answers me about my bag'), ...entries] });
const told = (found: ReturnType<typeof leaks>) => found.map(({ kind, shown }) => `${kind} ${shown}`);

describe('what was said in private only is named, in whatever notation', () => {
  test.each([
    [
      'an email address',
      'I am at Ana.P@post.example',
      'We wrote to ana.p@POST.example today.',
      'email ana.p@POST.example',
    ],
    ['a telephone number', 'call me: +44 (0)7700 900258', 'We rang 07700-900-258.', 'number 07700-900-258'],
    ['the end of a card number', 'card 4929 1234 5678 4471', 'Paid by the card ending 4471.', 'number 4471'],
    ['a booking reference', 'My booking is QX7T2M', 'Booking QX7T2M is changed.', 'reference QX7T2M'],
    ['a reference of letters', 'PNR is KLMNOP', 'KLMNOP is confirmed.', 'reference KLMNOP'],
    ['an order number', 'order LW-48213', 'Order LW48213 is on its way.', 'reference LW48213'],
    ['an account', 'DE89 3704 0044 0532 0130 00', 'Refund to DE89370400440532013000.', 'iban DE89370400440532013000'],
    ['a postcode', 'I live at SW1A 2AA', 'To sw1a 2aa it goes.', 'address sw1a 2aa'],
    ['a street', 'Deliver to 12 Harbour View Road', 'It goes to 12 Harbour View Road.', 'address 12 Harbour View Road'],
    [
      'a street, shortened otherwise',
      '75 W. Berkshire St.',
      'It goes to 75 Berkshire Street.',
      'address 75 Berkshire Street',
    ],
    ['a German street', 'Bitte in die Lindenstraße 14', 'Sie kommt in die Lindenstraße 14.', 'address Lindenstraße 14'],
    ['an amount', 'You charged £1,240.50 twice', 'Your £1240.50 is on its way.', 'amount £1240.50'],
    [
      'a sentence',
      'my daughter was left alone at the gate for hours',
      'Sorry your daughter was left alone at the gate.',
      'words daughter was left alone at the gate',
    ],
  ])('%s', (_, secret, reply, expected) => {
    const found = leaks(reply, inPrivate(secret));
    expect(told(found)).toEqual([expected]);
    expect(found[0]).toMatchObject({ entryId: 'private', channel: 'x' });
  });

  test('also from a note, a call, an email’s signature, and the customer’s record', () => {
    expect(told(leaks('Seat 4471B? Ref 88231', entryOf('note', { text: 'ref 88231' })))).toContain('number 88231');
    const turn = { at: 0, speaker: 'customer', name: 'M', text: 'my code is ZK42Q' } as const;
    const call = entryOf('call');
    expect(told(leaks('ZK42Q', { ...call, call: { ...call.call, turns: [turn] } }))).toEqual(['reference ZK42Q']);
    const mail = entryOf('email');
    const withSignature = { ...mail, email: { ...mail.email, signature: 'Max, 0151 4960 112' } };
    expect(told(leaks('We rang 0151 4960112', withSignature))).toEqual(['number 0151 4960112']);
    expect(leaks('We wrote to m.oyelaran@post.example')).toMatchObject([{ kind: 'email', entryId: null }]);
    expect(told(leaks('Hi Maximiliane, we rang 020 7946 0958'))).toEqual(['number 020 7946 0958', 'name Maximiliane']);
  });
});

describe('what is public already, or nobody’s, is no leak', () => {
  test.each([
    ['a number they posted themselves', 'my ref QX7T2M', 'QX7T2M is changed.', 'Ref QX7T2M!'],
    ['a name they go by', 'hello', 'Hi Maximiliane!', 'Maximiliane here'],
    ['years, times and small numbers', 'On 2 June 2026 at 19:42, gate 12, row 7', 'Gate 12, 19:42, 2 June 2026.', ''],
    ['dates', 'on 12.06.2026', 'Until 12.06.2026.', ''],
    ['a web address', 'see https://larkwing.example/form?id=48213', 'https://larkwing.example/form?id=48213', ''],
    ['what we say to everybody', 'thank you', 'Sorry to hear that. Please send us a direct message.', ''],
    ['a lower-case word that is a name', 'hello', 'this will be max an hour', ''],
  ])('%s', (_, secret, reply, publicly) => {
    expect(told(leaks(reply, inPrivate(secret), inPublic(publicly)))).toEqual([]);
  });

  test('our own words in private are ours to say again', () => {
    const ours = entryOf('message', { direction: 'out', text: 'We are very sorry for the long delay of your flight' });
    expect(leaks('We are very sorry for the long delay of your flight', ours)).toEqual([]);
  });
});

test('whatever is written: never throws, soon done, and what is found stands in the reply', () => {
  const words = fc.array(fc.oneof(fc.string(), fc.constantFrom('4471', 'QX7T2M', 'a@b.example', '£12.50', ' ')), {
    maxLength: 30,
  });
  fc.assert(
    fc.property(words, words, (reply, secret) => {
      const text = reply.join(' ').normalize('NFC');
      for (const { shown } of leaks(text, inPrivate(secret.join(' ')))) expect(text).toContain(shown);
    }),
    // A number on either side of an address is two numbers.
    {
      numRuns: 200,
      examples: [
        [
          ['4471', 'a@b.example', '4471'],
          ['4471', '4471'],
        ],
      ],
    },
  );
});

test('long and hostile text is read in time', () => {
  const start = cpuMs();
  for (const text of [
    '1 '.repeat(10_000),
    '-'.repeat(20_000),
    'A1'.repeat(10_000),
    'a.'.repeat(10_000),
    `rue ${'a '.repeat(9_000)}`,
  ])
    leaks(text, inPrivate(text));
  expect(cpuMs() - start).toBeLessThan(3_000);
});
