// A first start of the backend initialises a database, which takes seconds of computing. The programs are built and one
// backend is started once for a run; the tests begin with a copy of what it left. First starts are `start.test.ts`'s matter.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A data directory, filled by `prepare-backend.ts`. `npm test` has one for all of its suites. */
const PREPARED = 'FOREWORD_TEST_PREPARED';

export const isPrepared = (): boolean => process.env[PREPARED] !== undefined;

/** Of vitest, before the files of a project run; what it answers with is called after them. */
export async function setup(): Promise<() => Promise<void>> {
  // Another project of this run has done it, or `npm test`.
  if (isPrepared()) return async () => undefined;
  const dataDir = await mkdtemp(join(tmpdir(), 'foreword-prepared-'));
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'prepare-backend.ts'), dataDir]);
  process.env[PREPARED] = dataDir;
  return () => rm(dataDir, { recursive: true, force: true });
}

/** Fills an empty data directory as a first start would; outside a test run it leaves it empty, and the start is the first. */
export async function prepare(dataDir: string): Promise<void> {
  const prepared = process.env[PREPARED];
  if (prepared) await cp(prepared, dataDir, { recursive: true });
}
