// The world of one seed: desks, nodes, people and customers, what befalls them, and who watches.
import type { Outlet } from '../../backend/connectors/outlet.ts';
import type { Engine } from './engine.ts';
import type { Chance } from './chance.ts';
import { newChaos } from './chaos.ts';
import { newCustomers } from './customers.ts';
import { type Desk, killDesk, openDesk } from './desk.ts';
import type { Mail } from './invariants.ts';
import { newNetwork } from './network.ts';
import { type Node, startNode } from './node.ts';
import { newPeople } from './people.ts';
import { seedData } from './seed-data.ts';
import { sharedStore } from './store.ts';
import { newTelephones } from './telephones.ts';
import type { Owner, Time } from './time.ts';
import { newWatch } from './watch.ts';

/** Milliseconds of simulated time. */
const CHAOS = 45_000;
const AGREED_WITHIN = 10_000;
const WORK_OFF = 40_000;
/** Of a node's clock once the faults are over: two such are closer than the ten minutes that a sign-in is good for. */
const MOST_APART = 240_000;

type Setting = {
  readonly engine: Engine;
  readonly time: Time;
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
    paged,
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
    faults: chaos.lines,
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
  /** Kills a desk while it may still be writing down what it was given. */
  function paged(owner: Owner): void {
    const desk = desks.find(one => one.owner === owner);
    if (!desk || !chaos.crashesNow('page')) return;
    time.plan(chance.whole(0, 300), () => void (owner.alive && restartDesk(desk)), null);
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
      time.plan(hurry ? chance.whole(300, 1_000) : chance.whole(150, 1_500), turn, null);
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

  const watch = newWatch({ time, folder, store, desks, nodes, network, customers, people, telephones, mail });
  const revive = (): void => {
    for (const desk of desks) void desk.bridge.call('connection.retry', {}).catch(() => undefined);
  };
  /** Nodes that stay an hour apart would take each other's sign-ins for old ones: what is that wrong is set right. */
  function quieten(): void {
    busy = false;
    chaos.stop();
    for (const { owner } of nodes) owner.skew %= MOST_APART;
  }
  const nothing = async (): Promise<void> => undefined;

  return {
    rows: watch.rows,
    async check(): Promise<void> {
      watch.everyStep();
      if (store.isOpen()) return;
      await watch.begun();
      if (committedAt !== null) {
        const since = committedAt;
        committedAt = null;
        await watch.committed(since);
      }
      await watch.eachSecond();
    },
    /** Until nobody has a transaction open, so that one may look. */
    async quiet(): Promise<void> {
      while (store.isOpen()) if (!(await time.step(time.now() + 100))) continue;
    },
    phases: [
      { until: CHAOS, begin: () => undefined, end: nothing },
      // Processes that are down come back first; that is part of the fault.
      { until: CHAOS + 7_000, begin: quieten, end: nothing },
      {
        until: CHAOS + 7_000 + AGREED_WITHIN,
        begin: revive,
        end: async () => {
          await watch.agree();
          await watch.lines();
        },
      },
      { until: CHAOS + 17_000 + WORK_OFF, begin: () => ((busy = true), (hurry = true)), end: nothing },
      {
        until: CHAOS + 30_000 + WORK_OFF,
        begin: () => (busy = false),
        end: async () => {
          await watch.agree();
          await watch.everything();
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
