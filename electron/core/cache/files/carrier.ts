// The core's end of the thread that carries the journal over; carrier.worker.ts is the other.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FileKey } from './driver.ts';
import type { Carrier } from './journal.ts';

export type CarrierFile = { readonly file: string; readonly key: FileKey };
export type ToCarrier = 'carry' | 'stop';
export type FromCarrier = { failed: { message: string; code: string } | null };

class NotCarried extends Error {
  readonly code: string;

  constructor({ message, code }: { message: string; code: string }) {
    super(message);
    this.code = code;
  }
}

/** A second connection to a file that is open here, not exclusively. The thread starts when it is first needed. */
export function carrierBeside(workerUrl: URL, opened: CarrierFile): Carrier {
  let worker: Worker | null = null;

  function begun(): Worker {
    const thread = new Worker(workerUrl, { workerData: opened });
    thread.once('exit', () => (worker = null)); // what ended it rejects in `carry`; the next one is another attempt
    return thread;
  }

  return {
    isBeside: true,
    async carry() {
      worker ??= begun();
      const told = once(worker, 'message') as Promise<[FromCarrier]>;
      worker.postMessage('carry' satisfies ToCarrier);
      const [{ failed }] = await told; // rejects with what ended the thread
      if (failed) throw new NotCarried(failed);
    },
    async stop() {
      if (!worker) return;
      const gone = once(worker, 'exit');
      worker.postMessage('stop' satisfies ToCarrier);
      await gone;
    },
  };
}
