// One call, two desks and a telephone outside: by keys alone, with the exchange asked what is so.
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LineCall } from '../../backend/connectors/telephony/adapter.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { acceptOffer, untilLive } from './harness/screen.ts';

const SIZE = { width: 1280, height: 800 };
const HOTEL = '+442079460999';
/** Where pictures go, for who wants to look; left out: none are taken. */
const LOOK = process.env['LOOK'];

describe('a call from hand to hand', () => {
  let backend: TestBackend;
  const desks: Desk[] = [];
  let mara: Page;
  let priya: Page;
  let callId = '';

  const desk = async (agent: string): Promise<Page> => {
    const one = await startDesk('browser', backend, { agent, viewport: SIZE });
    desks.push(one);
    await untilLive(one.page());
    return one.page();
  };
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
  const bar = (page: Page): Locator => page.getByRole('region', { name: 'Live call' });
  const other = (page: Page): Locator => bar(page).getByRole('group', { name: 'Other telephone' });
  const line = async (): Promise<LineCall> =>
    (await backend.exchange<LineCall[]>({ do: 'calls' })).find(({ id }) => id === callId)!;
  const talking = async (): Promise<string[]> =>
    (await line()).legs.flatMap(({ who, name, state }) =>
      state === 'talking' ? [who === 'agent' ? `${who} ${name}` : who] : [],
    );
  const soon = { timeout: 15_000 };

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    mara = await desk('Mara Lindholm');
    const ring = { number: '+447700900778', queue: 'Priority care', patienceMs: null, talkMs: null };
    callId = await backend.exchange<string>({ do: 'ring', ring });
    await acceptOffer(mara);
    await bar(mara).waitFor();
  });
  afterAll(async () => {
    for (const one of desks) await one.stop();
    await backend?.remove();
  });

  test('a telephone outside that is busy leaves the customer with the agent, and the bar says why', async () => {
    await backend.exchange({ do: 'phone', name: HOTEL, phone: { does: 'busy', afterMs: 1_500, talkMs: null } });
    await keys(mara, 'c', 't');
    await mara
      .getByRole('dialog', { name: /^Another telephone for/ })
      .locator(':focus')
      .waitFor();
    await mara.keyboard.type('+44 20 7946 0999');
    await picture(mara, 'outside-dialog');
    await mara.keyboard.press('Control+Enter');
    await other(mara).waitFor(soon);
    await bar(mara).getByText(`Busy: ${HOTEL}. The customer is with you again.`).waitFor(soon);
    await expect.poll(talking, soon).toEqual(['customer', 'agent Mara Lindholm']);
  });

  test('one that answers is talked with first, then all three talk, and it is let go', async () => {
    await backend.exchange({ do: 'phone', name: HOTEL, phone: { does: 'answer', afterMs: 800, talkMs: null } });
    await keys(mara, 'c', 't');
    await mara
      .getByRole('dialog', { name: /^Another telephone for/ })
      .locator(':focus')
      .waitFor();
    await mara.keyboard.type(HOTEL);
    await mara.keyboard.press('Enter');
    await other(mara).getByText('talks with you, the customer is on hold').waitFor(soon);
    await picture(mara, 'outside-asked');
    await expect.poll(() => talking()).toEqual(['agent Mara Lindholm', 'other']);
    await keys(mara, 'c', 'a');
    await other(mara).getByText('all three talk').waitFor(soon);
    await expect.poll(talking, soon).toEqual(['customer', 'agent Mara Lindholm', 'other']);
    await keys(mara, 'c', 'x');
    await other(mara).waitFor({ state: 'detached', ...soon });
    await expect.poll(talking, soon).toEqual(['customer', 'agent Mara Lindholm']);
  });

  test('a colleague comes in, confers, and has the call: the line goes over to their telephone', async () => {
    priya = await desk('Priya Shah');
    await keys(mara, 'h', 'c');
    const dialog = mara.getByRole('dialog');
    await dialog.locator(':focus').waitFor();
    await mara.keyboard.type('Priya');
    await dialog.getByRole('option', { name: 'Priya Shah' }).waitFor(soon);
    await mara.keyboard.press('ArrowDown');
    await mara.keyboard.press('Enter');
    await dialog.getByRole('option', { name: 'Priya Shah', selected: true }).waitFor(soon);
    await dialog.getByRole('textbox', { name: /Note/ }).focus();
    await mara.keyboard.type('She asks for the hotel.');
    await mara.keyboard.press('Control+Enter');
    await acceptOffer(priya);
    await mara.getByText('here to help').waitFor(soon);
    await expect.poll(talking, soon).toEqual(['agent Mara Lindholm', 'other']);
    await picture(mara, 'colleague-in');
    await keys(mara, 'h', 'a');
    await expect.poll(talking, soon).toEqual(['customer', 'agent Mara Lindholm', 'other']);
    await keys(mara, 'h', 'w');
    await mara.getByRole('dialog').getByRole('textbox', { name: /Note/ }).focus();
    await mara.keyboard.type('All is said.');
    await mara.keyboard.press('Control+Enter');
    await bar(priya).waitFor(soon);
    await bar(mara).waitFor({ state: 'detached', ...soon });
    await expect.poll(talking, soon).toEqual(['customer', 'agent Priya Shah']);
    await expect.poll(async () => (await line()).onHold).toBe(false);
    await keys(priya, 'c', 'e');
    await priya.keyboard.press('Enter');
    await expect.poll(async () => (await line()).end, soon).toBe('agent hung up');
  });
});
