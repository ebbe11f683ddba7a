// Who is on a call and is written to beside it takes what waits by key, and only then answers. Real parts throughout.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailbox } from '../faults/support/talk.ts';
import { ledgerOf, ledgerVerdict } from '../faults/support/verdict.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { countPointers, press } from './harness/keys.ts';
import { acceptOffer, articles, composer, region, untilLive } from './harness/screen.ts';

const NAME = 'Maximiliane Oyelaran';
const NUMBER = '+447700900944';
const WORDS = 'We have your bag. It comes tonight.';

describe('a direct message that waits while its customer is on the phone', () => {
  let backend: TestBackend;
  let desk: Desk;
  let page: Page;
  let pointers: () => Promise<number>;
  const strip = (): Locator => page.getByRole('group', { name: 'Whose work this is' });
  const send = (): Locator => region(page, 'Composer').getByRole('button', { name: 'Send', exact: true });

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    desk = await startDesk('browser', backend, { viewport: { width: 1280, height: 800 } });
    page = desk.page();
    await untilLive(page);
    pointers = await countPointers(page);
    const identities = [
      { channel: 'x', address: '@maxi' },
      { channel: 'voice', address: NUMBER },
    ];
    await backend.intake({ type: 'customer', externalId: 'maxi', name: NAME, identities });
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
  });

  test('is said to wait, and cannot be answered', async () => {
    await backend.exchange({ do: 'ring', ring: { number: NUMBER, name: NAME, queue: 'Priority care' } });
    await acceptOffer(page);
    const [written] = await backend.intake({
      type: 'message',
      channel: 'x',
      externalId: 'm1',
      party: { address: '@maxi', name: NAME },
      handle: '@LarkwingCare',
      text: 'I write too, the line is bad. Where is my bag?',
    });
    expect(written).toMatchObject({ outcome: 'imported', workItemId: expect.any(String) });
    await strip().getByText('This waits in').waitFor({ timeout: 15_000 });
    await press(page, 'R');
    await page.keyboard.type(WORDS);
    await region(page, 'Composer').getByText('Take it to send').waitFor();
    expect(await send().isDisabled()).toBe(true);
    await page.keyboard.press('Control+Enter');
    expect(await composer(page).inputValue()).toBe(WORDS);
  });

  test('is taken by key, beside the call, and answered with the words that stood there, once', async () => {
    await page.keyboard.press('Escape');
    await press(page, 'T');
    await strip().waitFor({ state: 'detached', timeout: 15_000 });
    await expect.poll(() => region(page, 'Work').getByText(NAME).count()).toBe(2);
    await press(page, 'R');
    expect(await composer(page).inputValue()).toBe(WORDS);
    await page.keyboard.press('Control+Enter');
    await articles(page).filter({ hasText: WORDS }).first().waitFor({ timeout: 15_000 });
    await expect.poll(() => mailbox(backend).map(({ text }) => text.includes(WORDS))).toEqual([true]);
    expect(await pointers()).toBe(0);
    await desk.stop();
    await backend.stop();
    expect(await ledgerVerdict('--data', backend.dataDir)).toContain('1 sent under a held epoch');
    expect(await ledgerOf('--data', backend.dataDir)).toContain('"why":"work.take"');
  });
});
