// A simulated exchange that every node reaches, at times badly; customers who ring, hang up or drop; telephones outside.
import type { LineCall, Telephony } from '../../backend/connectors/telephony/adapter.ts';
import { type Exchange, newExchange } from '../../backend/connectors/telephony/exchange.ts';
import type { Chance } from './chance.ts';
import { type Owner, START, type Time } from './time.ts';

const LINE = '+442079460180';
/** Telephones that are none of ours: one of each kind. */
export const OUTSIDE = ['+442079460901', '+442079460902', '+442079460903', '+442079460904'] as const;
const KINDS = ['answer', 'busy', 'no answer', 'failed'] as const;

/** Probabilities: that a question or its answer is lost on the way, and that an answer takes up to two seconds. */
export type LineFaults = { lost: number; slow: number };
export const NO_LINE_FAULTS: LineFaults = { lost: 0, slow: 0 };

type Setting = {
  readonly time: Time;
  readonly chance: Chance;
  readonly faults: () => LineFaults;
  readonly trace: (what: string, ...facts: (string | number | boolean)[]) => void;
};
export type Telephones = ReturnType<typeof newTelephones>;

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);

export function newTelephones({ time, chance, faults, trace }: Setting) {
  const clock = { now: () => START + Math.round(time.now()), monotonic: time.now };
  const exchange: Exchange = newExchange({ clock, chance: chance.next, latencyMs: [5, 150] });
  for (const [i, number] of OUTSIDE.entries())
    exchange.phone(number, { does: KINDS[i]!, afterMs: chance.whole(200, 3_000), talkMs: null });

  let planned: { off: boolean } | null = null;
  /** It has no timers: what is due is done when it is. */
  const drive = (): void => {
    if (planned) planned.off = true;
    planned = time.plan(
      0,
      () => {
        const next = exchange.turn();
        if (next !== null) planned = time.plan(Math.max(1, next - clock.now()), drive, null);
      },
      null,
    );
  };
  exchange.onDue(drive);
  const moved = new Map<string, LineCall>();
  exchange.onCall(call => void moved.set(call.id, call));
  let count = 0;

  return {
    exchange,
    /** Calls that have changed since this was last asked, as they are. */
    changes(): LineCall[] {
      const calls = [...moved.values()];
      moved.clear();
      return calls;
    },
    /** As one node reaches it; what a dead node had asked may have been done, and nobody hears of it. */
    forOwner: (owner: Owner): Telephony => ({
      name: exchange.name,
      async ask(callId, askId, ask) {
        await time.pass(chance.whole(1, 60));
        if (chance.once(faults().lost)) throw new Error('the exchange cannot be reached');
        const answer = await exchange.ask(callId, askId, ask);
        trace('exchange', owner.name, callId, ask.do, answer.ok);
        if (!owner.alive) return never();
        if (chance.once(faults().lost)) throw new Error('the answer of the exchange was lost');
        // What it tells may be there first, and more may have happened since.
        await time.pass(chance.once(faults().slow) ? chance.whole(50, 2_000) : chance.whole(1, 60));
        return answer;
      },
      call: callId => exchange.call(callId),
      onCall: listen =>
        exchange.onCall(call => {
          if (owner.alive) time.plan(chance.whole(1, 80), () => void listen(call), owner);
        }),
    }),
    /** A customer who is impatient, or talks for a while; whose line drops, or who is answered by another telephone. */
    ring(number: string): void {
      const some = (least: number, most: number, probability: number): number | null =>
        chance.once(probability) ? chance.whole(least, most) : null;
      const id = `ring-${(count += 1)}`;
      exchange.ring({
        id,
        number,
        line: LINE,
        queue: 'Calls',
        patienceMs: chance.whole(1_000, 25_000),
        elsewhereMs: some(500, 10_000, 0.05),
        talkMs: some(300, 30_000, 0.7),
        dropMs: some(300, 30_000, 0.1),
      });
      trace('rang', id);
    },
    /** Somebody who is on a call hangs up, or a telephone goes dead. */
    mishap(): void {
      const live = exchange.calls().filter(({ state }) => state !== 'ended');
      if (live.length === 0) return;
      const call = chance.pick(live);
      const what = chance.next();
      if (what < 0.6) exchange.hangUp(call.id);
      else exchange.drop(call.id, what < 0.8 ? 'customer' : 'other');
      trace('mishap', call.id, what < 0.6 ? 'hung up' : 'dropped');
    },
    /** Nobody rings for ever: for the end of a run. */
    endAll(): void {
      for (const { id, state } of exchange.calls()) if (state !== 'ended') exchange.hangUp(id);
    },
  };
}
