import type { FileReport } from './report.ts';
import type { Found } from './walk.ts';

/**
 * 2: what was named is not there or no archive. 3: a file of a folder could not be read, or one that was recognised stopped
 * on the way. 0: all was read, refused records and files of no known format in a folder or not.
 */
export function exitCodeOf(archives: readonly Found[], files: readonly FileReport[]): 0 | 2 | 3 {
  const strange = archives.filter(found => found.format === null);
  if (strange.some(({ named }) => named)) return 2;
  const hasStopped = files.some(({ format, error }) => format !== null && error !== undefined);
  return hasStopped || strange.some(({ unread }) => unread) ? 3 : 0;
}
