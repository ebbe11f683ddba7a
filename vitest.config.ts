import { defineConfig } from 'vitest/config';

// Real processes on a shared machine: CI gives a test a second go and the report says which needed one.
const noisy = { retry: process.env['CI'] ? 1 : 0, fileParallelism: false } as const;
const node = { environment: 'node', testTimeout: 30_000, hookTimeout: 60_000 } as const;

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          ...node,
          name: 'unit',
          include: ['test/{shared,core,backend,hosts,lint}/**/*.test.ts', 'test/*.test.ts'],
        },
      },
      {
        test: {
          ...node,
          name: 'renderer',
          environment: 'jsdom',
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
      {
        test: {
          ...node,
          name: 'e2e',
          testTimeout: 120_000,
          hookTimeout: 180_000,
          include: ['test/e2e/**/*.test.ts'],
          ...noisy,
        },
      },
      {
        test: {
          ...node,
          name: 'faults',
          testTimeout: 180_000,
          hookTimeout: 180_000,
          include: ['test/faults/**/*.test.ts'],
          ...noisy,
        },
      },
      {
        test: {
          ...node,
          name: 'simulation',
          testTimeout: 180_000,
          include: ['test/simulation/**/*.test.ts'],
          fileParallelism: false,
        },
      },
      {
        test: {
          ...node,
          name: 'data',
          testTimeout: 300_000,
          hookTimeout: 180_000,
          include: ['test/data/**/*.test.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
