// Steps of `npm test` and `npm run check`. Works on Node 20 without any dependency.
import { join } from 'node:path';
import { root, runNode } from './setup.mjs';

/** Program of an installed package; all of them are run by the project's own Node. */
export const program = (name, file) => join(root, 'node_modules', name, file);
export const vitest = program('vitest', 'vitest.mjs');

/** Runs one step and says how it went. */
export async function step(name, args) {
  const started = Date.now();
  const code = await runNode(args);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`${name}: ${code === 0 ? 'passed' : 'FAILED'} (${seconds} s)`);
  return code === 0;
}

const checks = [
  ['types', [program('typescript', 'bin/tsc'), '-p', '.']],
  ['lint', [program('oxlint', 'bin/oxlint')]],
  ['format', [program('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['protocol', [join(root, 'build', 'protocol.ts'), '--check']],
];

/** All of them beside each other, also after one has failed: a person wants the whole list. None writes a file. */
export async function runChecks() {
  const good = await Promise.all(checks.map(([name, args]) => step(name, args)));
  return good.every(Boolean);
}
