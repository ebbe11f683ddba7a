// `npm run check`: types, lint, format, the protocol document and the layers, in a few seconds.
import { ensureInstalled } from './setup.mjs';
import { runChecks, step, vitest } from './steps.mjs';

await ensureInstalled();
const isGood = await runChecks();
const isLayered = await step('layers', [vitest, 'run', '--project', 'unit', 'test/layers.test.ts', '--reporter=dot']);
process.exit(isGood && isLayered ? 0 : 1);
