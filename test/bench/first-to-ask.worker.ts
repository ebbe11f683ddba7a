// A core over a copy of a corpus in a thread, as a desk has it; what it is given as `bench.page` is a page of the feed.
import { parentPort, workerData } from 'node:worker_threads';
import type { FeedPage } from '../../shared/contract/wire.ts';
import { startCore } from '../../electron/core/core.ts';
import type { CoreData, FromCore, ToCore } from '../../electron/core/spawn.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { FILE_THREAD, line } from './corpus-desk.ts';

setLogSink(text => {
  if (text.includes('"level":"error"')) console.error(text);
});
const port = parentPort!;
const tell = (message: FromCore): void => port.postMessage(message);
const { asked, restarts: _, ...config } = workerData as CoreData;
const to = line();
let heard = 0;
const core = startCore(config, () => {}, {
  fileThreadUrl: FILE_THREAD,
  dial: to.dial,
  fetch: to.fetch,
  isAwaited: () => Atomics.load(asked, 0) !== heard,
});
void to.live.then(() => tell({ started: true }));

port.on('message', (message: ToCore) => {
  if ('stop' in message) return void core.stop().then(() => port.close());
  heard++;
  const { id, name, input } = message;
  if (name === 'bench.page')
    return void to.page(input as FeedPage).then(value => tell({ id, reply: { ok: true, value } }));
  void core.call(name, input).then(reply => tell({ id, reply }));
});
