// Whoever holds a customer's work, or a lead, says by keys who has it first and until when; everybody sees it.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { endOf, usualDay, whyNotDay } from '../../renderer/customer/prefer.ts';
import { useOthers } from '../../renderer/stores/roster.ts';
import type { PreferredAgent } from '../../shared/domain/customer.ts';
import type { Colleague } from '../../shared/domain/roster.ts';
import { close, Desk, heldItem, mara, settle, show } from './desk.tsx';
import { customerWith, DAY, entryOf } from './made.ts';

const colleague = (agentId: string, name: string): Colleague => ({
  agentId,
  name,
  role: 'agent',
  queueIds: [],
  channels: ['x'],
  skills: [],
  state: 'offline',
  since: 1,
  free: false,
});
const priya = (until: number): PreferredAgent => ({
  agentId: 'priya',
  agentName: 'Priya Shah',
  until,
  byName: 'Ruth',
  at: 1,
});

type Given = { readonly holds?: boolean; readonly preferred?: PreferredAgent | null; readonly lead?: boolean };
async function desk({ holds = true, preferred = null, lead = false }: Given = {}): Promise<Desk> {
  const one = new Desk();
  const there = customerWith([entryOf('message')]);
  one.core.customers.set('max', { ...there, customer: { ...there.customer, preferred } });
  one.agent = lead ? { ...mara, role: 'lead' } : mara;
  one.work = { offer: null, lastOffer: null, items: holds ? [heldItem({ channel: 'x', interactionId: 'x-1' })] : [] };
  await show(one, '#work/max', 1_400);
  useOthers.setState({
    roster: { madeAt: 1, colleagues: [colleague('priya', 'Priya Shah'), colleague('paul', 'Paul Price')], queues: [] },
  });
  await settle();
  return one;
}
afterEach(close);
beforeEach(() => useOthers.setState(useOthers.getInitialState(), true));

const part = () => screen.queryByRole('group', { name: 'Preferred agent' });
const dialog = () => screen.getByRole('dialog');
const keys = async (...all: string[]) => {
  for (const key of all) fireEvent.keyDown(document.body, { key });
  await settle();
};

test('by key: a colleague and a last day, up to whose end it counts', async () => {
  const one = await desk();
  await keys('z', 'a');
  const who = within(dialog()).getByRole('combobox', { name: 'Colleague' });
  expect([...who.querySelectorAll('option')].map(option => option.textContent)).toEqual([
    'Choose a colleague',
    'Paul Price',
    'Priya Shah',
  ]);
  fireEvent.change(who, { target: { value: 'priya' } });
  fireEvent.submit(dialog().querySelector('form')!);
  await settle();
  const [asked] = one.asked('customer.prefer') as { until: number }[];
  expect(asked).toEqual({ customerId: 'max', agentId: 'priya', until: endOf(usualDay(Date.now())) });
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a day that is over, or too far, cannot be kept, and it is said', async () => {
  const one = await desk();
  await keys('z', 'a');
  fireEvent.change(within(dialog()).getByRole('combobox'), { target: { value: 'priya' } });
  fireEvent.change(within(dialog()).getByLabelText('Up to and including'), { target: { value: '2020-01-01' } });
  expect(within(dialog()).getByRole('status').textContent).toContain('That day is over');
  fireEvent.submit(dialog().querySelector('form')!);
  await settle();
  expect(one.asked('customer.prefer')).toEqual([]);
  expect(whyNotDay('9999-01-01', Date.now())).toContain('More than a year');
  expect(endOf('no day')).toBeNull();
});

test('stands in the customer’s panel with its time, and is taken back', async () => {
  const one = await desk({ preferred: priya(Date.now() + 3 * DAY) });
  expect(part()?.textContent).toContain('Priya Shah');
  expect(part()?.textContent).toContain('until');
  fireEvent.click(within(part()!).getByRole('button', { name: 'Change' }));
  await settle();
  fireEvent.click(within(dialog()).getByRole('button', { name: 'Nobody any more' }));
  await settle();
  expect(one.asked('customer.prefer')).toEqual([{ customerId: 'max', agentId: null, until: null }]);
});

test('who does not hold the work sees who is preferred, and cannot change it; a lead can', async () => {
  await desk({ holds: false, preferred: priya(Date.now() + DAY) });
  expect(within(part()!).queryByRole('button')).toBeNull();
  await keys('z', 'a');
  expect(screen.queryByRole('dialog')).toBeNull();
  close();
  await desk({ holds: false, lead: true });
  expect(within(part()!).getByRole('button', { name: 'Set' })).toBeDefined();
});

test('one whose time is over is nobody', async () => {
  await desk({ holds: false, preferred: priya(Date.now() - 1) });
  expect(part()).toBeNull();
});
