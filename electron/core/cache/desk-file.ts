import type { Database } from 'better-sqlite3';
import { commandsTable } from './commands.ts';
import { draftsTable } from './drafts.ts';
import { settingsTable } from './settings.ts';

/** The file that may not be lost: commands, drafts, settings. */
export function deskFileOver(db: Database) {
  return {
    db,
    commands: commandsTable(db),
    drafts: draftsTable(db),
    settings: settingsTable(db),
    write: <T>(work: () => T): T => db.transaction(work).immediate(),
  };
}
export type DeskFile = ReturnType<typeof deskFileOver>;
