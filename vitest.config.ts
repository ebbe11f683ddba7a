import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

const here = import.meta.dirname;
// For every worker, and for every program that a test starts: what one of them has compiled the next one reads.
process.env['NODE_COMPILE_CACHE'] ??= join(here, 'node_modules', '.cache', 'foreword-compiled');

const node = { environment: 'node', testTimeout: 60_000, hookTimeout: 120_000 } as const;
/** A worker for each core: vitest by itself leaves one of them idle, which of two is half. */
const computes = { maxWorkers: '100%' } as const;
/** One more, for among its files are many that wait for a lease, a silence or a database. */
const mostlyComputes = { maxWorkers: availableParallelism() + 1 } as const;
/** Real processes, which wait more than they compute: three files at once. CI gives a test a second go and says so. */
const waits = {
  maxWorkers: 3,
  retry: process.env['CI'] ? 1 : 0,
  globalSetup: ['test/e2e/harness/prepared.ts'],
} as const;
/** One project after the other: beside each other they would ask for more workers than there are cores. */
const turn = (groupOrder: number) => ({ sequence: { groupOrder } });

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...node,
          ...mostlyComputes,
          ...turn(1),
          name: 'unit',
          // The files of a worker share its modules: the embedded database is compiled once for all, not once for each.
          isolate: false,
          setupFiles: ['test/support/fresh-log.ts'],
          include: ['test/{shared,core,backend,hosts,lint}/**/*.test.ts', 'test/*.test.ts'],
          alias: [{ find: /^.*\/secret-cost\.ts$/, replacement: join(here, 'test/support/quick-secret-cost.ts') }],
        },
      },
      {
        test: {
          ...node,
          ...computes,
          ...turn(2),
          name: 'renderer',
          environment: 'jsdom',
          isolate: false,
          setupFiles: ['test/support/fresh-page.ts'],
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
      {
        test: {
          ...node,
          ...waits,
          ...turn(3),
          name: 'e2e',
          // A page beside other busy ones may take longer than the second that a poll is given.
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 120_000,
          hookTimeout: 180_000,
          include: ['test/e2e/**/*.test.ts'],
        },
      },
      {
        test: {
          ...node,
          ...waits,
          ...turn(3),
          name: 'faults',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          include: ['test/faults/**/*.test.ts'],
        },
      },
      {
        test: {
          ...node,
          ...turn(4),
          name: 'simulation',
          testTimeout: 180_000,
          include: ['test/simulation/**/*.test.ts'],
          // Each waits for a process that computes: as many as there are cores.
          maxConcurrency: availableParallelism(),
          fileParallelism: false,
        },
      },
      {
        test: {
          ...node,
          ...turn(5),
          name: 'data',
          testTimeout: 300_000,
          hookTimeout: 180_000,
          include: ['test/data/**/*.test.ts'],
          maxWorkers: 2,
        },
      },
    ],
  },
});
