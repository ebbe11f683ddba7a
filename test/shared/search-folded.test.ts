import { expect, test } from 'vitest';
import { foldedText } from '../../shared/domain/search/folded.ts';
import { LONGEST_WORD } from '../../shared/domain/search/words.ts';

const AROUND = [LONGEST_WORD - 1, LONGEST_WORD, LONGEST_WORD + 1, LONGEST_WORD + 2, 3 * LONGEST_WORD];
const PLACES = Array.from({ length: 3 * LONGEST_WORD }, (_, place) => place);

test.each(AROUND)('of a word of %i letters the index gets no more than is looked at, wherever it stands', length => {
  const wrong = PLACES.filter(place => {
    const text = `${'a-'.repeat(place).slice(0, place).replace(/a$/, '-')}${'W'.repeat(length)} end`;
    const longest = Math.max(
      ...foldedText(text)
        .split(/[^A-Za-z]+/)
        .map(word => word.length),
    );
    return longest !== Math.min(length, LONGEST_WORD);
  });
  expect(wrong).toEqual([]);
});
