// When the escalated call rings, and what follows. Pure; times are story milliseconds.
import type { LiveCall } from './live-call.ts';

/** The desk has been available for so long before it rings. */
const SETTLE = 8_000;
const RING_AGAIN_AFTER = 120_000;
const NEXT_CALLER_AFTER = [60_000, 120_000] as const;

export type Escalation = {
  /** Since when the agent is available without a break; null while not. */
  availableSince: number | null;
  call: LiveCall | null;
  /** She gave up once and said so in public. */
  complained: boolean;
  /** Not before then rings the next call for this desk. */
  notBefore: number;
  /** How many calls this desk was rung for. */
  rung: number;
  /** The escalated call was taken. */
  over: boolean;
};

export const newEscalation = (): Escalation => ({
  availableSince: null,
  call: null,
  complained: false,
  notBefore: 0,
  rung: 0,
  over: false,
});

export type EscalationMove = 'none' | 'ring-escalated' | 'complain' | 'ring-next';

/** `spread`: 0 ≤ n < 1, how long after the last call the next caller rings. */
export function escalationMove(state: Escalation, available: boolean, now: number, spread: number): EscalationMove {
  state.availableSince = available ? (state.availableSince ?? now) : null;
  const { call } = state;
  if (call && call.answeredAt !== null) state.over = true;
  if (call?.end === 'gave-up') return gaveUp(state, now);
  if (call?.end) return afterCall(state, now, spread);
  if (call) return 'none';
  if (!settled(state, now)) return 'none';
  return state.over ? 'ring-next' : 'ring-escalated';
}

/** She rings again; only the first time does she also say so where everybody reads it. */
function gaveUp(state: Escalation, now: number): EscalationMove {
  state.call = null;
  state.notBefore = now + RING_AGAIN_AFTER;
  if (state.over || state.complained) return 'none';
  state.complained = true;
  return 'complain';
}

function afterCall(state: Escalation, now: number, spread: number): EscalationMove {
  const [from, to] = NEXT_CALLER_AFTER;
  state.notBefore = now + from + spread * (to - from);
  state.call = null;
  return 'none';
}

const settled = ({ availableSince, notBefore }: Escalation, now: number): boolean =>
  availableSince !== null && now - availableSince >= SETTLE && now >= notBefore;
