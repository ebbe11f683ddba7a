// Two agents and a lead, each at a desk of their own: work goes from hand to hand, by keys, and nobody loses the thread.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { acceptOffer, articles, region, untilLive } from './harness/screen.ts';

const SIZE = { width: 1280, height: 800 };
const NOTE = 'Bag is in Oslo. I promised an answer today.';
/** Where pictures go, for who wants to look; left out: none are taken. */
const LOOK = process.env['LOOK'];

describe('work from hand to hand', () => {
  let backend: TestBackend;
  const desks: Desk[] = [];
  let mara: Page;
  let priya: Page;
  let ruth: Page;

  const picture = async (page: Page, name: string): Promise<void> => {
    if (!LOOK) return;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `${LOOK}/${name}-${colorScheme}.png` });
    }
  };
  const keys = async (page: Page, ...pressed: string[]): Promise<void> => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    for (const key of pressed) await page.keyboard.press(key);
  };
  /** The backend has said that the work is theirs: before that there is nothing to hand over. */
  const holds = (page: Page) =>
    page.getByRole('button', { name: 'Hand over', exact: true }).waitFor({ timeout: 15_000 });
  const toColleague = async (page: Page, name: string, note: string): Promise<void> => {
    const dialog = page.getByRole('dialog');
    // What is typed before the field has the focus would be keys of the page.
    await dialog.locator(':focus').waitFor();
    await page.keyboard.type(name.slice(0, 5));
    await dialog.getByRole('option', { name }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await dialog.getByRole('option', { name, selected: true }).waitFor();
    await dialog.getByRole('textbox', { name: /Note/ }).focus();
    await page.keyboard.type(note);
    await picture(page, `dialog-${name.slice(0, 5)}`);
    await page.keyboard.press('Control+Enter');
  };

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    for (const agent of ['Mara Lindholm', 'Priya Shah', 'Ruth Okafor'])
      desks.push(await startDesk('browser', backend, { agent, viewport: SIZE }));
    [mara, priya, ruth] = desks.map(desk => desk.page()) as [Page, Page, Page];
    await Promise.all([mara, priya, ruth].map(untilLive));
  });
  afterAll(async () => {
    for (const desk of desks) await desk.stop();
    await backend?.remove();
  });

  test('it is transferred with a note, and the other sees from whom, why, and the same timeline', async () => {
    await keys(priya, 'g', 'w');
    const party = { address: '@maxi', name: 'Maximiliane Oyelaran' };
    // It rings at whoever has waited longest; the other one is who it is transferred to.
    await backend.intake({
      type: 'post',
      channel: 'x',
      externalId: 'p1',
      party,
      handle: '@LarkwingCare',
      text: 'My bag is gone since Tuesday. Is anybody there?',
    });
    const rings = (page: Page) => region(page, 'Offer').waitFor({ timeout: 30_000 });
    await Promise.any([rings(mara), rings(priya)]);
    if (await region(priya, 'Offer').isVisible()) [mara, priya] = [priya, mara];
    await acceptOffer(mara);
    const other = mara === desks[0]!.page() ? 'Priya Shah' : 'Mara Lindholm';
    await holds(mara);
    await keys(mara, 'h', 't');
    await toColleague(mara, other, NOTE);
    await region(priya, 'Offer').waitFor({ timeout: 15_000 });
    const from = region(priya, 'Offer').getByRole('group', { name: 'From' });
    await expect.poll(() => from.textContent()).toContain(NOTE);
    await articles(priya)
      .or(region(priya, 'Offer').getByRole('article'))
      .filter({ hasText: 'My bag is gone' })
      .last()
      .waitFor();
    await picture(priya, 'offer');
    await acceptOffer(priya);
    await articles(priya).filter({ hasText: 'My bag is gone' }).last().waitFor();
    await priya.getByRole('group', { name: 'You hold this' }).getByText(NOTE).waitFor();
    await expect.poll(() => mara.getByRole('group', { name: 'You hold this' }).count()).toBe(0);
  });

  test('a colleague is asked in, sees who else is there, and leaves; the work stays where it was', async () => {
    const other = mara === desks[0]!.page() ? 'Mara Lindholm' : 'Priya Shah';
    await holds(priya);
    await keys(priya, 'h', 'c');
    await toColleague(priya, other, 'May I refund this?');
    await mara.getByRole('button', { name: /Come in/ }).waitFor({ timeout: 15_000 });
    await acceptOffer(mara);
    await mara.getByRole('button', { name: 'Leave' }).waitFor({ timeout: 15_000 });
    await priya.getByText(/looks at this too/).waitFor({ timeout: 10_000 });
    await picture(priya, 'accompanied');
    await picture(mara, 'helping');
    await keys(mara, 'h', 'l');
    await expect.poll(() => priya.getByRole('list', { name: 'Also here' }).count()).toBe(0);
    await priya.getByRole('button', { name: /^Finish/ }).waitFor();
  });

  test('a lead moves it, and it is gone from the one and there at the other', async () => {
    const other = mara === desks[0]!.page() ? 'Mara Lindholm' : 'Priya Shah';
    await keys(ruth, 'g', 'q');
    await ruth.getByRole('button', { name: 'Reassign the work for Maximiliane Oyelaran' }).waitFor({ timeout: 15_000 });
    await picture(ruth, 'queues');
    await ruth.getByRole('button', { name: 'Reassign the work for Maximiliane Oyelaran' }).press('Enter');
    await toColleague(ruth, other, 'Priya goes on her break.');
    await mara
      .getByRole('group', { name: 'You hold this' })
      .getByText('Given to you by Ruth Okafor')
      .waitFor({ timeout: 15_000 });
    await expect.poll(() => priya.getByRole('group', { name: 'You hold this' }).count()).toBe(0);
    await picture(priya, 'taken');
  });
});
