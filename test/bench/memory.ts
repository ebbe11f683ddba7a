// What a core keeps resident over a cache of a million entries, in a process that does nothing else.
import { fork } from 'node:child_process';
import { corpusOf } from './corpus.ts';
import { copyOf, removeCopy } from './corpus-desk.ts';
import { MILLION } from './million.ts';
import { type BenchRow, benchRow } from './stats.ts';

/** Megabytes resident: after the start, and after each 10,000 events. `floor`: before the cache is opened. */
export type Resident = { readonly floor: number; readonly after: readonly number[] };

export async function memory(): Promise<BenchRow[]> {
  const folder = copyOf(corpusOf(MILLION));
  const child = fork(new URL('./memory-core.ts', import.meta.url), [folder], { execArgv: ['--expose-gc'] });
  const resident = await new Promise<Resident>((resolve, reject) => {
    child.once('message', message => resolve(message as Resident));
    child.once('exit', code => reject(new Error(`the core's process ended with ${code}`)));
  });
  child.removeAllListeners('exit');
  child.kill();
  removeCopy(folder);
  const values = resident.after.map(Math.round);
  return [
    benchRow(
      'memory',
      'MB',
      resident.after,
      { name: 'the same process before the cache is opened', values: [resident.floor] },
      `at the start and after each 10,000 of 50,000 events: ${values.join(', ')}`,
    ),
  ];
}
