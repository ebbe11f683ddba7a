import type { Cursor } from '../../../shared/contract/wire.ts';
import { logger } from '../../../shared/lib/log.ts';
import { Gap, type Ingested, type OpenPage, parsePage } from './ingest.ts';

const log = logger('link');

export type FeedOptions = {
  ingest(page: OpenPage): Ingested;
  /** Sends `feed.resume` from the cache's own cursor. */
  askAgain(): void;
  applied(page: OpenPage, result: Ingested): void;
  /** The cache could not take a page, or a page was none: the connection cannot go on. */
  failed(error: unknown): void;
  /** How long a page may come too early before it is a gap; well below 500 ms. */
  gapMs: number;
};

type Early = { page: OpenPage; acknowledge: (applied: boolean) => void };
/** More than the backend may have under way. */
const MOST_EARLY = 8;

/**
 * Takes pages as they come and hands them on in the log's order: one that comes too early waits a moment for those before
 * it, one that was there before is acknowledged and dropped, a gap is asked for again.
 */
export function feedReceiver(options: FeedOptions) {
  const early = new Map<Cursor | null, Early>();
  const recent: Cursor[] = [];
  let timer: NodeJS.Timeout | undefined;

  const forgetEarly = (): void => {
    clearTimeout(timer);
    timer = undefined;
    for (const { acknowledge } of early.values()) acknowledge(false);
    early.clear();
  };
  const giveUpWaiting = (): void => {
    log.info('feed.gapFound', { early: early.size });
    forgetEarly();
    options.askAgain();
  };

  const keepEarly = (page: OpenPage, acknowledge: Early['acknowledge']): void => {
    if (early.size >= MOST_EARLY) return giveUpWaiting();
    early.set(page.after, { page, acknowledge });
    timer ??= setTimeout(giveUpWaiting, options.gapMs);
  };

  const take = (page: OpenPage, acknowledge: Early['acknowledge']): void => {
    const result = options.ingest(page);
    recent.push(page.upto);
    if (recent.length > 32) recent.shift();
    acknowledge(true);
    options.applied(page, result);
    const follows = early.get(page.upto);
    if (early.delete(page.upto) && early.size === 0) {
      clearTimeout(timer);
      timer = undefined;
    }
    if (follows) take(follows.page, follows.acknowledge);
  };

  return {
    receive(raw: unknown, acknowledge: (applied: boolean) => void): void {
      try {
        const page = parsePage(raw);
        if (page.reset) {
          forgetEarly();
          recent.length = 0;
        }
        try {
          take(page, acknowledge);
        } catch (error) {
          if (!(error instanceof Gap)) throw error;
          if (recent.includes(page.upto)) acknowledge(true);
          else keepEarly(page, acknowledge);
        }
      } catch (error) {
        acknowledge(false);
        options.failed(error);
      }
    },
    stop(): void {
      clearTimeout(timer);
      timer = undefined;
      early.clear();
    },
  };
}
