import { existsSync, renameSync, rmSync } from 'node:fs';
import { clearSuspicion } from './checking.ts';

/** Stands beside the file while it is open: found at a start, the last one did not end in order. */
export const openMark = (file: string): string => `${file}.open`;

/** Keeps a file that cannot be used for whoever wants to look: nothing is overwritten. Answers its new name. */
export function setFileAside(file: string, now: number, why: 'damaged' | 'other-key' = 'damaged'): string {
  const aside = `${file}.${why}-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`;
  if (existsSync(file)) renameSync(file, aside);
  for (const part of ['-wal', '-shm', '-journal']) if (existsSync(file + part)) renameSync(file + part, aside + part);
  rmSync(openMark(file), { force: true });
  clearSuspicion(file);
  return aside;
}

/** With its journal and everything else that SQLite lays beside it. */
export function removeFile(path: string): void {
  for (const part of ['', '-wal', '-shm', '-journal']) rmSync(path + part, { force: true });
}
