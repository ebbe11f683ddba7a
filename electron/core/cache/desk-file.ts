import type { Database } from 'better-sqlite3';
import { Fault } from '../../../shared/lib/fault.ts';
import { begunTable } from './begun.ts';
import { commandsTable } from './commands.ts';
import { draftsTable } from './drafts.ts';
import { outFilesTable } from './out-files.ts';
import { pinsTable } from './keeping/pins.ts';
import { settingsTable } from './settings.ts';
import { wrapUpsTable } from './wrap-ups.ts';

/** The file that may not be lost: commands, drafts, files that go out, pins, settings. */
export function deskFileOver(db: Database, { isKept } = { isKept: true }) {
  const rows = db
    .prepare<[], number>(
      `SELECT (SELECT count(*) FROM commands) + (SELECT count(*) FROM drafts) + (SELECT count(*) FROM wrap_ups)
         + (SELECT count(*) FROM begun) + (SELECT count(*) FROM out_files WHERE sha256 IS NOT NULL)`,
    )
    .pluck();
  return {
    db,
    isKept,
    /** Throws `not-kept` where no file could be had: words must not be taken. Settings then last until the end. */
    mustKeep(): void {
      if (!isKept) throw new Fault('not-kept', 'the outbox has no file');
    },
    /** Neither commands nor drafts nor what was begun nor files of them. */
    isEmpty: (): boolean => rows.get() === 0,
    commands: commandsTable(db),
    begun: begunTable(db),
    drafts: draftsTable(db),
    outFiles: outFilesTable(db),
    wrapUps: wrapUpsTable(db),
    pins: pinsTable(db),
    settings: settingsTable(db),
    write: <T>(work: () => T): T => db.transaction(work).immediate(),
  };
}
export type DeskFile = ReturnType<typeof deskFileOver>;
