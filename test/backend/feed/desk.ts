// A desk that holds the feed to its promises: each page must continue its cursor.
import type { FeedEvent, FeedPage } from '../../../shared/contract/wire.ts';
import { systemClock } from '../../../shared/lib/clock.ts';
import { append, type Audience } from '../../../backend/feed/log.ts';
import type { Source } from '../../../backend/feed/replay.ts';
import { type Stream, streamFor } from '../../../backend/feed/stream.ts';
import { type Tailer, tailerFor } from '../../../backend/feed/tailer.ts';
import type { Store, StoreTx } from '../../../backend/store/db.ts';
import { log } from '../../../backend/store/migrations/0001-log.ts';
import { queueSchema } from '../../../shared/domain/work.ts';
import { memoryStore } from '../../support/kept-store.ts';

/** The feed's own tables and nothing of the contact centre's. */
export const feedStore = (): Promise<Store> => memoryStore([log]);

const plainQueue = queueSchema.parse({
  id: 'queue',
  version: 1,
  name: '',
  channels: ['voice'],
  ringMs: 1_000,
  serviceLevel: { percent: 80, ms: 20_000 },
  missedToNotReady: 3,
});

/** The name is not looked at: it may be longer than a desk would take. */
export const queueNamed = (name: string): FeedEvent => ({ kind: 'queue.changed', queue: { ...plainQueue, name } });

export const tell = (store: Store, to: Audience, ...names: string[]) =>
  store.transaction(tx => tellIn(tx, to, ...names));
export const tellIn = (tx: StoreTx, to: Audience, ...names: string[]) =>
  append(
    tx,
    names.map(name => ({ to, event: queueNamed(name) })),
  );

export type TestDesk = {
  readonly pages: FeedPage[];
  /** Names of the queues and ids of the customers that arrived, in order. */
  readonly heard: string[];
  cursor: string | null;
  readonly stream: Stream;
  /** False: pages are kept and not acknowledged until `acknowledge`. */
  applies: boolean;
  acknowledge(applied?: boolean): void;
  resume(after?: string | null): void;
};
type Options = {
  readonly store: Store;
  readonly tailer: Tailer;
  readonly agentId?: string;
  readonly lead?: boolean;
  readonly source?: Partial<Source>;
  readonly clock?: typeof systemClock;
};

const nameOf = (event: unknown): string => {
  const known = event as FeedEvent;
  if (known.kind === 'queue.changed') return known.queue.name;
  return known.kind === 'customer.granted' ? `granted ${known.grant.customer.id}` : known.kind;
};

export function deskOn({
  store,
  tailer,
  agentId = 'ann',
  lead = false,
  source,
  clock = systemClock,
}: Options): TestDesk {
  const waiting: ((applied: boolean) => void)[] = [];
  const stream = streamFor({
    tailer,
    clock,
    source: { db: store, grantOf: async () => null, snapshotOf: async () => [], ...source },
    desk: {
      agentId,
      lead,
      send(page) {
        if (!page.reset && page.after !== desk.cursor) throw new Error(`a page after ${page.after} at ${desk.cursor}`);
        desk.cursor = page.upto;
        desk.pages.push(page);
        desk.heard.push(...page.events.map(({ event }) => nameOf(event)));
        return desk.applies ? Promise.resolve(true) : new Promise(done => waiting.push(done));
      },
    },
  });
  const desk: TestDesk = {
    pages: [],
    heard: [],
    cursor: null,
    stream,
    applies: true,
    acknowledge: (applied = true) => void waiting.splice(0).forEach(done => done(applied)),
    resume(after = desk.cursor) {
      desk.cursor = after;
      stream.resume(after);
    },
  };
  return desk;
}

export async function tailing(store: Store, grantOf: Source['grantOf'] = async () => null): Promise<Tailer> {
  const tailer = tailerFor({ store, grantOf, clock: systemClock });
  await tailer.start();
  return tailer;
}
