// `npm run simulate -- --seeds N --from S [--planted NAME] [--trace]`
import { parseArgs } from 'node:util';
import { openPglite } from '../../backend/store/pglite.ts';
import { preparedDatabase } from '../../backend/store/open.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { plant } from './plant.ts';

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    planted: { type: 'string' },
    trace: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
if (values.planted !== undefined) plant(values.planted);
const { runSeed } = await import('./run.ts');

setLogSink(() => undefined);
const engine = await openPglite(null, preparedDatabase());
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
