import type { Completeness, Connection } from '../../../shared/contract/bridge.ts';
import type { Here } from '../../../shared/domain/here.ts';
import type { Agent, Board } from '../../../shared/domain/work.ts';
import type { Clock } from '../../../shared/lib/clock.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Cache } from '../cache/cache.ts';
import type { DeskFile } from '../cache/desk-file.ts';
import type { KeepChoice } from '../cache/keeping/keep-choice.ts';
import type { Pruner } from '../cache/keeping/pruner.ts';
import type { ParsedConfig } from '../config.ts';
import type { Exports } from '../export/exports.ts';
import type { ForewordMemory } from '../foreword-memory.ts';
import type { Attachments } from '../link/attachments.ts';
import type { Fetching } from '../link/fetching.ts';
import type { Fill } from '../link/fill.ts';
import type { Outbox } from '../link/outbox.ts';
import type { Notices } from '../notices.ts';
import type { Others } from '../others.ts';
import type { Reviewing } from '../reviewing.ts';
import type { SpaceCounter } from '../space.ts';
import type { TakingFiles } from '../taking-files.ts';
import type { Pushes } from './pushes.ts';

/** Of what is kept on this desk: what the screen sets, starts and shows. */
type Keeping = {
  readonly choice: Pick<KeepChoice, 'now' | 'given' | 'choose'>;
  readonly pruning: Pick<Pruner, 'soon' | 'makeRoom'>;
  readonly fetching: Pick<Fetching, 'start' | 'halt' | 'read'>;
  readonly fill: Pick<Fill, 'wake' | 'read'>;
  readonly space: Pick<SpaceCounter, 'read'>;
};

/** What handlers work with. */
export type Context = {
  config: ParsedConfig;
  clock: Clock;
  cache: Cache;
  file: DeskFile;
  memory: ForewordMemory;
  outbox: Outbox;
  attachments: Attachments;
  exports: Exports;
  takingFiles: TakingFiles;
  notices: Notices;
  pushes: Pushes;
  connection: () => Connection;
  retryLink: () => void;
  /** Ends the session until somebody signs in; the policy may empty the desk. */
  signOut: () => void;
  signIn: (secret: string) => void;
  backendNow: () => number;
  /** The machine goes to sleep, or is back. */
  sleep: (phase: 'going' | 'back') => void;
  agent: () => Agent | null;
  board: () => Board | null;
  others: Pick<Others, 'roster' | 'here'>;
  /** Throws `offline` without a session: who is here is not kept for later. */
  tellHere: (here: Here) => Promise<unknown>;
  /** Somebody reads this customer's history: it is not pruned for a while. */
  reading: (customerId: string) => void;
  /** Asks the backend for the next older page and stores it. */
  loadOlder: (customerId: string) => Promise<Completeness>;
  keeping: Keeping;
  /** Customers beyond this desk, for a review. */
  reviewing: Reviewing;
};

export function missing(noun: string): never {
  throw new Fault('not-found', `no such ${noun}`);
}
