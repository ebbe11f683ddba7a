// The end of the shift in what an agent sends: filled in where the team has shifts, and not offered where it has none.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Interaction } from '../../shared/domain/case.ts';
import type { Team } from '../../shared/domain/team.ts';
import { close, Desk, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(close);

/** One shift a day, from midnight to midnight. */
const SHIFTS = { zone: 'UTC', starts: [0] };
const team = (more: Partial<Team>, signOff: string | null = null): Team => ({
  id: 'team',
  version: 1,
  name: 'Larkwing Care',
  notReadyReasons: [],
  noResponseReasons: [],
  voiceExclusive: true,
  handoverNote: false,
  handles: [{ address: '@LarkwingCare', channel: 'x', name: 'Care', signOff, shiftIntro: null, signature: null }],
  macros: [
    { id: 'until', name: 'Here until', channels: null, text: 'We are here until {{ shift.end }}.' },
    { id: 'thanks', name: 'Thanks', channels: null, text: 'Thank you.' },
  ],
  ...more,
});
const thread: Interaction = {
  id: 'thread-max',
  version: 1,
  caseId: 'case-1',
  customerId: 'max',
  channel: 'x',
  audience: 'public',
  subject: null,
  handle: '@LarkwingCare',
  startedAt: 0,
};

async function desk(made: Team): Promise<Desk> {
  const one = new Desk();
  one.team = made;
  const max = customerWith([entryOf('post', { id: 'the-post', text: 'Is anybody there?' })]);
  one.core.customers.set('max', { ...max, interactions: [{ ...thread, id: max.interactions[0]?.id ?? thread.id }] });
  await show(one, '#work/max');
  return one;
}
const composer = () => within(screen.getByRole('region', { name: 'Composer' }));
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
const write = (text: string) => fireEvent.change(field(), { target: { value: text } });
const openMacros = async (): Promise<void> => {
  fireEvent.keyDown(field(), { key: '/' });
  await settle();
};

test('a canned text says when the shift ends', async () => {
  await desk(team({ shifts: SHIFTS }));
  await openMacros();
  fireEvent.click(screen.getByRole('menuitem', { name: /Here until/ }));
  await settle();
  expect(field().value).toBe('We are here until 00:00.');
});

test('a sign-off says it too, and the reply goes', async () => {
  const one = await desk(team({ shifts: SHIFTS }, '{{agent.initials}} until {{shift.end}}'));
  write('On its way.');
  expect(composer().getByText('Signed ML until 00:00')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Send' }));
  await settle();
  expect(one.asked('reply.send')).toMatchObject([{ text: 'On its way.\u00a0ML until 00:00' }]);
});

test('without shifts a canned text that names their end is not offered, and no other is missing', async () => {
  await desk(team({}));
  await openMacros();
  expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual(['ThanksThank you.']);
});

test('without shifts a sign-off that names their end is said to be the matter', async () => {
  const one = await desk(team({}, 'until {{shift.end}}'));
  write('On its way.');
  expect(composer().getByText(/your team has no shifts/)).toBeDefined();
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  await settle();
  expect(one.asked('reply.send')).toEqual([]);
});
