// A caller of the story on the exchange, as the story needs to know them. Times are story milliseconds.
import type { CallEnd, LineCall } from '../telephony/adapter.ts';

export type LiveCall = {
  /** Of the exchange. */
  readonly callId: string;
  readonly workItemId: string;
  /** Set when somebody took the call, when the caller hung up or gave up, and when nobody has it any more. */
  answeredAt: number | null;
  endedAt: number | null;
  end: 'hung-up' | 'gave-up' | 'finished' | null;
};

const END: Readonly<Record<CallEnd, NonNullable<LiveCall['end']>>> = {
  'gave up': 'gave-up',
  'answered elsewhere': 'finished',
  'agent hung up': 'finished',
  transferred: 'finished',
  'customer hung up': 'hung-up',
  dropped: 'hung-up',
  busy: 'finished',
  'no answer': 'finished',
  failed: 'finished',
};

/** Notes in the call what has become of it on the exchange; null: the exchange has forgotten it. */
export function follow(call: LiveCall, line: LineCall | null, now: number): void {
  if (call.end !== null) return;
  if (line && line.answeredAt !== null) call.answeredAt ??= now;
  if (line && line.end === null) return;
  call.end = line?.end ? END[line.end] : 'hung-up';
  call.endedAt = now;
}
