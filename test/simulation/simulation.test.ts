// The simulation is what it claims to be: one seed is one history, and what is broken on purpose is found.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { brokenBy, type Ledger, lineOf, mutations, newBench } from '../backend/ledger/mutations.ts';
import { planted } from './planted.ts';

const root = join(import.meta.dirname, '../..');
type Ended = { readonly status: number; readonly stdout: string; readonly stderr: string };
/** A process of its own: whoever waits for it lets another one begin. */
const simulate = (...args: string[]): Promise<Ended> =>
  new Promise(done => {
    const options = { cwd: root, encoding: 'utf8', timeout: 600_000, maxBuffer: 100_000_000 } as const;
    execFile(process.execPath, ['test/simulation/main.ts', ...args], options, (error, stdout, stderr) =>
      done({ status: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
const traces = (out: string): Map<number, string> =>
  new Map(
    out
      .split('\n')
      .filter(line => line.startsWith('{'))
      .map(line => JSON.parse(line) as { seed: number; trace: string })
      .map(({ seed, trace }) => [seed, trace]),
  );

test.concurrent('a seed gives the same history again, alone and after another one', async () => {
  const together = traces((await simulate('--from', '7', '--seeds', '2', '--json')).stdout);
  const alone = traces((await simulate('--from', '8', '--seeds', '1', '--json')).stdout);
  expect(alone.get(8)).toMatch(/^[0-9a-f]{64}$/);
  expect(together.get(8)).toBe(alone.get(8));
  expect(together.get(7)).not.toBe(alone.get(8));
});

test.concurrent('fewer seeds than were asked for are said and are a failure', async () => {
  const { status, stdout } = await simulate('--seeds', '3', '--minutes', '0');
  expect(stdout).toContain('Only 0 of 3 seeds held');
  expect(status).toBe(1);
});

describe('the ledgers of simulated days', () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map(folder => rm(folder, { recursive: true, force: true }))));

  test('each is good, and broken in one place, whichever and however, it is not: the first bad row is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'foreword-ledgers-'));
    folders.push(folder);
    expect(await simulate('--seeds', '3', '--ledgers', folder)).toMatchObject({ status: 0 });
    const texts = await Promise.all((await readdir(folder)).map(name => readFile(join(folder, name), 'utf8')));
    const ledgers = texts.map(text =>
      text
        .trim()
        .split('\n')
        .slice(1, -1)
        .map(line => JSON.parse(line) as Ledger[number]),
    );
    expect(ledgers).toHaveLength(3);
    const bench = newBench();
    try {
      for (const ledger of ledgers) expect(await bench.judge(ledger)).toMatchObject({ kind: 'good' });
      const brokenOnce = fc
        .tuple(fc.constantFrom(...ledgers), fc.constantFrom(...Object.keys(mutations)), fc.nat())
        .map(([ledger, name, nth]) => ({ name, broken: brokenBy(name, ledger), nth }));
      await fc.assert(
        fc.asyncProperty(brokenOnce, async ({ broken, nth }) => {
          fc.pre(broken.length > 0);
          const { rows, bad } = broken[nth % broken.length]!;
          expect(await bench.judge(rows)).toMatchObject({ kind: 'broken', line: lineOf(bad) });
        }),
        { numRuns: 400 },
      );
    } finally {
      bench.remove();
    }
  });
});

/** A change of the program changes what a seed means: then one of those stated finds it, later than the one last seen. */
describe.concurrent('a planted bug is found within the seeds stated, by the one last seen if that still does', () => {
  test.each(planted.map(one => [one.name, one] as const))(
    '%s',
    { timeout: 900_000 },
    async (name, { seed, within }) => {
      const known = await simulate('--planted', name, '--from', String(seed), '--seeds', '1');
      const isFound = known.status === 1;
      const { status, stdout, stderr } = isFound ? known : await simulate('--planted', name, '--seeds', String(within));
      expect(stderr).not.toContain('Error');
      expect(stdout).toMatch(/^Seed \d+, step \d+, \d+ ms: invariant \d+ is broken/m);
      expect(status).toBe(1);
    },
  );
});
