import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { AfterWork } from '../../shared/domain/presence.ts';
import { close, Desk, settle, show } from './desk.tsx';

afterEach(close);

const NOW = Date.now();
const after: AfterWork = { workItemId: 'gone', from: NOW - 15_000, ms: 60_000, extended: false, written: true };
async function working(change: Partial<AfterWork> = {}) {
  const desk = new Desk();
  desk.presence = { ...desk.presence!, state: 'acw', since: NOW - 15_000, after: { ...after, ...change } };
  await show(desk);
  return desk;
}
const bar = () => screen.queryByRole('region', { name: 'After-contact work' });

test('after a written contact a bar says how long its work lasts, gives more of it, and ends it', async () => {
  const desk = await working();
  expect(bar()?.textContent).toContain('Ends by itself in');
  fireEvent.click(screen.getByRole('button', { name: 'More time' }));
  fireEvent.click(screen.getByRole('button', { name: 'Done' }));
  await settle();
  expect(desk.asked('acw.extend')).toEqual([{ workItemId: 'gone' }]);
  expect(desk.asked('acw.end')).toEqual([{ workItemId: 'gone' }]);
});

test('the same by keys; where it was extended already there is no more', async () => {
  const desk = await working({ extended: true });
  expect(screen.queryByRole('button', { name: 'More time' })).toBeNull();
  for (const key of ['c', 'm', 'c', 'f']) fireEvent.keyDown(document.body, { key });
  await settle();
  expect(desk.asked('acw.extend')).toEqual([]);
  expect(desk.asked('acw.end')).toEqual([{ workItemId: 'gone' }]);
});

test('after a call there is no such bar: its own has the way to finish it', async () => {
  const { written: _, ...ofCall } = after;
  const desk = new Desk();
  desk.presence = { ...desk.presence!, state: 'acw', after: ofCall };
  await show(desk);
  expect(bar()).toBeNull();
});
