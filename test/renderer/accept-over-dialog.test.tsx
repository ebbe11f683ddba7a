// F2 while a dialog stands over the page: what is accepted is in view and has the focus, and no word of the dialog is lost.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import type { Roster } from '../../shared/domain/roster.ts';
import { useView } from '../../renderer/stores/view.ts';
import { close, Desk, heldItem, offerFor, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(close);

/** Max's mail in hand, and Ana rings. */
async function ringing(): Promise<Desk> {
  const desk = new Desk();
  const other = customerWith([entryOf('post', { customerId: 'ana' })]);
  desk.core.customers.set('ana', { ...other, customer: { ...other.customer, id: 'ana', name: 'Ana Pereira' } });
  const roster: Roster = { madeAt: Date.now(), colleagues: [], queues: [] };
  Object.assign(desk.core.others, { 'roster.read': () => roster });
  const items = [heldItem({ channel: 'email', interactionId: 'mail-1' })];
  desk.work = { ...desk.work, items };
  await show(desk, '#work/max');
  return desk;
}
async function ring(desk: Desk): Promise<void> {
  const offer = offerFor({
    workItemId: 'work-9',
    channel: 'x',
    customerId: 'ana',
    customerName: 'Ana Pereira',
    interactionId: 'x-9',
  });
  desk.work = { ...desk.work, offer };
  await desk.push({ topic: 'work' });
}
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) fireEvent.keyDown(document.activeElement ?? document.body, { key });
  await settle();
};
const isInTimeline = (): boolean => document.activeElement?.closest('[data-region=timeline]') != null;
const dialog = (): HTMLElement | null =>
  screen.queryByRole('dialog', { hidden: true }) ?? screen.queryByRole('alertdialog', { hidden: true });
const write = (name: RegExp, value: string): void => {
  const field = within(dialog()!).getByRole('textbox', { name, hidden: true });
  field.focus();
  fireEvent.change(field, { target: { value } });
};
const wordsOf = (name: RegExp): string => within(dialog()!).getByRole<HTMLTextAreaElement>('textbox', { name }).value;

test.each([
  ['hand-over', ['h', 't'], /Note/],
  ['wrap-up', ['z', 'f'], /Wrap-up/],
  ['parking', ['z', 'p'], /Why/],
])('the dialog of a %s makes way, and its words stand there when it is opened again', async (_what, keys, field) => {
  const desk = await ringing();
  await press(...keys);
  write(field, 'Promised 80 pounds');
  await ring(desk);
  await press('F2');
  expect(desk.asked('offer.accept')).toEqual([{ offerId: 'offer-1' }]);
  expect(useView.getState().customerId).toBe('ana');
  expect(dialog()).toBeNull();
  await waitFor(() => expect(isInTimeline()).toBe(true));
  await press('1', ...keys);
  expect(wordsOf(field)).toBe('Promised 80 pounds');
});

/** jsdom has no animations of its own. */
function fadesForEver(): void {
  const never = { playState: 'running', finished: new Promise(() => undefined) };
  Object.assign(Element.prototype, { getAnimations: () => [never] });
  onTestFinished(() => void Reflect.deleteProperty(Element.prototype, 'getAnimations'));
}

test('the field of one that still fades away does not count as somebody who writes', async () => {
  const desk = await ringing();
  await press('.');
  await ring(desk);
  await waitFor(() => expect(document.activeElement?.tagName).toBe('INPUT'));
  fadesForEver();
  await press('F2');
  expect(desk.asked('offer.accept')).toHaveLength(1);
  expect(dialog()?.closest('[data-exiting]')).not.toBeNull();
  await waitFor(() => expect(isInTimeline()).toBe(true));
});

test('with no dialog open it is accepted in the same moment', async () => {
  const desk = await ringing();
  await ring(desk);
  fireEvent.keyDown(document.body, { key: 'F2' });
  expect(desk.asked('offer.accept')).toHaveLength(1);
});
