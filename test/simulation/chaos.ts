// What goes wrong, and when; and what customers do meanwhile.
import type { Chance } from './chance.ts';
import type { Desk } from './desk.ts';
import { type NetFaults, type Network, NO_NET_FAULTS } from './network.ts';
import type { Node } from './node.ts';
import type { newCustomers } from './customers.ts';
import { NO_STORE_FAULTS, type StoreFaults } from './store.ts';
import { type LineFaults, NO_LINE_FAULTS, type Telephones } from './telephones.ts';
import type { Owner, Time } from './time.ts';

type World = {
  readonly time: Time;
  readonly chance: Chance;
  readonly trace: (what: string, ...facts: (string | number | boolean)[]) => void;
  readonly network: Network;
  readonly customers: ReturnType<typeof newCustomers>;
  readonly telephones: Telephones;
  readonly nodes: () => readonly Node[];
  readonly desks: readonly Desk[];
  readonly killNode: (owner: Owner, step: string) => void;
  readonly restartDesk: (desk: Desk) => void;
};

/** Each seed has its own weather: some are calm in one respect, so that faults are also seen alone. */
export function newChaos(chance: Chance) {
  const some = (most: number): number => (chance.once(0.3) ? 0 : chance.next() * most);
  const net: NetFaults = { lose: some(0.03), double: some(0.08), reorder: some(0.06), slow: some(0.08) };
  const store: StoreFaults = { slow: some(0.04), slowCommit: some(0.03), refused: some(0.03), unsure: some(0.02) };
  const crash = {
    statement: some(0.0006),
    query: some(0.0006),
    commit: some(0.006),
    committed: some(0.012),
    page: some(0.015),
  };
  const lines: LineFaults = { lost: some(0.12), slow: some(0.3) };
  let over = false;

  return {
    net: () => (over ? NO_NET_FAULTS : net),
    store: () => (over ? NO_STORE_FAULTS : store),
    lines: () => (over ? NO_LINE_FAULTS : lines),
    crashesNow: (step: string): boolean => !over && chance.once(crash[step as keyof typeof crash] ?? 0),
    stop: (): void => void (over = true),
    /** Each happens again and again, at its own pace, until the faults are over. */
    start(world: World): void {
      const { time, chance } = world;
      const ringing = chance.fork('ringing');
      const forgetting = chance.fork('nobody');
      const often = (least: number, most: number, run: () => void, when: Chance = chance): void => {
        const turn = (): void => {
          if (over) return;
          run();
          time.plan(when.whole(least, most), turn, null);
        };
        time.plan(when.whole(0, most), turn, null);
      };
      // Few enough that somebody is free at times, and can be asked in.
      often(900, 5_000, () => void world.customers.write());
      often(1_500, 8_000, () => void world.customers.ring());
      for (const who of [10, 11, 12, 13])
        if (chance.once(0.5)) time.plan(chance.whole(5_000, 40_000), () => void world.customers.introduce(who), null);
      often(3_000, 25_000, () => cutSomebody(world));
      often(4_000, 40_000, () => partSomebody(world));
      often(6_000, 50_000, () => killSomebody(world));
      often(5_000, 40_000, () => killDesk(world));
      often(3_000, 30_000, () => jumpClock(world));
      const { customers, telephones } = world;
      // Not in every seed, so that everything else is seen without it too.
      if (forgetting.once(0.5)) often(2_000, 20_000, () => void customers.forget(forgetting.whole(10, 24)), forgetting);
      often(1_500, 7_000, () => telephones.ring(customers.numberOf(ringing.whole(10, 24))), ringing);
      often(1_000, 12_000, () => telephones.mishap(), ringing);
      time.plan(0, () => heal(world, () => over), null);
    },
  };
}

function cutSomebody({ chance, network, trace }: World): void {
  const lines = network.lines();
  if (lines.length === 0) return;
  const line = chance.pick(lines);
  trace('cut', line.desk.name, line.node.name);
  line.cut('cut');
}

function partSomebody({ time, chance, network, nodes, desks, trace }: World): void {
  const desk = chance.pick(desks);
  const from = chance.once(0.4) ? nodes() : nodes().slice(0, 1);
  trace('parted', desk.name, from.length);
  for (const node of from) network.part(desk.owner, node.owner);
  time.plan(chance.whole(500, 15_000), () => network.heal(), null);
}

function killSomebody({ chance, nodes, killNode }: World): void {
  if (nodes().length > 0) killNode(chance.pick(nodes()).owner, 'killed');
}

function killDesk({ chance, desks, restartDesk }: World): void {
  const desk = chance.pick(desks);
  if (desk.owner.alive) restartDesk(desk);
}

function jumpClock({ chance, nodes, desks, trace }: World): void {
  const owner = chance.pick([...nodes(), ...desks]).owner;
  owner.skew += chance.pick([-3_600_000, -30_000, -5_000, 5_000, 30_000, 3_600_000]);
  trace('clock jumped', owner.name, owner.skew);
}

/** When the faults are over the network is whole again. */
function heal(world: World, isOver: () => boolean): void {
  if (isOver()) world.network.heal();
  else world.time.plan(250, () => heal(world, isOver), null);
}
