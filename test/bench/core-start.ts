// The core is started → it has answered what the first screen asks: with a million entries beside an empty cache, also after
// an end without order, when the file is to be checked.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openMark } from '../../electron/core/cache/files/file-aside.ts';
import { cacheIn, corpusOf, keysIn, workFolder } from './corpus.ts';
import { coreOver, copyOf, removeCopy } from './corpus-desk.ts';
import { makeFolder } from './desk-files.ts';
import { MILLION } from './million.ts';
import { type BenchRow, benchRow } from './stats.ts';

const TIMES = 15;

function emptyDesk(): string {
  const folder = makeFolder(mkdtempSync(join(workFolder(), 'empty-')), 'desk-corpus');
  mkdirSync(join(folder, 'desk'), { recursive: true });
  keysIn(folder, 'sealed');
  return folder;
}

async function startOnce(folder: string): Promise<number> {
  const started = performance.now();
  const core = await coreOver(folder);
  for (const name of ['session.read', 'connection.read', 'work.read', 'notices.read']) await core.ask(name, {});
  const ms = performance.now() - started;
  await core.stop();
  return ms;
}

export async function coreStart(): Promise<BenchRow[]> {
  const [full, empty] = [copyOf(corpusOf(MILLION)), emptyDesk()];
  for (const folder of [full, empty]) await startOnce(folder);
  const times = { inOrder: [] as number[], killed: [] as number[], empty: [] as number[] };
  for (let i = 0; i < TIMES; i++) {
    times.empty.push(await startOnce(empty));
    times.inOrder.push(await startOnce(full));
    writeFileSync(openMark(cacheIn(full)), '');
    times.killed.push(await startOnce(full));
  }
  for (const folder of [full, empty]) removeCopy(folder);
  const floor = { name: 'an empty cache', values: times.empty };
  return [
    benchRow('core: start', 'ms', times.inOrder, floor, `${MILLION.toLocaleString('en-GB')} entries cached`),
    benchRow(
      'core: start after an end without order',
      'ms',
      times.killed,
      floor,
      'checked beside, when it has started',
    ),
  ];
}
