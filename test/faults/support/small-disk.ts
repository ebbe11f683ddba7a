// A disk of a few megabytes, to be filled: a memory disk mounted for the test; where this process may mount none, a folder that
// full-disk.c keeps small.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('full-disk.c', import.meta.url));
const MEGABYTES = 16;
const PREFIX = join(tmpdir(), 'foreword-full-');
/** True in a process that full-disk.c was loaded into. */
const isKeptSmall = process.env['FOREWORD_SMALL_DISK'] === PREFIX;

export type SmallDisk = { readonly folder: string; remove(): void };

/** Null where this process may not mount one. */
function mounted(): SmallDisk | null {
  const folder = mkdtempSync(PREFIX);
  const options = ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m`, 'tmpfs', folder];
  const remove = (): void => {
    spawnSync('umount', ['-l', folder]);
    rmSync(folder, { recursive: true, force: true });
  };
  if (spawnSync('mount', options).status === 0) return { folder, remove };
  rmSync(folder, { recursive: true });
  return null;
}

function keptSmall(): SmallDisk {
  const folder = mkdtempSync(PREFIX);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Null: there is none in this process, and another one may be started with `smallDiskVariables`. */
export const smallDisk = (): SmallDisk | null => (isKeptSmall ? keptSmall() : mounted());

/** What a process is started with that has such disks without mounting; null without a C compiler. Where they must be had that throws. */
export function smallDiskVariables(): Readonly<Record<string, string>> | null {
  const library = join(mkdtempSync(join(tmpdir(), 'foreword-small-disk-')), 'full-disk.so');
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, SOURCE, '-ldl', '-lpthread']);
  } catch (error) {
    if (process.env['FOREWORD_REQUIRE_DISK'] === '1')
      throw new Error('no disk can be mounted nor made small, and these tests must run here', { cause: error });
    return null;
  }
  const bytes = String(MEGABYTES * 1_048_576);
  return { LD_PRELOAD: library, FOREWORD_SMALL_DISK: PREFIX, FOREWORD_SMALL_DISK_BYTES: bytes };
}
