// How a call of the story ends: by keys, with its disposition, in the time that the queue gives. Real parts throughout.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { articles, region, untilLive } from './harness/screen.ts';

describe('the wrap-up of a call', () => {
  let backend: TestBackend;
  let desk: Desk;

  beforeAll(async () => {
    await built();
    backend = await startBackend('escalated-call', ['--speed', '4']);
    desk = await startDesk('browser', backend);
    await untilLive(desk.page());
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
  });

  const dialog = () => desk.page().getByRole('alertdialog');
  const presence = () => desk.page().getByRole('button', { name: /^Presence/ });
  const picture = async (name: string): Promise<void> => {
    const folder = process.env['FOREWORD_PICTURES'];
    if (folder) await desk.page().screenshot({ path: `${folder}/${name}.png` });
  };

  test('the time runs down once the line is closed, can be extended, and what is written survives a reload', async () => {
    const page = desk.page();
    await region(page, 'Offer').waitFor({ timeout: 60_000 });
    await page.keyboard.press('F2');
    await page.getByRole('region', { name: 'Live call' }).waitFor({ timeout: 15_000 });
    await articles(page).first().waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press('c');
    await page.keyboard.press('e');
    await dialog().locator(':focus').waitFor();
    await page.keyboard.press('Enter');
    const after = page.getByRole('region', { name: 'After-contact work' });
    await after.waitFor({ timeout: 15_000 });
    await after.getByRole('timer').waitFor();
    await picture('after');
    await after.getByRole('button', { name: 'More time' }).click();
    await after.getByRole('button', { name: 'More time' }).waitFor({ state: 'detached', timeout: 10_000 });
    await after.getByRole('button', { name: 'Finish' }).click();
    await dialog().waitFor();
    await dialog().getByRole('option', { name: 'Refund promised' }).click();
    await dialog().getByRole('textbox', { name: 'Wrap-up' }).fill('80 pounds by Friday');
    await picture('wrap-up');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await page.reload();
    await untilLive(page);
    await after.getByRole('button', { name: 'Finish' }).click();
    await expect
      .poll(() => dialog().getByRole('textbox', { name: 'Wrap-up' }).inputValue())
      .toBe('80 pounds by Friday');
    await dialog().getByRole('option', { name: 'Refund promised', selected: true }).waitFor();
    await page.keyboard.press('Control+Enter');
    await after.waitFor({ state: 'detached', timeout: 15_000 });
    await articles(page).filter({ hasText: 'Refund promised: 80 pounds by Friday' }).first().waitFor();
    await expect.poll(() => presence().textContent()).toContain('Available');
    await picture('finished');
  }, 180_000);
});
