// Who watches a world: after each commit, each second, and when the faults are over.
import { Broken } from './broken.ts';
import { cachedBy, leftOf } from './cached.ts';
import type { newCustomers } from './customers.ts';
import type { Desk } from './desk.ts';
import { forgottenWatch, wordsOf } from './forgotten.ts';
import { parkedWatch, senderWatch } from './hands.ts';
import {
  checkCustomersWords,
  checkDesk,
  checkPromises,
  ledgerWatch,
  type Mail,
  rightsWatch,
  ringWatch,
  waitWatch,
} from './invariants.ts';
import { checkLines, checkTalking, connectionWatch } from './lines.ts';
import { withinMoment } from './moment.ts';
import { entryWatch, leftWatch } from './kept.ts';
import type { Network } from './network.ts';
import type { Node } from './node.ts';
import type { People } from './people.ts';
import { RING_MS } from './seed-data.ts';
import { liveWatch, shownWatch } from './shown.ts';
import type { Shared } from './store.ts';
import type { Telephones } from './telephones.ts';
import { START, type Time } from './time.ts';

/** Milliseconds of simulated time. An offer rings for 8 s; its node may die, and another must notice. */
const MOST_RING = 25_000;
/** How long an item may wait beside a free agent: the router's longest look, a slow store, a dead node noticed. */
const MOST_WAIT = 25_000;
/** What is so on a call is written down within this, once nothing is being asked of it and a node is up. */
const MOST_UNWRITTEN = 4_000;
/** What is set aside is late after so long: the router's looks, and a node that comes in place of a dead one. */
const MOST_ASIDE = 12_000;

type Watched = {
  readonly time: Time;
  readonly folder: string;
  readonly store: Shared;
  readonly desks: readonly Desk[];
  readonly nodes: readonly Node[];
  readonly network: Network;
  readonly customers: ReturnType<typeof newCustomers>;
  readonly people: People;
  readonly telephones: Telephones;
  readonly mail: readonly Mail[];
};

export function newWatch({ time, folder, store, desks, nodes, network, customers, people, telephones, mail }: Watched) {
  const { exchange } = telephones;
  const ledger = ledgerWatch(store.look, time.now, RING_MS);
  const senders = senderWatch(store.look);
  const waits = waitWatch(store.look, MOST_WAIT);
  const rights = rightsWatch(store.look);
  const forgotten = forgottenWatch(store.look, customers, folder);
  const rings = ringWatch(store.look, MOST_RING);
  // By the database's clock, as the nodes do it; while none is up nothing can come back.
  const isServed = (): boolean => nodes.some(node => node.owner.alive && node.isUp());
  const aside = parkedWatch(store.look, MOST_ASIDE, () => (isServed() ? START + time.now() : null));
  const connections = connectionWatch(store.look, exchange, MOST_UNWRITTEN, isServed);
  const entries = entryWatch(store.look, customers);
  const mustHave = leftWatch(store.look, people, forgotten.erasedIds);
  const shown = shownWatch(desks, network, time.now);
  const live = liveWatch(store.look, folder, shown.liveSince);
  let secondsSeen = 0;

  async function eachSecond(): Promise<void> {
    const second = Math.floor(time.now() / 1_000);
    if (second === secondsSeen) return;
    secondsSeen = second;
    await waits(time.now());
    await rings(time.now());
    await aside(time.now());
    await connections(time.now());
    if (second % 9 === 0) {
      await ledger.agrees();
      await checkCustomersWords(
        store.look,
        customers.written.filter(({ who }) => !customers.isNamed(who)),
      );
      for (const desk of desks) {
        if (!desk.owner.alive) continue;
        rights.check(desk, folder);
        await forgotten.receipts(desk);
        await live(desk, time.now());
      }
    }
  }

  const lines = (): Promise<void> => withinMoment(time, store, () => checkLines(store.look, exchange));

  return {
    rows: () => ledger.summary.rows,
    /** Of what no transaction hides. */
    everyStep(): void {
      checkTalking(exchange, telephones.changes());
      shown.check();
    },
    /** Of desks that have begun another life. */
    async begun(): Promise<void> {
      for (const desk of desks) {
        const { left } = desk;
        desk.left = null;
        if (left) await mustHave(desk, left, desk.life - 1);
      }
    },
    /** `since`: when the first commit was that nobody has looked at. */
    async committed(since: number): Promise<void> {
      await ledger.check(since);
      await senders();
      await entries();
      await rights.note();
    },
    eachSecond,
    lines,
    /** Nothing is broken any more: every desk says so, and has what the backend has. */
    async agree(): Promise<void> {
      for (const desk of desks) {
        const { state } = await desk.bridge.call('connection.read', {});
        await time.settle();
        if (state !== 'live') throw new Broken(7, `${desk.name} is ${state} although nothing is broken any more`);
        await withinMoment(time, store, () => checkDesk(store.look, desk, folder));
        await withinMoment(time, store, () => forgotten.allConfirmed(desk));
        await forgotten.onDesk(desk);
      }
    },
    /** At the end: every word and every promise of the run. */
    async everything(): Promise<void> {
      await checkCustomersWords(store.look, wordsOf(customers).kept);
      for (const desk of desks) await mustHave(desk, leftOf(desk, folder), desk.life);
      const outboxes = new Map(desks.map(desk => [desk.agentId, cachedBy(desk, folder).outbox]));
      await checkPromises(store.look, people.promised, outboxes, mail, await forgotten.erasedIds());
      await forgotten.inDatabase(people.promised);
      await lines();
      await ledger.agrees();
    },
  };
}
