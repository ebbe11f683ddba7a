// Carries the cache's journal over into its file, beside the core: one step of SQLite's, of tens of milliseconds.
import { parentPort, workerData } from 'node:worker_threads';
import type { CarrierFile, FromCarrier, ToCarrier } from './carrier.ts';
import { openDriver } from './driver.ts';

if (!parentPort) throw new Error('carrier.worker is started by carrier.ts');
const port = parentPort;
const { file, key } = workerData as CarrierFile;
const db = openDriver(file, { key });
db.pragma('synchronous = NORMAL');
db.pragma('wal_autocheckpoint = 0');
// Pages go from the journal into the file without being kept.
db.pragma('cache_size = 0');

function carry(): FromCarrier {
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
    return { failed: null };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return { failed: { message: error.message, code: String(error.code) } };
  }
}

port.on('message', (message: ToCarrier) => {
  if (message === 'carry') return port.postMessage(carry());
  db.close();
  port.close();
});
