import type { Cursor } from '../../../shared/contract/wire.ts';
import { logger } from '../../../shared/lib/log.ts';
import { Gap, type Ingested, type OpenPage, parsePage } from './ingest.ts';

const log = logger('link');

export type FeedOptions = {
  /** Its first step is taken at once, the others after whatever waits for this thread, and after what a step answers with. */
  ingest(page: OpenPage): Iterator<Promise<void> | void, Ingested>;
  /** Sends `feed.resume` from the cache's own cursor. */
  askAgain(): void;
  applied(page: OpenPage, result: Ingested): void;
  /** The cache could not take a page, or a page was none: the connection cannot go on. */
  failed(error: unknown): void;
  /** How long a page may come too early before it is a gap; well below 500 ms. */
  gapMs: number;
};

type Acknowledge = (applied: boolean) => void;
type Taken = { readonly page: OpenPage; readonly acknowledge: Acknowledge };
type Working = Taken & { readonly steps: Iterator<Promise<void> | void, Ingested>; isWaiting: boolean };
type Come = { readonly raw: unknown; readonly acknowledge: Acknowledge };
/** More than the backend may have under way. */
const MOST_EARLY = 8;

/**
 * Takes pages as they come, one after the other and each in steps, and hands them on in the log's order: one that comes too
 * early waits a moment for those before it, one that was there before is acknowledged and dropped, a gap is asked for again.
 */
export function feedReceiver(options: FeedOptions) {
  const early = new Map<Cursor | null, Taken>();
  const recent: Cursor[] = [];
  /** Came while another page is being written. */
  const come: Come[] = [];
  let working: Working | null = null;
  let planned: NodeJS.Immediate | undefined;
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

  const keepEarly = ({ page, acknowledge }: Taken): void => {
    if (early.size >= MOST_EARLY) return giveUpWaiting();
    early.set(page.after, { page, acknowledge });
    timer ??= setTimeout(giveUpWaiting, options.gapMs);
  };

  const applied = ({ page, acknowledge }: Taken, result: Ingested): void => {
    recent.push(page.upto);
    if (recent.length > 32) recent.shift();
    acknowledge(true);
    options.applied(page, result);
    const follows = early.get(page.upto);
    if (early.delete(page.upto) && early.size === 0) {
      clearTimeout(timer);
      timer = undefined;
    }
    if (follows) begin(follows);
  };
  const failed = ({ acknowledge }: Pick<Taken, 'acknowledge'>, error: unknown): void => {
    acknowledge(false);
    options.failed(error);
  };
  /** One step of the page that is being written. True: none is any more. */
  const step = (): boolean => {
    if (!working) return true;
    const { page, acknowledge, steps } = working;
    try {
      const { done, value } = steps.next();
      if (!done) {
        if (value) waitFor(working, value);
        return false;
      }
      working = null;
      applied({ page, acknowledge }, value);
    } catch (error) {
      working = null;
      if (!(error instanceof Gap)) failed({ acknowledge }, error);
      else if (recent.includes(page.upto)) acknowledge(true);
      else keepEarly({ page, acknowledge });
    }
    return working === null;
  };
  const run = (): void => {
    planned = undefined;
    // What came meanwhile is small, or begins a page of its own.
    while (step()) {
      const next = come.shift();
      if (!next) return;
      take(next);
      if (working) break;
    }
    plan();
  };
  const plan = (): void => {
    if (!working?.isWaiting) planned ??= setImmediate(run);
  };
  const waitFor = (one: Working, until: Promise<void>): void => {
    one.isWaiting = true;
    const goOn = (): void => {
      one.isWaiting = false;
      if (working === one) plan();
    };
    const giveUp = (error: unknown): void => {
      if (working !== one) return log.warn('feed.waitFailed', {}, error);
      working = null;
      failed(one, error);
      plan();
    };
    void until.then(goOn, giveUp);
  };
  const begin = ({ page, acknowledge }: Taken): void => {
    working = { page, acknowledge, steps: options.ingest(page), isWaiting: false };
    if (!step()) plan();
  };
  const take = ({ raw, acknowledge }: Come): void => {
    try {
      const page = parsePage(raw);
      if (page.reset) {
        forgetEarly();
        recent.length = 0;
      }
      begin({ page, acknowledge });
    } catch (error) {
      failed({ acknowledge }, error);
    }
  };

  return {
    receive(raw: unknown, acknowledge: Acknowledge): void {
      if (working && come.length >= MOST_EARLY) acknowledge(false);
      else if (working) come.push({ raw, acknowledge });
      else take({ raw, acknowledge });
    },
    /** A page that is being written is left off: the next connection is given it again. */
    stop(): void {
      clearTimeout(timer);
      clearImmediate(planned);
      timer = undefined;
      planned = undefined;
      working = null;
      for (const { acknowledge } of come.splice(0)) acknowledge(false);
      early.clear();
    },
  };
}
