// What a core keeps resident over a cache of a million entries, in a process that does nothing else.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { YOUNG_MB } from '../../electron/core/spawn.ts';
import { pagesOf } from './core-data.ts';
import { corpusOf } from './corpus.ts';
import { copyOf, removeCopy } from './corpus-desk.ts';
import { missedEntries } from './fill.ts';
import { someCustomers } from './first-touch.ts';
import type { ToMemory } from './memory-core.ts';
import { MILLION } from './million.ts';
import { type BenchRow, benchRow } from './stats.ts';

const EVENTS = 50_000;
const LOOK_EVERY = 10_000;

/** As the host gives it to the core's thread; the young generation is three such spaces. */
const SEMI_SPACE = `--max-semi-space-size=${YOUNG_MB / 3}`;

async function told(child: ChildProcess): Promise<number> {
  const over = new AbortController();
  const { signal } = over;
  try {
    const [value] = (await Promise.race([
      once(child, 'message', { signal }),
      once(child, 'exit', { signal }).then(([code]) =>
        Promise.reject(new Error(`the core's process ended with ${code}`)),
      ),
    ])) as [number];
    return value;
  } finally {
    over.abort();
  }
}

export async function memory(): Promise<BenchRow[]> {
  const folder = copyOf(corpusOf(MILLION));
  const child = fork(new URL('./memory-core.ts', import.meta.url), [folder], { execArgv: ['--expose-gc', SEMI_SPACE] });
  await told(child);
  const ask = (message: ToMemory): Promise<number> => {
    child.send(message);
    return told(child);
  };
  const floor = await ask({ look: true });
  await ask({ open: someCustomers(MILLION, 200) });
  const looks = [await ask({ look: true })];
  let had: string | null = null;
  for (let done = 0; done < EVENTS; done += LOOK_EVERY) {
    for (const page of pagesOf(missedEntries(LOOK_EVERY, 20 + done / LOOK_EVERY))) {
      const upto: string = `${done}:${page.upto}`;
      await ask({ page: { ...page, after: had, upto } });
      had = upto;
    }
    looks.push(await ask({ look: true }));
  }
  child.kill();
  removeCopy(folder);
  return [
    benchRow(
      'memory',
      'MB',
      looks,
      { name: 'the same process before the cache is opened', values: [floor] },
      `at the start and after each 10,000 of 50,000 events: ${looks.map(Math.round).join(', ')}`,
    ),
  ];
}
