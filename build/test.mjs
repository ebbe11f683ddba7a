// `npm test`: everything, from a bare checkout with Node 20 to one line that counts. Needs no dependency by itself.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepTemporaryFilesInMemory } from './memory-folder.mjs';
import { ensureInstalled, root } from './setup.mjs';
import { runChecks, step, vitest } from './steps.mjs';

const results = join(root, 'out', 'test-results');

/** They hold a clock to what they do, so nothing else runs beside them. */
const timed = [
  ...['feed', 'flood', 'huge-mail', 'stopped'].map(name => `test/faults/${name}.test.ts`),
  ...['keyboard', 'screen-crash'].map(name => `test/e2e/${name}.test.ts`),
];
const untimed = timed.map(file => `--exclude=${file}`);

/** What each suite asks of vitest; projects of vitest.config.ts. */
const wanted = {
  unit: ['--project', 'unit'],
  renderer: ['--project', 'renderer'],
  // In one run: while a fault waits for what it has done to a program, a page is drawn.
  processes: ['--project', 'faults', '--project', 'e2e', ...untimed],
  timed: ['--project', 'faults', '--project', 'e2e', '--maxWorkers=1', ...timed],
  // Parts of `processes`, for who asks for one.
  faults: ['--project', 'faults', ...untimed],
  e2e: ['--project', 'e2e', ...untimed],
};
/** In this order: what is quick and near the cause first. */
const everything = ['unit', 'renderer', 'processes', 'timed'];
const suites = Object.keys(wanted);

const suiteArgs = name => [
  vitest,
  'run',
  ...wanted[name],
  '--passWithNoTests',
  '--silent=passed-only',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(results, `${name}.json`)}`,
];

/** The names of what failed, and how: the last lines are what is read first. */
function failuresOf(name) {
  try {
    const { testResults } = JSON.parse(readFileSync(join(results, `${name}.json`), 'utf8'));
    return testResults.flatMap(file => [
      ...(file.status === 'failed' && file.assertionResults.length === 0 ? [file.name] : []),
      ...file.assertionResults
        .filter(({ status }) => status === 'failed')
        .map(test => `${file.name} › ${test.fullName}: ${firstLine(test.failureMessages[0])}`),
    ]);
  } catch {
    return [`${name} ended before it could count`];
  }
}

const firstLine = (text = '') => text.split('\n', 1)[0].slice(0, 300);

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
keepTemporaryFilesInMemory();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const chosen = asked.length > 0 ? asked : everything;
// What tests of real processes begin with; see there.
const prepared = mkdtempSync(join(tmpdir(), 'foreword-prepared-'));
process.on('exit', () => rmSync(prepared, { recursive: true, force: true }));

/** What the suites need: each of these from the one before it. */
async function makeReady() {
  if (!(await step('build', [join(root, 'build', 'bundle.ts')]))) return false;
  if (!(await step('chromium', [join(root, 'build', 'chromium.ts')]))) return false;
  if (chosen.every(name => ['unit', 'renderer'].includes(name))) return true;
  if (!(await step('prepared', [join(root, 'test', 'e2e', 'harness', 'prepare-backend.ts'), prepared]))) return false;
  process.env.FOREWORD_TEST_PREPARED = prepared;
  return true;
}

// Beside each other: the checks read sources alone, and to make ready is mostly one thing after the other.
const [isReady, isChecked] = await Promise.all([makeReady(), asked.length > 0 || runChecks()]);
if (!isReady) process.exit(1);
let isGood = isChecked;

const said = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
const failures = [];
const lines = [];
const total = { passed: 0, failed: 0, skipped: 0 };
for (const name of chosen) {
  isGood = (await step(name, suiteArgs(name))) && isGood;
  const counts = countsOf(name);
  failures.push(...failuresOf(name));
  lines.push(`${name}: ${said(counts)}`);
  for (const kind of Object.keys(total)) total[kind] += counts[kind];
}
for (const line of lines) console.log(line);
for (const failure of failures) console.log(`failed: ${failure.replace(`${root}/`, '')}`);
console.log(said(total));
process.exit(isGood && total.failed === 0 && total.passed > 0 ? 0 : 1);
