// What one has just sent is to be seen, however far up one was reading.
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { openCustomer } from '../../renderer/stores/view.ts';
import { close, Desk, heldItem, offerFor, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

beforeAll(() => {
  // jsdom lays nothing out and scrolls nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 400 });
  Object.defineProperty(HTMLElement.prototype, 'scrollHeight', { configurable: true, value: 5_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
  Object.defineProperty(HTMLElement.prototype, 'scrollTo', {
    configurable: true,
    value: function scrollTo(this: HTMLElement, { top = 0 }: ScrollToOptions) {
      this.scrollTop = top;
      this.dispatchEvent(new Event('scroll'));
    },
  });
});
afterEach(close);

const scroller = (): HTMLElement => screen.getByRole('feed').parentElement!;

test.each(['Reply', 'Note'])(
  'a %s that is sent brings the newest into view, and leaves the focus where it is',
  async name => {
    const desk = new Desk();
    desk.core.customers.set('max', customerWith(Array.from({ length: 90 }, () => entryOf('message'))));
    await show(desk, '#work/max');
    fireEvent.keyDown(document.body, { key: name.charAt(0).toLowerCase() });
    await settle();
    const field = screen.getByRole('textbox', { name });
    fireEvent.change(field, { target: { value: 'On its way.' } });
    await act(async () => {
      scroller().scrollTop = 300;
      fireEvent.scroll(scroller());
    });
    expect(screen.getByRole('button', { name: 'Newest' })).toBeDefined();
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(scroller().scrollTop).toBeGreaterThan(3_000));
    await settle();
    expect(screen.queryByRole('button', { name: 'Newest' })).toBeNull();
    expect(document.activeElement).toBe(field);
  },
);

const isIn = (customerId: string): boolean =>
  document.activeElement?.closest('[data-timeline]')?.getAttribute('data-timeline') === customerId;

test.each(['', 'Begun since'])(
  'F2 in the composer after it was sent leads into the accepted conversation, with %j written since',
  async since => {
    const desk = new Desk();
    const other = customerWith([entryOf('post', { customerId: 'ana' })]);
    desk.core.customers.set('ana', { ...other, customer: { ...other.customer, id: 'ana', name: 'Ana Pereira' } });
    desk.work = { ...desk.work, items: [heldItem({ channel: 'x', interactionId: 'x-1' })] };
    await show(desk, '#work/max');
    fireEvent.keyDown(document.body, { key: 'r' });
    await settle();
    const field = screen.getByRole('textbox', { name: 'Reply' });
    fireEvent.change(field, { target: { value: 'On its way.' } });
    fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(desk.asked('reply.send')).toHaveLength(1));
    await settle();
    expect(document.activeElement).toBe(field);
    fireEvent.change(field, { target: { value: since } });
    const offer = offerFor({ workItemId: 'w9', channel: 'x', customerId: 'ana', interactionId: 'x-9' });
    desk.work = { ...desk.work, offer };
    await desk.push({ topic: 'work' });
    expect(document.activeElement).toBe(field);
    fireEvent.keyDown(field, { key: 'F2' });
    await waitFor(() => expect(isIn('ana')).toBe(true));
    expect(desk.asked('offer.accept')).toHaveLength(1);
  },
);

test('where the next words are to the same customer, about another matter, one writes on there', async () => {
  const desk = new Desk();
  const post = heldItem({ id: 'post', channel: 'x', interactionId: 'x-1' });
  const mail = heldItem({ id: 'mail', channel: 'email', interactionId: 'mail-2', caseId: 'case-2' });
  desk.work = { ...desk.work, items: [post, mail] };
  await show(desk, '#work/max/post');
  fireEvent.keyDown(document.body, { key: 'r' });
  await settle();
  const field = screen.getByRole('textbox', { name: 'Reply' });
  expect(document.activeElement).toBe(field);
  act(() => openCustomer('max', 'mail'));
  await settle();
  const next = screen.getByRole('textbox', { name: 'Reply' });
  expect(next).not.toBe(field);
  expect(document.activeElement).toBe(next);
});
