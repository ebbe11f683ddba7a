// `npm run long -- NAME [TIMES]`: a test in its long form, by hand and at low priority. Hours, some of them.
import { constants, setPriority } from 'node:os';
import { keepTemporaryFilesInMemory } from './memory-folder.mjs';
import { ensureInstalled } from './setup.mjs';
import { step, vitest } from './steps.mjs';

const deskKills = ['faults', 'test/faults/desk-files.test.ts'];
const backendKills = ['test/faults/backend-kill.test.ts', 'test/faults/backend-kill-postgres.test.ts'];

/** The variable that a test reads how often from, how often the long form is, and what is run. */
const forms = {
  'writer-kills': ['FOREWORD_KILLS', 2_000, 'faults', 'test/faults/core-kill.test.ts'],
  'desk-kills': ['FOREWORD_KILLS', 2_000, ...deskKills, '-t', 'F14'],
  'backend-kills': ['FOREWORD_KILLS', 2_000, 'faults', ...backendKills],
  // Both, side by side; with 100 it is a part of CI.
  kills: ['FOREWORD_KILLS', 2_000, ...deskKills, ...backendKills, '-t', 'F14'],
  'work-kills': ['FOREWORD_KILLS', 2_000, 'faults', 'test/faults/work-kills.test.ts'],
  'migration-kills': ['FOREWORD_KILLS', 200, 'faults', 'test/faults/migrate-kill.test.ts'],
  'sealing-kills': ['FOREWORD_KILLS', 200, 'faults', 'test/faults/seal-kill.test.ts'],
  'power-cuts': ['FOREWORD_CUTS', 2_000, 'faults', 'test/faults/power-cut.test.ts'],
  cuts: ['FOREWORD_CUTS', 2_000, 'faults', 'test/faults/bytes.test.ts'],
  restarts: ['FOREWORD_RESTARTS', 200, 'faults', 'test/faults/postgres-restart.test.ts'],
  races: ['FOREWORD_RACES', 10_000, 'unit', 'test/backend/routing/one-winner.test.ts'],
};

const [name = '', asked] = process.argv.slice(2);
if (!Object.hasOwn(forms, name)) {
  console.log(`npm run long -- NAME [TIMES]; there are ${Object.keys(forms).join(', ')}.`);
  process.exit(name === '' ? 0 : 2);
}
const [variable, usual, project, ...args] = forms[name];
const times = Number(asked ?? usual);
if (!Number.isInteger(times) || times < 1) throw new Error(`${asked} is not how often`);
await ensureInstalled();
keepTemporaryFilesInMemory();
setPriority(constants.priority.PRIORITY_LOW); // whatever it starts has it too
process.env[variable] = String(times);
const held = await step(`${name}, ${times} times`, [
  vitest,
  'run',
  '--project',
  project,
  '--silent=passed-only',
  ...args,
]);
process.exit(held ? 0 : 1);
