import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mentionsIn, namingAt } from '../../shared/domain/mention.ts';

const people = [
  { agentId: 'ann', name: 'Ann' },
  { agentId: 'anna', name: 'Ann Annex' },
  { agentId: 'elo', name: 'Élodie O’Hara' },
];

test('whole names are found, the longer of two that begin alike, and nobody in an address', () => {
  expect(mentionsIn('@Ann Annex, see this', people)).toEqual(['anna']);
  expect(mentionsIn('@ann and @ANN ANNEX', people).toSorted()).toEqual(['ann', 'anna']);
  expect(mentionsIn('(@Élodie O’Hara)', people)).toEqual(['elo']);
  expect(mentionsIn('mail to x@Ann or @Annette', people)).toEqual([]);
});

test('what is being written of a name is found before the caret, and nowhere else', () => {
  expect(namingAt('ask @An', 7)).toEqual({ from: 4, query: 'An' });
  expect(namingAt('@', 1)).toEqual({ from: 0, query: '' });
  expect(namingAt('ask @An now', 3)).toBeNull();
  expect(namingAt('x@An', 4)).toBeNull();
});

test('any text and any names are read without a failure, and only who was given is found', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ minLength: 1 }), { maxLength: 5 }), (text, names) => {
      const all = names.map(name => ({ agentId: name, name }));
      expect(mentionsIn(text, all).every(id => names.includes(id))).toBe(true);
      namingAt(text, text.length);
    }),
  );
});
