// The program of a desk is killed while its call is muted and on hold, and started anew: the call is there as it is.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { press } from './harness/keys.ts';
import { jayneTurner } from './harness/people.ts';
import { region, untilLive } from './harness/screen.ts';

const NOTE = 'Her reference is LWPX4471';
const SOON = { timeout: 20_000 };
type Line = { readonly state: string; readonly onHold: boolean; readonly muted: boolean };

describe('a desk is killed in the middle of a call', () => {
  let backend: TestBackend;
  let dataDir: string;
  let desk: Desk;

  const begin = async (): Promise<void> => {
    desk = await startDesk('browser', backend, { dataDir, viewport: { width: 1280, height: 800 } });
    await untilLive(desk.page());
  };
  const control = (name: RegExp): Locator => region(desk.page(), 'Live call').getByRole('button', { name });
  const pressed = (name: RegExp): Promise<void> =>
    control(name).and(desk.page().locator('[aria-pressed=true]:enabled')).waitFor(SOON);
  const line = async (): Promise<Line | undefined> => (await backend.exchange<Line[]>({ do: 'calls' }))[0];

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    dataDir = await mkdtemp(join(tmpdir(), 'foreword-call-gone-'));
    await begin();
    const { records, number } = jayneTurner(Date.now());
    await backend.intake(...records);
    const ring = { number, queue: 'Priority care', patienceMs: null, talkMs: null };
    await backend.exchange({ do: 'ring', ring });
    await region(desk.page(), 'Offer').waitFor(SOON);
    await press(desk.page(), 'F2');
    await control(/^Hold/).and(desk.page().locator(':enabled')).waitFor(SOON);
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('the bar says again what is so, the words are there, and the agent goes on', async () => {
    await press(desk.page(), 'F9');
    await pressed(/^On hold/);
    await press(desk.page(), 'F4');
    await pressed(/^Muted/);
    await press(desk.page(), 'N');
    await region(desk.page(), 'Composer').locator('textarea:focus').waitFor(SOON);
    await desk.page().keyboard.insertText(NOTE);
    await region(desk.page(), 'Composer').getByText('Draft kept').waitFor(SOON);
    await desk.kill();
    await begin();
    await pressed(/^On hold/);
    await pressed(/^Muted/);
    const words = region(desk.page(), 'Composer').locator('textarea');
    await expect.poll(() => words.inputValue(), SOON).toBe(NOTE);
    await press(desk.page(), 'F9');
    await control(/^Hold/).waitFor(SOON);
    await press(desk.page(), 'F4');
    await control(/^Mute\b/).waitFor(SOON);
    await expect.poll(line, SOON).toMatchObject({ state: 'live', onHold: false, muted: false });
  });
});
