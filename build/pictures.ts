// `npm run pictures`: docs/pictures/*.png from the running program with its story, as a person would see it.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startBackend } from '../test/e2e/harness/backend.ts';
import { startDesk } from '../test/e2e/harness/desk.ts';
import { articles, region, untilLive } from '../test/e2e/harness/screen.ts';
import { root } from './bundle.ts';

const folder = join(root, 'docs', 'pictures');
const SIZE = { width: 1440, height: 900 };
const SPEED = '4';

async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  }
  console.log(`docs/pictures/${name}-{light,dark}.png`);
}

const goTo = (page: Page, view: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name: view, exact: true }).click();

await mkdir(folder, { recursive: true });
const backend = await startBackend('escalated-call', ['--speed', SPEED]);
const desk = await startDesk('browser', backend, { viewport: SIZE });
const lead = await startDesk('browser', backend, { viewport: SIZE, agent: 'Ruth Okafor' });
try {
  const page = desk.page();
  await untilLive(page);
  await region(page, 'Offer').waitFor({ timeout: 120_000 });
  await take(page, 'offer');
  await page.keyboard.press('F2');
  await page.getByRole('region', { name: 'Live call' }).waitFor();
  await articles(page).getByText('Live call with you').waitFor();
  await take(page, 'work');
  await page.getByRole('searchbox', { name: 'Search history' }).first().fill('bag');
  await page.keyboard.press('Enter');
  await region(page, 'Review').locator('mark').first().waitFor();
  await take(page, 'review');
  await untilLive(lead.page());
  await goTo(lead.page(), 'Queues');
  await region(lead.page(), 'Queues').getByRole('table').first().waitFor();
  await take(lead.page(), 'queues');
} finally {
  await Promise.all([desk.stop(), lead.stop()]);
  await backend.remove();
}
