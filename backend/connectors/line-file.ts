// A file that only grows, a JSON record a line, each on the disk before it is said to be.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { logger } from '../../shared/lib/log.ts';

const log = logger('outlet');

/** A line torn by a crash was never confirmed, so it does not count: what it was about is done again. */
export function readLines<T>(file: string | null): T[] {
  if (!file || !existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap(line => {
      try {
        return line === '' ? [] : [JSON.parse(line) as T];
      } catch {
        // Without the error: its message quotes the line, and that is a customer's.
        log.warn('line.torn', { length: line.length });
        return [];
      }
    });
}

export function appendLine(file: string, record: object): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const handle = openSync(file, 'a', 0o600);
  try {
    // A leading line break closes a line torn by an earlier crash.
    writeSync(handle, `\n${JSON.stringify(record)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
