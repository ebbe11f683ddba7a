import type { Database } from 'better-sqlite3';
import { logger } from '../../../../shared/lib/log.ts';

const log = logger('cache');

/** Statements only: a migration never imports live code, so it means the same for ever. */
export type Migration = { readonly name: string; readonly up: string };

export class TooNew extends Error {
  override readonly name = 'TooNew';
}

/** Version = place in the list. Shipped ones are never edited. Throws TooNew before anything is written. */
export function migrate(db: Database, list: readonly Migration[]): void {
  const done = db.pragma('user_version', { simple: true }) as number;
  if (done > list.length) throw new TooNew(`version ${done}, known ${list.length}`);
  for (const [i, { name, up }] of [...list.entries()].slice(done)) {
    db.transaction(() => {
      db.exec(up);
      db.pragma(`user_version = ${i + 1}`);
    }).immediate();
    log.info('cache.migrated', { to: i + 1, name });
  }
}
