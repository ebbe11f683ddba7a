// A post and a call of one person at one desk, by keys alone: each is reached, named and finished by itself. Real parts throughout.
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { ledgerOf, ledgerVerdict } from '../faults/support/verdict.ts';
import { press } from './harness/keys.ts';
import { NAME, ON_X, type WithMaximiliane, withMaximiliane } from './harness/maximiliane.ts';
import { acceptOffer, articles, region, untilLive } from './harness/screen.ts';

/** Where pictures go, for who wants to look; left out: none are taken. */
const LOOK = process.env['LOOK'];

describe('a post and a call of one person', () => {
  const around = withMaximiliane();
  let at: WithMaximiliane;
  let page: Page;
  let postId = '';
  beforeAll(() => {
    at = around();
    ({ page } = at);
  });

  const bar = (): Locator => page.getByRole('group', { name: 'You hold this' });
  const dialog = (): Locator => page.getByRole('dialog').or(page.getByRole('alertdialog'));
  /** Which of the two the list says is at hand; there is one such line. */
  const current = (): Promise<string[]> =>
    page
      .locator('section[aria-label="Work"] a[data-work-item][aria-current=true]')
      .evaluateAll(lines => lines.map(line => (line as HTMLElement).dataset['workItem']!));
  const isPost = async (): Promise<void> => {
    await expect.poll(current).toEqual([postId]);
  };
  const isCall = async (): Promise<void> => {
    await expect.poll(async () => (await current()).filter(id => id !== postId)).toHaveLength(1);
  };
  const names = async (title: RegExp, about: RegExp): Promise<void> => {
    await dialog().getByRole('heading', { name: title }).waitFor();
    const id = await dialog().getAttribute('aria-describedby');
    expect(await page.locator(`[id="${id}"]`).textContent()).toMatch(about);
  };
  const away = async (): Promise<void> => {
    await dialog().locator(':focus').waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
  };
  const wrapUp = async (words: string): Promise<void> => {
    await dialog().getByRole('textbox', { name: 'Wrap-up' }).and(page.locator(':focus')).waitFor();
    await page.keyboard.type(words);
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'detached' });
  };
  const picture = async (name: string): Promise<void> => {
    if (!LOOK) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `${LOOK}/${name}-${colorScheme}.png` });
    }
  };

  test('both are in hand, two lines of one name, and one of them is at hand', async () => {
    const [posted] = await at.backend.intake({
      ...ON_X,
      type: 'post',
      externalId: 'p1',
      text: 'My bag is gone since Tuesday. Is anybody there?',
    });
    postId = posted?.outcome === 'imported' ? (posted.workItemId ?? '') : '';
    await acceptOffer(page);
    await bar().getByRole('button', { name: 'Finish' }).waitFor({ timeout: 15_000 });
    await isPost();
    await at.rings();
    await region(page, 'Offer').waitFor({ timeout: 30_000 });
    await press(page, 'F2');
    await region(page, 'Live call').waitFor({ timeout: 15_000 });
    await isCall();
    await expect.poll(() => region(page, 'Work').getByText(NAME).count()).toBe(2);
  });

  test('keys go from one to the other, and each is named by what it is', async () => {
    await press(page, 'Escape');
    await press(page, ']');
    await isPost();
    await bar()
      .getByText(/^X post: /)
      .waitFor();
    await picture('two-items-post');
    await press(page, 'Z F');
    await names(/^Finish the work for/, /^X post: /);
    await picture('two-items-finish');
    await away();
    await press(page, 'H T');
    await names(/^Transfer the work for/, /^X post: /);
    await away();
    await press(page, '1');
    await isCall();
    await expect.poll(() => bar().count()).toBe(0);
    await picture('two-items-call');
    await press(page, 'H T');
    await names(/^Transfer the work for/, /^Call/);
    await away();
    await press(page, 'C E');
    await names(/^End the call with/, /^Call/);
    await away();
  });

  test('a digit on an entry leaves the focus where one reads, and a page loaded anew shows the same work', async () => {
    await press(page, 'G 2');
    await page.locator('article:focus').waitFor();
    await press(page, '2');
    await isPost();
    expect(await page.locator('article:focus').count()).toBe(1);
    expect(await at.pointers()).toBe(0);
    await page.reload();
    await untilLive(page);
    await at.countAnew();
    await isPost();
    await bar()
      .getByText(/^X post: /)
      .waitFor();
  });

  test('the post is finished by its own Finish, and the call goes on and is at hand', async () => {
    await press(page, 'Z F');
    await wrapUp('Bag found in Oslo');
    await isCall();
    await region(page, 'Live call').waitFor();
    await articles(page).filter({ hasText: 'Bag found in Oslo' }).first().waitFor({ timeout: 15_000 });
    expect(await region(page, 'Live call').count()).toBe(1);
  });

  test('the call is ended and finished by its own, and the ledger has each once', async () => {
    await press(page, 'C E');
    await names(/^End the call with/, /^Call/);
    await dialog().locator(':focus').waitFor();
    await press(page, 'Enter');
    const after = region(page, 'After-contact work');
    await after.waitFor({ timeout: 15_000 });
    await press(page, 'Z F');
    await wrapUp('Told them by phone');
    await after.waitFor({ state: 'detached', timeout: 15_000 });
    await articles(page).filter({ hasText: 'Told them by phone' }).first().waitFor({ timeout: 15_000 });
    await expect.poll(current).toEqual([]);
    expect(await at.pointers()).toBe(0);
    await at.desk.stop();
    await at.backend.stop();
    expect(await ledgerVerdict('--data', at.backend.dataDir)).toContain('2 finished once.');
    const ended = (await ledgerOf('--data', at.backend.dataDir))
      .trim()
      .split('\n')
      .map(row => JSON.parse(row) as { kind: string; why: string; item: string })
      .filter(({ kind, why }) => kind === 'item' && why === 'work.finish');
    expect(ended.map(row => row.item === postId)).toEqual([true, false]);
  });
});
