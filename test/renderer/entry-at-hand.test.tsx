// J, K and G 2 lead to an entry that can be seen, wherever one has scrolled to. jsdom lays nothing out: rows
// stand here where the list puts them.
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { close, Desk, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

/** Of a line or two, by the list's own reckoning. */
const ROW = 51;
/** Where the feed's box stands on the page, and how high it is. */
const BOX = { top: 100, height: 400 };

const rect = (top: number, height: number): DOMRect => new DOMRect(0, top, 600, height);
const offsetOf = (article: HTMLElement): number => Number.parseFloat(article.style.top);
const scroller = (): HTMLElement => screen.getByRole('feed').parentElement!;

beforeEach(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: BOX.height });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: ROW });
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function where(this: Element) {
    const feed = this.closest<HTMLElement>('[role=feed]');
    if (!feed) return rect(BOX.top, BOX.height);
    const scrolled = feed.parentElement!.scrollTop;
    return this instanceof HTMLElement && this.dataset['index'] !== undefined
      ? rect(BOX.top + offsetOf(this) - scrolled, ROW)
      : rect(BOX.top - scrolled, feed.children.length * ROW);
  });
});
afterEach(() => {
  close();
  vi.restoreAllMocks();
});

async function long(): Promise<void> {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith(Array.from({ length: 60 }, () => entryOf('message'))));
  await show(desk, '#work/max');
  await scrollTo(60 * ROW - BOX.height);
}
async function scrollTo(top: number): Promise<void> {
  await act(async () => {
    scroller().scrollTop = top;
    fireEvent.scroll(scroller());
  });
  await settle();
}
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) {
    fireEvent.keyDown(document.activeElement ?? document.body, { key });
    await settle();
  }
};
const stops = (): HTMLElement[] => screen.getAllByRole('article').filter(({ tabIndex }) => tabIndex === 0);
/** Of the entry that has the focus: pixels below the upper edge of the feed's box. */
const standsAt = (): number => {
  const article = document.activeElement!.closest('article')!;
  return article.getBoundingClientRect().top - BOX.top;
};
const placeNow = (): number => Number(document.activeElement!.getAttribute('aria-posinset'));

test.each([['k'], ['j'], ['g', '2']])('after the wheel %s leads to an entry in view', async (...keys) => {
  await long();
  await scrollTo(20 * ROW);
  await press(...keys);
  expect(document.activeElement?.tagName).toBe('ARTICLE');
  expect(standsAt()).toBeGreaterThan(-ROW / 2);
  expect(standsAt()).toBeLessThan(ROW);
  const from = placeNow();
  await press('k');
  expect(placeNow()).toBe(from - 1);
});

test('one of those that are drawn is where Tab comes to, wherever one has scrolled to', async () => {
  await long();
  expect(stops()).toHaveLength(1);
  screen.getAllByRole('article').at(-1)!.focus();
  await settle();
  for (const row of [40, 20, 0]) {
    act(() => (document.activeElement as HTMLElement).blur());
    await scrollTo(row * ROW);
    expect(stops()).toHaveLength(1);
  }
});

test('the entry that was last at hand has the focus again while it is in view', async () => {
  await long();
  await scrollTo(20 * ROW);
  await press('k');
  const first = placeNow();
  await press('j', 'j');
  const had = document.activeElement;
  expect(placeNow()).toBe(first + 2);
  act(() => (had as HTMLElement).blur());
  await press('g', '2');
  expect(document.activeElement).toBe(had);
});
