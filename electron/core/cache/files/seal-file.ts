// Files that were written before there were keys: once, at the first start that has one.
import { closeSync, fsyncSync, fstatSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { logger } from '../../../../shared/lib/log.ts';
import { openDriver, sealInPlace } from './driver.ts';

const log = logger('cache');
const CHUNK = 2 ** 20;

/** Where the sealed copy is made; one found at a start is of a start that was killed, and begun anew. */
export const sealingOf = (path: string): string => `${path}.sealing`;

/**
 * Makes a plain file a sealed one. A sealed copy is made beside it, is whole on the disk, and takes its place in one step, so
 * a kill leaves the one or the other; what the plain one held is then written over with zeros, which a disk that moves its
 * blocks about may not do where they were. Throws SQLite's error for a locked or damaged file, the system's for a full disk.
 */
export function sealFile(path: string, key: Uint8Array, lockWaitMs: number): void {
  const started = performance.now();
  const plain = openDriver(path, { key: null, lockWaitMs });
  let bytes = -1;
  try {
    // Into one file, and nobody else's until it is done: who waited for the lock finds it sealed.
    plain.pragma('locking_mode = EXCLUSIVE');
    plain.pragma('journal_mode = DELETE');
    plain.exec('BEGIN EXCLUSIVE');
    bytes = replace(path, key, () => plain.close());
  } finally {
    if (plain.open) plain.close();
  }
  if (bytes >= 0) log.info('cache.sealed', { bytes, ms: Math.round(performance.now() - started) });
}

/** Answers how many bytes were sealed; -1: another start has done it. Closes no handle before the lock may go with it. */
function replace(path: string, key: Uint8Array, unlock: () => void): number {
  const handle = openSync(path, 'r+');
  try {
    const { ino, size } = fstatSync(handle);
    if (statSync(path).ino !== ino) return -1;
    const making = sealingOf(path);
    copyTo(making, handle, size);
    sealInPlace(making, key);
    flush(making);
    if (process.platform === 'win32') unlock(); // there, a file that is open is not replaced
    renameSync(making, path);
    if (process.platform !== 'win32') flush(dirname(path));
    unlock();
    writeOver(handle, size);
    return size;
  } finally {
    closeSync(handle);
  }
}

function copyTo(path: string, from: number, size: number): void {
  rmSync(path, { force: true });
  rmSync(`${path}-journal`, { force: true });
  const to = openSync(path, 'wx', 0o600);
  try {
    const chunk = Buffer.alloc(CHUNK);
    for (let at = 0; at < size;) {
      const read = readSync(from, chunk, 0, CHUNK, at);
      if (read === 0) throw new Error('the file became shorter while it was read');
      writeSync(to, chunk, 0, read, at);
      at += read;
    }
  } finally {
    closeSync(to);
  }
}

function writeOver(handle: number, size: number): void {
  const zeros = Buffer.alloc(CHUNK);
  for (let at = 0; at < size; at += CHUNK) writeSync(handle, zeros, 0, Math.min(CHUNK, size - at), at);
  fsyncSync(handle);
}

function flush(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
