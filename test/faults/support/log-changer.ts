// Killed by new-log-kill.test.ts: takes one log in after the other, each a snapshot of a replaced backend, and removes in small
// pieces what came by the one before. A line on standard output means: committed.
import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { openCache } from '../../../electron/core/cache/files/open.ts';
import { givePagesBack } from '../../../electron/core/cache/keeping/give-back.ts';
import { ingest } from '../../../electron/core/link/ingest.ts';
import { LOG_PAGES, logPage } from './log-pages.ts';

const [file, keyText] = process.argv.slice(2);
const { cache, notices } = openCache(file!, {
  now: Date.now,
  key: Buffer.from(keyText!, 'hex'),
  fileThreadUrl: new URL('../../../electron/core/cache/files/file-thread.worker.ts', import.meta.url),
  emptiedAtOncePages: 100,
});
const tell = (facts: object): void => void writeSync(1, `${JSON.stringify(facts)}\n`);
tell({ notices });

/** The page of a log that comes next; `-1`: none has come. */
const at = (): { log: number; page: number } => {
  const { cursor } = cache.feedState.read();
  const [log, page] = cursor === null ? [0, -1] : cursor.split('/').map(Number);
  return { log: log!, page: page! };
};
/** Whole milliseconds seem to pass, so pieces are as small as they may be, and many. */
let ticks = 0;
let removing = cache.former.emptied(() => (ticks += 2));

function turn(): void {
  const had = at();
  // Of a log only some pages are taken in before what was before it is gone; its rows stand beside new ones then.
  const isNext = had.page === LOG_PAGES - 1 && !cache.former.any();
  const next = isNext ? { log: had.log + 1, page: 0 } : { log: had.log, page: had.page + 1 };
  if (next.page < LOG_PAGES && (next.page < 2 || !cache.former.any())) {
    ingest(cache, logPage(next.log, next.page), `log-${next.log}`);
    tell({ ...next, left: cache.former.bytes() });
  } else if (removing.next().done) {
    for (const _ of givePagesBack(cache));
    removing = cache.former.emptied(() => (ticks += 2));
    tell({ gone: true });
  } else tell({ left: cache.former.bytes() });
  if (++pieces % 16 === 0) void cache.journal.carry();
  setImmediate(turn);
}
let pieces = 0;
flushCompileCache(); // by itself that is done at an orderly end, which no life has
turn();
