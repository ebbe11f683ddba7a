import { expect, test } from 'vitest';
import { maskHtml, maskRecord } from '../../shared/domain/mask-record.ts';
import { cpuMs } from '../support/cpu-time.ts';

const CARD = '4111 1111 1111 1111';
const MASKED = '•••• •••• •••• 1111';

test('every word of a record is looked at, names and addresses are not', () => {
  const record = {
    id: '4111111111111111',
    externalId: CARD,
    text: `card ${CARD}`,
    number: '4111111111111111',
    author: { name: CARD, address: CARD },
    attachments: [{ id: 'a', name: `${CARD}.pdf` }],
    something: { new: [CARD] },
  };
  expect(maskRecord(record)).toEqual({
    ...record,
    text: `card ${MASKED}`,
    author: { name: MASKED, address: CARD },
    attachments: [{ id: 'a', name: `${MASKED}.pdf` }],
    something: { new: [MASKED] },
  });
});

test('a record without a card number is the very same', () => {
  const record = { text: 'Where is my bag? LW 4123, 22 Nov 2026', turns: [{ speaker: 'customer', text: '4111 1111' }] };
  expect(maskRecord(record)).toBe(record);
});

test('X18: a number told over several turns, whatever the other says in between', () => {
  const turn = (speaker: string, text: string) => ({ at: 1, speaker, name: 'x', text });
  const turns = [
    turn('customer', 'Yes, it is 4111'),
    turn('agent', 'go on, I have 4111'),
    turn('customer', '1111 11'),
    turn('agent', 'mhm'),
    turn('customer', '11'),
    turn('customer', '1111 and that is all 😀'),
  ];
  const masked = maskRecord({ call: { turns } }).call.turns;
  expect(masked.map(({ text }) => text)).toEqual([
    'Yes, it is ••••',
    'go on, I have 4111',
    '•••• ••',
    'mhm',
    '••',
    '1111 and that is all 😀',
  ]);
  expect(masked.map(({ at, speaker }) => [at, speaker])).toEqual(turns.map(({ at, speaker }) => [at, speaker]));
});

test('X18: in the HTML of a mail also across its tags and as entities', () => {
  expect(maskHtml(`<p>${CARD}</p>`)).toBe(`<p>${MASKED}</p>`);
  expect(maskHtml('<b>4111</b>&nbsp;<i class="a">1111</i>&#160;1111<br/>1111')).toBe(
    '<b>••••</b>&nbsp;<i class="a">••••</i>&#160;••••<br/>1111',
  );
  expect(maskHtml('&#52;&#x31;11 1111 1111 1111')).toBe('•••• •••• •••• 1111');
  expect(maskHtml('<img src="https://cdn.example/a.gif?w=4111111111111111">')).not.toContain('4111');
  const whole = '<table><tr><td>1 < 2</td><td>LW 4123</td></tr></table> 22 Nov 2026 12:30, +44 20 7946 0958 &';
  expect(maskHtml(whole)).toBe(whole);
});

test.each(['<'.repeat(100_000), `<a "${'x'.repeat(100_000)}`, '<a>4'.repeat(25_000), '&#'.repeat(50_000)])(
  'X23: HTML that never ends is read in linear time',
  html => {
    const ms = (some: string): number => {
      const started = cpuMs();
      maskHtml(`${some}4111111111111112`);
      return cpuMs() - started;
    };
    const short = Math.max(1, ms(html.slice(0, html.length / 10)));
    expect(ms(html)).toBeLessThan(short * 60 + 300);
  },
);
