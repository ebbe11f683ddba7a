// Where tests keep what they throw away. A backend's data directory is 1,250 files: to make and remove them on a disk takes half a
// second of its file system, in memory a tenth of that. Nothing here is about a disk: a killed process leaves the same files on
// either, and tests of full and failing disks bring their own.
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import { join } from 'node:path';

const IN_MEMORY = '/dev/shm';
const GIB = 2 ** 30;

const freeOf = folder => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return 0; // No such folder: not Linux, or a container without one.
  }
};

/** From now on this process and what it starts keep temporary files in memory, where there is plenty; removed as it ends. */
export function keepTemporaryFilesInMemory() {
  if (process.env.TMPDIR || freeOf(IN_MEMORY) < 4 * GIB || freemem() < 8 * GIB) return;
  const folder = mkdtempSync(join(IN_MEMORY, 'foreword-'));
  chmodSync(folder, 0o711); // PostgreSQL runs as a user of its own.
  process.env.TMPDIR = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
}
