// What an agent does under the company's name beside answering, and for a customer beside writing: by keys, at two desks.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { press } from './harness/keys.ts';
import { acceptOffer, articles, region, untilLive } from './harness/screen.ts';

const SIZE = { width: 1280, height: 800 };
/** Where pictures go, for who wants to look; left out: none are taken. */
const LOOK = process.env['LOOK'];
const NUMBER = '+447700900321';

let backend: TestBackend;
let desk: Desk;
let lead: Desk;
const page = (): Page => desk.page();

const picture = async (shown: Page, name: string): Promise<void> => {
  if (!LOOK) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await shown.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await shown.screenshot({ path: `${LOOK}/${name}-${colorScheme}.png` });
  }
};
const keys = async (pressed: string): Promise<void> => {
  await page().evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await press(page(), pressed);
};
/** What everybody can see on the networks, beside answers. */
const seen = async (): Promise<{ act: { do: string; handle: string; text?: string } }[]> =>
  (await readFile(join(backend.dataDir, 'mailbox.ndjson.public'), 'utf8'))
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line));

beforeAll(async () => {
  await built();
  backend = await startBackend();
  desk = await startDesk('browser', backend, { viewport: SIZE });
  lead = await startDesk('browser', backend, { agent: 'Ruth Okafor', viewport: SIZE });
  await untilLive(page());
  await untilLive(lead.page());
});
afterAll(async () => {
  await desk?.stop();
  await lead?.stop();
  await backend?.remove();
});

test('a shift begins: the introduction is offered, posted by keys once, and the lead sees it', async () => {
  const offered = region(page(), 'Work').getByRole('list', { name: 'Shift introduction' });
  await offered.waitFor({ timeout: 15_000 });
  await picture(page(), 'introduction-offered');
  await keys('G I');
  const dialog = page().getByRole('dialog');
  const field = dialog.getByRole('textbox', { name: 'Introduction' });
  await field.waitFor();
  await expect.poll(() => field.inputValue()).toMatch(/^Hello, Mara here until \d\d:00\. \^ML$/u);
  await picture(page(), 'introduction-dialog');
  await page().keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await offered.waitFor({ state: 'detached' });
  await lead.page().getByRole('navigation').getByRole('link', { name: 'Queues', exact: true }).click();
  const told = region(lead.page(), 'Queues').getByRole('group', { name: 'Shift introduction' });
  await told.getByText('Introductions this shift: 1 posted').waitFor({ timeout: 15_000 });
  await picture(lead.page(), 'introduction-lead');
  await expect.poll(() => seen()).toMatchObject([{ act: { do: 'post', handle: '@LarkwingCare' } }]);
  await page().reload();
  await untilLive(page());
  await keys('.');
  await page().getByRole('menuitem').first().waitFor();
  expect(
    await page()
      .getByRole('menuitem', { name: /Introduce yourself/u })
      .count(),
  ).toBe(0);
  await page().keyboard.press('Escape');
});

test('kind words are reposted by the network and taken back; who has the customer first is said; it goes on by phone', async () => {
  await backend.intake(
    {
      type: 'customer',
      externalId: 'cust-ada',
      name: 'Ada Quist',
      identities: [
        { channel: 'x', address: '@adaquist' },
        { channel: 'voice', address: NUMBER },
      ],
    },
    {
      type: 'post',
      channel: 'x',
      externalId: 'kind',
      party: { address: '@adaquist', name: 'Ada Quist' },
      handle: '@LarkwingCare',
      text: 'The crew on LW 212 was lovely. Thank you. But where is my second bag?',
    },
  );
  await acceptOffer(page());
  const post = articles(page()).filter({ hasText: 'lovely' });
  await page().locator('[data-settle]').waitFor({ timeout: 15_000 });
  await keys('Z R');
  await post.getByText(/Reposted as @LarkwingCare by Mara Lindholm/u).waitFor({ timeout: 15_000 });
  await post.getByText(/confirmed/u).waitFor({ timeout: 15_000 });
  await picture(page(), 'reposted');
  await keys('Z T');
  await post.getByText(/, taken back/u).waitFor({ timeout: 15_000 });
  await expect.poll(async () => (await seen()).map(({ act }) => act.do)).toEqual(['post', 'repost', 'undo-repost']);

  await keys('Z A');
  const dialog = page().getByRole('dialog');
  const who = dialog.getByRole('combobox', { name: 'Colleague' });
  await who.getByRole('option', { name: 'Priya Shah' }).waitFor({ state: 'attached' });
  await dialog.locator(':focus').waitFor();
  await page().keyboard.type('Priya');
  await picture(page(), 'prefer-dialog');
  await dialog.getByLabel('Up to and including').focus();
  await page().keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  const preferred = page().getByRole('group', { name: 'Preferred agent' });
  await preferred.getByText('Priya Shah').waitFor({ timeout: 15_000 });
  await preferred.scrollIntoViewIfNeeded();
  await picture(page(), 'preferred');

  await keys('C D');
  await dialog.locator(':focus').waitFor();
  await picture(page(), 'phone-dialog');
  await page().keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await articles(page()).filter({ hasText: 'Goes on here from X post' }).waitFor({ timeout: 15_000 });
  await picture(page(), 'gone-on-by-phone');
  const calls = await backend.exchange<{ direction: string; number: string }[]>({ do: 'calls' });
  expect(calls.filter(({ direction }) => direction === 'out').map(({ number }) => number)).toEqual([NUMBER]);
});
