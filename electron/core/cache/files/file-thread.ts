// The core's end of a thread that works on the cache's file; file-thread.worker.ts is the other.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { FileKey } from './driver.ts';
import type { FileWork, Piece } from './file-work.ts';

export type SharedFile = { readonly file: string; readonly key: FileKey };
export type Job =
  | { readonly do: 'carry' | 'empty' | 'stop' }
  | { readonly do: 'merge'; readonly pages: number; readonly secureDelete: number };
export type JobDone = { readonly failed: { message: string; code: string } | null; readonly piece: Piece | null };

class NotDone extends Error {
  readonly code: string;

  constructor({ message, code }: { message: string; code: string }) {
    super(message);
    this.code = code;
  }
}

/** More connections to a file that is open here, not exclusively. A thread starts when it is first needed. */
export function fileWorkBeside(workerUrl: URL, shared: SharedFile): FileWork {
  const threads = new Set<FileThread>();
  const begun = (): FileThread => {
    const thread = fileThread(workerUrl, shared);
    threads.add(thread);
    return thread;
  };
  const carrier = begun();
  return {
    isBeside: true,
    async carry() {
      await carrier.ask({ do: 'carry' });
    },
    async empty() {
      await carrier.ask({ do: 'empty' });
    },
    merger({ secureDelete, goesOn }) {
      const merger = goesOn ? begun() : carrier;
      return {
        async piece(pages) {
          const piece = await merger.ask({ do: 'merge', pages, secureDelete });
          if (!piece) throw new Error('the thread did not say what it merged');
          return piece;
        },
        async stop() {
          if (!goesOn) return;
          threads.delete(merger);
          await merger.stop();
        },
      };
    },
    async stop() {
      await Promise.all([...threads].map(thread => thread.stop()));
    },
  };
}

/** Does one job after the other, in the order in which they were asked for, whatever became of the one before. */
function fileThread(workerUrl: URL, shared: SharedFile) {
  let worker: Worker | null = null;
  let last: Promise<unknown> = Promise.resolve();

  function begun(): Worker {
    const thread = new Worker(workerUrl, { workerData: shared });
    thread.once('exit', () => (worker = null)); // what ended it rejects in `ask`; the next job is another attempt
    return thread;
  }

  async function answer(job: Job): Promise<Piece | null> {
    worker ??= begun();
    const told = once(worker, 'message') as Promise<[JobDone]>;
    worker.postMessage(job);
    const [{ failed, piece }] = await told; // rejects with what ended the thread
    if (failed) throw new NotDone(failed);
    return piece;
  }

  return {
    ask(job: Job): Promise<Piece | null> {
      const told = last.then(() => answer(job));
      last = told.catch(() => {}); // told to who asked
      return told;
    },
    async stop(): Promise<void> {
      await last;
      if (!worker) return;
      const gone = once(worker, 'exit');
      worker.postMessage({ do: 'stop' } satisfies Job);
      await gone;
    },
  };
}
type FileThread = ReturnType<typeof fileThread>;
