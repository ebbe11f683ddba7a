// The story's call, on the simulated exchange, worked by keys alone: the real backend, core, host and Chromium.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Heard } from '../../backend/connectors/telephony/sim-state.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { articles, connection, region, untilLive } from './harness/screen.ts';

type Line = { number: string; state: string; end: string | null; onHold: boolean; muted: boolean; recording: string };
type Exchange = { calls: Record<string, Line & { digits: string }>; heard: { callId: string; ask: { do: string } }[] };

describe('the call of the story', () => {
  let backend: TestBackend;
  let desk: Desk;
  let callId = '';

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

  const bar = (): Locator => desk.page().getByRole('region', { name: 'Live call' });
  const control = (name: string | RegExp): Locator => bar().getByRole('button', { name });
  const exchange = async (): Promise<Exchange> =>
    JSON.parse(await readFile(join(backend.dataDir, 'exchange.json'), 'utf8')) as Exchange;
  const line = async () => (await exchange()).calls[callId]!;
  const tones = async (): Promise<string> => {
    const heard = await backend.exchange<Heard[]>({ do: 'heard' });
    return heard.flatMap(({ callId: of, ask }) => (of === callId && ask.do === 'keypad' ? [ask.digits] : [])).join('');
  };
  const keys = async (...pressed: string[]): Promise<void> => {
    for (const key of pressed) await desk.page().keyboard.press(key);
  };
  const isPressed = (name: string | RegExp) =>
    control(name).and(desk.page().locator('[aria-pressed=true]')).waitFor({ timeout: 10_000 });

  test('rings, and the tab says so', async () => {
    await region(desk.page(), 'Offer').waitFor({ timeout: 60_000 });
    await expect.poll(() => desk.page().title()).toBe('Call for you · Foreword');
    await expect.poll(() => desk.page().locator('link[rel=icon]').getAttribute('href')).toMatch(/ring/);
    await keys('F2');
    await bar().waitFor({ timeout: 15_000 });
    await articles(desk.page()).first().waitFor();
    const { calls } = await exchange();
    callId = Object.keys(calls).find(id => calls[id]!.number.endsWith('900417'))!;
    await expect.poll(async () => (await line()).state).toBe('live');
    const { heard } = await exchange();
    expect(heard.filter(one => one.callId === callId).map(({ ask }) => ask.do)).toEqual(['answer']);
    await expect.poll(() => desk.page().locator('link[rel=icon]').getAttribute('href')).not.toMatch(/ring/);
  });

  test('is held and taken off hold, muted, and not recorded for a while; the exchange does it too', async () => {
    await control(/^Hold/).and(desk.page().locator(':enabled')).waitFor();
    await keys('F9');
    await isPressed(/^On hold/);
    await expect.poll(async () => (await line()).onHold).toBe(true);
    await keys('F9');
    await control(/^Hold/).waitFor();
    await expect.poll(async () => (await line()).onHold).toBe(false);
    await keys('F4');
    await isPressed('Muted');
    await keys('F4');
    await control('Mute').waitFor();
    await desk.page().evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await keys('c', 'r');
    await isPressed('Recording paused');
    await expect.poll(async () => (await line()).recording).toBe('paused');
  });

  test('is given tones by the keys of the keypad', async () => {
    await keys('c', 'k');
    await desk.page().getByRole('dialog', { name: 'Keypad' }).waitFor();
    await keys('4', '2', '#', 'Escape');
    await expect.poll(tones).toBe('42#');
    // Heard by the telephone, and not written down.
    expect((await line()).digits).toBe('•••');
    await desk.page().getByRole('dialog', { name: 'Keypad' }).waitFor({ state: 'detached' });
  });

  test('stays on the screen in every view, and without a backend, and is still there after a kill', async () => {
    await keys('g', 'r');
    await region(desk.page(), 'Review').waitFor();
    await expect.poll(() => bar().isVisible()).toBe(true);
    await backend.kill();
    await connection(desk.page()).filter({ hasText: 'Offline' }).waitFor({ timeout: 15_000 });
    await bar().getByText('The call goes on by telephone.', { exact: false }).waitFor();
    await expect.poll(() => control('Mute').isDisabled()).toBe(true);
    await backend.again();
    await untilLive(desk.page());
    await control('Mute').and(desk.page().locator(':enabled')).waitFor({ timeout: 15_000 });
    await expect.poll(async () => (await line()).state).toBe('live');
  });

  test('is ended once asked, and wrapped up', async () => {
    // Review has put the focus into its search.
    await keys('Escape');
    await desk.page().evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await keys('g', 'w', 'c', 'e');
    await desk
      .page()
      .getByRole('alertdialog', { name: /^End the call/ })
      .locator(':focus')
      .waitFor();
    await keys('Enter');
    const after = desk.page().getByRole('region', { name: 'After-contact work' });
    await after.waitFor({ timeout: 10_000 });
    // The desk says so once it is written down; the exchange does it a moment later.
    await expect.poll(line).toMatchObject({ state: 'ended', end: 'agent hung up', recording: 'paused' });
    const asked = (await exchange()).heard.filter(one => one.callId === callId).map(({ ask }) => ask.do);
    expect(asked.join(' ')).toBe('answer hold resume mute unmute record.pause keypad keypad keypad end');
  });

  test('another rings, is answered elsewhere, and its ring goes', async () => {
    const after = desk.page().getByRole('region', { name: 'After-contact work' });
    await after.getByRole('button', { name: 'Finish' }).press('Enter');
    await desk
      .page()
      .getByRole('alertdialog', { name: /^Finish the work/ })
      .locator('textarea:focus')
      .waitFor();
    await keys('Control+Enter');
    await after.waitFor({ state: 'detached', timeout: 10_000 });
    const ring = { number: '+447700900777', queue: 'Priority care', elsewhereMs: 4_000 };
    const rung = await backend.exchange<string>({ do: 'ring', ring });
    const offer = region(desk.page(), 'Offer').filter({ hasText: /7700 ?900 ?777/ });
    await offer.waitFor({ timeout: 15_000 });
    await desk.page().getByText('Withdrawn: answered elsewhere').waitFor({ timeout: 15_000 });
    await expect
      .poll(async () => (await exchange()).calls[rung])
      .toMatchObject({ state: 'ended', end: 'answered elsewhere' });
  });
});
