// Row 88: a person leaves the desk, and is told what stays on it.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { openOver } from '../../renderer/stores/shell.ts';
import { SIGNED_OUT_HERE } from '../../shared/contract/bridge/session.ts';
import { FRESH_LINE } from '../../shared/domain/call.ts';
import { close, Desk, heldItem, live, settle, show } from './desk.tsx';

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
    'Not sent yet: 1 reply, 2 other actions and 1 draft. Nothing of that is lost: it goes on',
  ],
  [
    { words: 'go', unsent: 1, waiting: { replies: 1, notes: 0, others: 0 }, drafts: 0 },
    'Not sent yet: 1 reply. That is removed as well',
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

test('on a call, and with work open, what becomes of them is said; once the line is closed the call is no matter', async () => {
  const desk = new Desk();
  const call = heldItem();
  desk.work = { ...desk.work, items: [call, heldItem({ id: 'post', channel: 'x' })] };
  const dialog = await asked(desk);
  expect(within(dialog).getByRole('alert').textContent).toContain(`You are on a call with ${call.customerName}.`);
  expect(dialog.textContent).toContain('One open item stays with you and waits.');
  desk.line = {
    number: '+44 7700 900258',
    state: 'ended',
    queueName: 'Priority care',
    queueMs: 1_000,
    talkMs: 60_000,
    holdMs: null,
    answeredAt: Date.now() - 61_000,
    agentName: 'Mara Lindholm',
    wrapUp: null,
    ...FRESH_LINE,
  };
  await desk.push({ topic: 'work' });
  expect(within(dialog).queryByRole('alert')).toBeNull();
  const wrapUp = `Your wrap-up for ${call.customerName} is not finished.`;
  expect(dialog.textContent).toContain(`${wrapUp} It stays with you and waits.`);
  const after = { workItemId: call.id, from: Date.now(), ms: 90_000, extended: false };
  desk.presence = { ...desk.presence!, state: 'acw', after };
  await desk.push({ topic: 'presence' });
  expect(dialog.textContent).toMatch(/is not finished\. Its time runs on: it ends by itself in 1:(?:30|29), with what/);
});

test('the time after a written contact, which runs on, is named with what is left of it', async () => {
  const desk = new Desk();
  const after = { workItemId: 'work-9', from: Date.now(), ms: 60_000, extended: false, written: true } as const;
  desk.presence = { ...desk.presence!, state: 'acw', after };
  const dialog = await asked(desk);
  const said = 'Your after-contact work for a written contact is not over. Its time runs on: it ends by itself in';
  expect(dialog.textContent).toMatch(new RegExp(`${said} (?:1:00|0:59)\\.`));
  desk.presence = { ...desk.presence, state: 'available', after: null };
  await desk.push({ topic: 'presence' });
  expect(dialog.textContent).not.toContain('after-contact work');
});

test('who has signed out is asked for their secret, and is offered nothing that would not let them in', async () => {
  const desk = new Desk();
  await show(desk);
  await desk.push({ topic: 'connection', connection: { ...live, state: 'signed-out', reason: SIGNED_OUT_HERE } });
  expect(screen.getByLabelText('Secret')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Try now' })).toBeNull();
  await desk.push({ topic: 'connection', connection: { ...live, state: 'replaced' } });
  await press('Use this desk');
  expect(desk.asked('connection.retry')).toHaveLength(1);
});
