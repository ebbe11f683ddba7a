// What is left when all is over, judged by those who share no code with what did it.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { out, root, SHORT_LIVED } from '../../e2e/harness/processes.ts';

const run = promisify(execFile);
const ROOM = 200_000_000;

/** The ledger of a backend as its program writes it, a row a line. */
export async function ledgerOf(...where: string[]): Promise<string> {
  return (await run(process.execPath, [SHORT_LIVED, join(out, 'ledger.js'), ...where], { maxBuffer: ROOM })).stdout;
}

/**
 * The ledger of a backend, by the program for it, as the checker judges it. `where`: `--data DIR` of a backend that is not
 * running, or `--database URL`. Throws what the checker says when the promises did not hold.
 */
export async function ledgerVerdict(...where: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'foreword-ledger-'));
  const file = join(folder, 'ledger.ndjson');
  try {
    await writeFile(file, await ledgerOf(...where));
    const checker = join(root, 'build', 'ledger-check', 'main.ts');
    return (await run(process.execPath, [checker, file])).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
