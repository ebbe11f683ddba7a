// How long whoever asks waits while a cache of a million catches up, is carried over into its file, is pruned, and is
// emptied because a new log begins.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as after } from 'node:timers/promises';
import { pagesOf } from './core-data.ts';
import { corpusOf, type Sealing } from './corpus.ts';
import { coreOver, copyOf, type CorpusCore, line, removeCopy } from './corpus-desk.ts';
import { missedEntries } from './fill.ts';
import { someCustomers } from './first-touch.ts';
import { granted, messages } from '../core/support/records.ts';
import { MILLION } from './million.ts';
import { type BenchRow, benchRow } from './stats.ts';

/** Milliseconds between two questions. */
const EVERY = 5;
/** The checkpoint and the rest of the merging come within this of the last page. */
const SETTLE_MS = 3_000;
/** Customers of a new log. */
const NEW = 20;
/** What is left of the log before is being removed by then. */
const REMOVING_MS = 20_000;

type Asked = { readonly waits: number[]; readonly holdMs: number };

/**
 * Asks for the newest page of one customer after the other every 5 ms until `work` is done. A wait is counted from the
 * moment in which the question was due, so a thread that is held counts; a hold is the longest time in which it let nobody in.
 */
export async function askingWhile(
  core: Pick<CorpusCore, 'ask'>,
  customers: readonly string[],
  work: () => Promise<unknown>,
): Promise<Asked> {
  const waits: number[] = [];
  const held = monitorEventLoopDelay({ resolution: 1 });
  let isOver = false;
  // Somebody asks before it begins: a part that was begun while nobody did takes as long as it was allowed to.
  await core.ask('timeline.page', { customerId: customers[0]!, limit: 50 });
  const done = work().finally(() => (isOver = true));
  held.enable();
  let due = performance.now();
  for (let i = 0; !isOver; i++) {
    due += EVERY;
    await after(Math.max(0, due - performance.now()));
    await core.ask('timeline.page', { customerId: customers[i % customers.length]!, limit: 50 });
    waits.push(performance.now() - due);
    due = Math.max(due, performance.now() - EVERY);
  }
  held.disable();
  await done;
  return { waits, holdMs: held.max / 1e6 };
}

export type Steps = { readonly quiet: Asked; readonly catchUp: Asked; readonly prune: Asked; readonly newLog: Asked };

export async function stepsOf(sealing: Sealing): Promise<Steps> {
  const folder = copyOf(corpusOf(MILLION, sealing));
  const to = line();
  const core = await coreOver(folder, sealing, to);
  await to.live;
  const customers = someCustomers(MILLION, 400);
  for (const customerId of customers) await core.ask('timeline.page', { customerId, limit: 50 });
  const quiet = await askingWhile(core, customers, () => after(SETTLE_MS));
  const pages = pagesOf(missedEntries());
  const catchUp = await askingWhile(core, customers, async () => {
    for (const page of pages) if (!(await to.page(page))) throw new Error('a page was refused');
    await after(SETTLE_MS);
  });
  await core.ask('keeping.write', { days: 1_000 });
  const prune = await askingWhile(core, customers, () => core.ask('keeping.makeRoom', { all: false }));
  // Whoever is not in the new log is not found, which is an answer too.
  const anyAnswer = { ask: (name: string, input: object) => core.ask(name, input).catch(() => null) };
  const newLog = await askingWhile(anyAnswer as Pick<CorpusCore, 'ask'>, customers, async () => {
    const events = customers.slice(0, NEW).map((id, n) => ({ id: `new-${n}`, event: granted(id, messages(id, 50)) }));
    const page = { after: null, upto: 'new-1', events, at: Date.now(), left: 0, reset: true };
    if (!(await to.page(page))) throw new Error('the new log was refused');
    await after(REMOVING_MS);
  });
  await core.stop();
  removeCopy(folder);
  return { quiet, catchUp, prune, newLog };
}

export async function steps(): Promise<BenchRow[]> {
  const { quiet, catchUp, prune, newLog } = await stepsOf('sealed');
  const floor = { name: 'asked while nothing else goes on', values: quiet.waits };
  const holds = ({ holdMs }: Asked): string =>
    `longest hold ${holdMs.toFixed(1)} ms, ${quiet.holdMs.toFixed(1)} when quiet`;
  return [
    benchRow('steps: asked during catch-up and checkpoint', 'ms', catchUp.waits, floor, holds(catchUp)),
    benchRow('steps: asked during pruning', 'ms', prune.waits, floor, holds(prune)),
    benchRow('steps: asked while a new log begins', 'ms', newLog.waits, floor, holds(newLog)),
  ];
}
