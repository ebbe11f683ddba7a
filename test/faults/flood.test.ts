// F23: ten thousand events at once, for a page that is being written in and for one that stands still.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { FeedEvent } from '../../shared/contract/wire.ts';
import { eventually } from '../core/support/desk.ts';
import { fakeBackend } from '../core/support/fake-backend.ts';
import { entryChanged, granted, message, messages, workItem } from '../core/support/records.ts';
import type { TestBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { type Desk, startDesk } from '../e2e/harness/desk.ts';
import { longestTask } from './support/longest-task.ts';

const OPEN = 30;
const EVENTS = 10_000;
const PER_PAGE = 1_000;
/** From key to key, milliseconds: a quick typist. */
const BETWEEN = 70;
const INPUT_MS = 50;
/** Bytes. What stays when it is over; a copy of ten thousand events in a page or a queue would be more. */
const MOST = { page: 12_000_000, host: 250_000_000 };
/** Milliseconds for which a page that stands still answers nothing. */
const STILL = 4_000;

beforeAll(async () => void (await built()));

const ids = Array.from({ length: OPEN }, (_, i) => `customer-${i}`);

/** The last of them is in the conversation on the screen. */
const flood = (round: string): FeedEvent[][] =>
  Array.from({ length: EVENTS / PER_PAGE }, (_, page) =>
    Array.from({ length: PER_PAGE }, (__, place) => {
      const n = page * PER_PAGE + place + 1;
      const text = `Any news? This is word ${n} of ${round}.`;
      return entryChanged(message(ids[n === EVENTS ? 0 : n % OPEN]!, `${round}-${n}`, Date.now() + n, { text }));
    }),
  );

/** A desk with thirty open items that shows the first, and types into it. */
async function typingDesk() {
  const dataDir = mkdtempSync(join(tmpdir(), 'foreword-flood-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const secretFile = join(dataDir, 'agents.json');
  writeFileSync(secretFile, JSON.stringify({ 'Mara Lindholm': 'secret' }), { mode: 0o600 });
  const backend = await fakeBackend();
  onTestFinished(() => backend.stop());
  const now = Date.now();
  backend.append(
    ids.flatMap((id, i) => [
      granted(id, messages(id, 50, now - i * 1_000)),
      { kind: 'work.changed', workItem: workItem(id, { heldAt: now - i * 1_000, customerName: `Customer ${i}` }) },
    ]),
  );
  const desk = await startDesk('browser', { url: backend.url, secretFile } as TestBackend, { dataDir });
  onTestFinished(() => desk.stop());
  const page = desk.page();
  await page
    .locator('section[aria-label="Work"] a[href]')
    .nth(OPEN - 1)
    .waitFor({ timeout: 60_000 });
  await page.evaluate(id => (location.hash = `#work/${id}`), ids[0]!);
  await page.locator('[data-composer]').focus();
  return { backend, desk, page };
}

const shows = (page: Page, text: string): Promise<boolean> =>
  page.locator('section[aria-label="Timeline"] [role=feed]').evaluate((feed, words) => {
    return feed.textContent?.includes(words) ?? false;
  }, text);

async function typeUntil(page: Page, isOver: () => Promise<boolean>, atLeast: number): Promise<string> {
  let typed = '';
  while (typed.length < atLeast || !(await isOver())) {
    const letter = 'we have found your suitcase '[typed.length % 28]!;
    await page.keyboard.press(letter === ' ' ? 'Space' : letter);
    await page.waitForTimeout(BETWEEN);
    typed += letter;
  }
  return typed;
}

async function memoryOf({ dataDir }: Desk, page: Page): Promise<{ page: number; host: number; nodes: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  const { pid } = JSON.parse(readFileSync(join(dataDir, 'browser-mara-lindholm.json'), 'utf8')) as { pid: number };
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1];
  return { page: usedSize, host: Number(kilobytes) * 1_024, nodes: await page.locator('*').count() };
}

test(`F23: ${EVENTS} events at once: keys are answered within ${INPUT_MS} ms, memory is bounded, also while the page stands still`, async () => {
  const { backend, desk, page } = await typingDesk();
  await typeUntil(page, async () => true, 30);
  const before = await memoryOf(desk, page);

  let typed = '';
  const longest = await longestTask(page, async () => {
    for (const events of flood('first')) backend.append(events);
    typed = await typeUntil(page, () => shows(page, `word ${EVENTS} of first`), 40);
  });
  expect(longest).toBeLessThanOrEqual(INPUT_MS);
  expect(await page.locator('[data-composer]').inputValue()).toContain(typed);

  const still = page.evaluate(ms => {
    const until = performance.now() + ms;
    while (performance.now() < until);
  }, STILL);
  for (const events of flood('second')) backend.append(events);
  await still;
  await eventually(async () => expect(await shows(page, `word ${EVENTS} of second`)).toBe(true), 30_000);
  const after = await memoryOf(desk, page);
  expect(after.page - before.page).toBeLessThan(MOST.page);
  expect(after.host - before.host).toBeLessThan(MOST.host);
  expect(after.nodes).toBeLessThan(before.nodes * 2);
});
