// Somebody who is not on the workstation: found on the backend, brought, found here, and let go, by keys alone.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { startBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { startDesk } from './harness/desk.ts';
import { countPointers, press, tabTo } from './harness/keys.ts';
import { region, untilLive } from './harness/screen.ts';

const post = (n: number) => ({
  type: 'post',
  live: false,
  at: '2017-10-03T10:00:00Z',
  channel: 'x',
  externalId: `p${n}`,
  party: { address: `@user${n}` },
  text: `My premium skips, for the time of day ${n}`,
});
const violations = async (page: Page): Promise<string[]> =>
  (await new AxeBuilder({ page }).analyze()).violations.flatMap(({ id, nodes }) =>
    nodes.map(one => `${id} ${one.html}`),
  );

test('whom the workstation does not have is brought to it and let go again; axe finds nothing in what asks', async () => {
  await built();
  const backend = await startBackend();
  onTestFinished(() => backend.remove());
  await backend.intake(post(1), post(2), post(3));
  const desk = await startDesk('browser', backend, { agent: 'Ruth Okafor' });
  onTestFinished(() => desk.stop());
  const page = desk.page();
  await untilLive(page);
  const pointers = await countPointers(page);
  const dialog = page.getByRole('dialog', { name: 'On the backend' });

  await press(page, 'G R');
  await page.keyboard.type('premium skips', { delay: 5 });
  await region(page, 'Review').getByText('No hits on this workstation').waitFor();
  await tabTo(page, /^Look on the backend for “premium skips”/);
  await press(page, 'Enter');
  await dialog.getByText('3 customers whom you may see.').waitFor();
  await tabTo(page, /^Bring here: @user3/);
  await press(page, 'Enter');
  await dialog.getByText('On this workstation', { exact: true }).waitFor();
  expect(await violations(page)).toEqual([]);
  await press(page, 'Escape');
  await region(page, 'Review').getByText('1 hit in 1 case').waitFor();
  await region(page, 'Review').getByText('Brought: Single customers, 1 customer, 1 entry, all here.').waitFor();

  await press(page, 'Escape G B');
  await tabTo(page, /^Find a customer$/);
  await press(page, 'ArrowRight Space');
  await tabTo(page, /^Let go: @user3/);
  expect(await violations(page)).toEqual([]);
  await press(page, 'Enter');
  await dialog.getByText('Nothing was brought.').waitFor();
  expect(await pointers()).toBe(0);
});
