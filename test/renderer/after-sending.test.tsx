// What one has just sent is to be seen, however far up one was reading.
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { close, Desk, settle, show } from './desk.tsx';
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
