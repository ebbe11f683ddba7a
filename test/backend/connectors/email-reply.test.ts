import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitReply } from '../../../backend/connectors/email/reply.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const filled = (text: string | null): string[] => (text ?? '').split('\n').filter(line => line.trim() !== '');

/** All of `part` in its order, others between them. */
function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  let next = 0;
  for (const one of whole) if (one === part[next]) next += 1;
  return next === part.length;
}

const line = fc.oneof(
  fc.constantFrom(
    '',
    'Hello,',
    'My seat is wrong.',
    '> quoted',
    '>> older',
    'On Tue, 3 Apr 2012 at 16:23, Care <care@larkwing.example> wrote:',
    'Am 03.02.2016 schrieb Max Mustermann <max@x.example>:',
    '-----Original Message-----',
    'From: Care <care@larkwing.example>',
    'Sent: Tuesday',
    'To: Jane',
    'Subject: Seat',
    '-- ',
    '________________',
    'Sent from my iPhone',
    'Best regards',
    'Jane Doe',
    '| bar',
    '```',
  ),
  fc.string({ maxLength: 60 }).map(text => text.replace(/[\r\n]/g, ' ')),
);

describe('nothing of a mail is lost', () => {
  test('every filled line stands in exactly one of the three parts, in its order', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), lines => {
        const text = lines.join('\n');
        const { visible, quoted, signature } = splitReply(text);
        const parts = [visible, quoted, signature].map(filled).map(part => part.map(one => one.trim()));
        const wanted = filled(text).map(one => one.trim());
        expect(parts.flat().toSorted()).toEqual(wanted.toSorted());
        for (const part of parts) expect(isWithin(part, wanted)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('there is something to see wherever there was something to read', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 20 }), lines => {
        const text = lines.join('\n');
        expect(splitReply(text).visible.trim() === '').toBe(text.trim() === '');
      }),
    );
  });
});

describe('a reply', () => {
  test('above a marked quote', () => {
    expect(
      splitReply('Still waiting.\n\nOn Tue, 3 Apr 2012, Care\n<care@l.example> wrote:\n\n> We look into it.\n'),
    ).toEqual({
      visible: 'Still waiting.',
      quoted: 'On Tue, 3 Apr 2012, Care\n<care@l.example> wrote:\n\n> We look into it.',
      signature: null,
    });
  });

  test('below the quote', () => {
    const { visible, quoted } = splitReply('Le 2016-11-16 02:22, Care a écrit :\n> Bonjour\n\nMerci !');
    expect([visible, quoted]).toEqual(['Merci !', 'Le 2016-11-16 02:22, Care a écrit :\n> Bonjour']);
  });

  test('between the quotes keeps what it answers in view', () => {
    const { visible, quoted } = splitReply('Hi,\n> Which seat?\n14A\n> Which day?\nMonday\n> bye');
    expect([visible, quoted]).toEqual(['Hi,\n> Which seat?\n14A\n> Which day?\nMonday', '> bye']);
  });

  test("above an unmarked quote in Outlook's way", () => {
    const text = 'No.\n________________\nVon: Care\nGesendet: Montag\nAn: Jane\nBetreff: Sitz\n\nAlte Worte';
    expect(splitReply(text)).toMatchObject({ visible: 'No.', quoted: expect.stringContaining('Alte Worte') as string });
  });

  test('with a signature, a long one after its closing words too', () => {
    expect(splitReply('Text\n-- \nJane\nLarkwing')).toMatchObject({
      visible: 'Text',
      signature: '-- \nJane\nLarkwing',
    });
    expect(splitReply('Text\n\nSent from my iPhone')).toMatchObject({
      visible: 'Text',
      signature: 'Sent from my iPhone',
    });
    const long = splitReply('Text\n\nMit freundlichen Grüßen\n\nBob\nMusik AG\nKastanien 2\nTel.: 1');
    expect(long.visible).toBe('Text');
  });

  test('that closes with a name keeps it', () => {
    expect(splitReply('Text\n\nBest regards,\nJane').visible).toBe('Text\n\nBest regards,\nJane');
  });

  test('that only forwards shows what it forwards', () => {
    const text = '---------- Forwarded message ----------\nFrom: A <a@x>\nDate: 1\nTo: b\nSubject: s\n\nThe words.';
    expect(splitReply(text).visible).toBe('The words.');
    expect(splitReply('> only a quote').visible).toBe('> only a quote');
  });
});

test.each([
  ['announcement starts', 'On 1 x\n'.repeat(28_000)],
  ['header starts', 'From: a\n'.repeat(25_000)],
  ['rules', '--\n'.repeat(60_000)],
  ['verbs', 'On 1 wrote '.repeat(18_000)],
  ['combining marks', `a${'\u0301'.repeat(199_999)}`],
  ['blanks', ' '.repeat(200_000)],
  ['empty lines', `x${'\n'.repeat(199_998)}x`],
  ['quote marks', '>'.repeat(200_000)],
])('X23: 200,000 characters of %s take linear time', (_, text) => {
  const start = cpuMs();
  splitReply(text);
  expect(cpuMs() - start).toBeLessThan(2_000);
});
