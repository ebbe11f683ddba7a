import type { Command, CommandReply } from '../../../shared/contract/commands.ts';
import type { Clock } from '../../../shared/lib/clock.ts';
import type { Cache } from '../cache/cache.ts';
import type { DeskFile } from '../cache/desk-file.ts';
import type { BackOff } from './back-off.ts';

export type OutboxOptions = {
  file: DeskFile;
  cache: Cache;
  clock: Clock;
  random: () => number;
  backendNow: () => number;
  /** Null while there is no session; else sends and answers, or throws `offline`. */
  send: () => ((command: Command) => Promise<CommandReply>) | null;
  /** Brings the files that a command names to the backend before it; null: it names none. Throws as the backend refuses. */
  bring: (command: Command) => Promise<void> | null;
  /** Tells the screen; `customerId` where the timeline shows the words. */
  changed: (customerId: string | null) => void;
  pause: BackOff;
  /** The file cannot take more for now: nothing is lost, and it is tried again. */
  full: (error: unknown) => void;
};
export type Ask = {
  command: Command;
  customerId: string | null;
  expiresAt?: number | null;
  /** Milliseconds for which it stays here so that it can be taken back; a start over sends it at once. */
  undoMs?: number;
};
