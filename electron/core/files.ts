import type { Clock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { discard } from './cache/files/discard.ts';
import { openCache, openMemoryCache } from './cache/files/open.ts';
import { openDeskFile, openMemoryDeskFile } from './cache/files/open-desk-file.ts';
import { filesOf, type ParsedConfig } from './config.ts';
import { makeDurableFolder } from './durable-folder.ts';

export type FileOptions = { lockWaitMs?: number | undefined; fileThreadUrl?: URL | undefined };

/** Opens what the desk keeps. Throws `denied` with a sentence for a person where the folder cannot be used. */
export function openFiles(config: ParsedConfig, clock: Clock, { lockWaitMs, fileThreadUrl }: FileOptions = {}) {
  const files = filesOf(config);
  try {
    makeDurableFolder(files.folder);
  } catch (error) {
    throw new Fault('denied', `The folder ${files.folder} cannot be written; choose another with --data.`, {
      cause: error,
    });
  }
  discard(files, config.discard);
  const options = { now: clock.now, ...(lockWaitMs === undefined ? {} : { lockWaitMs }) };
  const isKept = config.keptIn === 'files';
  const desk = isKept
    ? openDeskFile(files.outbox, { ...options, key: config.keys?.outbox ?? null })
    : openMemoryDeskFile();
  const opened = isKept
    ? openCache(files.cache, { ...options, key: config.keys?.cache ?? null, ...(fileThreadUrl && { fileThreadUrl }) })
    : openMemoryCache();
  return {
    cache: opened.cache,
    file: desk.file,
    inMemory: opened.inMemory,
    isToBeChecked: opened.isToBeChecked,
    distrust: opened.distrust,
    notices: [...(config.keyNotice === null ? [] : [config.keyNotice]), ...desk.notices, ...opened.notices],
    close(): void {
      opened.close();
      desk.close();
    },
  };
}
