import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../../shared/data');

export const devData = (...path: readonly string[]): string => join(root, ...path);

/** The real data lies beside the repository and is no part of it: without it `what` is skipped, and a line says so. */
export function devDataIsMissing(what: string): boolean {
  const missing = !existsSync(root);
  if (missing) console.log(`${what}: skipped, the development data is not on this machine (../shared/data)`);
  return missing;
}
