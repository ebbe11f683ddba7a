// Frames while the wheel goes through 10,000 entries, beside the frames of an empty page.
import type { CDPSession, Page } from 'playwright-core';
import { fixture } from './fixture.ts';
import { blankPage, openScreen, painted, pause } from './screen.ts';
import { type BenchRow, benchRow } from './stats.ts';

const FLOOR_MS = 5_000;
/** A wheel that is spun: pixels a tick, ticks a second. */
const TICK_PX = 700;
const TICKS_PER_S = 60;
const MOST_MS = 60_000;

/** Times between frames, by requestAnimationFrame, until told to stop. */
async function frames(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const seen: number[] = [];
    const state = { on: true, seen };
    Object.assign(window, { frames: state });
    let last = 0;
    const frame = (at: number): void => {
      if (last > 0) seen.push(at - last);
      last = at;
      if (state.on) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await work();
  return page.evaluate(() => {
    const { frames: state } = window as unknown as { frames: { on: boolean; seen: number[] } };
    state.on = false;
    return state.seen;
  });
}

const FEED = '[role="feed"]';
/** Place of the first entry that is drawn, counted from the oldest. */
const firstPlace = (page: Page): Promise<number> =>
  page
    .locator(`${FEED} article`)
    .first()
    .evaluate(article => Number(article.getAttribute('aria-posinset')));

/** Wheels up until the oldest entry is there or the time is over. Says how many entries went by. */
async function wheelUp(page: Page, cdp: CDPSession): Promise<number> {
  const box = await page.locator(FEED).evaluate(feed => {
    const { left, top, width, height } = feed.parentElement!.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  });
  const from = await firstPlace(page);
  const started = performance.now();
  let to = from;
  for (let tick = 0; to > 1 && performance.now() - started < MOST_MS; tick++) {
    const due = started + (tick * 1_000) / TICKS_PER_S - performance.now();
    if (due > 0) await pause(due);
    await cdp.send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...box, deltaX: 0, deltaY: -TICK_PX });
    if (tick % 60 === 0) to = await firstPlace(page);
  }
  return from - to;
}

export async function scroll(): Promise<BenchRow[]> {
  const made = await fixture();
  const { long } = made.people;
  const empty = await blankPage();
  await empty.setContent('<!doctype html><body></body>');
  const floor = await frames(empty, () => pause(FLOOR_MS));
  await empty.context().close();

  const screen = await openScreen(made, made.desk('full'));
  const { page } = screen;
  await page.evaluate(id => (location.hash = `#work/${encodeURIComponent(id)}`), long.id);
  await painted(page, [{ region: 'timeline', texts: [long.name, 'suitcase'] }], 0);
  const cdp = await page.context().newCDPSession(page);
  let passed = 0;
  const ours = await frames(page, async () => {
    passed = await wheelUp(page, cdp);
  });
  await screen.close();
  const note = `${passed.toLocaleString('en-GB')} entries went by`;
  return [benchRow('scroll', 'ms a frame', ours, { name: 'frames of an empty page', values: floor }, note)];
}
