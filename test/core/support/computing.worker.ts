// A core that hears nothing while it computes, and sees how many calls it has been sent.
import { parentPort, workerData } from 'node:worker_threads';
import type { CoreData, ToCore } from '../../../electron/core/spawn.ts';

const port = parentPort!;
const { asked } = workerData as CoreData;
port.postMessage({ started: true });
let heard = 0;

port.on('message', (message: ToCore) => {
  if ('stop' in message) return process.exit(0);
  const { id, name } = message;
  heard++;
  if (name === 'compute until asked') while (Atomics.load(asked, 0) === heard);
  const value = name === 'x' ? null : { sawHeard: Atomics.load(asked, 0) };
  port.postMessage({ id, reply: { ok: true, value } });
});
