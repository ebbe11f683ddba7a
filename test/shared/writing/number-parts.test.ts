import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberParts } from '../../../shared/domain/writing/number-parts.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const numbersIn = (text: string): string[] =>
  numberParts(text)
    .filter(({ isNumber }) => isNumber)
    .map(part => part.text);

describe('numbers among words that run from right to left', () => {
  test.each([
    ['הטלפון שלי +972 3 123 4567, תודה', ['+972 3 123 4567']],
    ['اتصل بي على +44-7700-900123.', ['+44-7700-900123']],
    ['התקשרו (03) 123 4567 או 054 1234567 היום', ['(03) 123 4567', '054 1234567']],
    ['رقمي ٠٥٠ ١٢٣ ٤٥٦٧', ['٠٥٠ ١٢٣ ٤٥٦٧']],
    ['כרטיס 4921 8173 6650.', ['4921 8173 6650']],
    ['התקשרו +972 3 123 4567 18:30', ['+972 3 123 4567']],
    ['התקשרו +972 3 123 4567: 3 פעמים', ['+972 3 123 4567']],
    ['התקשרו 020 7946 0018 12.5 בבוקר', ['020 7946 0018']],
    ['התקשרו +44 20 7946 0018 24.11.2026 18:30', ['+44 20 7946 0018']],
    ['ב 24/11 - 020 7946 0018', ['020 7946 0018']],
    ['اتصل ٢٤/١١ ٠٥٠ ١٢٣ ٤٥٦٧ أو ٢٥/١١.', ['٠٥٠ ١٢٣ ٤٥٦٧']],
    ['(03) 123 4567 24.11. 25.11. 054 1234567 ב', ['(03) 123 4567', '054 1234567']],
    ['צרפת +33 1 23 45 67 89, שוודיה 08-123 456 78 היום', ['+33 1 23 45 67 89', '08-123 456 78']],
  ])('%s: those stand as they were written', (text, numbers) => expect(numbersIn(text)).toEqual(numbers));

  test.each([
    'בין 1500 ל 2000 שקל',
    'סכומים 1500 2000',
    'מחיר 1500 - 2000',
    'ב 12.05.2026 בשעה 15:02',
    'הטיסה ב 03.12.2026 14:05',
    'بين 03/12/2026 09 و 10',
    'מ 03.12.2026 - 15.12.2026',
    'הזמנה 4021877',
    'מחר 3-4',
  ])('%s: amounts, days and hours are words like others', text => expect(numbersIn(text)).toEqual([]));

  test('words from left to right need nothing', () =>
    expect(numberParts('Ring +44 7700 900123')).toEqual([{ text: 'Ring +44 7700 900123', isNumber: false }]));

  test('joined they are the text again, whatever it is', () => {
    const near = fc.stringMatching(/^(?:[אب]|[0-9٣]|[+()./ -]){0,80}$/u);
    fc.assert(
      fc.property(fc.oneof(near, fc.string({ unit: 'binary' })), text => {
        expect(numberParts(text).map(part => part.text).join('')).toBe(text); // prettier-ignore
      }),
    );
  });

  test('X23: a text made to be read again and again is read once', () => {
    for (const piece of ['(', '+', '1 ', '( ', '1)', '1.1 ', '1.1. ', '1/1/11 2 ', '- ']) {
      const begun = cpuMs();
      numberParts(`א${piece.repeat(100_000)}`);
      expect(cpuMs() - begun).toBeLessThan(1_000);
    }
  });
});
