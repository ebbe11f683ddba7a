// The process that memory.ts looks at: a core, and nothing that makes what it is given.
import { setTimeout as after } from 'node:timers/promises';
import type { FeedPage } from '../../shared/contract/wire.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { coreOver, line } from './corpus-desk.ts';

export type ToMemory = { readonly open: readonly string[] } | { readonly page: FeedPage } | { readonly look: true };

const [folder = ''] = process.argv.slice(2);
setLogSink(() => {});

/** Megabytes, after what can be let go has been. */
async function resident(): Promise<number> {
  await after(500);
  (globalThis as { gc?: () => void }).gc?.();
  return process.memoryUsage.rss() / 2 ** 20;
}

const to = line();
let core: Awaited<ReturnType<typeof coreOver>> | null = null;

async function done(message: ToMemory): Promise<number> {
  if ('look' in message) return await resident();
  if ('page' in message) {
    if (!(await to.page(message.page))) throw new Error('a page was refused');
    return 0;
  }
  core = await coreOver(folder, 'sealed', to);
  await to.live;
  for (const customerId of message.open) await core.ask('customer.open', { customerId, limit: 100 });
  await core.ask('history.search', { query: 'tea', limit: 50 });
  return 0;
}

process.on('message', (message: ToMemory) => void done(message).then(value => process.send?.(value)));
process.send?.(0);
