// The desk as a person has it: host process, page in Chromium; and what can be seen of it from inside the page.
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, ensureChromium } from '../../build/chromium.ts';
import { out, type Program, startProgram } from '../e2e/harness/processes.ts';
import { AGENT } from './desk-files.ts';
import type { Fixture } from './fixture.ts';

const VIEWPORT = { width: 1440, height: 900 };

let launched: Promise<Browser> | null = null;
const browser = (): Promise<Browser> =>
  (launched ??= chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_ARGS] }));

/** A page of its own profile. */
export async function blankPage(): Promise<Page> {
  const context = await (await browser()).newContext({ viewport: VIEWPORT });
  return context.newPage();
}

export type Screen = { readonly page: Page; readonly program: Program; close(): Promise<void> };

/** Starts the browser host over this folder. Its link works once. */
export const startHost = (fixture: Fixture, dataDir: string, backendUrl = fixture.backend.url): Promise<Program> =>
  startProgram([
    join(out, 'browser.js'),
    `--data=${dataDir}`,
    `--backend=${backendUrl}`,
    `--agent=${AGENT}`,
    `--secret-file=${fixture.secretFile}`,
  ]);

/** Host and page; resolves when the page has loaded. */
export async function openScreen(fixture: Fixture, dataDir: string, backendUrl?: string): Promise<Screen> {
  const program = await startHost(fixture, dataDir, backendUrl);
  const page = await blankPage();
  await page.goto(program.ready.url);
  return {
    page,
    program,
    async close() {
      await page.context().close();
      await program.stop();
    },
  };
}

/** Regions as a screen reader finds them. */
export const REGION = {
  offer: 'section[aria-label="Offer"]',
  timeline: 'section[aria-label="Timeline"]',
  work: 'section[aria-label="Work"]',
  connection: '[role="status"][aria-label="Connection"]',
} as const;

/** What must stand in which region, `anyOf` at least one of. All of it counts as painted together. */
export type Wanted = readonly {
  readonly region: keyof typeof REGION;
  readonly texts: readonly string[];
  readonly anyOf?: readonly string[];
}[];

/**
 * Resolves with the time, in milliseconds since the epoch by this process's clock, at which the first frame after all that
 * is wanted stands in the document has been handed over: layout and paint follow the frame's callback in the same task, and
 * a message posted there comes after them.
 */
export async function painted(page: Page, wanted: Wanted, skewMs: number, timeoutMs = 30_000): Promise<number> {
  const places = wanted.map(({ region, texts, anyOf }) => ({ place: REGION[region], texts, anyOf: anyOf ?? null }));
  const at = await page.evaluate(
    async ([regions, limit]) => {
      const textOf = (place: string): string => document.querySelector(place)?.textContent ?? '';
      const isThere = (): boolean =>
        regions.every(({ place, texts, anyOf }) => {
          const text = textOf(place);
          const some = anyOf === null || anyOf.some(one => text.includes(one));
          return text !== '' && some && texts.every(one => text.includes(one));
        });
      await new Promise<void>((done, fail) => {
        if (isThere()) return done();
        const watch = new MutationObserver(() => {
          if (!isThere()) return;
          watch.disconnect();
          clearTimeout(late);
          done();
        });
        const late = setTimeout(() => {
          watch.disconnect();
          const seen = regions.map(({ place }) => `${place}: ${textOf(place).slice(0, 600)}`).join('\n');
          fail(new Error(`not painted in time: ${JSON.stringify(regions)}\n${seen}`));
        }, limit);
        watch.observe(document, { subtree: true, childList: true, characterData: true });
      });
      await new Promise(done =>
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', done, { once: true });
          port1.start();
          port2.postMessage(null);
        }),
      );
      return performance.timeOrigin + performance.now();
    },
    [places, timeoutMs] as const,
  );
  return at - skewMs;
}

export const epochNow = (): number => performance.timeOrigin + performance.now();

/** Page's clock minus this process's, from the quickest of some questions: right to half of that one's round trip. */
export async function skewOf(page: Page): Promise<number> {
  let best = { trip: Number.POSITIVE_INFINITY, skew: 0 };
  for (let i = 0; i < 40; i++) {
    const before = epochNow();
    const there = await page.evaluate(() => performance.timeOrigin + performance.now());
    const trip = epochNow() - before;
    if (trip < best.trip) best = { trip, skew: there - before - trip / 2 };
  }
  return best.skew;
}

export const pause = (ms: number): Promise<void> => new Promise(done => setTimeout(done, ms));
