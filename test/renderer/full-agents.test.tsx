// Why nothing moves although somebody is available: they hold as much as they may.
import { screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Board } from '../../shared/domain/work.ts';
import { close, Desk, mara, show } from './desk.tsx';

afterEach(close);

const agent = (name: string, state: string, held: number): Board['agents'][number] => ({
  agentId: name,
  name,
  state,
  reason: null,
  since: Date.now(),
  room: { held, of: 3 },
});
const waiting = (): Board['waiting'][number] => ({
  workItemId: 'work-1',
  queueId: 'chat',
  customerId: 'jayne',
  customerName: 'Jayne Costello',
  from: '+44 7700 900258',
  subject: 'Bag',
  channel: 'whatsapp',
  state: 'waiting',
  enteredAt: Date.now(),
  priority: 1,
  epoch: 0,
  couldServe: [{ agentId: 'mara', name: 'Mara Lindholm', state: 'available', full: true }],
});

const counts = { inQueue: 1, longestWaitMs: 5_000, available: 1, onContact: 0, acw: 0, notReady: 0, countedAt: 1 };
const row = (name: string, full: number): Board['rows'][number] => ({
  queueId: name,
  name,
  channels: ['whatsapp'],
  closed: null,
  ...counts,
  full,
  perChannel: [],
});

test('a queue says how many of its available agents are full, and that nobody has room', async () => {
  const desk = new Desk();
  desk.agent = { ...mara, role: 'lead' };
  const rows = [row('Messaging', 1), row('Refunds', 0), { ...row('Mail', 1), available: 3 }];
  desk.board = { madeAt: Date.now(), rows, waiting: [], waitingTotal: 2, notices: [], held: [], agents: [] };
  await show(desk, '#queues');
  const [messaging, refunds, mail] = ['Messaging', 'Refunds', 'Mail'].map(name =>
    screen.getByRole('button', { name: `Waiting in ${name}` }).closest('tr')!,
  );
  expect(within(messaging!).getByText('all full')).toBeDefined();
  expect(within(messaging!).getByLabelText('Nobody who is available has room')).toBeDefined();
  expect(within(mail!).getByText('1 full')).toBeDefined();
  expect(within(mail!).queryByLabelText(/Nobody/)).toBeNull();
  expect(refunds!.textContent).not.toContain('full');
  expect(within(refunds!).queryByLabelText(/Nobody/)).toBeNull();
});

test('an available agent without a place left is full, on the list and among those who could serve', async () => {
  const desk = new Desk();
  desk.agent = { ...mara, role: 'lead' };
  desk.board = {
    madeAt: Date.now(),
    rows: [],
    waiting: [waiting()],
    waitingTotal: 1,
    notices: [],
    held: [],
    agents: [
      agent('Mara Lindholm', 'available', 3),
      agent('Priya Shah', 'available', 2),
      agent('Tom', 'on-contact', 3),
    ],
  };
  await show(desk, '#queues');
  const agents = screen.getByRole('region', { name: /^Agents by state/ });
  const shown = within(agents)
    .getAllByText(/Mara|Priya|Tom/)
    .map(name => name.parentElement!.textContent);
  expect(shown).toEqual([
    expect.stringContaining('full: 3 of 3'),
    expect.not.stringContaining('full'),
    expect.not.stringContaining('full'),
  ]);
  expect(screen.getByText('Mara Lindholm (full)')).toBeDefined();
});
