import { describe, expect, test } from 'vitest';
import { mastodonLength, smsLength } from '../../../shared/domain/writing/counts.ts';
import { countOf, ruleOf } from '../../../shared/domain/writing/rules.ts';

describe('Mastodon counts', () => {
  test.each([
    ['a letter once', 'hello', 5],
    ['an emoji once, a family too', '👍👨‍👩‍👧‍👦', 2],
    ['an address 23', `see https://www.example.com/${'a'.repeat(90)}`, 4 + 23],
    ['a mention by its local part', 'hi @care@larkwing.example!', 'hi @care!'.length],
    ['two mentions in a row', '@a@b.example @c@d.example', '@a @c'.length],
    ['a bare domain as written', 'larkwing.com', 12],
  ])('%s', (_, text, length) => expect(mastodonLength(text)).toBe(length));
});

describe('an SMS', () => {
  test.each([
    ['of GSM letters has 160', 'a'.repeat(160), { segments: 1, length: 160, room: 160, encoding: 'GSM-7' }],
    ['of one more is two of 153', 'a'.repeat(161), { segments: 2, length: 161, room: 306, encoding: 'GSM-7' }],
    ['counts a euro sign and a bracket twice', '€[', { segments: 1, length: 4, room: 160, encoding: 'GSM-7' }],
    ['with one other letter has 70', 'č'.repeat(70), { segments: 1, length: 70, room: 70, encoding: 'UCS-2' }],
    ['of 71 such is two of 67', 'č'.repeat(71), { segments: 2, length: 71, room: 134, encoding: 'UCS-2' }],
    ['counts an emoji as two units', '👍', { segments: 1, length: 2, room: 70, encoding: 'UCS-2' }],
    ['that is empty is one', '', { segments: 1, length: 0, room: 160, encoding: 'GSM-7' }],
  ])('%s', (_, text, counted) => expect(smsLength(text)).toEqual(counted));
});

describe('limits', () => {
  test.each([
    ['x', 'public', 'a'.repeat(280), true],
    ['x', 'public', 'a'.repeat(281), false],
    ['x', 'private', 'a'.repeat(10_000), true],
    ['mastodon', 'public', '👍'.repeat(500), true],
    ['mastodon', 'public', '👍'.repeat(501), false],
    ['facebook', 'public', 'a'.repeat(8_001), false],
    ['instagram', 'public', 'a'.repeat(2_201), false],
    ['instagram', 'private', 'ä'.repeat(500), true],
    ['instagram', 'private', 'ä'.repeat(501), false],
    ['whatsapp', 'private', 'a'.repeat(4_097), false],
    ['sms', 'private', 'a'.repeat(1_530), true],
    ['sms', 'private', 'a'.repeat(1_531), false],
    ['email', 'private', 'a'.repeat(20_000), true],
  ] as const)('%s, %s: %#', (channel, audience, text, fits) =>
    expect(countOf(channel, audience, text).over === 0).toBe(fits),
  );

  test('the end is said before it is reached, and only public X and Mastodon make threads', () => {
    expect(countOf('x', 'public', 'a'.repeat(251))).toMatchObject({ near: false, over: 0 });
    expect(countOf('x', 'public', 'a'.repeat(252))).toMatchObject({ near: true, over: 0 });
    expect(countOf('x', 'public', 'a'.repeat(292))).toMatchObject({ near: true, over: 12 });
    expect([ruleOf('x', 'public'), ruleOf('mastodon', 'public')].every(rule => rule.threads)).toBe(true);
    expect([ruleOf('x', 'private'), ruleOf('facebook', 'public'), ruleOf('sms', 'private')].some(r => r.threads)).toBe(
      false,
    );
  });
});
