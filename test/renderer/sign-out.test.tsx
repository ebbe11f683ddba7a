// Row 88: a person leaves the desk, and is told what stays on it.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { openOver } from '../../renderer/stores/shell.ts';
import { close, Desk, settle, show } from './desk.tsx';

afterEach(close);

async function asked(desk: Desk): Promise<HTMLElement> {
  await show(desk, '#work');
  openOver('sign-out');
  await settle();
  return screen.getByRole('dialog', { name: 'Sign out?' });
}
const press = async (name: string): Promise<void> => {
  fireEvent.click(screen.getByRole('button', { name }));
  await settle();
};
const signedOut = (desk: Desk) => desk.core.calls.filter(({ name }) => name === 'session.signOut').length;

test('nothing waits: what stays is said, and no warning; staying asks nothing of anybody', async () => {
  const desk = new Desk();
  const dialog = await asked(desk);
  expect(dialog.textContent).toContain('The history on this workstation stays readable.');
  expect(within(dialog).queryByRole('alert')).toBeNull();
  await press('Stay signed in');
  expect([screen.queryByRole('dialog'), signedOut(desk)]).toEqual([null, 0]);
});

test.each([
  [
    { words: 'stay', unsent: 3, waiting: { replies: 1, notes: 0, others: 2 }, drafts: 1 },
    'Not sent yet: 1 reply, 2 other actions and 1 draft. They stay here',
  ],
  [
    { words: 'go', unsent: 1, waiting: { replies: 1, notes: 0, others: 0 }, drafts: 0 },
    'Not sent yet: 1 reply. They are removed as well',
  ],
] as const)('unsent words are named before it is done: %j', async (leaving, words) => {
  const desk = new Desk();
  desk.leaving = { history: 'goes', ...leaving };
  const dialog = await asked(desk);
  expect(dialog.textContent).toContain('The history is removed from this workstation.');
  expect(within(dialog).getByRole('alert').textContent).toContain(words);
  expect(signedOut(desk)).toBe(0);
  await press('Sign out');
  expect([screen.queryByRole('dialog'), signedOut(desk)]).toEqual([null, 1]);
});
