// `npm test`: everything, from a bare checkout with Node 20 to one line that counts. Needs no dependency by itself.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureInstalled, root } from './setup.mjs';
import { runChecks, step, vitest } from './steps.mjs';

const results = join(root, 'out', 'test-results');

/** In this order: what is quick and near the cause first. Projects of vitest.config.ts. */
const suites = ['unit', 'renderer', 'faults', 'e2e'];

const suiteArgs = name => [
  vitest,
  'run',
  '--project',
  name,
  '--passWithNoTests',
  '--silent=passed-only',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(results, `${name}.json`)}`,
];

function countsOf(name) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
      readFileSync(join(results, `${name}.json`), 'utf8'),
    );
    return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests };
  } catch {
    // A runner that died before it could count has failed, and that must be counted.
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** Names one suite, or none for all: `npm test -- e2e`. */
const asked = process.argv.slice(2);
const wrong = asked.find(name => !suites.includes(name));
if (wrong) {
  console.error(`There is no suite ${wrong}; there are ${suites.join(', ')}.`);
  process.exit(2);
}

await ensureInstalled();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
if (!(await step('build', [join(root, 'build', 'bundle.ts')]))) process.exit(1);
if (!(await step('chromium', [join(root, 'build', 'chromium.ts')]))) process.exit(1);

let isGood = asked.length > 0 || (await runChecks());
const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of asked.length > 0 ? asked : suites) {
  isGood = (await step(name, suiteArgs(name))) && isGood;
  const counts = countsOf(name);
  for (const kind of Object.keys(total)) total[kind] += counts[kind];
}
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(isGood && total.failed === 0 && total.passed > 0 ? 0 : 1);
