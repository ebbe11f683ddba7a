// The thread that works on the cache's file, on a disk that stands still: it has the file, written `held`, until there is `go`.
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { openDriver } from '../../../electron/core/cache/files/driver.ts';
import type { Job, JobDone, SharedFile } from '../../../electron/core/cache/files/file-thread.ts';
import { carryOver, emptyJournal, mergerOn } from '../../../electron/core/cache/files/file-work.ts';

const port = parentPort!;
const { file, key } = workerData as SharedFile;
const db = openDriver(file, { key });
const merge = mergerOn(db, () => performance.now());
const beside = (name: string): string => join(dirname(file), name);

function hold(): void {
  db.exec('BEGIN IMMEDIATE');
  writeFileSync(beside('held'), '');
  const nothing = new Int32Array(new SharedArrayBuffer(4));
  while (!existsSync(beside('go'))) Atomics.wait(nothing, 0, 0, 5);
  db.exec('ROLLBACK');
}

port.on('message', (job: Job) => {
  if (job.do === 'stop') {
    db.close();
    return port.close();
  }
  if (job.do === 'carry') carryOver(db);
  if (job.do === 'empty') {
    hold();
    emptyJournal(db);
  }
  const piece = job.do === 'merge' ? merge(job.pages) : null;
  port.postMessage({ failed: null, piece } satisfies JobDone);
});
