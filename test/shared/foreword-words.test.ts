// Whose words the foreword takes for the customer's and ours: not what they quote, encode or link to.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../shared/domain/entry.ts';
import { forewordOf } from '../../shared/domain/foreword-of.ts';
import { askingScore, isTask, mayAsk } from '../../shared/domain/foreword/cues.ts';
import { toneFound } from '../../shared/domain/foreword/findings.ts';
import { ownWords } from '../../shared/domain/foreword/own-words.ts';
import { sentencesOf } from '../../shared/domain/foreword/sentences.ts';
import { at, automaticMail, fromAgent, fromCustomer } from '../fixtures/entries.ts';
import { cpuMs } from '../support/cpu-time.ts';

const quotesIn = (...entries: readonly Entry[]) =>
  forewordOf(entries, at(9)).lines.flatMap(line => ('quote' in line ? [[line.kind, line.quote]] : []));

const mail = automaticMail({ direction: 'in', author: fromCustomer('').author });
const mailOf = (text: string): Entry =>
  mail.kind === 'email' ? { ...mail, text, email: { ...mail.email, automatic: false } } : mail;

describe('what a text quotes', () => {
  const interleaved = [
    'On Monday Priya Shah wrote:',
    '> Can you send me the booking number, please?',
    'It is K7QX2M.',
    '>> We will call you by Friday.',
    '> > I am furious and hate this awful airline.',
    'Nobody did.',
  ].join('\n');

  test('is not asked, promised, open or the last word of who quotes it', () => {
    expect(quotesIn(mailOf(interleaved))).toEqual([['last', 'It is K7QX2M. Nobody did.']]);
    expect(quotesIn(fromAgent(interleaved))).toEqual([['last', 'It is K7QX2M. Nobody did.']]);
  });

  test('is no tone of the customer', () => {
    expect(toneFound(mailOf(interleaved))).toBeNull();
    expect(toneFound(fromCustomer('> What a lovely crew!\nThe crew was awful.'))).toBeLessThan(0);
  });

  test('leaves the last word to what came before, when nothing else was written', () => {
    const said = fromCustomer('The crew was lovely.');
    expect(quotesIn(said, { ...mailOf('> Can we help?\n>\n> Priya'), at: at(1) })).toEqual([['last', said.text]]);
    expect(quotesIn(mailOf('> Can we help?'))).toEqual([]);
  });

  test('may be long: the words below it are read', () => {
    const long = '> We can offer a seat on Thursday.\n'.repeat(300);
    expect(quotesIn(mailOf(`${long}Can you refund me instead?`))[0]).toEqual(['asked', 'Can you refund me instead?']);
  });

  test.each([
    ['Priya Shah wrote:\n> 2 bags?\nYes.', 'Yes.'],
    ['On 2 June, Priya Shah mused:\n\n> Two bags?\nYes.', 'Yes.'],
    ['So says Care <care@larkwing.example> today:\n> Two bags?\nYes.', 'Yes.'],
    ['Priya Shah schrieb:\r\n> Zwei Koffer?\r\nJa.', 'Ja.'],
    ['>Two bags?\nYes.\n    > 1 seat?\nNo.', 'Yes.\nNo.'],
  ])('with who said it goes: %j', (text, own) => {
    expect(ownWords(text)).toBe(own);
  });

  test.each([
    '>:( Where is my bag?',
    '>:-( >.< my bag is gone',
    '> 3 hours waiting, where is my refund?',
    '>3 hours and >= 2 calls',
    '> £400 gone',
    'From the gate:\n>From here nobody helps.',
    'The agent wrote: nothing.',
    'Two seats -> one seat\n<- and no refund',
  ])('is not told by a mark alone: %j is the own words of who wrote it', text => {
    expect(ownWords(text)).toBe(text);
  });
});

describe('what a text encodes', () => {
  const file = [
    'begin 644 bags.txt',
    'M5VAE<F4@:7,@;7D@8F%G/R!0;&5A<V4@<F5F=6YD(&UE+B!)="!W87,@;VX@',
    "'3%<@-#$X+@  ",
    '`',
    'end',
  ];

  test('is neither asked nor the last word', () => {
    const text = ['The list of bags:', ...file, 'It has two pages.'].join('\n');
    expect(quotesIn(mailOf(text))).toEqual([['last', 'The list of bags: It has two pages.']]);
    expect(quotesIn(mailOf(file.join('\n')))).toEqual([]);
  });

  test('ends before the next words, also when its end was cut off', () => {
    expect(ownWords([...file.slice(0, 2), 'Is that enough?'].join('\n'))).toBe('Is that enough?');
  });

  test('is not the words in a signed message', () => {
    const signature = '-----BEGIN PGP SIGNATURE-----\nVersion: 1\n\niQA/AwUBPZ\n-----END PGP SIGNATURE-----';
    const text = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\nWhere is my bag?\n${signature}\nSam`;
    expect(ownWords(text)).toBe('Where is my bag?\nSam');
    expect(ownWords(text.slice(0, -30))).toBe('Where is my bag?');
  });

  test('is not told by a word alone', () => {
    const text = 'We begin 644 miles away.\n-----BEGINNING-----\nbegin again';
    expect(ownWords(text)).toBe(text);
  });
});

test('own words are lines of the text, in their order', () => {
  const piece = fc.constantFrom(
    '> a',
    '>> b',
    '>:(',
    '> 3',
    'c wrote:',
    'd',
    '',
    'begin 644 e',
    'end',
    'M4',
    '`',
    '\r',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.string({ unit: 'grapheme' }), (pieces, more) => {
      const lines = [...pieces, more].join('\n').split(/\r?\n/);
      let place = 0;
      for (const line of ownWords(lines.join('\n')).split('\n')) {
        const found = lines.findIndex((one, at) => at >= place && one.includes(line));
        expect(found).toBeGreaterThanOrEqual(place);
        place = found + 1;
      }
    }),
    { numRuns: 500 },
  );
});

describe('a web address', () => {
  test.each([
    ['The booking is at https://larkwing.example/booking?id=7&lang=en. Seat 4A.', 2],
    ['I have found (see www.larkwing.example/bags?found!) my bag.', 1],
    ['My bag (https://larkwing.example/bags?) is gone.', 1],
    ['<https://larkwing.example/bags?a=1?b=2> is gone', 1],
    ['Have you read https://larkwing.example/rules? Then help me.', 2],
  ])('is never split: %s', (text, count) => {
    const sentences = sentencesOf(text);
    expect(sentences.join(' ')).toBe(text);
    expect(sentences).toHaveLength(count);
  });

  test.each([
    'https://larkwing.example/booking?',
    '[1] https://larkwing.example/refund?id=4711',
    '[1] https://larkwing.example/refund!?',
    'The booking is at https://larkwing.example/booking?',
    'I canhttps://larkwing.example/bags you see.',
    'My booking (www.larkwing.example/can-i/please?refund=1) is fine.',
  ])('asks for nothing: %s', sentence => {
    expect(askingScore(sentence)).toBe(0);
  });

  test('does not hide a question, and is whole in what is shown', () => {
    const asked = 'Can you refund https://larkwing.example/booking?id=7&lang=en to me?';
    expect(quotesIn(fromCustomer(`Hello. ${asked} Sam`))[0]).toEqual(['asked', asked]);
  });

  test('is no task', () => {
    expect(isTask('See https://larkwing.example/todo')).toBe(false);
    expect(isTask('Todo: https://larkwing.example/bags')).toBe(true);
  });

  test('joins no words to a cue: a text with one may be passed over if it asks nothing', () => {
    const piece = fc.constantFrom(
      'can',
      ' ',
      'you',
      'wa',
      'nn',
      '(http://a.example/?)',
      'www.a.example',
      '?',
      '.',
      'x',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const text = pieces.join('');
        expect(sentencesOf(text).some(one => askingScore(one) > 0) && !mayAsk(text)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  'http://',
  '(http://a',
  'www.',
  'https://a?!',
  '>',
  '> > ',
  'X wrote:',
  'X wrote: \n> ',
  'begin 644 a\n',
  '-----BEGIN A-----\n',
  '<a@b',
  'on 1 ',
  'I will immediately!! ',
])('hostile text costs little: %j again and again', piece => {
  const text = piece.repeat(100_000 / piece.length);
  const start = cpuMs();
  forewordOf([mailOf(text), mailOf(`${text}>`), fromAgent(text)], at(1));
  expect(cpuMs() - start).toBeLessThan(250);
});
