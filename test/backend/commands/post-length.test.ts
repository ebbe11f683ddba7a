import fc from 'fast-check';
import twitter from 'twitter-text';
import { expect, test } from 'vitest';
import { postLength } from '../../../backend/commands/post-length.ts';

test.each([
  ['', 0],
  ['a'.repeat(280), 280],
  ['Grüße aus Zürich', 16],
  ['こんにちは', 10],
  ['👩‍👩‍👧‍👦 home', 7],
  ['see https://larkwing.example/care?booking=QX7R2P&lang=en now', 31],
  ['شكرا جزيلا', 10],
])('%j is %i long', (text, length) => {
  expect(postLength(text)).toBe(length);
});

test('is as long as X’s own library says, for words, links and emoji', () => {
  const word = fc.constantFrom(
    'hello',
    'Zürich',
    '日本',
    '👍',
    '👨‍👩‍👧',
    '🇵🇹',
    'مرحبا',
    '“quoted”',
    '—',
    'https://www.example.com/x',
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 60 }), words => {
      const text = words.join(' ');
      expect(postLength(text)).toBe(twitter.parseTweet(text).weightedLength);
    }),
  );
});
