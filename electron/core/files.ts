import { mkdirSync } from 'node:fs';
import type { Clock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { openCache } from './cache/open.ts';
import { openDeskFile } from './cache/open-desk-file.ts';
import { filesOf, type ParsedConfig } from './config.ts';

/** Opens what the desk keeps. Throws `denied` with a sentence for a person where the folder cannot be used. */
export function openFiles(config: ParsedConfig, clock: Clock, lockWaitMs?: number) {
  const files = filesOf(config);
  try {
    mkdirSync(files.folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Fault('denied', `The folder ${files.folder} cannot be written; choose another with --data.`, {
      cause: error,
    });
  }
  const options = { now: clock.now, ...(lockWaitMs === undefined ? {} : { lockWaitMs }) };
  const desk = openDeskFile(files.outbox, options);
  const opened = openCache(files.cache, options);
  return {
    cache: opened.cache,
    file: desk.file,
    inMemory: opened.inMemory,
    notices: [...desk.notices, ...opened.notices],
    close(): void {
      opened.close();
      desk.close();
    },
  };
}
