import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Presence } from '../../shared/domain/presence.ts';
import { close, Desk, settle, show } from './desk.tsx';

afterEach(close);

const banner = () => screen.queryByRole('group', { name: 'Not ready' });

async function notReady(reason: string | null) {
  const desk = new Desk();
  desk.presence = { ...desk.presence!, state: 'not-ready', reason } satisfies Presence;
  await show(desk);
  return desk;
}

test('whose connection was lost reads it, and is back with one key', async () => {
  const desk = await notReady('Connection lost');
  expect(banner()?.textContent).toContain('The connection was lost for a while.');
  // Once: the empty place below says what is so, and leaves the act to the notice.
  expect(screen.getAllByRole('button', { name: 'Become available' })).toHaveLength(1);
  expect(screen.getByText('You are not ready')).toBeDefined();
  expect(banner()?.textContent).toMatch(/G.*A$/);
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'a' });
  await settle();
  expect(desk.asked('presence.set')).toEqual([{ state: 'available', reason: null }]);
  expect(banner()).toBeNull();
});

test('so does who slept, or missed what rang; who chose to be Not Ready is told nothing', async () => {
  await notReady('Away');
  expect(banner()?.textContent).toContain('asleep');
  close();
  await notReady('Missed offers');
  expect(banner()?.textContent).toContain('were not answered');
  close();
  await notReady('Lunch');
  expect(banner()).toBeNull();
  expect(screen.getAllByRole('button', { name: 'Become available' })).toHaveLength(1);
});
