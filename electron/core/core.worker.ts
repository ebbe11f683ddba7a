// The core's end of the thread; spawn.ts holds the other. No other file knows that the core lives in one.
import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from '../../shared/lib/fault.ts';
import { startCore } from './core.ts';
import { coreConfigSchema } from './config.ts';
import type { CoreData, Emptying, FromCore, ToCore } from './spawn.ts';

if (!parentPort) throw new Error('core.worker is started by spawn.ts');
const port = parentPort;
const { asked, ...config } = workerData as CoreData;
let heard = 0;
/** A call is in this thread's queue, or on its way into it. Both counts go round alike. */
const isAwaited = (): boolean => Atomics.load(asked, 0) !== heard;
const tell = (message: FromCore): void => port.postMessage(message);

/** As a source beside its file, built beside this one. */
const fileThread = import.meta.url.endsWith('.ts') ? './cache/files/file-thread.worker.ts' : './file-thread.worker.js';
const fileThreadUrl = new URL(fileThread, import.meta.url);

function start() {
  try {
    const empty = (what: Emptying): void => tell(what);
    return startCore(coreConfigSchema.parse(config), push => tell({ push }), { empty, fileThreadUrl, isAwaited });
  } catch (error) {
    // A sentence for a person: starting again would not help.
    if (error instanceof Fault) tell({ cannotStart: error.message });
    throw error;
  }
}

const core = start();
tell({ started: true });

port.on('message', (message: ToCore) => {
  if ('stop' in message) return void core.stop().then(() => port.close());
  heard = (heard + 1) | 0;
  void core.call(message.name, message.input).then(reply => tell({ id: message.id, reply }));
});
