// Several open items on the screen: order, what is new, parking, and what is settled together.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { loadMarks } from '../../renderer/stores/aside.ts';
import { orderedWork } from '../../renderer/work/order.ts';
import { untilOf } from '../../renderer/work/park-times.ts';
import { sharedDispositions } from '../../renderer/work/shared-dispositions.ts';
import type { Queue } from '../../shared/domain/work.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(() => {
  vi.useRealTimers();
  close();
});

const press = (key: string, on: Element = document.body) => fireEvent.keyDown(on, { key });
const keys = (...all: string[]) => all.forEach(key => press(key));
const names = () =>
  within(screen.getByRole('region', { name: 'Work' }))
    .getAllByRole('listitem')
    .map(item => /Ada|Ben|Cyd|Dee/.exec(item.textContent ?? '')?.[0]);
const item = (name: string, more: Parameters<typeof heldItem>[0] = {}) =>
  heldItem({
    id: `work-${name}`,
    customerId: name,
    customerName: name,
    channel: 'x',
    interactionId: `thread-${name}`,
    ...more,
  });

function deskOf(...items: ReturnType<typeof item>[]): Desk {
  const desk = new Desk();
  for (const { customerId } of items) desk.core.customers.set(customerId, customerWith([entryOf('message')]));
  desk.work = { offer: null, lastOffer: null, items };
  return desk;
}
const mark = (name: string, waitsSince: number | null, unread = 0, isNotDelivered = false) => ({
  workItemId: `work-${name}`,
  waitsSince,
  unread,
  isNotDelivered,
});

test('parked work stands by itself, out of the way of keys and numbers', async () => {
  const parked = { until: Date.now() + 3_600_000, reason: 'depot', at: Date.now() };
  await show(deskOf(item('Ada'), item('Ben', { parked }), item('Cyd')), '#work/Ada');
  expect(names()).toEqual(['Ada', 'Cyd', 'Ben']);
  keys(']');
  await settle();
  expect(location.hash).toBe('#work/Cyd/work-Cyd');
  keys(']');
  await settle();
  expect(location.hash).toBe('#work/Ada/work-Ada');
  keys('2');
  await settle();
  expect(location.hash).toBe('#work/Cyd/work-Cyd');
});

test('what is new is counted in words, and read when it is on the screen', async () => {
  const desk = deskOf(item('Ada'), item('Ben'));
  desk.marks = [mark('Ada', 1, 2), mark('Ben', 1, 3)];
  await show(desk, '#work/Ada');
  expect(screen.getByText('3 new')).toBeDefined();
  expect(screen.queryByText('2 new')).toBeNull();
  expect(desk.asked('work.seen')).toEqual([{ customerId: 'Ada' }]);
});

test('an answer that was not delivered is said, and is told of again when it was', async () => {
  const desk = deskOf(item('Ada'), item('Ben'));
  desk.marks = [mark('Ada', Date.now() - 3_600_000, 0, true), mark('Ben', null)];
  await show(desk, '#work/Ben');
  const line = () => screen.getByRole('link', { name: /Ada/ }).textContent;
  expect(line()).toContain('Not delivered.');
  expect(line()).toContain('Waits');
  expect(screen.getByRole('link', { name: /Ben/ }).textContent).not.toContain('Not delivered.');
  desk.marks = [mark('Ada', Date.now() - 3_600_000), mark('Ben', null)];
  await act(() => loadMarks());
  expect(line()).not.toContain('Not delivered.');
});

test('the order by the longest wait is chosen by key and kept', async () => {
  const desk = deskOf(item('Ada'), item('Ben'), item('Cyd'));
  desk.marks = [mark('Ada', 9_000), mark('Ben', null), mark('Cyd', 2_000)];
  await show(desk, '#work/Ada');
  expect(names()).toEqual(['Ada', 'Ben', 'Cyd']);
  keys('z', 'o');
  await settle();
  expect(names()).toEqual(['Cyd', 'Ada', 'Ben']);
  expect(desk.asked('settings.write')).toEqual([{ workOrder: 'waiting' }]);
});

test('parking asks until when and why, by keys alone, and says what is queued', async () => {
  const desk = deskOf(item('Ada'));
  await show(desk, '#work/Ada');
  keys('z', 'p');
  const dialog = await screen.findByRole('dialog', { name: 'Park the work for Ada' });
  fireEvent.click(within(dialog).getByRole('radio', { name: 'In an hour' }));
  fireEvent.change(within(dialog).getByRole('textbox', { name: /Why/ }), { target: { value: 'depot opens' } });
  fireEvent.submit(dialog.querySelector('form')!);
  await settle();
  const [asked] = desk.asked('work.park') as { until: number; reason: string }[];
  expect(asked).toMatchObject({ workItemId: 'work-Ada', reason: 'depot opens' });
  expect(Math.abs(asked!.until - Date.now() - 3_600_000)).toBeLessThan(60_000);
  keys('z', 'p');
  const again = await screen.findByRole('dialog', { name: 'Park the work for Ada' });
  expect(within(again).getByRole<HTMLInputElement>('textbox', { name: /Why/ }).value).toBe('');
  fireEvent.keyDown(again, { key: 'Escape' });
  await settle();
  desk.outbox = [
    {
      commandId: 'c',
      kind: 'work.park',
      state: 'queued',
      at: 1,
      customerId: 'Ada',
      workItemId: 'work-Ada',
      reason: null,
      code: null,
    },
  ];
  await desk.push({ topic: 'outbox' });
  expect(screen.getByText('Parking, queued')).toBeDefined();
});

test('a time that is over cannot be chosen', async () => {
  const desk = deskOf(item('Ada'));
  await show(desk, '#work/Ada');
  keys('z', 'p');
  const dialog = await screen.findByRole('dialog', { name: 'Park the work for Ada' });
  fireEvent.click(within(dialog).getByRole('radio', { name: 'A time I choose' }));
  fireEvent.change(within(dialog).getByLabelText(/Day and time/), { target: { value: '2020-01-01T10:00' } });
  expect(dialog.textContent).toContain('That time is over');
  fireEvent.submit(dialog.querySelector('form')!);
  await settle();
  expect(desk.asked('work.park')).toEqual([]);
});

test('why it came back is said, and it is brought back by key', async () => {
  const woken = { why: 'customer' as const, at: Date.now() };
  const desk = deskOf(item('Ada', { woken }), item('Ben', { parked: { until: null, reason: null, at: 1 } }));
  await show(desk, '#work/Ada');
  expect(screen.getByText(/Came back: the customer’s word/)).toBeDefined();
  location.hash = '#work/Ben';
  await settle();
  await settle();
  expect(screen.getByText(/Parked until the customer’s next word/)).toBeDefined();
  keys('z', 'b');
  await settle();
  expect(desk.asked('work.wake')).toEqual([{ workItemId: 'work-Ben' }]);
});

test('several are selected by key, settled by one confirmation, told item by item and undone', async () => {
  const desk = deskOf(item('Ada'), item('Ben'), item('Cyd'));
  await show(desk, '#work/Ada');
  keys('x');
  await settle();
  fireEvent.click(screen.getByRole('checkbox', { name: 'Select the work of Cyd, X message: Charged twice' }));
  expect(screen.getByText('2 selected')).toBeDefined();
  keys('z', 's');
  const dialog = await screen.findByRole('alertdialog', { name: 'Settle 2 items' });
  fireEvent.submit(dialog.querySelector('form')!);
  await settle();
  expect(desk.asked('work.together')).toEqual([
    {
      workItemIds: ['work-Ada', 'work-Cyd'],
      act: { do: 'finish', disposition: null, wrapUp: null },
      undoMs: 8_000,
    },
  ]);
  expect(screen.getByText('2 items to be finished')).toBeDefined();
  keys('z', 'u');
  await settle();
  expect(desk.asked('outbox.takeBack')).toEqual([{ commandId: 'command work-Ada' }, { commandId: 'command work-Cyd' }]);
  expect(screen.getByText('Undone: 2 items')).toBeDefined();
});

test('a call is always first and never selected', () => {
  const call = item('Dee', { channel: 'voice' });
  const { open } = orderedWork([item('Ada'), call], { 'work-Ada': mark('Ada', 1) }, 'waiting');
  expect(open.map(({ customerId }) => customerId)).toEqual(['Dee', 'Ada']);
});

test('times to come back are of the agent’s own day', () => {
  const now = new Date(2026, 10, 20, 17, 30).getTime(); // a Friday
  expect(untilOf('word', now, '')).toBeNull();
  expect(untilOf('tomorrow', now, '')).toBe(new Date(2026, 10, 21, 9).getTime());
  expect(untilOf('monday', now, '')).toBe(new Date(2026, 10, 23, 9).getTime());
  expect(untilOf('time', now, '2026-11-20T18:15')).toBe(new Date(2026, 10, 20, 18, 15).getTime());
  expect(untilOf('time', now, 'soon')).toBeUndefined();
});

test('only dispositions that every queue knows are offered to several, and one that is asked for is asked for', () => {
  const queue = (id: string, required: boolean, ...codes: string[]) =>
    ({ id, wrapUp: { required, acwMs: null, dispositions: codes.map(code => ({ code, label: code })) } }) as Queue;
  const queues = [queue('a', false, 'x', 'y'), queue('b', true, 'y', 'z'), queue('c', true)];
  const items = [item('Ada', { queueId: 'a' }), item('Ben', { queueId: 'b' })];
  expect(sharedDispositions(items, queues)).toEqual({ all: [{ code: 'y', label: 'y' }], isRequired: true });
  expect(sharedDispositions([items[0]!], queues).isRequired).toBe(false);
});
