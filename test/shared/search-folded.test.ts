import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldedText } from '../../shared/domain/search/folded.ts';
import { LONGEST_WORD } from '../../shared/domain/search/words.ts';

test('of words around the longest that is looked at, no more than that goes into the index, wherever they stand', () => {
  const word = fc.nat(2 * LONGEST_WORD + 4).map(length => 'a1B'.repeat(length).slice(0, length));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), fc.constantFrom(' ', ', ', '-', '\0'), (words, between) => {
      const folded = foldedText(words.join(between));
      const got = folded.split(/[^A-Za-z0-9]+/).filter(one => one !== '');
      const wanted = words.filter(one => one !== '').map(one => one.slice(0, LONGEST_WORD));
      expect(got.map(one => one.toLowerCase())).toEqual(wanted.map(one => one.toLowerCase()));
    }),
    { numRuns: 500 },
  );
});
