// Who is on a call and is written to beside it takes what waits by key, and only then answers. Real parts throughout.
import type { Locator, Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { mailbox } from '../faults/support/talk.ts';
import { ledgerOf, ledgerVerdict } from '../faults/support/verdict.ts';
import { press } from './harness/keys.ts';
import { NAME, ON_X, type WithMaximiliane, withMaximiliane } from './harness/maximiliane.ts';
import { acceptOffer, articles, composer, region } from './harness/screen.ts';

const WORDS = 'We have your bag. It comes tonight.';
const strip = (page: Page): Locator => page.getByRole('group', { name: 'Whose work this is' });
const send = (page: Page): Locator => region(page, 'Composer').getByRole('button', { name: 'Send', exact: true });

/** She writes while she is on the phone with this desk. */
async function writesBesideHerCall({ rings, backend, page }: WithMaximiliane): Promise<void> {
  await rings();
  await acceptOffer(page);
  const [written] = await backend.intake({
    ...ON_X,
    type: 'message',
    externalId: 'm1',
    text: 'I write too, the line is bad. Where is my bag?',
  });
  expect(written).toMatchObject({ outcome: 'imported', workItemId: expect.any(String) });
  await strip(page).getByText('This waits in').waitFor({ timeout: 15_000 });
}

/** What the backend and its ledger say when all is over: once, by who held it. */
async function answeredOnce({ backend, desk, pointers }: WithMaximiliane): Promise<void> {
  await expect.poll(() => mailbox(backend).map(({ text }) => text.includes(WORDS))).toEqual([true]);
  expect(await pointers()).toBe(0);
  await desk.stop();
  await backend.stop();
  expect(await ledgerVerdict('--data', backend.dataDir)).toContain('1 sent under a held epoch');
  expect(await ledgerOf('--data', backend.dataDir)).toContain('"why":"work.take"');
}

describe('a direct message that waits while its customer is on the phone', () => {
  const around = withMaximiliane();
  let at: WithMaximiliane;
  let page: Page;
  beforeAll(() => {
    at = around();
    ({ page } = at);
  });

  test('is said to wait, and cannot be answered', async () => {
    await writesBesideHerCall(at);
    await press(page, 'R');
    await page.keyboard.type(WORDS);
    await region(page, 'Composer').getByText('Take it to send').waitFor();
    expect(await send(page).isDisabled()).toBe(true);
    await page.keyboard.press('Control+Enter');
    expect(await composer(page).inputValue()).toBe(WORDS);
  });

  test('is taken by key, beside the call, and answered with the words that stood there, once', async () => {
    await page.keyboard.press('Escape');
    await press(page, 'T');
    await strip(page).waitFor({ state: 'detached', timeout: 15_000 });
    await expect.poll(() => region(page, 'Work').getByText(NAME).count()).toBe(2);
    await press(page, 'R');
    expect(await composer(page).inputValue()).toBe(WORDS);
    await page.keyboard.press('Control+Enter');
    await articles(page).filter({ hasText: WORDS }).first().waitFor({ timeout: 15_000 });
    await answeredOnce(at);
  });
});

describe('a take whose answer a slow network holds back', () => {
  const around = withMaximiliane();

  test('lets the words be sent at once; they go when the work is held, once', async () => {
    const at = around();
    const { page, network, backend } = at;
    await writesBesideHerCall(at);
    network.silence();
    await press(page, 'T');
    await strip(page).getByText('Taking it').waitFor();
    await press(page, 'R');
    await page.keyboard.type(WORDS);
    await page.keyboard.press('Control+Enter');
    await articles(page).filter({ hasText: WORDS }).first().waitFor({ timeout: 15_000 });
    expect(await composer(page).inputValue()).toBe('');
    expect(await region(page, 'Work').getByText(NAME).count()).toBe(1);
    expect(mailbox(backend)).toEqual([]);
    network.speak();
    await strip(page).waitFor({ state: 'detached', timeout: 15_000 });
    await expect.poll(() => region(page, 'Work').getByText(NAME).count()).toBe(2);
    await answeredOnce(at);
  });
});
