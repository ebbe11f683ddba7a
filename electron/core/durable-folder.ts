import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder, and those above it that are missing, whose names are there after a power cut too: a file that was synced in a
 * folder that nobody finds any more is lost all the same. Throws the system's error. Windows has no handle for a folder.
 */
export function makeDurableFolder(path: string): void {
  const first = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (first === undefined || process.platform === 'win32') return;
  for (let made = path; made.length >= first.length && made !== dirname(made); made = dirname(made))
    syncFolder(dirname(made));
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
