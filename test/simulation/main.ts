// `npm run simulate -- --seeds N --from S [--jobs J] [--minutes M] [--trace] [--ledgers FOLDER]
// [--planted NAME | --planted all [--long]]`
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { preparedDatabase } from '../../backend/store/open.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { openEngine } from './engine.ts';
import { inJobs, plantedInJobs } from './jobs.ts';
import { plant } from './plant.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    /** From seed to seed: each of several processes takes every so-manieth. */
    every: { type: 'string', default: '1' },
    /** Without having run all seeds by then it has failed. */
    minutes: { type: 'string', default: 'Infinity' },
    planted: { type: 'string' },
    /** Of planted bugs: all seeds from 1 on until one finds it, instead of the one that is known to. */
    long: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '1' },
    trace: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    /** Where the ledger of each seed is written, as a file that `npm run ledger-check` takes. */
    ledgers: { type: 'string' },
  },
});
const asked = {
  seeds: Number(values.seeds),
  from: Number(values.from),
  minutes: Number(values.minutes),
  planted: values.planted ?? null,
};
const jobs = Number(values.jobs);
if (asked.planted === 'all') process.exit(await plantedInJobs(jobs, values.long));
if (jobs > 1) process.exit(await inJobs(jobs, asked));
if (asked.planted !== null) plant(asked.planted);
const { runSeed } = await import('./run.ts');

setLogSink(() => undefined);
if (values.ledgers !== undefined) await mkdir(values.ledgers, { recursive: true });
const engine = await openEngine(preparedDatabase());
const started = performance.now();
const seconds = (): number => (performance.now() - started) / 1_000;
const total = { seeds: 0, steps: 0, rows: 0 };
const last = asked.from + asked.seeds;
let failed = false;
for (let seed = asked.from; seed < last && !failed && seconds() < asked.minutes * 60; seed += Number(values.every)) {
  const file = values.ledgers === undefined ? null : createWriteStream(join(values.ledgers, `${seed}.ndjson`));
  const outcome = await runSeed(engine, seed, {
    ...(values.trace ? { tell: line => console.log(line) } : {}),
    ...(file ? { ledger: line => void file.write(`${line}\n`) } : {}),
  });
  if (file) await new Promise<void>(done => file.end(done));
  total.seeds += 1;
  total.steps += outcome.steps;
  total.rows += outcome.rows;
  if (values.json) console.log(JSON.stringify({ seed, trace: outcome.trace, steps: outcome.steps }));
  if (!outcome.failure) continue;
  failed = true;
  const { invariant, message, at } = outcome.failure;
  console.log(`Seed ${seed}, step ${outcome.steps}, ${at} ms: invariant ${invariant} is broken: ${message}.`);
  console.log(
    `Again: npm run simulate -- --from ${seed} --seeds 1 --trace${asked.planted ? ` --planted ${asked.planted}` : ''}`,
  );
}
const wanted = Math.ceil(asked.seeds / Number(values.every));
const late = !failed && total.seeds < wanted;
const of = late ? `Only ${total.seeds} of ${wanted}` : total.seeds;
if (!failed)
  console.log(
    `${of} seeds held: ${total.steps} steps, ${total.rows} ledger rows, ${(total.seeds / seconds()).toFixed(2)} seeds/s.`,
  );
process.send?.(total.seeds);
await engine.close();
process.exit(failed || late ? 1 : 0);
