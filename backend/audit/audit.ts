// What a running backend tells the audit: told at once, written beside whatever it was about, and never waited for.
import type { Clock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Db } from '../store/db.ts';
import { newFold } from './fold.ts';
import { type AuditNote, type Counted, writeNotes } from './note.ts';
import { sealAudit } from './seal.ts';

const log = logger('audit');

/** Milliseconds between looks at what is counted and what other nodes or transactions noted. */
const LOOK_MS = 5_000;
/** Rows that wait for a database that does not answer; what comes on top is lost, and the log says so. */
const MOST_WAITING = 20_000;

export type Audit = {
  /** Never throws and never waits: what it is about must go on, whatever the audit does. */
  note(note: AuditNote): void;
  /** Resolves when what was told until now is in the audit, or has failed once. */
  settle(): Promise<void>;
  start(): void;
  /** Writes what is still counted. */
  stop(): Promise<void>;
};

/** For a contact centre by itself, as tests and the simulation make them: what its transactions note is noted all the same. */
export const noAudit: Audit = {
  note: () => undefined,
  settle: async () => undefined,
  start: () => undefined,
  stop: async () => undefined,
};

type Parts = { readonly db: Pick<Db, 'query' | 'transaction'>; readonly clock: Pick<Clock, 'monotonic'> };

export function newAudit({ db, clock }: Parts): Audit {
  const fold = newFold(clock.monotonic);
  let waiting: { counted: Counted; at: number }[] = [];
  let lost = 0;
  let writing: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;

  function put(these: readonly Counted[]): void {
    const room = Math.max(0, MOST_WAITING - waiting.length);
    const at = clock.monotonic();
    waiting.push(...these.slice(0, room).map(counted => ({ counted, at })));
    lost += these.length - Math.min(these.length, room);
  }

  /** In a transaction of its own: what was refused is rolled back, this is not. */
  async function write(): Promise<void> {
    const these = waiting;
    waiting = [];
    const now = clock.monotonic();
    const aged = these.map(({ counted: { note, count, sinceMs, untilMs }, at }) => {
      return { note, count, sinceMs: sinceMs + now - at, untilMs: untilMs + now - at };
    });
    try {
      await writeNotes(db, aged);
    } catch (error) {
      waiting = [...these, ...waiting];
      log.warn('audit.unwritten', { rows: waiting.length }, error);
      throw error;
    }
    if (lost > 0) log.error('audit.lost', { rows: lost });
    lost = 0;
  }

  async function run(): Promise<void> {
    try {
      do {
        if (waiting.length > 0) await write();
        await sealAudit(db);
      } while (waiting.length > 0);
    } catch (error) {
      log.warn('audit.delayed', {}, error); // the next look finds what waits, and what is noted
    }
    writing = null; // in the same breath in which nothing waits: what is noted a moment later begins anew
  }

  /** One at a time; what is told meanwhile is written by the same turn. */
  function kick(): Promise<void> {
    writing ??= run();
    return writing;
  }

  async function settle(): Promise<void> {
    await writing;
    await kick();
  }

  return {
    note(note) {
      const now = fold.take(note);
      if (!now) return;
      put([now]);
      void kick();
    },
    settle,
    start() {
      timer = setInterval(() => {
        put(fold.due());
        void kick();
      }, LOOK_MS);
      timer.unref();
      void kick(); // what another process noted before it died
    },
    async stop() {
      clearInterval(timer);
      put(fold.due(true));
      await settle();
    },
  };
}
