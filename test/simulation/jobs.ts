// Several processes side by side, each with its part of the seeds or with one planted bug.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { planted } from './planted.ts';

const main = join(import.meta.dirname, 'main.ts');
type Ended = { readonly code: number; readonly seeds: number; readonly out: string };

function run(args: readonly (string | number)[], silent: boolean): Promise<Ended> {
  const child = fork(main, args.map(String), { silent });
  let seeds = 0;
  let out = '';
  child.stdout?.on('data', text => (out += text));
  child.stderr?.on('data', text => (out += text));
  child.on('message', count => (seeds = Number(count)));
  return new Promise(done => child.once('close', code => done({ code: code ?? 1, seeds, out })));
}

type Asked = {
  readonly seeds: number;
  readonly from: number;
  readonly minutes: number;
  readonly planted: string | null;
};

/** The exit code. Fewer seeds than asked for, for whatever reason, is a failure and is said. */
export async function inJobs(jobs: number, { seeds, from, minutes, planted: bug }: Asked): Promise<number> {
  const started = performance.now();
  const ends = await Promise.all(
    Array.from({ length: Math.min(jobs, seeds) }, (_none, job) => {
      const part = ['--from', from + job, '--seeds', seeds - job, '--every', jobs, '--minutes', minutes];
      return run([...part, ...(bug === null ? [] : ['--planted', bug])], false);
    }),
  );
  const done = ends.reduce((sum, one) => sum + one.seeds, 0);
  const seconds = (performance.now() - started) / 1_000;
  console.log(`${done} of ${seeds} seeds in ${seconds.toFixed(0)} s, ${(done / seconds).toFixed(2)} seeds/s.`);
  return done < seeds ? 1 : Math.max(...ends.map(({ code }) => code));
}

/** Each bug alone in its process. The exit code: 0 when every one is found. */
export async function plantedInJobs(jobs: number, long: boolean): Promise<number> {
  const waiting = [...planted];
  let missed = 0;
  const worker = async (): Promise<void> => {
    for (let bug = waiting.shift(); bug; bug = waiting.shift()) {
      const part = long ? ['--seeds', bug.within] : ['--from', bug.seed, '--seeds', 1];
      const { code, out } = await run(['--planted', bug.name, ...part], true);
      const found = /^Seed (\d+), .*: invariant (\d+) is broken.*$/m.exec(out);
      const isFound = code === 1 && found !== null;
      if (!isFound) missed += 1;
      console.log(`${bug.name}: ${isFound ? found[0] : `NOT FOUND\n${out}`}`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  console.log(`${planted.length - missed} of ${planted.length} planted bugs were found.`);
  return missed === 0 ? 0 : 1;
}
