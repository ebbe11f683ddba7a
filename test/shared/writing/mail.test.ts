import { expect, test } from 'vitest';
import {
  addressOf,
  answeringSubject,
  isRecipient,
  othersIn,
  quoteOf,
  recipientsIn,
} from '../../../shared/domain/writing/mail.ts';
import { entryOf } from '../../renderer/made.ts';

test.each([
  ['one address', 'a@x.example', ['a@x.example'], []],
  ['a name with it', 'Ana Pereira <ana@x.example>', ['Ana Pereira <ana@x.example>'], []],
  [
    'several, parted in any way',
    'a@x.example; b@y.example\nc@z.example',
    ['a@x.example', 'b@y.example', 'c@z.example'],
    [],
  ],
  ['what is none', 'ana, a@x, @x.example, a@x..example', [], ['ana', 'a@x', '@x.example', 'a@x..example']],
  ['nothing', '  ', [], []],
])('recipients: %s', (_, typed, good, bad) => expect(recipientsIn(typed)).toEqual({ good, bad }));

test('two forms of one address are the same recipient', () => {
  expect(addressOf('Ana <ANA@x.example>')).toBe(addressOf('ana@x.example'));
  expect(isRecipient('a@x.example, b@x.example')).toBe(false);
});

test('a quote says who and when, and marks each line', () => {
  const mail = entryOf('email', { at: Date.UTC(2026, 5, 2, 9, 12), text: 'Where is it?\n\nMax' });
  expect(quoteOf(mail)).toBe('On 2026-06-02 09:12 UTC, Maximiliane Oyelaran wrote:\n> Where is it?\n> \n> Max');
});

test('an answer is to what the mail is about, however often it went to and fro', () => {
  expect(answeringSubject('Seat 14A')).toBe('Re: Seat 14A');
  for (const subject of ['Re: Seat 14A', 'AW: RE: Seat 14A', 'Fwd: Re[2]: Seat 14A', 'RE：Seat 14A'])
    expect(answeringSubject(subject)).toBe('Re: Seat 14A');
  expect(answeringSubject('Regarding seat 14A')).toBe('Re: Regarding seat 14A');
  expect([answeringSubject(''), answeringSubject('Re:')]).toEqual(['', 'Re:']);
});

test('a name with a comma in it is one recipient, as typed and as kept', () => {
  const { good, bad } = recipientsIn('"Reeve, Bob" <bob@x.example>');
  expect({ good, bad }).toEqual({ good: ['"Reeve, Bob" <bob@x.example>'], bad: [] });
  expect(good.every(isRecipient)).toBe(true);
  expect(recipientsIn(good[0]!).good).toEqual(good);
});

test('an answer to all goes to whoever else had the mail, each once, never to its writer or to us', () => {
  const email = {
    ...entryOf('email').email,
    from: 'tom@x.example',
    to: ['Care <CARE@larkwing.example>', 'Ann <ann@x.example>', 'tom@x.example', 'undisclosed-recipients:;'],
    cc: ['"Reeve, Bob" <bob@x.example>', 'care+web@larkwing.example', 'ANN@x.example', 'bookings@larkwing.example'],
  };
  const author = { kind: 'customer', name: 'Tom', address: 'Tom@x.example', agentId: null } as const;
  expect(othersIn(entryOf('email', { email, author }), ['care@larkwing.example', 'bookings@larkwing.example'])).toEqual(
    {
      to: ['Ann <ann@x.example>'],
      cc: ['"Reeve, Bob" <bob@x.example>'],
    },
  );
});
