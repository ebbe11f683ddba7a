// `npm run simulate -- --seeds N --from S [--jobs J] [--planted NAME] [--trace]`
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { preparedDatabase } from '../../backend/store/open.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { openEngine } from './engine.ts';
import { plant } from './plant.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    planted: { type: 'string' },
    /** Processes, each with its part of the seeds. */
    jobs: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const jobs = Number(values.jobs);
if (jobs > 1) {
  const share = Math.ceil(Number(values.seeds) / jobs);
  const codes = await Promise.all(
    Array.from({ length: jobs }, (_none, job) => {
      const first = Number(values.from) + job * share;
      const seeds = Math.min(share, Number(values.from) + Number(values.seeds) - first);
      const rest = values.planted === undefined ? [] : ['--planted', values.planted];
      const args = [import.meta.filename, '--from', String(first), '--seeds', String(Math.max(0, seeds)), ...rest];
      return new Promise<number>(done =>
        spawn(process.execPath, args, { stdio: 'inherit' }).once('exit', code => done(code ?? 1)),
      );
    }),
  );
  process.exit(Math.max(...codes));
}
if (values.planted !== undefined) plant(values.planted);
const { runSeed } = await import('./run.ts');

setLogSink(() => undefined);
const engine = await openEngine(preparedDatabase());
const started = performance.now();
const from = Number(values.from);
let steps = 0;
let rows = 0;
for (let seed = from; seed < from + Number(values.seeds); seed += 1) {
  const outcome = await runSeed(engine, seed, values.trace ? line => console.log(line) : null);
  steps += outcome.steps;
  rows += outcome.rows;
  if (values.json) console.log(JSON.stringify({ seed, trace: outcome.trace, steps: outcome.steps }));
  if (!outcome.failure) continue;
  const { invariant, message, at } = outcome.failure;
  console.log(`Seed ${seed}, step ${outcome.steps}, ${at} ms: invariant ${invariant} is broken: ${message}.`);
  console.log(
    `Again: npm run simulate -- --from ${seed} --seeds 1 --trace${values.planted ? ` --planted ${values.planted}` : ''}`,
  );
  process.exitCode = 1;
  break;
}
const seconds = (performance.now() - started) / 1_000;
if (process.exitCode !== 1)
  console.log(
    `${values.seeds} seeds held: ${steps} steps, ${rows} ledger rows, ${(Number(values.seeds) / seconds).toFixed(2)} seeds/s.`,
  );
await engine.close();
process.exit();
