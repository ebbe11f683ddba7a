// A shift begins: the agent is asked how to introduce themselves, by keys alone, and nothing stands in the way of work.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import type { DueIntroduction } from '../../shared/contract/bridge/public.ts';
import type { Presence } from '../../shared/domain/presence.ts';
import { close, Desk, settle, show } from './desk.tsx';

afterEach(() => {
  vi.useRealTimers();
  close();
});

const due = (changes: Partial<DueIntroduction> = {}): DueIntroduction => ({
  channel: 'x',
  handle: '@LarkwingCare',
  name: 'Larkwing Care',
  shiftFrom: 1_000,
  until: Date.now() + 3_600_000,
  text: 'Mara here until 22:00',
  state: 'new',
  reason: null,
  ...changes,
});
const presence = (state: Presence['state']): Presence => ({
  agentId: 'mara',
  version: 1,
  state,
  reason: null,
  since: 1,
  pending: null,
  after: null,
});
async function desk(all: DueIntroduction[], state: Presence['state'] = 'available'): Promise<Desk> {
  const one = new Desk();
  one.presence = presence(state);
  one.introductions = { due: all, made: [], next: null };
  await show(one);
  return one;
}
const offered = () => screen.queryByRole('list', { name: 'Shift introduction' });
const dialog = () => screen.getByRole('dialog');
const field = () => within(dialog()).getByRole<HTMLTextAreaElement>('textbox', { name: 'Introduction' });
const keys = async (...all: string[]) => {
  for (const key of all) fireEvent.keyDown(document.body, { key });
  await settle();
};
const place = { channel: 'x', handle: '@LarkwingCare', shiftFrom: 1_000 };

test('what was written stays when the question is put off, until it is posted', async () => {
  const one = await desk([due()]);
  await keys('g', 'i');
  fireEvent.change(field(), { target: { value: 'Good evening, Mara' } });
  fireEvent.keyDown(field(), { key: 'Escape' });
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
  await keys('g', 'i');
  expect(field().value).toBe('Good evening, Mara');
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  await settle();
  expect(one.asked('shift.introduce')).toEqual([{ ...place, text: 'Good evening, Mara' }]);
  await keys('g', 'i');
  expect(field().value).toBe('Mara here until 22:00');
});

test('is offered to who is available, opened by key, changed, and posted by key', async () => {
  const one = await desk([due()]);
  expect(offered()?.textContent).toContain('Mara here until 22:00');
  await keys('g', 'i');
  expect(dialog().textContent).toContain('Introduce yourself on @LarkwingCare');
  fireEvent.change(field(), { target: { value: 'Good evening, Mara here' } });
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  await settle();
  expect(one.asked('shift.introduce')).toEqual([{ ...place, text: 'Good evening, Mara here' }]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('is not offered by itself to who is not ready; the command is there all the same', async () => {
  await desk([due()], 'not-ready');
  expect(offered()).toBeNull();
  await keys('.');
  expect(screen.getByRole('menuitem', { name: /Introduce yourself for the shift/ })).toBeDefined();
});

test('a variable without a value, too many letters, or none at all stop it and are said', async () => {
  const one = await desk([due({ text: 'Hi {{customer.name}}' })]);
  await keys('g', 'i');
  const post = () => within(dialog()).getByRole('button', { name: 'Post' });
  expect(within(dialog()).getByRole('status').textContent).toContain('customer');
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  fireEvent.change(field(), { target: { value: 'x'.repeat(283) } });
  expect(within(dialog()).getByRole('status').textContent).toBe('3 over. Shorten it to post.');
  fireEvent.change(field(), { target: { value: ' ' } });
  expect(post()).toHaveProperty('disabled', true);
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  await settle();
  expect(one.asked('shift.introduce')).toEqual([]);
});

test('is skipped for the shift, and the next handle is asked about', async () => {
  const one = await desk([due(), due({ handle: '@LarkwingAir', text: 'Mara at Air' })]);
  await keys('g', 'i');
  fireEvent.click(within(dialog()).getByRole('button', { name: 'Skip this shift' }));
  await settle();
  expect(one.asked('shift.skipIntroduction')).toEqual([place]);
  expect(dialog().textContent).toContain('@LarkwingAir');
  expect(field().value).toBe('Mara at Air');
});

test('one that was refused stands there with the reason and the words', async () => {
  await desk([due({ state: 'refused', reason: 'posted already', text: 'My own words' })], 'not-ready');
  expect(offered()?.textContent).toContain('Refused: posted already');
  await keys('g', 'i');
  expect(field().value).toBe('My own words');
});

test('what was skipped is not offered again, and can still be posted', async () => {
  await desk([due({ state: 'skipped' })]);
  expect(offered()).toBeNull();
  await keys('g', 'i');
  expect(within(dialog()).queryByRole('button', { name: 'Skip this shift' })).toBeNull();
});

test('is asked for again when the shift ends', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  const one = new Desk();
  one.introductions = { due: [], made: [], next: Date.now() + 60_000 };
  const shown = show(one);
  await vi.advanceTimersByTimeAsync(10);
  await shown;
  const before = one.asked('shift.introductions').length;
  await vi.advanceTimersByTimeAsync(30_000);
  expect(one.asked('shift.introductions').length).toBe(before);
  one.introductions = { ...one.introductions, next: null };
  await vi.advanceTimersByTimeAsync(31_000);
  expect(one.asked('shift.introductions').length).toBe(before + 1);
});

test('a change of the outbox asks for them only while one waits in it, and once more when it has gone', async () => {
  const one = await desk([due()]);
  const asked = () => one.asked('shift.introductions').length;
  const before = asked();
  const waits = { at: 1, state: 'sent', customerId: null, reason: null, code: null } as const;
  const after: number[] = [];
  for (const outbox of [
    [{ ...waits, commandId: 'a-1', kind: 'offer.accept' as const }],
    [{ ...waits, commandId: 'i-1', kind: 'shift.introduce' as const }],
    [],
    [],
  ]) {
    one.outbox = outbox;
    await one.push({ topic: 'outbox' });
    after.push(asked() - before);
  }
  expect(after).toEqual([0, 1, 2, 2]);
});
