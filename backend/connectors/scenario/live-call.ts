// A caller on the line: how long they wait, how long they talk. Pure; times are story milliseconds.
export type LiveCall = {
  readonly externalId: string;
  readonly number: string;
  readonly workItemId: string;
  readonly rangAt: number;
  /** How long they wait for an answer, and how long they then talk. */
  readonly patience: number;
  readonly talk: number;
  readonly turns: readonly string[];
  readonly name: string;
  /** Set when somebody took the call, when the caller hung up or gave up, and when nobody has it any more. */
  answeredAt: number | null;
  agentName: string | null;
  endedAt: number | null;
  end: 'hung-up' | 'gave-up' | 'finished' | null;
};

export type CallMove = 'hang-up' | 'give-up' | 'none';

/** What the caller does, seen who holds the call now; notes in the call what has become of it. */
export function callMove(call: LiveCall, holder: string | null, now: number): CallMove {
  if (call.end !== null) return 'none';
  if (holder !== null && call.answeredAt === null) {
    call.answeredAt = now;
    call.agentName = holder;
  }
  if (call.answeredAt === null) {
    if (now - call.rangAt < call.patience) return 'none';
    return close(call, 'gave-up', now, 'give-up');
  }
  // Answered, and held no more: the agent was done first.
  if (holder === null) return close(call, 'finished', now, 'none');
  return now - call.answeredAt < call.talk ? 'none' : close(call, 'hung-up', now, 'hang-up');
}

function close(call: LiveCall, end: NonNullable<LiveCall['end']>, now: number, move: CallMove): CallMove {
  call.end = end;
  call.endedAt = now;
  return move;
}
