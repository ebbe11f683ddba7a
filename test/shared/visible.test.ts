import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hidesCharacters, madeVisible, nameMadeVisible } from '../../shared/domain/visible.ts';

test.each([
  ['a family', 'The Turners 👩\u200d👩\u200d👧'],
  ['a skin tone before the joiner', '👩🏽\u200d✈️ Priya'],
  ['a sign of colour before the joiner', '🏳️\u200d🌈'],
  ['skin tones on both sides', '🧑🏻\u200d🤝\u200d🧑🏿'],
  ['Persian', 'می\u200cخواهم'],
  ['Persian with a vowel sign', 'نامهٔ\u200cمن'],
  ['Devanagari', 'क्\u200dष'],
  ['Marathi', 'र्\u200dय'],
  ['Bengali', 'র\u200d্যা'],
  ['Sinhala', 'ශ්\u200dරී'],
  ['Kannada', 'ರ್\u200cಕ'],
])('the joiners of %s stay in a name, and no address or file name keeps them', (_, text) => {
  expect(nameMadeVisible(text)).toBe(text);
  expect(madeVisible(text)).toMatch(/‹U\+200[CD]›/);
  expect(hidesCharacters(text)).toBe(true);
});

test.each([
  ['a\u200db', 'a‹U+200D›b'],
  ['pay\u200cpal', 'pay‹U+200C›pal'],
  ['a\u200d👧', 'a‹U+200D›👧'],
  ['👩\u200da', '👩‹U+200D›a'],
  ['👩\u200c👧', '👩‹U+200C›👧'],
  ['👩\u200d', '👩‹U+200D›'],
  ['\u200d👧', '‹U+200D›👧'],
  ['👩\u200d\u200d👧', '👩‹U+200D›‹U+200D›👧'],
  ['می\u200c', 'می‹U+200C›'],
  ['می\u200c\u200cخ', 'می‹U+200C›‹U+200C›خ'],
  ['می\u200ca', 'می‹U+200C›a'],
  ['مक\u200dष\u200cم', 'مक\u200dष‹U+200C›م'],
  ['1\u200d2', '1‹U+200D›2'],
  ['م\u202eم', 'م‹U+202E›م'],
  ['👩\u2066👧\u2069', '👩‹U+2066›👧‹U+2069›'],
  ['م\u200bم\ufeff', 'م‹U+200B›م‹U+FEFF›'],
])('in a name %j is written %j', (text, shown) => {
  expect(nameMadeVisible(text)).toBe(shown);
});

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3 }),
  fc.constantFrom('\u200d', '\u200c', '\u202e', '\u200b', '👩', '🏽', '\ufe0f', 'م', 'क', '्', 'a', '\ud83d'),
);
const text = fc.array(piece, { maxLength: 12 }).map(pieces => pieces.join(''));

test('in a name everything else that cannot be seen is written out, and nothing is lost', () => {
  fc.assert(
    fc.property(text, name => {
      const shown = nameMadeVisible(name);
      expect(hidesCharacters(shown.replace(/[\u200c\u200d]/g, ''))).toBe(false);
      expect(shown.replace(/[\u200c\u200d]/g, one => madeVisible(one))).toBe(madeVisible(name));
    }),
    { numRuns: 2_000 },
  );
});
