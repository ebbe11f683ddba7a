// A dialog that closes gives the focus back in that moment, so that the next key goes to the screen and not to nobody.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import { openBeyond } from '../../renderer/stores/beyond.ts';
import { openOver } from '../../renderer/stores/shell.ts';
import { close, Desk, heldItem, offerFor, settle, show } from './desk.tsx';

beforeAll(() => {
  // jsdom lays nothing out; a list without height would draw nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
});
afterEach(close);

const keys = (...all: string[]): void => {
  for (const key of all) fireEvent.keyDown(document.activeElement ?? document.body, { key });
};
const article = async (): Promise<HTMLElement> => {
  const [first] = await screen.findAllByRole('article');
  first!.focus();
  expect(document.activeElement).toBe(first);
  return first!;
};
const dialog = (): HTMLElement | null => screen.queryByRole('dialog', { hidden: true });

/** From here on whatever fades does not come to its end. jsdom has no animations of its own. */
function fadesForEver(): void {
  const never = { playState: 'running', finished: new Promise(() => undefined) };
  Object.assign(Element.prototype, { getAnimations: () => [never] });
  onTestFinished(() => void Reflect.deleteProperty(Element.prototype, 'getAnimations'));
}

test('while it still fades away, a key goes to the screen', async () => {
  await show(new Desk(), '#work/max');
  const had = await article();
  keys('?');
  await settle();
  expect(document.activeElement?.closest('[role=dialog]')).toBe(dialog());
  fadesForEver();
  keys('Escape');
  await Promise.resolve();
  expect(dialog()?.closest('[data-exiting]')).not.toBeNull();
  expect(document.activeElement).toBe(had);
  keys('g', 'r');
  expect(await screen.findByRole('region', { name: 'Review' })).toBeDefined();
});

test('where it is gone at once, the focus is back before the next frame', async () => {
  await show(new Desk(), '#work/max');
  const had = await article();
  keys('g', 'e');
  await settle();
  expect(dialog()).not.toBeNull();
  keys('Escape');
  await Promise.resolve();
  expect(dialog()).toBeNull();
  expect(document.activeElement).toBe(had);
});

test('where nobody had it, as after a reload, the conversation has it once the dialog closes', async () => {
  await show(new Desk(), '#work/max');
  expect(document.activeElement).toBe(document.body);
  act(() => openOver('keys'));
  await settle();
  expect(dialog()?.contains(document.activeElement)).toBe(true);
  keys('Escape');
  await Promise.resolve();
  expect(dialog()).toBeNull();
  expect(document.activeElement?.closest('[data-region=timeline]') ?? null).not.toBeNull();
});

test('where who had it is gone, the work has it once the dialog closes', async () => {
  await show(new Desk(), '#review');
  const had = document.body.appendChild(document.createElement('button'));
  had.focus();
  act(() => openBeyond());
  await settle();
  had.remove();
  keys('Escape');
  await Promise.resolve();
  expect(dialog()).toBeNull();
  expect(document.activeElement).not.toBe(document.body);
});

test('what takes the focus itself as the dialog closes keeps it', async () => {
  await show(new Desk(), '#work/max');
  await article();
  keys('?');
  await settle();
  const search = screen.getByRole('searchbox', { name: 'Search history', hidden: true });
  act(() => openOver(null));
  search.focus();
  await Promise.resolve();
  expect(dialog()).toBeNull();
  expect(document.activeElement).toBe(search);
});

/** It rings, has the focus, and nobody answers. */
async function missed(desk: Desk, channel: 'voice' | 'x'): Promise<void> {
  desk.work = { ...desk.work, offer: offerFor({ channel }) };
  await desk.push({ topic: 'work' });
  const offer = screen.getByRole('region', { name: 'Offer' });
  expect(offer.contains(document.activeElement)).toBe(true);
  desk.work = { ...desk.work, offer: null, lastOffer: offerFor({ state: 'missed' }) };
  await desk.push({ topic: 'work' });
  expect(screen.queryByRole('region', { name: 'Offer' })).toBeNull();
}

test('a missed offer gives the focus back to who had it', async () => {
  const desk = new Desk();
  await show(desk, '#work/max');
  const had = await article();
  await missed(desk, 'x');
  expect(document.activeElement).toBe(had);
});

test('a missed call, which hid the conversation, leaves the focus in it', async () => {
  const desk = new Desk();
  await show(desk, '#work/max');
  await article();
  await missed(desk, 'voice');
  expect(document.activeElement?.closest('[data-region=timeline]') ?? null).not.toBeNull();
});

test('a missed offer that nobody had the focus before leaves it with the work', async () => {
  const desk = new Desk();
  await show(desk);
  expect(document.activeElement).toBe(document.body);
  await missed(desk, 'voice');
  expect(document.activeElement?.closest('[data-region=work]') ?? null).not.toBeNull();
});

test('after End and finish, whose button goes, the conversation has the focus', async () => {
  const desk = new Desk();
  desk.work = { offer: null, lastOffer: null, items: [heldItem()] };
  await show(desk, '#work/max');
  const end = screen.getByRole('button', { name: 'End' });
  end.focus();
  fireEvent.click(end);
  const dialog = await screen.findByRole('alertdialog');
  desk.work = { offer: null, lastOffer: null, items: [] };
  fireEvent.click(within(dialog).getByRole('button', { name: 'End and finish' }));
  await waitFor(() => expect(desk.asked('work.finish')).toHaveLength(1));
  await waitFor(() => expect(document.activeElement?.closest('[data-region=timeline]') ?? null).not.toBeNull());
  await desk.push({ topic: 'work' });
  expect(screen.queryByRole('button', { name: 'End' })).toBeNull();
  expect(document.activeElement?.closest('[data-region=timeline]') ?? null).not.toBeNull();
});
