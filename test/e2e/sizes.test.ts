// The smallest and the largest window that is promised: nothing cut, no sideways scroll of the page, all within reach.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { IntakeInput } from '../../shared/contract/intake.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { tabTo } from './harness/keys.ts';
import { jayneTurner, ringing, type Told } from './harness/people.ts';
import { acceptOffer, articles, composer, isInView, region, untilLive } from './harness/screen.ts';

/** As a browser at 200 % zoom shows 1280 x 800. */
const ZOOMED = { width: 640, height: 400 };
const LARGE = { width: 2560, height: 1440 };

/** Text that stands outside its box and is neither scrolled to nor ended by dots; and boxes wider than the page. */
const cutIn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    // A box that scrolls, or ends with dots; one that merely cuts is found by itself.
    const holds = (one: Element): boolean => getComputedStyle(one).overflowX !== 'visible';
    const isOut = (one: Element): boolean => {
      for (let box: Element | null = one; box && box !== document.body; box = box.parentElement)
        if (holds(box)) return false;
      const { left, right, width } = one.getBoundingClientRect();
      return width > 1 && (left < -1 || right > innerWidth + 1);
    };
    const isCut = (one: HTMLElement): boolean => {
      const { overflowX, textOverflow, clip, clipPath, position } = getComputedStyle(one);
      const isHidden = position === 'absolute' && (clip !== 'auto' || clipPath !== 'none');
      return overflowX === 'hidden' && textOverflow === 'clip' && !isHidden && one.scrollWidth > one.clientWidth + 1;
    };
    const wide = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    const all = [...document.querySelectorAll<HTMLElement>('#root *')].filter(one => one.checkVisibility());
    const named = (one: HTMLElement): string => `${one.tagName} ${one.className} ${one.innerText?.slice(0, 40) ?? ''}`;
    return [...wide, ...all.filter(one => isOut(one) || isCut(one)).map(named)];
  });

describe.each([
  ['200 % zoom of 1280 x 800', ZOOMED],
  ['2560 x 1440', LARGE],
] as const)('%s', (_name, viewport) => {
  let backend: TestBackend;
  let desk: Desk;
  let lead: Desk;
  let jayne: Told;

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    jayne = jayneTurner(Date.now());
    await backend.intake(...jayne.records);
    lead = await startDesk('browser', backend, { viewport, agent: 'Ruth Okafor' });
    desk = await startDesk('browser', backend, { viewport });
    await untilLive(desk.page());
    await untilLive(lead.page());
  });
  afterAll(async () => {
    await desk?.stop();
    await lead?.stop();
    await backend?.remove();
  });

  test('Work: the offer, the conversation and what one writes', async () => {
    const page = desk.page();
    await backend.intake(ringing(jayne, 'call-sizes'));
    await region(page, 'Offer').waitFor({ timeout: 30_000 });
    expect(await cutIn(page)).toEqual([]);
    await acceptOffer(page);
    expect(await cutIn(page)).toEqual([]);
    await page.keyboard.press('r');
    await composer(page).fill('We are looking for it now, Jayne.');
    const send = region(page, 'Composer').getByRole('button', { name: 'Send', exact: true });
    await send.scrollIntoViewIfNeeded();
    await send.click();
    await articles(page).filter({ hasText: 'looking for it now' }).waitFor();
    expect(await cutIn(page)).toEqual([]);
  });

  test('Queues: each queue and each of its numbers, who waits, and the agents', async () => {
    const page = lead.page();
    await page.keyboard.press('g');
    await page.keyboard.press('q');
    const board = region(page, 'Queues').getByRole('group', { name: 'Queues', exact: true });
    await board.waitFor({ timeout: 15_000 });
    expect(await cutIn(page)).toEqual([]);
    await tabTo(page, /^Waiting in Priority care$/);
    await page.keyboard.press('Enter');
    await region(page, 'Queues')
      .getByRole('heading', { name: /^Waiting in Priority care/ })
      .scrollIntoViewIfNeeded();
    await region(page, 'Queues')
      .getByRole('heading', { name: /^Agents by state/ })
      .scrollIntoViewIfNeeded();
    // The first column stays where it is while the numbers are scrolled to.
    const last = board.getByRole('columnheader').last();
    await last.scrollIntoViewIfNeeded();
    const name = await board.getByRole('rowheader').first().boundingBox();
    expect(name!.x).toBeGreaterThanOrEqual(0);
    expect((await last.boundingBox())!.x).toBeLessThan(viewport.width);
    expect(await cutIn(page)).toEqual([]);
  });

  test.runIf(viewport === LARGE)('Queues at 1280 x 800 and lower: no row is hidden that is not counted', async () => {
    const page = lead.page();
    const board = region(page, 'Queues').getByRole('group', { name: 'Queues', exact: true });
    const rows = board.getByRole('rowheader');
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await rows.count()).toBeGreaterThan(10);
    await expect.poll(() => isInView(rows.last())).toBe(true);
    await page.setViewportSize({ width: 1280, height: 600 });
    const further = region(page, 'Queues').getByRole('button', { name: /rows? below$/ });
    const below = async (): Promise<number> => Number.parseInt((await further.first().textContent()) ?? '', 10);
    await expect.poll(below).toBeGreaterThan(0);
    const inView = await Promise.all((await rows.all()).map(isInView));
    // The one at the edge may be half in view; it is counted.
    const hidden = inView.filter(isShown => !isShown).length;
    expect((await below()) - hidden).toBeOneOf([0, 1]);
    await further.first().click();
    await expect.poll(below).toBe(0);
    expect(await isInView(rows.last())).toBe(true);
    await expect.poll(() => isInView(board.getByRole('columnheader').first())).toBe(true);
    await page.setViewportSize(viewport);
  });

  test('Review: the results, a hit, and the way back', async () => {
    const page = desk.page();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('r');
    const review = region(page, 'Review');
    await review.waitFor();
    expect(await cutIn(page)).toEqual([]);
    await review.getByRole('searchbox').fill('bag');
    const results = review.getByRole('group', { name: 'Results' });
    await results.locator('mark').first().waitFor();
    expect(await review.getByRole('region', { name: 'Timeline' }).count()).toBe(viewport === LARGE ? 1 : 0);
    expect(await cutIn(page)).toEqual([]);
    await results.getByRole('button').first().click();
    await review.getByRole('region', { name: 'Timeline' }).locator('mark').first().waitFor();
    const hit = articles(page).and(page.locator('[aria-current=true]'));
    await expect.poll(() => isInView(hit)).toBe(true);
    await review.getByRole('button', { name: 'Next hit' }).click();
    await review.getByText(/^Hit 2 of/).waitFor();
    await expect.poll(() => isInView(hit)).toBe(true);
    expect(await cutIn(page)).toEqual([]);
    if (viewport === LARGE) return;
    await review.getByRole('button', { name: 'Back to the results' }).click();
    await results.waitFor();
  });

  test('the bar: views, presence and what is in the account’s menu', async () => {
    const page = lead.page();
    if (viewport === LARGE) await page.getByRole('navigation').getByRole('link', { name: 'Review' }).click();
    else {
      await page.getByRole('button', { name: /^View:/ }).click();
      await page.getByRole('menuitemradio', { name: 'Review' }).click();
    }
    await region(page, 'Review').waitFor();
    for (const menu of [/^Presence/, /account$/]) {
      await page.getByRole('button', { name: menu }).click();
      await page.getByRole('menu').waitFor();
      const last = page.getByRole('menu').locator('[role^=menuitem]').last();
      await last.scrollIntoViewIfNeeded();
      expect(await isInView(last)).toBe(true);
      expect(await cutIn(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('menu').waitFor({ state: 'detached' });
    }
  });
});

test(
  'zoomed to 200 % and back while it rings and while reading, the newest words are in view',
  { timeout: 120_000 },
  async () => {
    await built();
    const backend = await startBackend();
    onTestFinished(() => backend.remove());
    const jayne = jayneTurner(Date.now());
    const more = Array.from({ length: 60 }, (_, n): IntakeInput => ({
      type: 'message',
      externalId: `dm-more-${n}`,
      channel: 'x',
      live: false,
      at: Date.now() - (59 - n) * 500,
      party: { address: '@jaynet', name: 'Jayne Turner', followers: 18_200 },
      handle: '@LarkwingCare',
      thread: 'thread-dm',
      text: `Message ${n + 1}: the bag is not on the belt, not at the desk and not at the hotel either.`,
    }));
    await backend.intake(...jayne.records, ...more);
    const desk = await startDesk('browser', backend, { viewport: { width: 1280, height: 800 } });
    onTestFinished(() => desk.stop());
    const page = desk.page();
    await untilLive(page);
    await backend.intake(ringing(jayne, 'call-zoom'));
    await region(page, 'Offer').waitFor({ timeout: 30_000 });
    // Drawn behind the offer beforehand, where there is room for both.
    const behind = page.locator('[inert] [role=feed] article').first();
    await behind.waitFor({ state: 'attached' });
    await page.setViewportSize(ZOOMED);
    await behind.waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 1280, height: 800 });
    await behind.waitFor({ state: 'attached' });
    await acceptOffer(page);
    const newest = articles(page).filter({ hasText: 'Live call with you' });
    const isSeen = async (): Promise<boolean> => (await newest.count()) === 1 && (await isInView(newest));
    await expect.poll(isSeen).toBe(true);
    for (const size of [ZOOMED, { width: 1280, height: 800 }, ZOOMED, LARGE]) {
      await page.setViewportSize(size);
      await expect.poll(isSeen, { message: `${size.width} x ${size.height}`, timeout: 5_000 }).toBe(true);
    }
  },
);
