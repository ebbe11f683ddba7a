// Killed by core-kill.test.ts whatever it does: opening, migrating, writing, pruning, checkpointing or making the index anew; its
// power is cut by power-cut.test.ts. A line on standard output means: committed, so it must survive.
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { checkpointer } from '../../../electron/core/cache/files/checkpoint.ts';
import { indexUpkeep } from '../../../electron/core/cache/search/index-upkeep.ts';
import { openCache } from '../../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../../electron/core/cache/files/open-desk-file.ts';
import { evictOldest } from '../../../electron/core/cache/keeping/prune.ts';
import { beginIndex, reindexing } from '../../../electron/core/cache/search/reindex.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { CUSTOMERS, KEEP, takePage } from './core-pages.ts';

const [cacheFile, outboxFile, keyText] = process.argv.slice(2);
const fileThreadUrl = new URL('../../../electron/core/cache/files/file-thread.worker.ts', import.meta.url);
const options = { now: Date.now, key: Buffer.from(keyText!, 'hex'), fileThreadUrl };
const opened = openCache(cacheFile!, options);
const { cache } = opened;
const outbox = openDeskFile(outboxFile!, options);
const upkeep = indexUpkeep(cache.db, () => performance.now());
const checkpoints = checkpointer(cache, upkeep);
const tell = (facts: object): void => void writeSync(1, `${JSON.stringify(facts)}\n`);
tell({ notices: [...opened.notices, ...outbox.notices] });

function takeIn(number: number): void {
  takePage(cache, number);
  checkpoints.wrote();
}

function keepCommand(): string {
  const id = uuidv7();
  outbox.file.commands.add({
    command: { id, kind: 'presence.set', params: { state: 'available', reason: null } },
    lane: 'presence',
    state: 'queued',
    at: Date.now(),
    customerId: null,
    expiresAt: null,
    entryId: null,
    reason: null,
    code: null,
  });
  return id;
}

function turn(): void {
  const number = Number(cache.feedState.read().cursor ?? 0) + 1;
  takeIn(number);
  tell({ page: number, commandId: keepCommand() });
  if (number % 3 === 0)
    for (const customerId of CUSTOMERS) evictOldest(cache, customerId, { keep: KEEP, before: Infinity, most: 64 });
  if (number % 5 === 0) void cache.journal.carry();
  if (number % 16 === 0) {
    beginIndex(cache.db, options.key);
    cache.entries.search.state.forgetRemembered(); // as after a new start
    for (const _ of reindexing(cache, () => performance.now())) upkeep.step();
  }
  setImmediate(turn);
}
flushCompileCache(); // by itself that is done at an orderly end, which no life has
turn();
