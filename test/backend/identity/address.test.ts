import fc from 'fast-check';
import type { CountryCode } from 'libphonenumber-js';
import { describe, expect, test } from 'vitest';
import { addressOf, phoneNumber } from '../../../backend/identity/address.ts';
import { match, mayJoin } from '../../../backend/identity/match.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map(list => list.join(''));
const regions = fc.constantFrom<CountryCode>('GB', 'US', 'PT', 'IN', 'DE');

describe('a number', () => {
  test('of North America matches itself in any notation, given out or not, wherever home is', () => {
    const area = fc.integer({ min: 200, max: 999 });
    const exchange = fc.integer({ min: 100, max: 999 });
    const line = digits(4, 4);
    fc.assert(
      fc.property(area, exchange, line, fc.constantFrom<CountryCode>('GB', 'US', 'DE'), (a, b, c, region) => {
        const forms = [
          `${a}-${b}-${c}`,
          `(${a}) ${b}-${c}`,
          `${a}.${b}.${c}`,
          `1-${a}-${b}-${c}`,
          `+1 ${a} ${b} ${c}`,
          `001 ${a} ${b} ${c}`,
        ];
        const numbers = new Set(forms.map(form => phoneNumber(form, region)));
        expect([...numbers]).toEqual([`+1${a}${b}${c}`]);
      }),
      // Begins with the calling code of the home country.
      { examples: [[498, 100, '0000', 'DE']] },
    );
  });

  test.each([
    ['+44 20 7946 0958', '+442079460958'],
    ['020 7946 0958', '+442079460958'],
    ['0044 20 7946 0958', '+442079460958'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['07700 900123', '+447700900123'],
    ['tel:+44-7700-900123', '+447700900123'],
    ['sip:+447700900123@pbx.example', '+447700900123'],
    ['+44 7700 900123 ext. 12', '+447700900123'],
    ['+351 912 345 678', '+351912345678'],
    ['12345', '12345'],
  ])('%s is %s', (written, expected) => {
    expect(phoneNumber(written, 'GB')).toBe(expected);
  });

  test.each(['anonymous', '', 'n/a', '---', 'Private'])('%j is none', written => {
    expect(addressOf('voice', written, 'GB')).toBeNull();
  });

  test('in its normal form stays as it is', () => {
    fc.assert(
      fc.property(digits(3, 16), regions, (written, region) => {
        const once = phoneNumber(written, region)!;
        expect(once.startsWith('+') ? phoneNumber(once, region) : once).toBe(once);
      }),
    );
  });

  test('never throws and never takes long, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), regions, (written, region) => {
        for (const channel of ['voice', 'sms', 'x', 'email', 'web'] as const) addressOf(channel, written, region);
      }),
    );
    const started = cpuMs();
    for (const hostile of ['(0'.repeat(5_000), ';,x.'.repeat(5_000), `1${' '.repeat(5_000)}1`, '<@'.repeat(5_000)])
      for (const channel of ['voice', 'sms', 'x', 'email'] as const) addressOf(channel, hostile, 'GB');
    expect(cpuMs() - started).toBeLessThan(2_000);
  });
});

describe('handles and addresses', () => {
  test.each([
    ['x', ' @JayNE ', 'x', '@jayne'],
    ['x', 'jayne', 'x', '@jayne'],
    ['mastodon', '@Jo@Social.example', 'mastodon', '@jo@social.example'],
    ['email', '<Jo.Ann@Post.Example>', 'email', 'jo.ann@post.example'],
    ['chat', 'Jo.Ann@post.example', 'email', 'jo.ann@post.example'],
    ['whatsapp', '+44 7700 900123', 'phone', '+447700900123'],
    ['sms', 'LARKWING', 'sms', 'larkwing'],
    ['review', 'Angry of Bath', 'review', 'angry of bath'],
  ] as const)('%s %s', (channel, written, kind, address) => {
    expect(addressOf(channel, written, 'GB')).toEqual({ kind, address });
  });
});

describe('a match', () => {
  const ids = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd'));
  const stranger = fc.option(fc.constant('s'), { nil: null });

  test('is a customer only when exactly one has the address', () => {
    fc.assert(
      fc.property(ids, stranger, (known, strangerId) => {
        const found = match({ known, strangerId });
        expect(found.customerId).toBe(known.length === 1 ? known[0] : strangerId);
        expect(found.kind).toBe(known.length === 0 ? 'stranger' : known.length === 1 ? 'customer' : 'shared');
        expect(found.kind === 'shared' ? found.candidates : known).toEqual(known);
      }),
    );
  });

  test('history is joined only when nobody else known has the address', () => {
    fc.assert(
      fc.property(ids, stranger, (known, strangerId) => {
        expect(mayJoin({ known, strangerId }, 'a')).toBe(strangerId === 's' && !known.some(id => id !== 'a'));
      }),
    );
  });
});
