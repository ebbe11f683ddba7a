// The screen as a person or a screen reader finds it: by the names that screens.md agrees on.
import type { Locator, Page } from 'playwright-core';

export const region = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true });
export const connection = (page: Page): Locator => page.getByRole('status', { name: 'Connection' });
export const feed = (page: Page): Locator => region(page, 'Timeline').getByRole('feed');
export const articles = (page: Page): Locator => feed(page).getByRole('article');
export const composer = (page: Page): Locator => region(page, 'Composer').getByRole('textbox').last();

export async function untilLive(page: Page): Promise<void> {
  await connection(page).filter({ hasText: 'Live' }).waitFor({ timeout: 30_000 });
}

/** Waits for the ring and takes it with the key that works everywhere. */
export async function acceptOffer(page: Page): Promise<void> {
  await region(page, 'Offer').waitFor({ timeout: 30_000 });
  await page.keyboard.press('F2');
  await articles(page).first().waitFor({ timeout: 15_000 });
}

/** The middle of it lies inside the window and under nothing else. */
export const isInView = (one: Locator): Promise<boolean> =>
  one.evaluate(element => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return there !== null && element.contains(there);
  });

/** The list holds only what is near the window: scrolls up, a screen at a time, until `one` is there. */
export async function scrollTo(page: Page, one: Locator): Promise<void> {
  await feed(page).hover();
  for (let screens = 0; screens < 40 && (await one.count()) === 0; screens++) {
    await page.mouse.wheel(0, -400);
    await page.evaluate(() => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  }
  await one.scrollIntoViewIfNeeded();
}
