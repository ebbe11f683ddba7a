// The process that memory.ts looks at.
import { setTimeout as after } from 'node:timers/promises';
import { setLogSink } from '../../shared/lib/log.ts';
import { pagesOf } from './core-data.ts';
import { coreOver, line } from './corpus-desk.ts';
import { missedEntries } from './fill.ts';
import { someCustomers } from './first-touch.ts';
import { MILLION } from './million.ts';

const EVENTS = 50_000;
const LOOK_EVERY = 10_000;
const [folder = ''] = process.argv.slice(2);
setLogSink(() => {});

/** After what can be let go has been. */
async function resident(): Promise<number> {
  await after(500);
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage.rss() / 2 ** 20;
}

const floor = await resident();
const to = line();
const core = await coreOver(folder, 'sealed', to);
await to.live;
for (const customerId of someCustomers(MILLION, 200)) await core.ask('customer.open', { customerId, limit: 100 });
await core.ask('history.search', { query: 'tea', limit: 50 });
const looks = [await resident()];
let had: string | null = null;
for (let done = 0; done < EVENTS; done += LOOK_EVERY) {
  const entries = missedEntries(LOOK_EVERY, 20 + done / LOOK_EVERY);
  for (const page of pagesOf(entries)) {
    const upto: string = `${done}:${page.upto}`;
    if (!(await to.page({ ...page, after: had, upto }))) throw new Error('a page was refused');
    had = upto;
  }
  looks.push(await resident());
}
process.send?.({ floor, after: looks });
await after(60_000);
