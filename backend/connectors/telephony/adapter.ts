// What Foreword asks of a telephone system, and what it hears from one. docs/telephony.md says how to write an adapter.
import type { Leg, RecordingState } from '../../../shared/domain/call.ts';
import type { Turn } from '../../../shared/domain/entry.ts';

/** How a call left us. */
export type CallEnd =
  | 'gave up'
  | 'customer hung up'
  | 'agent hung up'
  | 'answered elsewhere'
  | 'transferred'
  | 'dropped'
  | 'busy'
  | 'no answer'
  | 'failed';

/** A call as the exchange has it now. Whole each time, so that hearing it twice or late does no harm. */
export type LineCall = {
  /** The exchange's own; an agent's outgoing call has the id it was dialled with. */
  readonly id: string;
  /** Goes up with each change of this call; an older one that comes late is left out. */
  readonly n: number;
  readonly direction: 'in' | 'out';
  /** The customer's number; null: withheld. */
  readonly number: string | null;
  /** Our own number. */
  readonly line: string;
  /** Of an incoming call: name or id of the queue it rings in. */
  readonly queue: string | null;
  /** Keyed in by the customer before any telephone of ours rang: a code that was given out for a case. Left out: none. */
  readonly code?: string;
  readonly name: string | null;
  readonly subject: string | null;
  /** `ringing`: nobody has taken it yet; of an outgoing one, the customer has not. */
  readonly state: 'ringing' | 'live' | 'ended';
  readonly end: CallEnd | null;
  /** Milliseconds since the epoch, by the exchange's clock. */
  readonly rangAt: number;
  readonly answeredAt: number | null;
  readonly endedAt: number | null;
  readonly onHold: boolean;
  readonly muted: boolean;
  readonly recording: RecordingState;
  readonly legs: readonly Leg[];
  /** What the exchange has written down of the talk so far; empty where it does not. */
  readonly turns: readonly Turn[];
};

/** `agent`: the name of the agent whose telephone it is about. */
export type Ask =
  | { readonly do: 'answer'; readonly agent: string }
  | { readonly do: 'dial'; readonly number: string; readonly line: string; readonly agent: string }
  | { readonly do: 'hold' | 'resume' | 'mute' | 'unmute' | 'record.pause' | 'record.resume' | 'end' }
  | { readonly do: 'keypad'; readonly digits: string }
  /** Blind: the call leaves us when the other telephone answers; when it does not, the customer is back with the agent. */
  | { readonly do: 'transfer'; readonly to: string }
  /** Attended: a second leg while the customer waits on hold; then one of complete, conference or cancel. */
  | { readonly do: 'consult'; readonly to: string }
  | { readonly do: 'complete' | 'conference' | 'cancel' }
  /** Another telephone of ours comes in beside the agent's, with the customer on hold; then conference, take or cancel. */
  | { readonly do: 'join'; readonly agent: string }
  /** The line goes over to another telephone of ours, and the customer comes off hold. */
  | { readonly do: 'take'; readonly agent: string };

/** What became of it. A refusal says why in words for an agent; `call` is how things really are. */
export type Answer =
  | { readonly ok: true; readonly call: LineCall }
  | { readonly ok: false; readonly reason: string; readonly call: LineCall | null };

export type Telephony = {
  /** The `source` of its calls in the intake, and the name by which a call's entry names it. */
  readonly name: string;
  /**
   * Asks one thing of one call. The same `askId` again, also after a restart of either side, does nothing and gives the
   * same answer. Throws where the exchange cannot be reached: then nothing is known, and it is asked again.
   */
  ask(callId: string, askId: string, ask: Ask): Promise<Answer>;
  /** The call as it is now; null: there never was one. Asked after a restart, for what was not heard meanwhile. */
  call(callId: string): Promise<LineCall | null>;
  /** Every change of every call. Returns what ends the listening. */
  onCall(listen: (call: LineCall) => void | Promise<void>): () => void;
};
