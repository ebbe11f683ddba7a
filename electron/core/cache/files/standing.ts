// What a file means for this start, before anything in it is touched.
import { type FileHead, type FileKey, headOf, markOf } from './driver.ts';
import { sealFile } from './seal-file.ts';

export type Standing = 'own' | 'too-new' | 'other-key';

const LOCK_WAIT_MS = 3_000;

/** `known`: the newest version of such a file that this program knows. A plain file is one's own, and so is no file. */
export function standingFor(head: FileHead, known: number, key: FileKey): Standing {
  if (head.kind === 'none' || head.kind === 'other') return 'own';
  if (head.version > known) return 'too-new';
  if (head.kind === 'plain') return 'own';
  return key !== null && markOf(key) === head.mark ? 'own' : 'other-key';
}

export const standingOf = (file: string, known: number, key: FileKey): Standing =>
  standingFor(headOf(file), known, key);

/** Throws what `sealFile` throws. */
export function sealIfPlain(
  file: string,
  { key = null, lockWaitMs = LOCK_WAIT_MS }: { key?: FileKey; lockWaitMs?: number },
): void {
  if (key !== null && headOf(file).kind === 'plain') sealFile(file, key, lockWaitMs);
}
