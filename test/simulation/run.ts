// One seed: a short day of three agents on two nodes, with every kind of fault, and then quiet.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import { exportLedger } from '../../backend/ledger/export.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { Broken } from './broken.ts';
import { chanceOf } from './chance.ts';
import { freshDatabase } from './fresh.ts';
import { newTime, START } from './time.ts';
import { newWorld } from './world.ts';

export type Outcome = {
  readonly seed: number;
  readonly steps: number;
  readonly rows: number;
  /** SHA-256 of everything that happened, in order. */
  readonly trace: string;
  readonly failure: { readonly invariant: number; readonly message: string; readonly at: number } | null;
};

/** `ledger` is given each line of the ledger, when the run is over. */
type Heard = { readonly tell?: (line: string) => void; readonly ledger?: (line: string) => void };

export async function runSeed(engine: Engine, seed: number, { tell, ledger }: Heard = {}): Promise<Outcome> {
  const chance = chanceOf(seed);
  const time = newTime();
  setLogSink(() => undefined);
  engine.keepTime(() => START + time.now());
  const base = await freshDatabase(engine);
  const remove = time.install(chance.fork('program'));
  const folder = mkdtempSync(join(folderForRuns(), 'foreword-simulation-'));
  const hash = createHash('sha256');
  let isOver = false;
  const trace = (what: string, ...facts: (string | number | boolean)[]): void => {
    // What the parts say while they are stopped is no part of the history.
    if (isOver) return;
    const line = `${Math.round(time.now())} ${what} ${facts.join(' ')}`;
    hash.update(`${line}\n`);
    tell?.(line);
  };
  setLogSink(line => {
    const { event, part, code, error } = JSON.parse(line) as Record<string, string>;
    trace('log', time.owners.getStore()?.name ?? '-', part ?? '', event ?? '', code ?? '', tell ? (error ?? '') : '');
  });
  let steps = 0;
  const outcome = (failure: Outcome['failure'], rows: number): Outcome => {
    isOver = true;
    return { seed, steps, rows, failure, trace: hash.digest('hex') };
  };
  const world = await newWorld({ engine, time, chance, trace, folder, ...base });
  try {
    for (const phase of world.phases) {
      phase.begin();
      while (await time.step(phase.until)) {
        steps += 1;
        await world.check();
      }
      await world.quiet();
      await phase.end();
    }
    return outcome(null, world.rows());
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    return outcome({ invariant: error.invariant, message: error.message, at: Math.round(time.now()) }, world.rows());
  } finally {
    await world.stop();
    if (ledger) await exportLedger(engine, START, ledger);
    remove();
    setLogSink(line => console.error(line));
    rmSync(folder, { recursive: true, force: true });
  }
}

/** In memory where the machine has such a place: what counts is what was written, not that a disk turns. */
function folderForRuns(): string {
  const place = join(process.platform === 'linux' ? '/dev/shm' : tmpdir(), 'foreword-simulation');
  mkdirSync(place, { recursive: true });
  return place;
}
