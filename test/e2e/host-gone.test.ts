// The program behind a page of the browser host stands still or is killed while one types, and started again at the same address.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHROMIUM_ARGS, ensureChromium } from '../../build/chromium.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { press } from './harness/keys.ts';
import { jayneTurner } from './harness/people.ts';
import { out, type Program, startProgram } from './harness/processes.ts';
import { articles, connection, region, untilLive } from './harness/screen.ts';

const NOTE = 'Her reference is LWPX4471';
const SOON = { timeout: 20_000 };

describe('the program behind a page is killed', () => {
  let backend: TestBackend;
  let host: Program;
  let browser: Browser;
  let page: Page;
  let dataDir: string;

  const start = (port: string): Promise<Program> =>
    startProgram([
      join(out, 'browser.js'),
      `--data=${dataDir}`,
      `--backend=${backend.url}`,
      '--agent=Mara Lindholm',
      `--secret-file=${backend.secretFile}`,
      `--port=${port}`,
    ]);
  const words = () => region(page, 'Composer').locator('textarea');

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    dataDir = await mkdtemp(join(tmpdir(), 'foreword-gone-'));
    host = await start('0');
    browser = await chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_ARGS] });
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    page = await context.newPage();
    await page.goto(host.ready.url);
    await untilLive(page);
    const { records } = jayneTurner(Date.now());
    await backend.intake(
      ...records.map(record => ({ ...record, live: 'externalId' in record && record.externalId === 'dm-2' })),
    );
    await region(page, 'Offer').waitFor(SOON);
    await press(page, 'F2');
    await articles(page).first().waitFor(SOON);
    await press(page, 'N');
    await region(page, 'Composer').locator('textarea:focus').waitFor(SOON);
  });
  afterAll(async () => {
    await browser?.close();
    await host?.stop();
    await backend?.remove();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('while it stands still the page does not say Live; once it goes on, it does again', async () => {
    host.child.kill('SIGSTOP');
    await region(page, 'Notices').getByText('The program behind this page does not answer').waitFor({ timeout: 8_000 });
    await connection(page).filter({ hasText: 'Offline' }).waitFor();
    host.child.kill('SIGCONT');
    await untilLive(page);
    await expect.poll(() => page.getByText('The program behind this page').count(), SOON).toBe(0);
  });

  test('it says at once that nothing is sent or kept from here, and what is typed then stands there', async () => {
    await page.keyboard.insertText(NOTE);
    await region(page, 'Composer').getByText('Draft kept').waitFor(SOON);
    await host.kill();
    await region(page, 'Notices').getByText('Nothing is sent or kept from this page.').waitFor(SOON);
    for (const more of [' and', ' more']) {
      await page.keyboard.insertText(more);
      await press(page, 'Control+Enter');
    }
    await region(page, 'Composer').getByText('Not sent').waitFor(SOON);
    expect(await words().inputValue()).toBe(`${NOTE} and more`);
  });

  test('once it runs again this page is told where to go on; there the words are that were kept', async () => {
    host = await start(new URL(page.url()).port);
    await region(page, 'Notices').getByText('Foreword was started again').waitFor(SOON);
    await connection(page).filter({ hasText: 'Signed out' }).waitFor(SOON);
    expect(await words().inputValue()).toBe(`${NOTE} and more`);
    const next = await page.context().newPage();
    await next.goto(host.ready.url);
    await page.close();
    page = next;
    await untilLive(page);
    await articles(page).first().waitFor(SOON);
    await expect.poll(() => words().inputValue(), SOON).toBe(NOTE);
  });
});
