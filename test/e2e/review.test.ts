// What was imported is found, read, compared and exported with the network off from the start, by keys alone.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportFileSchema } from '../../shared/contract/export.ts';
import { archiveRecords } from './harness/archive.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { countPointers, focusOf, press, tabTo } from './harness/keys.ts';
import { connection, isInView, region, untilLive } from './harness/screen.ts';

const VIEWPORT = { width: 1280, height: 800 };
/** A case is found by its subject too, which is what began it: posts of customers alone are one for each. */
const REST = 'kind:post from:customer "charged twice"';
const QUERY = `channel:x ${REST}`;
/** A call of which one turn of many has the word that is looked for; it is higher than any window. */
const LONG_CALL = {
  type: 'call',
  externalId: 'long-call',
  live: false,
  number: null,
  customer: 'mei',
  state: 'ended',
  turns: Array.from({ length: 300 }, (_, i) => ({
    at: i * 5_000,
    speaker: i % 2 === 0 ? 'agent' : 'customer',
    name: i % 2 === 0 ? 'Linh Tran' : 'Mei Okonkwo',
    text: i === 40 ? 'The lounge by the meridian hall.' : 'And then we waited for a while.',
  })),
};
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe('review without a network', () => {
  let backend: TestBackend;
  let desk: Desk;
  let dataDir: string;
  let pointers: () => Promise<number>;
  const page = (): Page => desk.page();
  const review = () => region(page(), 'Review');
  const field = () => page().getByRole('searchbox', { name: 'Search history' });
  const count = () =>
    review()
      .getByRole('status')
      .filter({ hasText: /\bhits?\b/ });
  const panes = () => review().getByRole('group', { name: /^Case of / });

  const found = async (words: string): Promise<string> => {
    await field().fill('');
    await field().fill(words);
    return count().innerText();
  };

  const violations = async (): Promise<string[]> => {
    const { violations: found } = await new AxeBuilder({ page: page() }).withTags(TAGS).analyze();
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  };
  const inBothThemes = async (): Promise<string[]> => {
    const all: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page().emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      all.push(...(await violations()));
    }
    return all;
  };

  beforeAll(async () => {
    await built();
    dataDir = await mkdtemp(join(tmpdir(), 'foreword-review-'));
    backend = await startBackend();
    await backend.intake(...archiveRecords(Date.now()), LONG_CALL);
    desk = await startDesk('browser', backend, { dataDir, viewport: VIEWPORT });
    await untilLive(page());
    await press(page(), 'G R');
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('imported: what came ahead of who may be needed is there when the desk starts without a network', async () => {
    // History comes ahead of who may be needed, in its own time.
    await expect.poll(() => found('"charged twice"'), { timeout: 60_000, interval: 1_500 }).toBe('12 hits in 3 cases');
    await expect.poll(() => found('meridian'), { timeout: 60_000, interval: 1_500 }).toBe('1 hit in 1 case');
    await desk.stop();
    await backend.stop();
    desk = await startDesk('browser', backend, { dataDir, viewport: VIEWPORT });
    await connection(page()).filter({ hasText: 'Offline' }).waitFor({ timeout: 30_000 });
    pointers = await countPointers(page());
  });

  test('found: a filter is completed as it is typed, results come with the words, and what was searched is said', async () => {
    await press(page(), 'G R');
    await expect.poll(async () => (await focusOf(page()))?.name).toBe('Search history');
    await press(page(), 'Control+A Backspace');
    await page().keyboard.type('cha', { delay: 20 });
    await page()
      .getByRole('option', { name: /^channel:/ })
      .waitFor();
    await press(page(), 'Tab');
    await page().getByRole('option', { name: 'x', exact: true }).waitFor();
    await press(page(), 'ArrowDown Enter');
    await expect.poll(() => field().inputValue()).toBe('channel:x ');
    await page().keyboard.type(REST, { delay: 10 });
    await expect.poll(() => count().innerText()).toBe('3 hits in 3 cases');
    // Half of the phrase has as many hits: the marks say when the words that were typed last are the ones that were searched.
    await expect.poll(() => review().locator('mark').first().innerText()).toBe('charged twice');
    await review().getByText('No network: what is on this workstation is searched.').waitFor();
    await review()
      .getByText(/^Searched \d+ entries from /)
      .waitFor();
  });

  test('read: Enter to the hit, N and P from case to case, each in its timeline at the hit', async () => {
    await press(page(), 'Enter');
    await expect.poll(async () => (await focusOf(page()))?.role).toBe('button');
    await review().getByText('Hit 1 of 3').waitFor();
    const hit = () => panes().first().locator('article[aria-current=true]');
    await expect.poll(() => hit().innerText()).toContain('ONE seat upgrade');
    await press(page(), 'N');
    await review().getByText('Hit 2 of 3').waitFor();
    await expect.poll(() => hit().innerText()).toContain('in shekels');
    await expect.poll(() => hit().locator('mark').allInnerTexts()).toEqual(['charged twice']);
    await press(page(), 'P');
    await review().getByText('Hit 1 of 3').waitFor();
  });

  test('compared: Shift+Enter keeps the case, the next stands beside it, B goes between them', async () => {
    await press(page(), 'Shift+Enter');
    await review().getByText('Kept beside', { exact: true }).waitFor();
    await press(page(), 'N');
    await expect.poll(() => panes().count()).toBe(2);
    const names = () => panes().evaluateAll(all => all.map(one => one.getAttribute('aria-label')));
    expect(await names()).toEqual(['Case of ליאור בן־דוד', 'Case of Akosua Mensah-Wiredu']);
    const inPane = () =>
      page().evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('aria-label'));
    await press(page(), 'B');
    await expect.poll(inPane).toBe('Case of Akosua Mensah-Wiredu');
    await press(page(), 'B');
    await expect.poll(inPane).toBe('Case of ליאור בן־דוד');
  });

  test('axe finds nothing in two cases side by side, nor in the open suggestions', async () => {
    expect(await inBothThemes()).toEqual([]);
    await press(page(), '/');
    await press(page(), 'End');
    await page().keyboard.type(' ha', { delay: 20 });
    await page()
      .getByRole('option', { name: /^handle:/ })
      .waitFor();
    expect(await violations()).toEqual([]);
    await press(page(), 'Escape Backspace Backspace Backspace');
    await expect.poll(() => field().inputValue()).toBe(QUERY);
    await press(page(), 'Escape');
  });

  test('exported: the case that is read leaves as a file', async () => {
    await press(page(), 'B');
    await expect.poll(async () => (await focusOf(page()))?.role).toBe('article');
    await press(page(), 'G E');
    const dialog = page().getByRole('dialog', { name: /^Export/ });
    await dialog.getByRole('radio', { name: 'Web page' }).waitFor();
    expect(await inBothThemes()).toEqual([]);
    const downloading = page().waitForEvent('download');
    await press(page(), 'Enter');
    const html = await readFile(await (await downloading).path(), 'utf8');
    expect(html).toContain('charged twice');
    await tabTo(page(), /^Close$/);
    expect(await violations()).toEqual([]);
    await press(page(), 'Enter');
    await dialog.waitFor({ state: 'detached' });
  });

  test('picked: of the case at hand one entry by V and the next by Shift, and just those leave', async () => {
    const dialog = page().getByRole('dialog', { name: /^Export/ });
    const picked = () => review().getByRole('group', { name: 'Picked entries' });
    await expect.poll(async () => (await focusOf(page()))?.role).toBe('article');
    await press(page(), 'Home V');
    await picked().getByText('1 entry picked').waitFor();
    await page().keyboard.press('Shift+J');
    await picked().getByText('2 entries picked').waitFor();
    await press(page(), 'E E');
    await dialog.getByRole('radio', { name: 'The 2 picked entries', checked: true }).waitFor();
    await dialog.getByRole('radio', { name: 'JSON' }).focus();
    await press(page(), 'Space');
    const downloading = page().waitForEvent('download');
    await press(page(), 'Enter');
    const file = exportFileSchema.parse(JSON.parse(await readFile(await (await downloading).path(), 'utf8')));
    expect(file.scope.kind).toBe('entries');
    expect(file.entries).toHaveLength(2);
    await dialog.getByText('Its record for the audit is kept here').waitFor();
    await tabTo(page(), /^Done$/);
    await press(page(), 'Enter');
    await dialog.waitFor({ state: 'detached' });
    await press(page(), 'E N');
    await picked().waitFor({ state: 'detached' });
  });

  test('kept: a search gets a name, is run again from the palette, and the recent ones stand in the empty field', async () => {
    await press(page(), '/');
    await press(page(), 'Escape');
    await press(page(), 'S');
    await page().getByRole('dialog', { name: 'Save this search' }).locator(':focus').waitFor();
    await page().keyboard.type('Paid twice');
    expect(await inBothThemes()).toEqual([]);
    await press(page(), 'Enter');
    await page().getByRole('dialog').waitFor({ state: 'detached' });
    await press(page(), '/');
    await press(page(), 'Control+A Backspace');
    await review()
      .getByRole('button', { name: /^Paid twice/ })
      .waitFor();
    await review().getByRole('button', { name: QUERY, exact: true }).waitFor();
    await press(page(), 'Alt+K');
    await page().getByRole('dialog').locator(':focus').waitFor();
    await page().keyboard.type('paid tw');
    expect(await inBothThemes()).toEqual([]);
    await press(page(), 'ArrowDown Enter');
    await expect.poll(() => count().innerText()).toBe('3 hits in 3 cases');
  });

  test('at 200 % zoom one at a time, and nothing sideways', async () => {
    await page().setViewportSize({ width: 640, height: 400 });
    await press(page(), '/');
    await press(page(), 'Enter');
    await expect.poll(() => panes().count()).toBe(1);
    const sideways = (): Promise<number> =>
      page().evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await expect.poll(sideways).toBeLessThanOrEqual(0);
    await page().setViewportSize(VIEWPORT);
  });

  test('a hit within an entry that is higher than the window opens at its words', async () => {
    await press(page(), '/');
    await press(page(), 'Control+A Backspace');
    await page().keyboard.type('meridian');
    await expect.poll(() => count().innerText()).toBe('1 hit in 1 case');
    await press(page(), 'Enter');
    const word = panes().first().locator('article mark').first();
    await word.waitFor();
    await expect.poll(() => isInView(word)).toBe(true);
    await press(page(), '/');
  });

  test('no mouse was touched, and nothing left the desk', async () => {
    expect(await pointers()).toBe(0);
    expect(desk.outside).toEqual([]);
  });
});
