// The host's end of the thread; core.worker.ts is the other.
import { Worker } from 'node:worker_threads';
import type { Connection, Push, Reply } from '../../shared/contract/bridge.ts';
import { CORE_DOWN, NOTHING_TOLD } from '../../shared/contract/bridge/session.ts';
import { logger } from '../../shared/lib/log.ts';
import type { CoreConfig, Discard, Vault } from './config.ts';

const log = logger('spawn');

/** What the core's thread is started with. `asked`: how many calls it has been sent, which it can see while it computes. */
export type CoreData = CoreConfig & { restarts: number; asked: Int32Array<SharedArrayBuffer> };
export type ToCore = { id: number; name: unknown; input: unknown } | { stop: true };
export type FromCore =
  { push: Push } | { id: number; reply: Reply } | { started: true } | { cannotStart: string } | Emptying;
/** The desk is to be emptied: by a person who leaves it, or because access was withdrawn. */
export type Emptying = { empty: Exclude<Discard, 'nothing'>; signedOut: boolean };

/** Who has the keys: the host, for the core must not be able to change them. */
export type KeyHolder = {
  /** What was sealed with these keys can never be read again; answers with what is now. */
  forget(what: Emptying['empty']): Promise<Vault>;
  /** What was sealed is gone as well. */
  discarded(): Promise<void>;
};

export type SpawnedCore = {
  call(name: unknown, input: unknown): Promise<Reply>;
  /** Answers with a function that stops the listening. */
  onPush(listen: (push: Push) => void): () => void;
  /** Resolves when the core has first started; rejects with a sentence for a person when it cannot. */
  readonly ready: Promise<void>;
  /** Lets the core close its files. */
  stop(): Promise<void>;
};

/** This many crashes within this time, and the core stays down: a loop helps nobody. */
const MOST_CRASHES = 3;
const QUICK_MS = 60_000;
const STOP_MS = 5_000;
/**
 * Megabytes for what was made just now and is soon of no use. V8 takes eight times as much while pages come and keeps it, for no
 * gain in speed: by it a core over a million entries would have 320 MB instead of 235 (`npm run bench -- memory`).
 */
export const YOUNG_MB = 24;
const failure = (message: string): Reply => ({ ok: false, code: 'internal', message });

/** Runs the core in a thread and starts it again when it crashes. Every call is answered, also over a crash. */
export function spawnCore(given: CoreConfig, workerUrl: URL, keys?: KeyHolder): SpawnedCore {
  let config = given;
  let emptying: Promise<void> | null = null;
  const listeners = new Set<(push: Push) => void>();
  const pending = new Map<number, (reply: Reply) => void>();
  let crashes: number[] = [];
  let restarts = 0;
  let nextId = 1;
  let asked = noneAsked();
  let down: string | null = null;
  let lastTold: Connection = NOTHING_TOLD;
  let stopping = false;
  let worker = start();
  let settle: { resolve: () => void; reject: (error: Error) => void };
  const ready = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  // A host that does not wait for it still gets the sentence with every call.
  ready.catch(() => {});

  function start(): Worker {
    asked = noneAsked();
    const thread = new Worker(workerUrl, {
      workerData: { ...config, restarts, asked } satisfies CoreData,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    thread.on('message', (message: FromCore) => hear(message));
    thread.on('error', error => log.error('core.crashed', { restarts }, error));
    thread.on('exit', code => ended(code));
    return thread;
  }

  function hear(message: FromCore): void {
    if ('push' in message) tell(message.push);
    else if ('started' in message) hasStarted();
    else if ('empty' in message) empty(message);
    else if ('cannotStart' in message) giveUp(message.cannotStart);
    else {
      pending.get(message.id)?.(message.reply);
      pending.delete(message.id);
    }
  }

  function tell(push: Push): void {
    if (push.topic === 'connection') lastTold = push.connection;
    for (const listen of listeners) listen(push);
  }

  function hasStarted(): void {
    settle.resolve();
    config = { ...config, discard: 'nothing' };
    keys?.discarded().catch((error: unknown) => log.error('keys.notSettled', {}, error)); // the next start tries again
  }

  /** Keys first: from then on what lies there is nothing, whenever this is broken off. The page must then forget too. */
  function empty({ empty: what, signedOut }: Emptying): void {
    if (!keys || emptying || stopping) return;
    const gone = exitOf(worker);
    const old = worker;
    emptying = keys
      .forget(what)
      .then(async vault => {
        old.postMessage({ stop: true } satisfies ToCore);
        await gone;
        config = { ...config, ...vault, signedOut };
        worker = start();
        log.info('core.emptied', { what });
        tell({ topic: 'emptied' });
      })
      .catch((error: unknown) => log.error('core.notEmptied', {}, error))
      .finally(() => (emptying = null));
  }

  function giveUp(why: string): void {
    down = why;
    log.error('core.gaveUp', { restarts });
    settle.reject(new Error(why));
    // Said by its host: who cannot say that they are gone would be shown as live for ever.
    tell({ topic: 'connection', connection: { ...lastTold, state: 'offline', since: Date.now(), reason: CORE_DOWN } });
  }

  function ended(code: number): void {
    for (const answer of pending.values()) answer(failure(down ?? 'the core restarted before it answered'));
    pending.clear();
    if (stopping || down !== null || emptying) return;
    const now = performance.now();
    crashes = [...crashes.filter(at => now - at < QUICK_MS), now];
    if (crashes.length >= MOST_CRASHES)
      return giveUp(`The core crashed ${MOST_CRASHES} times in a row and stays down.`);
    restarts++;
    log.warn('core.restarted', { restarts, code });
    tell({ topic: 'connection', connection: { ...lastTold, state: 'connecting', since: Date.now(), left: 0 } });
    worker = start();
  }

  return {
    call(name, input) {
      if (down !== null && name === 'connection.read') return Promise.resolve({ ok: true, value: lastTold });
      if (stopping || down !== null) return Promise.resolve(failure(down ?? 'the core has stopped'));
      if (emptying) return emptying.then(() => this.call(name, input));
      const id = nextId++;
      return new Promise(resolve => {
        pending.set(id, resolve);
        Atomics.add(asked, 0, 1);
        worker.postMessage({ id, name, input } satisfies ToCore);
      });
    },
    onPush(listen) {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
    ready,
    async stop() {
      if (stopping || down !== null) return;
      await emptying;
      stopping = true;
      const gone = exitOf(worker);
      worker.postMessage({ stop: true } satisfies ToCore);
      const late = setTimeout(() => void worker.terminate(), STOP_MS);
      await gone;
      clearTimeout(late);
    },
  };
}

const noneAsked = () => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
const exitOf = (worker: Worker): Promise<void> => new Promise(resolve => worker.once('exit', () => resolve()));
