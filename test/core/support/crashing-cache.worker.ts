// A core that is nothing but its cache, and dies while its journal is being carried over.
import { parentPort, workerData } from 'node:worker_threads';
import { openCache } from '../../../electron/core/cache/files/open.ts';
import type { FromCore, ToCore } from '../../../electron/core/spawn.ts';
import { filesOf } from '../../../electron/core/config.ts';
import { makeDurableFolder } from '../../../electron/core/durable-folder.ts';
import { messages, NOW } from './records.ts';

const port = parentPort!;
const files = filesOf(workerData as { dataDir: string; agentName: string });
makeDurableFolder(files.folder);
const fileThreadUrl = new URL('../../../electron/core/cache/files/file-thread.worker.ts', import.meta.url);
const { cache, inMemory, notices, close } = openCache(files.cache, { now: () => NOW, lockWaitMs: 0, fileThreadUrl });
const tell = (message: FromCore): void => port.postMessage(message);

function crash(): never {
  void cache.journal.carry();
  cache.write(() => cache.entries.putMany(messages('sam', 500)));
  throw new Error('as asked');
}

port.on('message', (message: ToCore) => {
  if ('stop' in message)
    return void cache.work
      .stop()
      .then(close)
      .then(() => port.close());
  if (message.name === 'crash') crash();
  if (message.name === 'write') cache.write(() => cache.entries.putMany(messages('ana', 500)));
  const value = { inMemory, notices, sam: cache.entries.tallies.total('sam'), ana: cache.entries.tallies.total('ana') };
  tell({ id: message.id, reply: { ok: true, value } });
});
tell({ started: true });
