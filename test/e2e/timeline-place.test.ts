// Where a timeline stands when something around it changes: only a real browser lays out. The page is the built one; its
// core is made of arrays and lives in this process.
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { CHROMIUM_ARGS, ensureChromium } from '../../build/chromium.ts';
import { type Connection, settingsSchema } from '../../shared/contract/bridge.ts';
import { FakeCore } from '../renderer/fake-bridge.ts';
import { customerWith, entryOf, itemOf, MINUTE } from '../renderer/made.ts';
import { built } from './harness/built.ts';
import { out } from './harness/processes.ts';

const NOON = Date.UTC(2026, 5, 2, 12);
const ORIGIN = 'http://desk.test';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

const connection: Connection = {
  state: 'live',
  since: null,
  completeTo: NOON,
  left: 0,
  queued: 0,
  waiting: { replies: 0, notes: 0, others: 0 },
  setAside: 0,
  skewMs: 0,
  reason: null,
};

/** Words of one to six lines, so that no height can be guessed from another. */
const said = (n: number, at = NOON + n * MINUTE) =>
  itemOf(entryOf('message', { at, text: `Number ${n}. ${'Words that go on. '.repeat((n * 7) % 23)}` }));

let browser: Browser;
let page: Page;
let core: FakeCore;

beforeAll(async () => {
  await built();
  browser = await chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_ARGS] });
});
afterAll(() => browser?.close());

beforeEach(async () => {
  core = new FakeCore({
    'session.read': () => ({
      agent: null,
      team: null,
      host: 'browser',
      version: '0',
      settings: settingsSchema.parse({}),
    }),
    'connection.read': () => connection,
    'notices.read': () => [],
    'presence.read': () => null,
    'work.read': () => ({ offer: null, lastOffer: null, items: [] }),
    'board.read': () => null,
    'draft.read': () => [],
    'begun.read': () => [],
  });
  const items = Array.from({ length: 120 }, (_, n) => said(n));
  core.customers.set('max', { ...customerWith([]), items });
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.route(`${ORIGIN}/**`, async route => {
    const { pathname } = new URL(route.request().url());
    const file = join(out, 'renderer', pathname === '/' ? 'index.html' : pathname);
    await route.fulfill({ body: await readFile(file), contentType: TYPES[extname(file)] ?? 'font/woff2' });
  });
  const relay = core.relay();
  await page.exposeFunction('callCore', relay.call);
  await page.addInitScript(() => {
    const heard = new Set<(push: unknown) => void>();
    type Outside = Window & { callCore(name: string, input: unknown): Promise<unknown> };
    Object.assign(window, {
      push: (push: unknown) => heard.forEach(listen => listen(push)),
      bridge: {
        call: (name: string, input: unknown) => (window as unknown as Outside).callCore(name, input),
        onPush: (listen: (push: unknown) => void) => (heard.add(listen), () => heard.delete(listen)),
      },
    });
  });
  relay.onPush(push => void page.evaluate(one => (window as never as { push(p: unknown): void }).push(one), push));
  await page.goto(`${ORIGIN}/#work/max`);
  await standsAt('Number 119.');
});
afterEach(() => page.close());

const feed = () => page.getByRole('feed');
const toNewest = () => page.getByRole('button', { name: /(^| )new(est)?$/i });
/** Resolves once the words stand within the window and the feed's own box, whole. */
const standsAt = (words: string) =>
  page.waitForFunction(text => {
    const article = [...document.querySelectorAll('[role=feed] article')].find(one => one.textContent?.includes(text));
    const composer = document.querySelector('[data-composer]')?.closest('section');
    if (!article || !composer) return false;
    const { top, bottom } = article.getBoundingClientRect();
    return top >= 0 && bottom <= Math.min(innerHeight, composer.getBoundingClientRect().top) + 1;
  }, words);

/** Two frames: what was drawn has been laid out, and what follows from its size too. */
const settled = () =>
  page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(null)))));

test('a banner takes room, and the newest entry stays in view and is still followed', async () => {
  await expectShrink(() => core.push({ topic: 'connection', connection: { ...connection, state: 'offline' } }));
  await standsAt('Number 119.');
  core.add('max', said(120));
  await standsAt('Number 120.');
  expect(await toNewestAsPainted()).toBe(0);
});

/** How many ways to the newest are shown. As painted: the rows stand there before their list learns of it, with the frame. */
async function toNewestAsPainted(): Promise<number> {
  await settled();
  return toNewest().count();
}

async function expectShrink(change: () => void): Promise<void> {
  const height = () => feed().evaluate(element => element.parentElement!.clientHeight);
  const before = await height();
  change();
  await expect.poll(height).toBeLessThan(before);
  await settled();
}

test('who reads further up is left there by a banner, and told what has come', async () => {
  await page.mouse.move(500, 400);
  await page.mouse.wheel(0, -900);
  await page.getByRole('button', { name: 'Newest' }).waitFor();
  await page.waitForTimeout(400);
  const first = await topEntry();
  await expectShrink(() => core.push({ topic: 'connection', connection: { ...connection, state: 'offline' } }));
  core.add('max', said(120));
  await page.getByRole('button', { name: '1 new' }).waitFor();
  expect(await topEntry()).toBe(first);
});

const topEntry = (): Promise<string | null> =>
  feed().evaluate(element => {
    const { top } = element.parentElement!.getBoundingClientRect();
    const articles = [...element.querySelectorAll('article')];
    return articles.find(article => article.getBoundingClientRect().bottom > top + 1)!.getAttribute('aria-posinset');
  });

test('more than a page comes at once, as when catching up, and the newest of it is shown', async () => {
  core.add('max', ...Array.from({ length: 900 }, (_, n) => said(120 + n)));
  await standsAt('Number 1019.');
  core.add('max', said(1020));
  await standsAt('Number 1020.');
  // Of so many the heights are known some frames later.
  await expect.poll(() => toNewest().count()).toBe(0);
});

test('a window made narrow, and wide again, still stands at the newest', async () => {
  await page.setViewportSize({ width: 640, height: 800 });
  await standsAt('Number 119.');
  await settled();
  core.add('max', said(120));
  await standsAt('Number 120.');
  await page.setViewportSize({ width: 1280, height: 800 });
  await standsAt('Number 120.');
  expect(await toNewestAsPainted()).toBe(0);
});
