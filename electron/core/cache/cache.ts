import type { Database } from 'better-sqlite3';
import type { Presence } from '../../../shared/domain/presence.ts';
import type { Team } from '../../../shared/domain/team.ts';
import type { Agent, Queue } from '../../../shared/domain/work.ts';
import { broughtTable } from './brought.ts';
import { casesTable } from './cases.ts';
import { completenessTable } from './completeness.ts';
import { customersTable } from './customers.ts';
import { erasedTable } from './erasing/erased.ts';
import { leavingTable } from './erasing/leaving.ts';
import { entriesTable } from './entries.ts';
import { feedStateTable } from './feed-state.ts';
import { besideWriting } from './files/beside-writing.ts';
import { type FileWork, fileWorkHere } from './files/file-work.ts';
import { journalOf } from './files/journal.ts';
import { formerTables } from './keeping/former.ts';
import { introductionsTable } from './introductions.ts';
import { interactionsTable } from './interactions.ts';
import { mentionsTable } from './mentions.ts';
import { namesTable } from './search/names.ts';
import { offersTable } from './offers.ts';
import { openedTable } from './opened.ts';
import { setAsideTable } from './set-aside.ts';
import { traitsReader } from './traits.ts';
import { versionedTable } from './versioned.ts';
import { workItemsTable } from './work-items.ts';

/**
 * All tables over one open and migrated database. `write` and `read` are one transaction each. `work` is who does what
 * holds a thread up; left out: this one. `emptiedAtOnce`: pages up to which a new log empties them in one step.
 */
export function cacheOver(db: Database, work: FileWork = fileWorkHere(db), emptiedAtOnce?: number) {
  const writing = besideWriting();
  const leaving = leavingTable(db);
  const entries = entriesTable(db, leaving);
  return {
    db,
    work,
    writing,
    journal: journalOf(db, work, writing),
    customers: customersTable(db),
    cases: casesTable(db),
    names: namesTable(db),
    interactions: interactionsTable(db),
    entries,
    traits: traitsReader(db),
    completeness: completenessTable(db),
    workItems: workItemsTable(db),
    offers: offersTable(db),
    presences: versionedTable<Presence>(db, 'presences', ({ agentId, version }) => ({ id: agentId, version })),
    queues: versionedTable<Queue>(db, 'queues', ({ id, version }) => ({ id, version })),
    agents: versionedTable<Agent>(db, 'agents', ({ id, version }) => ({ id, version })),
    teams: versionedTable<Team>(db, 'teams', ({ id, version }) => ({ id, version })),
    mentions: mentionsTable(db),
    introductions: introductionsTable(db),
    opened: openedTable(db),
    brought: broughtTable(db),
    setAside: setAsideTable(db),
    erased: erasedTable(db),
    leaving,
    feedState: feedStateTable(db),
    former: formerTables(db, emptiedAtOnce),
    write<T>(work: () => T): T {
      try {
        return db.transaction(work).immediate();
      } catch (error) {
        entries.tallies.forgetSums();
        entries.search.forgetRemembered();
        leaving.reread();
        throw error;
      }
    },
    read: <T>(work: () => T): T => db.transaction(work).deferred(),
  };
}
export type Cache = ReturnType<typeof cacheOver>;
