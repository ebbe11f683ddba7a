// The one database as each node sees it: slow at times, sometimes refusing, and gone with the node that uses it.
import type { Store, StoreTx } from '../../backend/store/db.ts';
import { Fault } from '../../shared/lib/fault.ts';
import type { Chance } from './chance.ts';
import type { Owner, Time } from './time.ts';

export type StoreFaults = {
  /** Chances per statement or transaction. */
  slow: number;
  slowCommit: number;
  refused: number;
  /** Committed, and the node is told that it failed. */
  unsure: number;
};
export const NO_STORE_FAULTS: StoreFaults = { slow: 0, slowCommit: 0, refused: 0, unsure: 0 };

/** What a dead process waits for. */
const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
class Died extends Error {}

export type Shared = ReturnType<typeof sharedStore>;
type Parts = {
  readonly engine: Store;
  readonly time: Time;
  readonly chance: Chance;
  readonly faults: () => StoreFaults;
  /** A dead process's next step would have been this one. */
  readonly crashes: (owner: Owner, step: string) => boolean;
  readonly committed: (owner: Owner) => void;
};

export function sharedStore({ engine, time, chance, faults, crashes, committed }: Parts) {
  const hearers: { channel: string; owner: Owner; hear: (payload: string) => void }[] = [];
  let turn: Promise<void> = Promise.resolve();
  let open = false;

  /** The engine has one connection: whoever has a transaction open keeps the others waiting. */
  async function exclusively<T>(run: () => Promise<T>): Promise<T> {
    const before = turn;
    let release = (): void => undefined;
    turn = new Promise(done => (release = done));
    await before;
    open = true;
    try {
      return await run();
    } finally {
      open = false;
      release();
    }
  }

  /** Time passes in the world, not in the life of the owner: a lock held by a dead one must come free. */
  const delay = (ms: number): Promise<void> => new Promise(done => void time.plan(ms, done, null));
  async function gate(owner: Owner, step: string): Promise<void> {
    if (chance.once(faults().slow)) await delay(chance.whole(1, 60));
    if (!owner.alive || crashes(owner, step)) throw new Died();
  }

  const txOver = (owner: Owner, tx: StoreTx, dies: (error: Died) => void): StoreTx => {
    const one = async <T>(run: () => Promise<T>): Promise<T> => {
      try {
        await gate(owner, 'statement');
      } catch (error) {
        dies(error as Died);
        return never();
      }
      return await time.work(run);
    };
    return {
      inTransaction: true,
      query: (text, params) =>
        one(async () => {
          if (text.includes('INTO ledger'))
            await tx.query(`SELECT set_config('application_name', $1, true)`, [owner.name]);
          return tx.query(text, params);
        }),
      exec: text => one(() => tx.exec(text)),
    };
  };

  async function transaction<T>(owner: Owner, run: (tx: StoreTx) => Promise<T>): Promise<T> {
    if (chance.once(faults().refused)) throw new Fault('retry', 'the database did not answer');
    time.began();
    const result = await engine
      .transaction(async tx => {
        time.ended();
        try {
          let dies: (error: Died) => void = () => undefined;
          const died = new Promise<never>((_done, failed) => (dies = failed));
          const made = await Promise.race([run(txOver(owner, tx, dies)), died]);
          if (chance.once(faults().slowCommit)) await delay(chance.whole(100, 1_500));
          await gate(owner, 'commit');
          if (chance.once(faults().refused)) throw new Fault('retry', 'the commit was refused');
          return made;
        } finally {
          time.began();
        }
      })
      .finally(() => time.ended());
    committed(owner);
    await gate(owner, 'committed');
    if (chance.once(faults().unsure)) throw new Fault('retry', 'the connection went away under a commit');
    return result;
  }

  async function mortal<T>(owner: Owner, run: () => Promise<T>): Promise<T> {
    if (!owner.alive) return never();
    try {
      const result = await exclusively(run);
      return owner.alive ? result : await never<T>();
    } catch (error) {
      if (error instanceof Died || !owner.alive) return never();
      throw error;
    }
  }

  return {
    /** As the owner's process uses it. */
    forOwner: (owner: Owner): Store => ({
      engine: 'postgres',
      query: (text, params) =>
        mortal(owner, async () => {
          await gate(owner, 'query');
          return time.work(() => engine.query(text, params));
        }),
      transaction: run => mortal(owner, () => transaction(owner, run)),
      listen: async (channel, hear) => void hearers.push({ channel, owner, hear }),
      async notify(channel, payload) {
        for (const one of hearers) {
          if (one.channel !== channel || !one.owner.alive) continue;
          if (chance.once(faults().slow)) continue; // a wake-up may be lost
          time.plan(chance.whole(1, 20), () => one.hear(payload), one.owner);
        }
      },
      close: async () => undefined,
    }),
    /** For those who look on: no faults, no time. Only while nobody has a transaction open. */
    look: <T extends object>(text: string, params?: readonly unknown[]): Promise<T[]> =>
      time.work(() => engine.query<T>(text, params)),
    isOpen: (): boolean => open,
  };
}
