import { screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Connection } from '../../shared/contract/bridge.ts';
import { close, Desk, live, show } from './desk.tsx';

afterEach(close);

const status = () => screen.getByRole('status', { name: 'Connection' });

async function tell(desk: Desk, changes: Partial<Connection>): Promise<void> {
  await desk.push({ topic: 'connection', connection: { ...live, ...changes } });
}

test('catching up says how many events are left, and counts down', async () => {
  const desk = new Desk();
  desk.connection = { ...live, state: 'catching-up', left: 1_312 };
  await show(desk);
  expect(status().textContent).toBe('Catching up 1,312 left');
  await tell(desk, { state: 'catching-up', left: 7 });
  expect(status().textContent).toBe('Catching up 7 left');
  await tell(desk, {});
  expect(status().textContent).toMatch(/^Live complete to/);
});

test('records set aside are counted in the bar, in every state, and only when there are some', async () => {
  const desk = new Desk();
  await show(desk);
  expect(status().textContent).not.toContain('set aside');
  const marks = () => screen.queryAllByLabelText(/set aside$/).map(mark => mark.getAttribute('aria-label'));
  expect(marks()).toEqual([]);
  await tell(desk, { setAside: 1 });
  expect(marks()).toEqual(['1 unreadable record set aside']);
  await tell(desk, { setAside: 3, state: 'catching-up', left: 2 });
  expect(marks()).toEqual(['3 unreadable records set aside']);
  expect(status().title).toContain('3 unreadable records set aside');
});

test.each([
  ['offline', 'Offline', /You are reading what this workstation has/],
  ['signed-out', 'Signed out', /does not accept this desk’s sign-in/],
  ['replaced', 'Replaced', /Another desk took over/],
  ['upgrade-required', 'Upgrade required', /do not fit together/],
] as const)('%s: the bar has its name and the banner says what it means', async (state, name, banner) => {
  const desk = new Desk();
  await show(desk);
  expect(screen.queryByText(banner)).toBeNull();
  await tell(desk, { state, since: Date.now() });
  expect(status().textContent).toContain(name);
  expect(screen.getByText(banner)).toBeDefined();
  await tell(desk, {});
  expect(screen.queryByText(banner)).toBeNull();
});
