// A reply written offline, under work that a lead gives away meanwhile: refused, told with another view open, and taken up again.
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually, startDesk as startCore } from '../core/support/desk.ts';
import { type Proxy, startProxy } from '../faults/support/proxy.ts';
import { mailbox } from '../faults/support/talk.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { press } from './harness/keys.ts';
import { acceptOffer, composer, connection, region, untilLive } from './harness/screen.ts';

const NAME = 'Maximiliane Oyelaran';
const WORDS = 'We have your bag. It comes tonight.';
/** Where pictures go, for who wants to look; left out: none are taken. */
const LOOK = process.env['LOOK'];

let backend: TestBackend;
let proxy: Proxy;
let desk: Desk;
let page: Page;
const told = (): Locator => page.getByRole('group').filter({ hasText: `Reply to ${NAME} not sent.` });

beforeAll(async () => {
  await built();
  backend = await startBackend();
  proxy = await startProxy(backend.url);
  desk = await startDesk('browser', { ...backend, url: proxy.url }, { viewport: { width: 1280, height: 800 } });
  page = desk.page();
  await untilLive(page);
});
afterAll(async () => {
  await desk?.stop();
  await proxy?.stop();
  await backend?.remove();
});

async function picture(name: string): Promise<void> {
  if (!LOOK) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `${LOOK}/${name}-${colorScheme}.png` });
  }
}

/** A lead takes it out of the hands it is in. */
async function takenAway(workItemId: string): Promise<void> {
  const secrets = JSON.parse(await readFile(backend.secretFile, 'utf8')) as Record<string, string>;
  const lead = startCore(backend.url, { agentName: 'Ruth Okafor', secret: secrets['Ruth Okafor']! });
  const held = async () =>
    (await lead.bridge.call('board.read', {}))?.held.find(item => item.workItemId === workItemId);
  await eventually(async () => expect(await held()).toBeDefined(), 20_000);
  const { epoch } = (await held())!;
  await lead.bridge.call('work.reassign', { workItemId, epoch, agentId: null, note: 'You seem to be away.' });
  await eventually(async () => expect(await lead.bridge.call('outbox.read', {})).toEqual([]), 20_000);
  await lead.core.stop();
}

test('a refused reply is told in Review, in plain words, and Edit brings it back to where it was to go', async () => {
  const [written] = await backend.intake({
    type: 'message',
    channel: 'x',
    externalId: 'm1',
    party: { address: '@maxi', name: NAME },
    handle: '@LarkwingCare',
    text: 'Where is my bag?',
  });
  await acceptOffer(page);
  await page
    .getByRole('button', { name: /^Finish/ })
    .first()
    .waitFor({ timeout: 15_000 });
  proxy.down();
  await connection(page).getByText('Offline').waitFor({ timeout: 20_000 });
  await press(page, 'R');
  await page.keyboard.type(WORDS);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Queued until online').waitFor();
  await page.keyboard.press('Escape');
  await press(page, 'G R');
  await takenAway(written?.outcome === 'imported' ? written.workItemId! : '');
  proxy.up();
  await told().waitFor({ timeout: 30_000 });
  await picture('not-sent');
  expect(await told().textContent()).not.toMatch(/epoch|work item|[0-9a-f]{8}-/);
  expect(await region(page, 'Composer').count()).toBe(0);
  await told().getByRole('button', { name: 'Edit' }).click();
  await expect.poll(() => composer(page).inputValue(), { timeout: 15_000 }).toContain(WORDS);
  await told().waitFor({ state: 'detached' });
  await picture('taken-up');
  expect(mailbox(backend)).toEqual([]);
}, 120_000);
