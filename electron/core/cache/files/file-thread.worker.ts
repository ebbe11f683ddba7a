// Does with the cache's file, beside the core, what takes SQLite tens of milliseconds and more in one step.
import { parentPort, workerData } from 'node:worker_threads';
import { openDriver } from './driver.ts';
import type { Job, JobDone, SharedFile } from './file-thread.ts';
import { carryOver, emptyJournal, mergerOn, type Piece } from './file-work.ts';

if (!parentPort) throw new Error('file-thread.worker is started by file-thread.ts');
const port = parentPort;
const { file, key } = workerData as SharedFile;
const db = openDriver(file, { key });
db.pragma('synchronous = NORMAL');
db.pragma('wal_autocheckpoint = 0');
// Pages go from the journal into the file without being kept; those of the index are, once it merges.
db.pragma('cache_size = 0');
/** Kilobytes of pages that merging keeps: of the parts that it reads, and of the one that it writes. */
const MERGING_CACHE = 8_192;
let merger: ((pages: number) => Piece) | null = null;

function beginMerging(): (pages: number) => Piece {
  db.pragma(`cache_size = -${MERGING_CACHE}`);
  return mergerOn(db, () => performance.now());
}

function merge({ pages, secureDelete }: Extract<Job, { do: 'merge' }>): Piece {
  db.pragma(`secure_delete = ${secureDelete === 2 ? 'FAST' : secureDelete}`);
  return (merger ??= beginMerging())(pages);
}

function work(job: Exclude<Job, { do: 'stop' }>): Piece | null {
  if (job.do === 'merge') return merge(job);
  if (job.do === 'carry') carryOver(db);
  else emptyJournal(db);
  return null;
}

function done(job: Exclude<Job, { do: 'stop' }>): JobDone {
  try {
    return { failed: null, piece: work(job) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { failed: { message: error.message, code: String(error.code) }, piece: null };
  }
}

port.on('message', (job: Job) => {
  if (job.do !== 'stop') return port.postMessage(done(job));
  db.close();
  port.close();
});
