// The simulation is what it claims to be: one seed is one history, and what is broken on purpose is found.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { planted } from './planted.ts';

const root = join(import.meta.dirname, '../..');
const simulate = (...args: string[]) =>
  spawnSync(process.execPath, ['test/simulation/main.ts', ...args], { cwd: root, encoding: 'utf8', timeout: 600_000 });
const traces = (out: string): Map<number, string> =>
  new Map(
    out
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line) as { seed: number; trace: string })
      .map(({ seed, trace }) => [seed, trace]),
  );

test('a seed gives the same history again, alone and after another one', () => {
  const together = traces(simulate('--from', '7', '--seeds', '2', '--json').stdout);
  const alone = traces(simulate('--from', '8', '--seeds', '1', '--json').stdout);
  expect(alone.get(8)).toMatch(/^[0-9a-f]{64}$/);
  expect(together.get(8)).toBe(alone.get(8));
  expect(together.get(7)).not.toBe(alone.get(8));
});

/** A change of the program changes what a seed means: then one of those stated finds it, later than the one last seen. */
describe('a planted bug is found within the seeds stated, by the one last seen if that still does', () => {
  test.each(planted.map(one => [one.name, one] as const))('%s', { timeout: 900_000 }, (name, { seed, within }) => {
    const known = simulate('--planted', name, '--from', String(seed), '--seeds', '1');
    const isFound = known.status === 1;
    const { status, stdout, stderr } = isFound ? known : simulate('--planted', name, '--seeds', String(within));
    expect(stderr).not.toContain('Error');
    expect(stdout).toMatch(/^Seed \d+, step \d+, \d+ ms: invariant \d+ is broken/m);
    expect(status).toBe(1);
  });
});

test('fewer seeds than were asked for are said and are a failure', () => {
  const { status, stdout } = simulate('--seeds', '3', '--minutes', '0.000001');
  expect(stdout).toContain('Only 0 of 3 seeds held');
  expect(status).toBe(1);
});
