// The world of one seed: desks, nodes, people and customers, what befalls them, and who watches.
import type { Outlet } from '../../backend/connectors/outlet.ts';
import type { Engine } from './engine.ts';
import { Broken } from './broken.ts';
import { cachedBy } from './cached.ts';
import type { Chance } from './chance.ts';
import { newChaos } from './chaos.ts';
import { newCustomers } from './customers.ts';
import { type Desk, killDesk, openDesk } from './desk.ts';
import { forgottenWatch, wordsOf } from './forgotten.ts';
import { checkSenders, parkedWatch } from './hands.ts';
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
import { withinMoment } from './moment.ts';
import { checkLines, checkTalking, connectionWatch } from './lines.ts';
import { newNetwork } from './network.ts';
import { type Node, startNode } from './node.ts';
import { newPeople } from './people.ts';
import { RING_MS, seedData } from './seed-data.ts';
import { sharedStore } from './store.ts';
import { newTelephones } from './telephones.ts';
import { type newTime, type Owner, START } from './time.ts';

/** Milliseconds of simulated time. */
const CHAOS = 45_000;
const AGREED_WITHIN = 10_000;
const WORK_OFF = 40_000;
/** An offer rings for 8 s; its node may die, and another must notice. */
const MOST_RING = 25_000;
/** How long an item may wait beside a free agent: the router's longest look, a slow store, a dead node noticed. */
const MOST_WAIT = 25_000;
/** What is so on a call is written down within this, once nothing is being asked of it and a node is up. */
const MOST_UNWRITTEN = 4_000;
/** What is set aside is late after so long: the router's looks, and a node that comes in place of a dead one. */
const MOST_ASIDE = 12_000;

type Setting = {
  readonly engine: Engine;
  readonly time: ReturnType<typeof newTime>;
  readonly chance: Chance;
  readonly trace: (what: string, ...facts: (string | number | boolean)[]) => void;
  readonly folder: string;
  readonly incarnation: string;
};

export async function newWorld({ engine, time, chance, trace, folder, incarnation }: Setting) {
  const nodes: Node[] = [];
  const desks: Desk[] = [];
  /** When the first commit was that nobody has looked at; null: all have been. */
  let committedAt: number | null = null;
  const chaos = newChaos(chance.fork('chaos'));
  const store = sharedStore({
    engine,
    time,
    chance: chance.fork('store'),
    faults: chaos.store,
    crashes,
    committed: owner => {
      committedAt ??= time.now();
      trace('committed', owner.name);
    },
  });
  const network = newNetwork({
    time,
    trace,
    chance: chance.fork('network'),
    faults: chaos.net,
    nodes: () => nodes,
  });
  const people = newPeople(chance.fork('people'), trace);
  const mail: Mail[] = [];
  const outletChance = chance.fork('outlet');
  const outlet: Outlet = {
    async send(entry) {
      await time.pass(outletChance.whole(20, 800));
      if (outletChance.once(0.03)) return { ok: false, reason: 'refused by the network' };
      if (!mail.some(({ entryId }) => entryId === entry.id)) mail.push({ entryId: entry.id, text: entry.text });
      return { ok: true };
    },
  };
  /** A caller whose node dies hears nothing, and asks again. */
  async function atSomeNode<T>(by: Chance, ask: (node: Node) => Promise<T>): Promise<T> {
    const up = nodes.filter(node => node.owner.alive && node.isUp());
    if (up.length === 0) throw new Error('nobody is there');
    const node = by.pick(up);
    const late = new Promise<never>((_done, failed) => void time.plan(4_000, () => failed(new Error('late')), null));
    return Promise.race([node.inLife(() => ask(node)), late]);
  }
  const forgetting = chance.fork('forgetting');
  const customers = newCustomers(
    chance.fork('customers'),
    {
      intake: records => atSomeNode(chance, node => node.services.intake(records)),
      erase: identity =>
        atSomeNode(forgetting, node =>
          node.services.erasures.erase({ named: { identity }, entryId: null, reason: 'request' }),
        ),
    },
    (ms, run) => void time.plan(ms, run, null),
  );
  const telephones = newTelephones({
    time,
    trace,
    chance: chance.fork('telephones'),
    lost: () => chaos.net().lose * 2,
  });
  let lives = 0;
  const addNode = (): Node => {
    const owner = time.owner(`node ${(lives += 1)}`, chance.whole(-60_000, 60_000));
    const made = startNode({
      owner,
      time,
      outlet,
      incarnation,
      chance: chance.fork(owner.name),
      store: store.forOwner(owner),
      telephony: telephones.forOwner(owner),
    });
    nodes.push(made);
    return made;
  };
  const deskParts = { folder, time, chance: chance.fork('desks'), network };

  /** Kills a node at its next step of this kind; another one comes in its place. */
  function crashes(owner: Owner, step: string): boolean {
    if (!chaos.crashesNow(step) || nodes.filter(node => node.owner.alive).length === 0) return false;
    killNode(owner, step);
    return true;
  }
  function killNode(owner: Owner, step: string): void {
    trace('node died', owner.name, step);
    owner.alive = false;
    network.gone(owner);
    nodes.splice(
      nodes.findIndex(node => node.owner === owner),
      1,
    );
    time.plan(chance.whole(300, 6_000), () => void addNode(), null);
  }
  function restartDesk(desk: Desk): void {
    trace('desk died', desk.name);
    killDesk(desk, network);
    time.plan(
      chance.whole(100, 5_000),
      () => {
        const old = desk.core;
        Object.assign(desk, openDesk(deskParts, desk.name, desk.agentId, desk));
        void old.stop().catch(() => undefined);
      },
      null,
    );
  }

  addNode();
  addNode();
  for (const { name, id } of seedData.agents) desks.push(openDesk(deskParts, name, id));

  let busy = true;
  let hurry = false;
  const living = (desk: Desk): void => {
    const turn = (): void => {
      if (busy && desk.owner.alive) void people.act(desk, hurry);
      time.plan(hurry ? chance.whole(300, 1_000) : chance.whole(200, 2_000), turn, null);
    };
    turn();
  };
  for (const desk of desks) living(desk);
  chaos.start({
    time,
    chance: chance.fork('events'),
    trace,
    network,
    customers,
    telephones,
    nodes: () => nodes,
    desks,
    killNode,
    restartDesk,
  });

  const ledger = ledgerWatch(store.look, time.now, RING_MS);
  const waits = waitWatch(store.look, MOST_WAIT);
  const rights = rightsWatch(store.look);
  const forgotten = forgottenWatch(store.look, customers, folder);
  const rings = ringWatch(store.look, MOST_RING);
  // By the database's clock, as the nodes do it; while none is up nothing can come back.
  const isServed = (): boolean => nodes.some(node => node.owner.alive && node.isUp());
  const aside = parkedWatch(store.look, MOST_ASIDE, () => (isServed() ? START + time.now() : null));
  const connections = connectionWatch(store.look, telephones.exchange, MOST_UNWRITTEN, isServed);
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
      for (const desk of desks) {
        if (!desk.owner.alive) continue;
        rights.check(desk, folder);
        await forgotten.receipts(desk);
      }
    }
  }

  async function everything(): Promise<void> {
    await checkCustomersWords(store.look, wordsOf(customers).kept);
    const outboxes = new Map(desks.map(desk => [desk.agentId, cachedBy(desk, folder).outbox]));
    await checkPromises(store.look, people.promised, outboxes, mail, await forgotten.erasedIds());
    await forgotten.inDatabase(people.promised);
    await withinMoment(time, store, () => checkLines(store.look, telephones.exchange));
    await ledger.agrees();
  }
  const agree = async (): Promise<void> => {
    for (const desk of desks) {
      const { state } = await desk.bridge.call('connection.read', {});
      await time.settle();
      if (state !== 'live') throw new Broken(7, `${desk.name} is ${state} although nothing is broken any more`);
      await withinMoment(time, store, () => checkDesk(store.look, desk, folder));
      await withinMoment(time, store, () => forgotten.allConfirmed(desk));
      await forgotten.onDesk(desk);
    }
  };
  const revive = (): void => {
    for (const desk of desks) void desk.bridge.call('connection.retry', {}).catch(() => undefined);
  };
  const nothing = async (): Promise<void> => undefined;

  return {
    rows: () => ledger.summary.rows,
    async check(): Promise<void> {
      if (store.isOpen()) return;
      if (committedAt !== null) {
        const since = committedAt;
        committedAt = null;
        await ledger.check(since);
        await checkSenders(store.look);
        await rights.note();
      }
      checkTalking(telephones.exchange);
      await eachSecond();
    },
    /** Until nobody has a transaction open, so that one may look. */
    async quiet(): Promise<void> {
      while (store.isOpen()) if (!(await time.step(time.now() + 100))) continue;
    },
    phases: [
      { until: CHAOS, begin: () => undefined, end: nothing },
      // Processes that are down come back first; that is part of the fault.
      { until: CHAOS + 7_000, begin: () => ((busy = false), chaos.stop()), end: nothing },
      {
        until: CHAOS + 7_000 + AGREED_WITHIN,
        begin: revive,
        end: async () => {
          await agree();
          await withinMoment(time, store, () => checkLines(store.look, telephones.exchange));
        },
      },
      { until: CHAOS + 17_000 + WORK_OFF, begin: () => ((busy = true), (hurry = true)), end: nothing },
      {
        until: CHAOS + 30_000 + WORK_OFF,
        begin: () => (busy = false),
        end: async () => {
          await agree();
          await everything();
        },
      },
    ],
    async stop(): Promise<void> {
      for (const node of nodes) node.owner.alive = false;
      for (const desk of desks) void desk.core.stop().catch(() => undefined);
      await time.settle();
    },
  };
}
