// Killed by core-kill.test.ts while it writes. A line on standard output means: committed, so it must survive.
import { writeSync } from 'node:fs';
import { checkpointer } from '../../../electron/core/cache/checkpoint.ts';
import { indexUpkeep } from '../../../electron/core/cache/index-upkeep.ts';
import { openCache } from '../../../electron/core/cache/open.ts';
import { openDeskFile } from '../../../electron/core/cache/open-desk-file.ts';
import { ingest } from '../../../electron/core/link/ingest.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { entryChanged, messages, page } from '../../core/support/records.ts';

const PER_PAGE = 40;
const [cacheFile, outboxFile] = process.argv.slice(2);
const opened = openCache(cacheFile!, { now: Date.now });
const outbox = openDeskFile(outboxFile!, { now: Date.now });
const checkpoints = checkpointer(opened.cache.db, indexUpkeep(opened.cache.db, () => performance.now()));
const tell = (facts: object): void => void writeSync(1, `${JSON.stringify(facts)}\n`);
tell({ notices: opened.notices });

function turn(): void {
  const had = opened.cache.feedState.read().cursor;
  const number = Number(had ?? 0) + 1;
  const entries = messages(`sam-${number % 7}`, PER_PAGE).map((entry, i) => ({ ...entry, id: `e-${number}-${i}` }));
  ingest(opened.cache, page(had, String(number), entries.map(entryChanged)));
  if (number % 5 === 0) opened.cache.db.pragma('wal_checkpoint(PASSIVE)');
  checkpoints.wrote();
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
  tell({ page: number, commandId: id });
  setImmediate(turn);
}
turn();
