import fc from 'fast-check';
import twitter from 'twitter-text';
import { expect, test } from 'vitest';
import { ruleOf } from '../../../shared/domain/writing/rules.ts';
import { THREAD_STYLES, threadOf } from '../../../shared/domain/writing/thread.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const x = ruleOf('x', 'public');
const mastodon = ruleOf('mastodon', 'public');

const word = fc.oneof(
  { weight: 8, arbitrary: fc.stringMatching(/^[a-zäöü]{1,12}$/) },
  { weight: 2, arbitrary: fc.constantFrom('Yes.', 'Really?', '(no)', '日本語です。', 'مرحبا', '“quoted.”') },
  { weight: 2, arbitrary: fc.constantFrom('@LarkwingCare', '@ana_b', '#bag', '@care@larkwing.example') },
  { weight: 2, arbitrary: fc.constantFrom('👍', '👨‍👩‍👧‍👦', '🇩🇪', '👩🏽‍🚀', '1️⃣') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'https://larkwing.example/a/long/way/to/the/form?x=1',
      'http://x.example',
      'larkwing.com',
    ),
  },
);
const gap = fc.constantFrom(' ', ' ', ' ', '  ', '\n', '\n\n');
const written = fc
  .array(fc.tuple(word, gap), { minLength: 1, maxLength: 250 })
  .map(pairs => pairs.flat().join('').trim());

const bare = (text: string): string => text.replace(/\s+/gu, '');
const style = fc.constantFrom(...THREAD_STYLES);
const withoutPlace = (part: string): string => part.replace(/ \d+\/\d+$/u, '');

test.each([
  ['X', x],
  ['Mastodon', mastodon],
])('on %s every part fits, all words are there in their order, and nothing is cut that belongs together', (_, rule) => {
  fc.assert(
    fc.property(written, style, (text, how) => {
      const parts = threadOf(text, rule, how);
      if (parts === null) return;
      for (const part of parts) expect(rule.count(part)).toBeLessThanOrEqual(rule.limit);
      const plain = how === 'numbered' && parts.length > 1 ? parts.map(withoutPlace) : parts;
      expect(plain.flatMap(part => part.split(/\s+/u))).toEqual(text.split(/\s+/u));
    }),
    { numRuns: 150 },
  );
});

test('any text at all: within the limit, nothing lost, no letter torn', () => {
  const any = fc.string({ unit: 'grapheme', maxLength: 900 }).filter(text => bare(text) !== '');
  fc.assert(
    fc.property(any, text => {
      const parts = threadOf(text, x, 'plain');
      for (const part of parts ?? []) {
        expect(x.count(part)).toBeLessThanOrEqual(280);
        expect(part.isWellFormed()).toBe(text.isWellFormed() ? true : part.isWellFormed());
      }
      expect(bare((parts ?? [text]).join(''))).toBe(bare(text));
    }),
    { numRuns: 150 },
  );
});

test('a word longer than a post is cut between its words and letters, and an address in it stays whole', () => {
  const text = `${'日本語'.repeat(60)}https://larkwing.example/form。${'語'.repeat(200)}`;
  const parts = threadOf(text, x, 'plain')!;
  expect(parts.join('')).toBe(text);
  expect(parts.flatMap(part => twitter.extractUrls(part))).toEqual(twitter.extractUrls(text));
});

test('the end of a sentence ends a part, and so does a paragraph', () => {
  const sentence = `${'word '.repeat(39).trim()} end.`;
  expect(threadOf(`${sentence} ${sentence} ${sentence}`, x, 'plain')).toEqual([sentence, sentence, sentence]);
  const paragraph = 'word '.repeat(40).trim();
  expect(threadOf(`${paragraph}\n\n${paragraph}`, x, 'plain')).toEqual([paragraph, paragraph]);
});

test('the place of a part is counted, and a text that fits has none', () => {
  expect(threadOf('Short.', x, 'numbered')).toEqual(['Short.']);
  const parts = threadOf('word '.repeat(120), x, 'numbered')!;
  expect(parts.map(part => part.slice(-4))).toEqual([' 1/3', ' 2/3', ' 3/3']);
});

test('a no-break space holds the sign-off to the last word', () => {
  const text = `${'abcdefghi '.repeat(27)}abcdefghi\u00a0^ML`;
  const parts = threadOf(text, x, 'plain')!;
  expect(parts.at(-1)).toMatch(/abcdefghi\u00a0\^ML$/u);
});

test('more parts than a thread may have are no thread, and are found out soon', () => {
  const start = cpuMs();
  expect(threadOf('word '.repeat(4_000), x, 'plain')).toBeNull();
  expect(threadOf('語'.repeat(20_000), x, 'numbered')).toBeNull();
  expect(cpuMs() - start).toBeLessThan(5_000);
});
