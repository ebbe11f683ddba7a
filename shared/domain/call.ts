// A call by telephone: its life, the line to the customer, its recording, its legs. The moves are tables; docs draw them.
import * as z from 'zod';
import { lineSchema, timeSchema } from './primitives.ts';

export const CALL_STATES = ['waiting', 'live', 'ended', 'abandoned'] as const;
export type CallState = (typeof CALL_STATES)[number];
export type CallMove = 'answer' | 'give up' | 'answered elsewhere' | 'hang up';

/** A call that we make begins `live`: nobody waits for it in a queue. */
export const callMoves: Readonly<Record<CallState, Readonly<Partial<Record<CallMove, CallState>>>>> = {
  waiting: { answer: 'live', 'give up': 'abandoned', 'answered elsewhere': 'ended' },
  live: { 'hang up': 'ended' },
  ended: {},
  abandoned: {},
};

export const RECORDING_STATES = ['off', 'on', 'paused'] as const;
export type RecordingState = (typeof RECORDING_STATES)[number];
export type RecordingMove = 'pause' | 'resume';

/** Whether a call is recorded is the exchange's to say; the agent pauses it while a card number is read out. */
export const recordingMoves: Readonly<
  Record<RecordingState, Readonly<Partial<Record<RecordingMove, RecordingState>>>>
> = { off: {}, on: { pause: 'paused' }, paused: { resume: 'on' } };

export const LEG_STATES = ['dialling', 'ringing', 'talking', 'held', 'ended'] as const;
export type LegState = (typeof LEG_STATES)[number];
export type LegMove = 'ring' | 'answer' | 'hold' | 'resume' | 'fail' | 'hang up' | 'drop';

/** One telephone in a call: the customer's, ours, or the one that is asked in. */
export const legMoves: Readonly<Record<LegState, Readonly<Partial<Record<LegMove, LegState>>>>> = {
  dialling: { ring: 'ringing', fail: 'ended', 'hang up': 'ended' },
  ringing: { answer: 'talking', fail: 'ended', 'hang up': 'ended' },
  talking: { hold: 'held', 'hang up': 'ended', drop: 'ended' },
  held: { resume: 'talking', 'hang up': 'ended', drop: 'ended' },
  ended: {},
};

export const LEG_ENDS = [
  'hung up',
  'busy',
  'no answer',
  'failed',
  'dropped',
  'answered elsewhere',
  'transferred',
] as const;
export const legSchema = z.object({
  id: z.string().min(1).max(64),
  who: z.enum(['customer', 'agent', 'other']),
  /** Number or name of the telephone, as dialled or shown. */
  name: lineSchema,
  state: z.enum(LEG_STATES),
  /** How it ended; null while it has not. */
  end: z.enum(LEG_ENDS).nullable(),
});
export type Leg = z.infer<typeof legSchema>;

/** What the exchange knows of a call beside its life. Records from before there was an exchange have none of it. */
export const lineParts = {
  /** The exchange that carries it, and that can be asked to hold it; null: none that Foreword speaks to. */
  exchange: z.string().max(100).nullable().default(null),
  /** The exchange's own name for this call. */
  exchangeId: z.string().max(500).nullable().default(null),
  onHold: z.boolean().default(false),
  heldSince: timeSchema.nullable().default(null),
  muted: z.boolean().default(false),
  recording: z.enum(RECORDING_STATES).default('off'),
  legs: z.array(legSchema).max(20).default([]),
  /** The newest change of the call that this is of, by the exchange's count: an older one that comes late is left out. */
  heardN: z.number().int().min(0).optional(),
  /** Why the exchange did not do what was last asked of it; null: it did. */
  trouble: lineSchema.nullable().default(null),
};
const linePartsSchema = z.object(lineParts);
export const FRESH_LINE: z.infer<typeof linePartsSchema> = linePartsSchema.parse({});

export const CALL_ACTIONS = [
  'hold',
  'resume',
  'mute',
  'unmute',
  'keypad',
  'end',
  'record.pause',
  'record.resume',
  'transfer',
  'consult',
  'complete',
  'conference',
  'cancel',
] as const;
export const callActionSchema = z.enum(CALL_ACTIONS);
export type CallAction = z.infer<typeof callActionSchema>;

/** The tones of a keypad (ITU-T Q.23, without A to D). */
export const digitsSchema = z.string().regex(/^[0-9*#]{1,40}$/);

/** Of `transfer` (blind) and `consult` (talks first): a telephone that is none of ours, as a person writes its number. */
export const outsideNumberSchema = z
  .string()
  .trim()
  .regex(/^\+?[0-9](?:[ ()./-]*[0-9]){1,19}$/);
/** As it is dialled. */
export const dialled = (number: string): string => number.replace(/[ ()./-]/g, '');

type Line = z.infer<typeof linePartsSchema> & { readonly state: CallState; readonly holdMs: number | null };

export const isConnected = ({ state, legs }: Pick<Line, 'state' | 'legs'>): boolean =>
  state === 'live' &&
  !legs.some(leg => leg.who === 'customer' && (leg.state === 'dialling' || leg.state === 'ringing'));

/** The telephone beside the customer's and the agent's, while it rings or talks. */
export const otherLeg = ({ legs }: Pick<Line, 'legs'>): Leg | undefined =>
  legs.findLast(({ who, state }) => who === 'other' && state !== 'ended');

/** Puts a call on hold or takes it off, counting the time. The same again changes nothing. */
function holding(line: Line, onHold: boolean, now: number): Partial<Line> {
  if (line.onHold === onHold) return {};
  if (onHold) return { onHold, heldSince: now };
  const held = line.heldSince === null ? 0 : Math.max(0, now - line.heldSince);
  return { onHold, heldSince: null, holdMs: (line.holdMs ?? 0) + held };
}

/**
 * What an action makes of a call; null: this call cannot do it now. Asked for again it changes nothing, because networks
 * repeat. `now`: milliseconds.
 */
export function controlled(line: Line, action: CallAction, now: number): Partial<Line> | null {
  if (line.state !== 'live') return null;
  switch (action) {
    case 'hold':
    case 'resume':
      return isConnected(line) ? holding(line, action === 'hold', now) : null;
    case 'mute':
    case 'unmute':
      return { muted: action === 'mute' };
    case 'keypad':
      return isConnected(line) && !line.onHold ? {} : null;
    case 'record.pause':
    case 'record.resume':
      return recorded(line.recording, action === 'record.pause' ? 'pause' : 'resume');
    case 'transfer':
    case 'consult':
      return isConnected(line) && !otherLeg(line) ? holding(line, true, now) : null;
    case 'complete':
      return otherLeg(line)?.state === 'talking' ? {} : null;
    case 'conference':
      return otherLeg(line)?.state === 'talking' ? holding(line, false, now) : null;
    case 'cancel':
      return otherLeg(line) ? holding(line, false, now) : null;
    case 'end':
      return { ...holding(line, false, now), state: callMoves.live['hang up'] ?? 'ended' };
  }
}

function recorded(from: RecordingState, move: RecordingMove): Partial<Line> | null {
  const target = move === 'pause' ? 'paused' : 'on';
  if (from === target) return {};
  const recording = recordingMoves[from][move];
  return recording ? { recording } : null;
}

/** What the exchange says of hold, mute, recording and legs, taken over; the time on hold is counted here. */
export const heard = (
  line: Line,
  told: Pick<Line, 'onHold' | 'muted' | 'recording'> & { readonly legs: readonly Leg[] },
  now: number,
): Partial<Line> => ({
  ...holding(line, told.onHold, now),
  muted: told.muted,
  recording: told.recording,
  legs: [...told.legs],
});
