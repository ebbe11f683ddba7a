// Speaks the thread's messages and crashes when told to: spawn.ts is what is tested.
import { parentPort, workerData } from 'node:worker_threads';

const port = parentPort!;
const { restarts } = workerData as { restarts: number };
port.postMessage({ started: true });
port.on('message', (message: { id?: number; name?: string; stop?: true }) => {
  if (message.stop) return port.close();
  if (message.name === 'crash') throw new Error('told to');
  if (message.name !== 'hang') port.postMessage({ id: message.id, reply: { ok: true, value: restarts } });
});
