// The list of work says what is so: what was withdrawn and when, what was taken without a network, what is being selected.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { clockTime } from '../../renderer/text/time.ts';
import { workWords } from '../../renderer/text/work.ts';
import { NOT_AVAILABLE } from '../../shared/domain/offer.ts';
import { customerWith, entryOf, pendingOf } from './made.ts';
import { close, Desk, heldItem, live, offerFor, settle, show } from './desk.tsx';

afterEach(close);

const press = (key: string, on: Element = document.activeElement ?? document.body) => fireEvent.keyDown(on, { key });
const work = () => screen.getByRole('region', { name: 'Work' });
const line = (id: string) => document.querySelector<HTMLElement>(`[data-work-item="work-${id}"]`)!;

async function ended(state: 'missed' | 'withdrawn'): Promise<string | null> {
  const desk = new Desk();
  await show(desk);
  desk.work = { ...desk.work, lastOffer: offerFor({ state, expiresAt: Date.now() + 3_600_000 }) };
  await desk.push({ topic: 'work' });
  return within(work()).getByRole('group', { name: 'Offer' }).textContent;
}

test('what was withdrawn has no time of which nobody has told, and least of all one that is still to come', async () => {
  expect(await ended('withdrawn')).not.toMatch(/\d\d:\d\d/);
  close();
  expect(await ended('missed')).toContain(clockTime(Date.now() + 3_600_000));
});

test('what was accepted without a network stands where its item will, until it is there', async () => {
  const desk = new Desk();
  desk.connection = { ...live, state: 'offline', since: Date.now() };
  await show(desk);
  desk.work = { ...desk.work, offer: offerFor() };
  await desk.push({ topic: 'work' });
  desk.outbox = [pendingOf('queued', { kind: 'offer.accept', workItemId: null })];
  press('F2');
  await desk.push({ topic: 'outbox' });
  expect(within(work()).getByRole('listitem').textContent).toContain('Maximiliane OyelaranAccepting, queued');
  expect(within(work()).queryByText('Nothing open')).toBeNull();
  desk.work = { offer: null, lastOffer: null, items: [heldItem()] };
  await desk.push({ topic: 'work' });
  expect(within(work()).getAllByRole('listitem')).toHaveLength(1);
  expect(within(work()).queryByText(/Accepting/)).toBeNull();
});

test('one that was accepted in vain was not left without an answer: its refusal says what became of it', async () => {
  const desk = new Desk();
  await show(desk);
  desk.work = { ...desk.work, offer: offerFor() };
  await desk.push({ topic: 'work' });
  press('F2');
  desk.work = { offer: null, lastOffer: offerFor({ state: 'missed' }), items: [] };
  await desk.push({ topic: 'work' });
  expect(within(work()).queryByText(/No answer/)).toBeNull();
  expect(within(work()).queryByText(/Accepting/)).toBeNull();
});

async function selecting(): Promise<void> {
  const desk = new Desk();
  for (const id of ['Ada', 'Ben']) desk.core.customers.set(id, customerWith([entryOf('message')]));
  const items = ['Ada', 'Ben'].map(id =>
    heldItem({ id: `work-${id}`, customerId: id, customerName: id, channel: 'x' }),
  );
  desk.work = { offer: null, lastOffer: null, items };
  await show(desk, '#work/Ada');
  press('x');
  await settle();
  expect(screen.getByText('1 selected')).toBeDefined();
}

test('escape ends the selecting, and the line of the box that was at hand has the focus', async () => {
  await selecting();
  screen.getByRole('checkbox', { name: 'Select the work of Ben, X message: Charged twice' }).focus();
  press('Escape');
  await settle();
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(document.activeElement).toBe(line('Ben'));
});

test('escape out of a field leaves the field alone', async () => {
  await selecting();
  for (const field of [screen.getByRole('textbox', { name: 'Reply' }), screen.getByRole('searchbox')]) {
    field.focus();
    press('Escape');
    await settle();
    expect(screen.getAllByRole('checkbox')).toHaveLength(2);
  }
  act(() => (document.activeElement as HTMLElement).blur());
  press('Escape');
  await settle();
  expect(screen.queryByRole('checkbox')).toBeNull();
});

test('after Cancel the focus is on the item that is shown', async () => {
  await selecting();
  const cancel = screen.getByRole('button', { name: 'Cancel' });
  cancel.focus();
  fireEvent.click(cancel);
  await settle();
  expect(screen.queryByRole('checkbox')).toBeNull();
  expect(document.activeElement).toBe(line('Ada'));
});

test.each([
  [{ channel: 'voice' as const }, 'You stopped being available: the call went back'],
  [{ channel: 'x' as const }, 'You stopped being available: the work went back'],
  [{ kind: 'consult' as const }, 'You stopped being available: the question went back'],
])('who went away while it rang is told of it as their own act: %o', (more, words) => {
  expect(workWords.lost(offerFor({ ...more, state: 'withdrawn', withdrawnWhy: NOT_AVAILABLE }))).toBe(words);
  expect(workWords.lost(offerFor({ ...more, state: 'withdrawn', withdrawnWhy: 'caller hung up' }))).toBe(
    'Withdrawn: caller hung up',
  );
});
