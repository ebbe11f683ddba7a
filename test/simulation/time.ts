// Simulated time: one queue of what is to happen, and owners whose part of it ends with them.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Clock } from '../../shared/lib/clock.ts';
import type { Chance } from './chance.ts';

/** 2026-11-22 09:00 UTC. */
export const START = Date.UTC(2026, 10, 22, 9);

/** A process of the simulation: a desk or a node. What a dead one had planned does not happen. */
export type Owner = {
  readonly name: string;
  alive: boolean;
  /** Milliseconds by which its wall clock is wrong. */
  skew: number;
  readonly clock: Clock;
};
type Planned = {
  at: number;
  readonly place: number;
  readonly run: () => void;
  readonly owner: Owner | null;
  off: boolean;
};

const realImmediate = setImmediate;

export type Time = ReturnType<typeof newTime>;

export function newTime() {
  const owners = new AsyncLocalStorage<Owner>();
  const queue: Planned[] = [];
  let now = 0;
  let place = 0;
  let working = 0;

  const sooner = (a: Planned, b: Planned): boolean => a.at < b.at || (a.at === b.at && a.place < b.place);
  function push(one: Planned): void {
    queue.push(one);
    for (let i = queue.length - 1; i > 0;) {
      const up = (i - 1) >> 1;
      if (!sooner(queue[i]!, queue[up]!)) break;
      [queue[i], queue[up]] = [queue[up]!, queue[i]!];
      i = up;
    }
  }
  function pop(): Planned | undefined {
    const first = queue[0];
    const last = queue.pop();
    if (!first || !last || queue.length === 0) return first;
    queue[0] = last;
    for (let i = 0; ;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < queue.length && sooner(queue[child]!, queue[least]!)) least = child;
      if (least === i) return first;
      [queue[i], queue[least]] = [queue[least]!, queue[i]!];
      i = least;
    }
  }

  function plan(ms: number, run: () => void, owner: Owner | null = owners.getStore() ?? null): Planned {
    const one: Planned = { at: now + Math.max(0, ms), place: (place += 1), run, owner, off: false };
    push(one);
    return one;
  }

  /** Until nothing moves any more without time passing. */
  async function settle(): Promise<void> {
    do await new Promise<void>(done => realImmediate(done));
    while (working > 0);
  }

  return {
    now: (): number => now,
    owners,
    plan,
    settle,
    /** Until `ms` have passed, in the life of whoever waits. */
    pass: (ms: number): Promise<void> => new Promise(done => void plan(ms, done)),
    owner(name: string, skew = 0): Owner {
      const born = now;
      const owner: Owner = {
        name,
        alive: true,
        skew,
        clock: { now: () => START + Math.round(now) + owner.skew, monotonic: () => now - born },
      };
      return owner;
    },
    /** Real work under way, such as a query: no time passes meanwhile. */
    async work<T>(run: () => Promise<T>): Promise<T> {
      working += 1;
      try {
        return await run();
      } finally {
        working -= 1;
      }
    },
    began: (): void => void (working += 1),
    ended: (): void => void (working -= 1),
    /** The next thing that is to happen before `until`. False: nothing. */
    async step(until: number): Promise<boolean> {
      while (queue.length > 0 && queue[0]!.at <= until) {
        const next = pop()!;
        if (next.off || next.owner?.alive === false) continue;
        now = next.at;
        if (next.owner) owners.run(next.owner, next.run);
        else owners.exit(next.run);
        await settle();
        return true;
      }
      now = until;
      return false;
    },
    install: (chance: Chance) => install({ plan, now: () => now, chance }),
  };
}

type Installing = { plan(ms: number, run: () => void): Planned; now(): number; chance: Chance };

/** Puts the simulated time and the seeded chance where the program looks for them; returns what takes them away. */
function install({ plan, now, chance }: Installing): () => void {
  const timer = (planned: { current: Planned }) => {
    const handle = { unref: () => handle, ref: () => handle, hasRef: () => true, planned };
    return handle;
  };
  const clear = (handle: unknown): void => {
    const planned = (handle as { planned?: { current: Planned } } | undefined)?.planned;
    if (planned) planned.current.off = true;
  };
  const after = (run: (...args: unknown[]) => void, ms = 1, ...args: unknown[]) =>
    timer({ current: plan(Math.max(1, ms), () => run(...args)) });
  const every = (run: () => void, ms = 1) => {
    const planned = { current: plan(ms, turn) };
    function turn(): void {
      planned.current = plan(ms, turn);
      run();
    }
    return timer(planned);
  };
  const fakes: readonly [object, string, unknown][] = [
    [globalThis, 'setTimeout', after],
    [globalThis, 'clearTimeout', clear],
    [globalThis, 'setInterval', every],
    [globalThis, 'clearInterval', clear],
    [globalThis, 'setImmediate', (run: () => void) => timer({ current: plan(0, run) })],
    [globalThis, 'clearImmediate', clear],
    [Date, 'now', () => START + Math.round(now())],
    [performance, 'now', now],
    [Math, 'random', chance.next],
    [crypto, 'getRandomValues', (into: Uint8Array) => (into.set(chance.bytes(into.length)), into)],
  ];
  const real = fakes.map(([on, name]) => Object.getOwnPropertyDescriptor(on, name));
  for (const [on, name, value] of fakes) Object.defineProperty(on, name, { value, configurable: true, writable: true });
  return () => {
    for (const [i, [on, name]] of fakes.entries()) {
      const was = real[i];
      if (was) Object.defineProperty(on, name, was);
      else Reflect.deleteProperty(on, name);
    }
  };
}
