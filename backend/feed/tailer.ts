// One per node: reads the log once and hands what is new to the desks that may see it.
import { LIMITS } from '../../shared/contract/wire.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Store } from '../store/db.ts';
import { expand, type GrantOf, type Ready } from './expand.ts';
import { PAGE_BYTES } from './fit.ts';
import { compare, type Position } from './position.ts';
import { type Head, readHead, readRows, type Viewers } from './read.ts';

const log = logger('feed');

export const WAKE_CHANNEL = 'foreword_feed';
/** Milliseconds. A wake-up may be lost, so the log is looked at anyway; held rows give no wake-up when they are let go. */
const POLL = 1_000;
const HELD = 40;
const FAILED = 500;

export type Batch = {
  readonly events: readonly Ready[];
  readonly upto: Position;
};
/** A desk that is up to date. `receive` is called with each batch that was read while it was among the readers. */
export type Reader = {
  readonly agentId: string;
  readonly lead: boolean;
  receive(batch: Batch): void;
  missed(batch: Batch): void;
};

export type Tailer = {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Looks at once, and makes the other nodes look. */
  wake(): void;
  /** How far it has read; null before the first look. */
  position(): Position | null;
  /** Backend's clock: everything committed by then has been handed out. Null before the first look. */
  completeTo(): number | null;
  /** By the monotonic clock, when it last read the log without an error. */
  lastRead(): number;
  join(reader: Reader): void;
  leave(reader: Reader): void;
};

type Parts = { readonly store: Store; readonly grantOf: GrantOf; readonly clock: Clock };

export function tailerFor({ store, grantOf, clock }: Parts): Tailer {
  const readers = new Set<Reader>();
  let position: Position | null = null;
  let completeTo: number | null = null;
  let lastRead = Number.NEGATIVE_INFINITY;
  let asked = false;
  let stopped = false;
  let running: Promise<void> | null = null;
  let soon: NodeJS.Timeout | undefined;
  let poll: NodeJS.Timeout | undefined;
  let telling: NodeJS.Timeout | undefined;

  function look(): void {
    asked = true;
    if (!stopped) running ??= run();
  }

  function lookIn(ms: number): void {
    clearTimeout(soon);
    soon = setTimeout(look, ms);
  }

  /** At rest in the same breath in which it finds nothing asked: a moment between the two would lose a wake-up. */
  async function run(): Promise<void> {
    while (asked && !stopped) {
      asked = false;
      try {
        await step();
        lastRead = clock.monotonic();
      } catch (error) {
        log.warn('log.unread', {}, error);
        lookIn(FAILED);
      }
    }
    running = null;
  }

  async function step(): Promise<void> {
    const at = clock.now();
    const head = await readHead(store);
    if (head === null) return lookIn(HELD);
    position ??= head.at;
    const whole = await handOut(head, position, at);
    if (!whole) asked = true;
    else if (head.held) lookIn(HELD);
  }

  /** False when the span did not fit one batch. */
  async function handOut(head: Head, after: Position, at: number): Promise<boolean> {
    const isNews = compare(after, head.at) < 0;
    const present = new Set(readers);
    const limit = { rows: LIMITS.pageEvents, bytes: PAGE_BYTES };
    const { rows, more, ours } =
      present.size === 0 || !isNews
        ? { rows: [], more: false, ours: true }
        : await readRows(store, { after, upto: head.at }, viewersOf(present), limit);
    if (!ours) return skip(head);
    const { events, taken } = await expand(rows, grantOf, PAGE_BYTES);
    const whole = !more && taken.length === rows.length;
    position = whole ? head.at : (taken.at(-1)?.at ?? after);
    if (whole && !head.held) completeTo = at; // before it is handed out, so that each page says so
    if (!isNews) return true;
    const batch = { events, upto: position };
    for (const reader of readers) {
      if (present.has(reader)) reader.receive(batch);
      else reader.missed(batch);
    }
    return whole;
  }

  /** What comes next was pruned before it was read: each desk goes on from its own cursor, or from a snapshot. */
  function skip(head: Head): boolean {
    log.warn('log.pruned.unread');
    position = head.at;
    for (const reader of readers) reader.missed({ events: [], upto: head.at });
    return true;
  }

  return {
    async start() {
      await store.listen(WAKE_CHANNEL, look);
      poll = setInterval(look, POLL);
      look();
      await running;
    },
    async stop() {
      stopped = true;
      clearInterval(poll);
      clearTimeout(soon);
      clearTimeout(telling);
      await running;
    },
    wake() {
      look();
      if (store.engine === 'pglite') return;
      // Many commits at once are one wake-up for the others; a lost one costs them a poll.
      telling ??= setTimeout(() => {
        telling = undefined;
        store.notify(WAKE_CHANNEL, '').catch(error => log.warn('wake.untold', {}, error));
      }, 5);
    },
    position: () => position,
    completeTo: () => completeTo,
    lastRead: () => lastRead,
    join: reader => readers.add(reader),
    leave: reader => readers.delete(reader),
  };
}

function viewersOf(readers: ReadonlySet<Reader>): Viewers {
  const list = [...readers];
  return { agentIds: [...new Set(list.map(({ agentId }) => agentId))], leads: list.some(({ lead }) => lead) };
}
