import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { asSentence, promiseStanding, shortened } from '../../../renderer/customer/foreword-rules.ts';
import { ForewordPanel } from '../../../renderer/customer/ForewordPanel.tsx';
import type { ForewordLine } from '../../../shared/domain/foreword.ts';

afterEach(cleanup);

const NOW = Date.now();
const HOUR = 3_600_000;
const cited = { entryId: 'e1', at: NOW - 50 * HOUR, channel: 'x' as const };
const promise = (dueAt: number | null, kept: boolean | null) =>
  ({ kind: 'promised', ...cited, quote: 'An answer by five', dueAt, kept }) satisfies ForewordLine;

test.each([
  [NOW - HOUR, null, 'late'],
  [NOW + HOUR, null, 'due'],
  [NOW - HOUR, false, 'not-kept'],
  [NOW - HOUR, true, 'kept'],
  [null, null, 'plain'],
  [null, true, 'kept'],
] as const)('a promise due at %s, kept %s, is %s', (dueAt, kept, standing) => {
  expect(promiseStanding(promise(dueAt, kept), NOW)).toBe(standing);
});

test('each line is a button that opens the entry it cites', () => {
  const onOpen = vi.fn<(entryId: string) => void>();
  const lines: ForewordLine[] = [
    { kind: 'asked', ...cited, entryId: 'asked', quote: 'My money back' },
    { ...promise(NOW - 45 * HOUR, false), entryId: 'promised' },
    { kind: 'tone', ...cited, entryId: 'tone', score: -2.5, direction: 'falling' },
    { kind: 'where', ...cited, entryId: 'where', channels: ['x', 'email', 'voice'], spanMs: 90 * HOUR },
    { kind: 'last', ...cited, entryId: 'last', by: 'agent', name: 'Priya Shah', quote: 'I will ask' },
  ];
  render(<ForewordPanel foreword={{ lines, from: 10, isCut: true }} onOpen={onOpen} />);
  const region = screen.getByRole('region', { name: 'Foreword' });
  for (const line of within(region).getAllByRole('button')) fireEvent.click(line);
  expect(onOpen.mock.calls).toEqual([['asked'], ['promised'], ['tone'], ['where'], ['last']]);
  expect(region.textContent).toContain('from the newest 10 entries');
  expect(region.textContent).toMatch(/Not kept, 1\sd\s21\sh over/);
  expect(region.textContent).toContain('Angry, falling');
  expect(region.textContent).toMatch(/X, email, phone, 3\sd\s18\sh/);
});

test('words that were not delivered are said to be so, with the reason', () => {
  const lost = {
    kind: 'undelivered',
    ...cited,
    entryId: 'lost',
    quote: 'It is on its way',
    reason: 'no such user',
  } as const;
  render(<ForewordPanel foreword={{ lines: [lost], from: 2, isCut: false }} onOpen={() => {}} />);
  const { textContent } = screen.getByRole('button');
  expect(textContent).toMatch(/^Not delivered.*It is on its way.*no such user\./);
});

test('nothing found is said, not guessed', () => {
  render(<ForewordPanel foreword={{ lines: [], from: 3, isCut: false }} onOpen={() => {}} />);
  expect(screen.getByText('Nothing found')).toBeTruthy();
  expect(screen.queryByRole('button')).toBeNull();
});

test('a long quote is cut at a word', () => {
  expect(shortened('short')).toBe('short');
  const long = shortened('word '.repeat(60));
  expect(long.length).toBeLessThanOrEqual(131);
  expect(long.endsWith('word…')).toBe(true);
  expect(shortened('😀'.repeat(150)).isWellFormed()).toBe(true);
});

test('a quote gets an end only if it has none', () => {
  expect(asSentence('by five')).toBe('by five.');
  expect(asSentence('by five!')).toBe('by five!');
});
