import { readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { logger } from '../../../../shared/lib/log.ts';
import type { Discard } from '../../config.ts';

const log = logger('cache');

type Files = { readonly cache: string; readonly outbox: string; readonly attachments: string };

/**
 * Removes what can never be read again because its key is forgotten, files set aside and spare files among it: `cache` is the
 * history and its attachments, `all` the unsent words too. Doing it twice changes nothing.
 */
export function discard({ cache, outbox, attachments }: Files, what: Discard): void {
  if (what === 'nothing') return;
  rmSync(attachments, { recursive: true, force: true });
  const gone = what === 'all' ? [cache, outbox] : [cache];
  const files = gone.flatMap(filesOf);
  for (const file of files) rmSync(file, { force: true });
  log.info('cache.discarded', { what, files: files.length });
}

/** Everything that was ever made of this file: `a.cache.db`, `a.cache.db-wal`, `a.cache-spare-1.db`, `a.cache.db.damaged-…` */
function filesOf(file: string): string[] {
  const stem = basename(file, '.db');
  return readdirSync(dirname(file))
    .filter(name => name === `${stem}.db` || name.startsWith(`${stem}.db`) || name.startsWith(`${stem}-spare-`))
    .map(name => join(dirname(file), name));
}
