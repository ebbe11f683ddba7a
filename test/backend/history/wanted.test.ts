// What a reviewer's question asks the backend for, part by part; what only a desk understands is said to be left out.
import { describe, expect, test } from 'vitest';
import { wantedOf } from '../../../backend/history/find/wanted.ts';
import { parseQuery } from '../../../shared/domain/search/query.ts';

const day = (written: string): number => Date.parse(`${written}T00:00:00Z`);
const wanted = (query: string) => wantedOf(parseQuery(query, { now: day('2026-11-20'), zone: 'UTC' }));
const [EVER, NEVER_ENDS] = [-8.64e15, 8.64e15];

describe('the days that were said leave', () => {
  test.each([
    ['before:2025-03', EVER, day('2025-03-01')],
    ['until:2025-03', EVER, day('2025-04-01')],
    ['since:2025-03', day('2025-03-01'), NEVER_ENDS],
    ['after:2025-03', day('2025-04-01'), NEVER_ENDS],
    ['on:2025-03-04', day('2025-03-04'), day('2025-03-05')],
    ['since:2025-01 since:2025-02 until:2025-06 before:2025-05', day('2025-02-01'), day('2025-05-01')],
    ['on:2025-03 after:2025-03-10', day('2025-03-11'), day('2025-04-01')],
    ['bag', EVER, NEVER_ENDS],
  ])('%s', (query, from, to) => expect(wanted(query).span).toEqual({ from, to }));
});

test('what is to be left out by a filter is not looked for instead, and neither is what only a desk knows', () => {
  expect(wanted('bag -channel:x')).toMatchObject({ channels: null, leftOut: ['channel'] });
  expect(wanted('bag channel:x channel:email')).toMatchObject({ channels: ['x', 'email'], leftOut: [] });
  expect(wanted('bag case:open')).toMatchObject({ caseNumber: null, leftOut: ['case'] });
  expect(wanted('bag kind:email kind:post has:link')).toMatchObject({ leftOut: ['kind', 'has'] });
  expect(wanted('-with:okafor bag')).toMatchObject({ names: 'bag', leftOut: ['with'] });
});

test('a case is a number alone, or one that is said to be one', () => {
  expect(['48213', '#48213', 'case:48213 bag'].map(query => wanted(query).caseNumber)).toEqual([
    48_213, 48_213, 48_213,
  ]);
  expect(['48213 bag', '4821a', '1234567890123'].map(query => wanted(query).caseNumber)).toEqual([null, null, null]);
});

test('names and addresses are looked for among the words, together and one by one, and in the filter for them', () => {
  const { names, addresses } = wanted('zoe@post.example lost with:"020 7946"');
  expect(names).toBe('020 7946 zoe@post.example lost');
  expect(addresses).toEqual(['zoe@post.example lost', 'zoe@post.example', 'lost', '020 7946']);
  expect(wanted('channel:x')).toMatchObject({ names: '', addresses: [], terms: [] });
});
