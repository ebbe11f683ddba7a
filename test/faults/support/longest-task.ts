import type { Page } from 'playwright-core';
import { expect } from 'vitest';

type TraceEvent = { name: string; pid: number; tid: number; tdur?: number; args?: { name?: string } };

/**
 * Processor time, milliseconds, of the longest task of the page's own thread: a key waits for no longer than that on a
 * machine that is not taken away by others, which a clock on the wall cannot tell apart.
 */
export async function longestTask(page: Page, during: () => Promise<void>): Promise<number> {
  const browser = page.context().browser()!;
  await browser.startTracing(page, { categories: ['toplevel', '__metadata'] });
  await during();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing())) as { traceEvents: TraceEvent[] };
  const main = traceEvents.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain');
  const isMain = ({ pid, tid }: TraceEvent) => main.some(one => one.pid === pid && one.tid === tid);
  const tasks = traceEvents.filter(one => one.name.endsWith('RunTask') && one.tdur !== undefined && isMain(one));
  expect(tasks.length).toBeGreaterThan(50);
  return Math.max(...tasks.map(({ tdur }) => tdur! / 1_000));
}
