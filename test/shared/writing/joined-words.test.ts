import { expect, test } from 'vitest';
import { joinedFields } from '../../../shared/domain/writing/joined-fields.ts';
import { joinedWords } from '../../../shared/domain/writing/joined-words.ts';

const words = (text: string, where: 'public' | 'private' | null, subject: string | null = null) => ({
  text,
  subject,
  target: where && ({ interactionId: `${where} of ${text}`, audience: where } as const),
});

test.each([
  ['words go above those after them, and where they went', words('A', 'private'), words('B', 'private'), 'A\n\nB', 'A'],
  ['public words go where private ones go that came after', words('A', 'public'), words('B', 'private'), 'A\n\nB', 'B'],
  [
    'private words do not go where public ones go that came after',
    words('A', 'private'),
    words('B', 'public'),
    'A\n\nB',
    'A',
  ],
  ['what goes nowhere yet goes where the other goes', words('A', null), words('B', 'public'), 'A\n\nB', 'B'],
  ['nothing is no words, wherever it would go', words('A', 'public'), words('', 'private'), 'A', 'A'],
  ['nor before them', words('', 'private'), words('B', 'public'), 'B', 'B'],
])('%s', (_says, first, second, text, of) => {
  const joined = joinedWords(first, second);
  expect([joined.text, joined.target?.interactionId.split(' of ')[1]]).toEqual([text, of]);
});

test('of two subjects one stays, and the other stands above its words', () => {
  const joined = joinedWords(words('A', 'private', 'Bag'), words('B', 'private', 'Seat'));
  expect([joined.subject, joined.text]).toEqual(['Bag', 'A\n\nSeat\n\nB']);
  const same = joinedWords(words('A', 'private', 'Bag'), words('B', 'private', 'Bag'));
  expect([same.subject, same.text]).toEqual(['Bag', 'A\n\nB']);
  const alone = joinedWords(words('A', 'private'), words('', 'private', 'Seat'));
  expect([alone.subject, alone.text]).toEqual(['Seat', 'A']);
});

test('fields with words keep both, once; of what is chosen the later counts', () => {
  const joined = joinedFields({ note: 'Promised', chosen: 'agent a' }, { note: 'Since', chosen: 'agent b', at: '9' });
  expect(joined).toEqual({ note: 'Promised\n\nSince', chosen: 'agent b', at: '9' });
  expect(joinedFields({ note: 'Promised' }, joined).note).toBe('Promised\n\nSince');
  expect(joinedFields({ note: 'Promised' }, {}).note).toBe('Promised');
});
