// Words of a reply whose conversation went into a colleague's hands.
import { fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { holderElsewhere } from '../../renderer/work/unsent.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';

afterEach(close);

const target = { interactionId: 'thread', channel: 'x', audience: 'private', handle: null, replyTo: null } as const;
const words = {
  mode: 'reply',
  text: 'We found your bag',
  target,
  subject: null,
  mail: null,
  thread: null,
  savedAt: 1,
} as const;
const theirs = (more: object = {}) => heldItem({ channel: 'x', interactionId: 'thread', holderId: 'priya', ...more });

function deskWithWords(): Desk {
  const desk = new Desk();
  desk.drafts.set('max', { mode: 'reply', reply: words, note: null });
  return desk;
}
const told = () => screen.queryByRole('group', { name: 'Your unsent words' });

test('they are told as unsent, go into a note by one press, and can be discarded', async () => {
  const desk = deskWithWords();
  desk.others = [theirs()];
  await show(desk, '#work/max');
  await settle();
  expect(told()?.textContent).toContain('A colleague holds this conversation now');
  fireEvent.click(screen.getByRole('button', { name: 'Put into a note' }));
  await new Promise(done => setTimeout(done, 450));
  await settle();
  expect(told()).toBeNull();
  expect(desk.draftsOf('max')).toMatchObject({ mode: 'note', reply: null, note: { text: 'We found your bag' } });
});

test('when the conversation is one’s own again they stand in the field and nothing is said', async () => {
  const desk = deskWithWords();
  desk.others = [theirs()];
  await show(desk, '#work/max');
  await settle();
  expect(told()).not.toBeNull();
  desk.others = [theirs({ holderId: 'mara' })];
  await desk.push({ topic: 'work' });
  await settle();
  expect(told()).toBeNull();
  expect(screen.getByDisplayValue('We found your bag')).toBeDefined();
});

test('another conversation of the customer in a colleague’s hands is no matter of these words', () => {
  expect(holderElsewhere([theirs({ interactionId: 'mail' })], 'thread', 'mara')).toBeNull();
  expect(holderElsewhere([theirs()], 'thread', 'mara')).toBe('priya');
  expect(holderElsewhere([theirs()], 'thread', 'priya')).toBeNull();
  expect(holderElsewhere([theirs({ state: 'waiting' })], 'thread', 'mara')).toBeNull();
});
