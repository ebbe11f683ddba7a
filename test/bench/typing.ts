// A key in the composer → painted, with 30 open items and 200 events a second arriving; beside an empty page's textarea.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { FeedEvent } from '../../shared/contract/wire.ts';
import { fakeBackend } from '../core/support/fake-backend.ts';
import { entryChanged, granted, message, messages, workItem } from '../core/support/records.ts';
import { built } from '../e2e/harness/built.ts';
import { out, startProgram } from '../e2e/harness/processes.ts';
import { AGENT } from './desk-files.ts';
import { blankPage, pause } from './screen.ts';
import { type BenchRow, benchRow } from './stats.ts';

const OPEN = 30;
const PER_SECOND = 200;
const PAGES_PER_SECOND = 20;
const WARM_UP = 40;
const KEYS = 400;
/** A quick typist: milliseconds from key to key. */
const BETWEEN = 70;
const LETTERS = 'we have found your suitcase in lisbon ';

/**
 * From when the browser took the key, to the first task after the frame that shows its letter: by then the frame has been
 * handed over.
 */
async function watchKeys(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    let pressedAt = 0;
    addEventListener('keydown', event => (pressedAt = event.timeStamp), { capture: true });
    addEventListener('input', () => {
      const at = pressedAt;
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', () => times.push(performance.now() - at));
        port1.start();
        port2.postMessage(null);
      });
    });
  });
}

async function typed(page: Page): Promise<number[]> {
  await watchKeys(page);
  for (let i = 0; i < WARM_UP + KEYS; i++) {
    await page.keyboard.press(LETTERS[i % LETTERS.length]!);
    await pause(BETWEEN);
  }
  await pause(500);
  const times = await page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes);
  if (times.length < WARM_UP + KEYS) throw new Error(`only ${times.length} keys were painted`);
  return times.slice(WARM_UP);
}

async function floorTimes(): Promise<number[]> {
  const page = await blankPage();
  await page.setContent('<!doctype html><textarea rows="4" cols="60" autofocus></textarea>');
  await page.locator('textarea').focus();
  const times = await typed(page);
  await page.context().close();
  return times;
}

const ids = Array.from({ length: OPEN }, (_, i) => `customer-${i}`);
const desk = (now: number): FeedEvent[] =>
  ids.flatMap((id, i) => [
    granted(id, messages(id, 50, now - i * 1_000)),
    { kind: 'work.changed', workItem: workItem(id, { heldAt: now - i * 1_000, customerName: `Customer ${i}` }) },
  ]);

/** Words of all the customers in turn, those on the screen too, until told to stop. Says how many. */
function arriving(append: (events: readonly FeedEvent[]) => void): () => number {
  let n = 0;
  const timer = setInterval(() => {
    const events = Array.from({ length: PER_SECOND / PAGES_PER_SECOND }, () => {
      n += 1;
      const id = ids[n % OPEN]!;
      return entryChanged(message(id, `new-${n}`, Date.now(), { text: `Any news? This is word ${n} of mine.` }));
    });
    append(events);
  }, 1_000 / PAGES_PER_SECOND);
  return () => {
    clearInterval(timer);
    return n;
  };
}

export async function typing(): Promise<BenchRow[]> {
  await built();
  const floor = await floorTimes();
  const dataDir = mkdtempSync(join(tmpdir(), 'foreword-bench-typing-'));
  const secretFile = join(dataDir, 'agents.json');
  writeFileSync(secretFile, JSON.stringify({ [AGENT]: 'secret' }), { mode: 0o600 });
  const backend = await fakeBackend();
  backend.append(desk(Date.now()));
  const program = await startProgram([
    join(out, 'browser.js'),
    `--data=${dataDir}`,
    `--backend=${backend.url}`,
    `--agent=${AGENT}`,
    `--secret-file=${secretFile}`,
  ]);
  const page = await blankPage();
  await page.goto(program.ready.url);
  await page
    .locator(`section[aria-label="Work"] a[href]`)
    .nth(OPEN - 1)
    .waitFor();
  await page.evaluate(id => (location.hash = `#work/${id}`), ids[0]!);
  await page.locator('[data-composer]').focus();
  const stop = arriving(backend.append);
  const started = performance.now();
  const ours = await typed(page);
  const rate = Math.round((stop() * 1_000) / (performance.now() - started));
  await page.context().close();
  await program.stop();
  await backend.stop();
  rmSync(dataDir, { recursive: true, force: true });
  const note = `${OPEN} open items, ${rate} events/s arriving`;
  return [benchRow('typing, key → painted', 'ms', ours, { name: 'a textarea of an empty page', values: floor }, note)];
}
