// How people at the other ends of a simulated exchange behave. Milliseconds.
import type { Turn } from '../../../shared/domain/entry.ts';
import { between, type Chance } from '../scenario/chance.ts';

/** What a telephone does that is rung by us. */
export type Phone = {
  readonly does: 'answer' | 'busy' | 'no answer' | 'failed';
  /** After so long. */
  readonly afterMs: number;
  /** Of a customer who answered: hangs up after so long; null: talks until we end it. */
  readonly talkMs: number | null;
};

/** What a customer who rings us will do. */
export type Caller = {
  /** Gives up unanswered after so long; null: waits for ever. */
  readonly patienceMs: number | null;
  /** Another telephone takes the call after so long, if nobody here has; null: none. */
  readonly elsewhereMs: number | null;
  /** Hangs up after so long a talk; null: talks until we end it. */
  readonly talkMs: number | null;
  /** The line goes dead after so long a talk; null: it holds. */
  readonly dropMs: number | null;
  /** What is said, at its time of the talk. */
  readonly turns: readonly Turn[];
};

export type Ring = Partial<Caller> & {
  /** Left out: made by the exchange. */
  readonly id?: string;
  readonly number: string | null;
  readonly line: string;
  readonly queue?: string;
  /** What the customer keys in before a telephone of ours rings. */
  readonly code?: string;
  readonly name?: string;
  readonly subject?: string;
  /** False: this call is not recorded. */
  readonly recorded?: boolean;
};

const PATIENCE = [60_000, 240_000] as const;
const TALK = [60_000, 300_000] as const;
const PICKS_UP = [2_000, 9_000] as const;
const RINGS_OUT = 25_000;

/** Whoever says nothing about themselves waits a while, talks a while and hangs up. */
export const callerOf = (ring: Ring, chance: Chance): Caller => {
  const patienceMs = Math.round(between(chance, PATIENCE));
  const talkMs = Math.round(between(chance, TALK));
  const { id: _id, number: _number, line: _line, queue: _queue, name: _name, subject: _subject, ...own } = ring;
  const { recorded: _recorded, code: _code, ...given } = own;
  return { patienceMs, elsewhereMs: null, talkMs, dropMs: null, turns: [], ...given };
};

/** Three of four telephones are answered; the others are busy, ring out, or are none. */
export function phoneOf(chance: Chance): Phone {
  const luck = chance();
  const afterMs = Math.round(between(chance, PICKS_UP));
  if (luck < 0.75) return { does: 'answer', afterMs, talkMs: Math.round(between(chance, TALK)) };
  if (luck < 0.85) return { does: 'busy', afterMs: 800, talkMs: null };
  return luck < 0.97
    ? { does: 'no answer', afterMs: RINGS_OUT, talkMs: null }
    : { does: 'failed', afterMs: 600, talkMs: null };
}
