import { logger } from '../../../../shared/lib/log.ts';
import { isLocked } from './check.ts';
import { openDriver } from './driver.ts';

const log = logger('cache');

/** Empty, and nothing else than something to hold: two connections of one program share the file beside it. */
export const holdOf = (file: string): string => `${file}.held`;

/**
 * Keeps other programs away from a file as long as this one lives: a second one's pages would mix into it. Answers how to let go
 * of it; null: it cannot be made, on a full disk. Throws SQLite's `SQLITE_BUSY` where another program has it.
 */
export function holdFile(file: string, lockWaitMs?: number): (() => void) | null {
  try {
    const db = openDriver(holdOf(file), { key: null, ...(lockWaitMs === undefined ? {} : { lockWaitMs }) });
    try {
      db.exec('BEGIN EXCLUSIVE');
      return () => db.close();
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    if (isLocked(error)) throw error;
    log.warn('cache.notHeld', {}, error);
    return null;
  }
}
