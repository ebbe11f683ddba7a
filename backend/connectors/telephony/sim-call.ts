// A call inside the simulated exchange, and everything that can happen to it. No clock of its own: times come in.
import { type Leg, legMoves, type LegMove, type LegState, recordingMoves } from '../../../shared/domain/call.ts';
import type { Ask, CallEnd, LineCall } from './adapter.ts';
import type { Caller } from './phones.ts';

type Changeable<T> = { -readonly [K in keyof T]: T[K] };
export type SimLeg = Changeable<Leg>;
export type SimCall = Changeable<Omit<LineCall, 'legs' | 'turns'>> & {
  legs: SimLeg[];
  turns: LineCall['turns'];
  caller: Caller;
  /** Tones heard from the agent. */
  digits: string;
  /** What the leg in progress is for. */
  second: 'transfer' | 'consult' | null;
};

/** A move the table does not know leaves the leg alone. */
export function moveLeg(leg: SimLeg | undefined, move: LegMove, end: Leg['end'] = null): boolean {
  const state = leg && legMoves[leg.state][move];
  if (!leg || !state) return false;
  leg.state = state;
  leg.end = state === 'ended' ? end : null;
  return true;
}

const isOn = ({ state }: SimLeg): boolean => state !== 'ended';
export const legOf = (call: SimCall, who: Leg['who']): SimLeg | undefined =>
  call.legs.findLast(leg => leg.who === who && isOn(leg));
export const addLeg = (call: SimCall, who: Leg['who'], name: string, state: LegState): SimLeg => {
  const leg: SimLeg = { id: `${call.legs.length + 1}`, who, name, state, end: null };
  call.legs.push(leg);
  return leg;
};

export function endCall(call: SimCall, end: CallEnd, now: number): void {
  const legEnd = end === 'transferred' || end === 'dropped' || end === 'answered elsewhere' ? end : 'hung up';
  for (const leg of call.legs.filter(isOn)) {
    if (!moveLeg(leg, legEnd === 'dropped' ? 'drop' : 'hang up', legEnd)) moveLeg(leg, 'fail', legEnd);
  }
  Object.assign(call, { state: 'ended', end, endedAt: now, onHold: false, second: null });
}

export function hold(call: SimCall, onHold: boolean): boolean {
  const moved = moveLeg(legOf(call, 'customer'), onHold ? 'hold' : 'resume');
  if (moved) call.onHold = onHold;
  return moved || call.onHold === onHold;
}

/** The other telephone did not come in: the customer is with the agent again. */
export function withoutOther(call: SimCall): void {
  call.second = null;
  hold(call, false);
}

/** Customer and other telephone talk; our agent is out. */
export function handOver(call: SimCall, now: number): void {
  endCall(call, 'transferred', now);
}

const WHY = {
  over: 'the call is over',
  notYet: 'the customer has not answered yet',
  onHold: 'the customer is on hold',
  unrecorded: 'this call is not recorded',
  second: 'another telephone is being asked in already',
  noSecond: 'no other telephone has answered',
} as const;

function record(call: SimCall, move: 'pause' | 'resume'): string | null {
  if (call.recording === (move === 'pause' ? 'paused' : 'on')) return null;
  const next = recordingMoves[call.recording][move];
  if (!next) return WHY.unrecorded;
  call.recording = next;
  return null;
}

function secondLeg(call: SimCall, to: string, kind: 'transfer' | 'consult'): string | null {
  if (call.second) return WHY.second;
  hold(call, true);
  call.second = kind;
  addLeg(call, 'other', to, 'dialling');
  return null;
}

type Done = Exclude<Ask['do'], 'answer' | 'dial'>;
type Does = (call: SimCall, ask: Ask, now: number) => string | null;

/** Null: done. Words: why not, and nothing has changed. */
const DOES: Readonly<Record<Done, Does>> = {
  hold: call => (hold(call, true) ? null : WHY.notYet),
  resume: call => (hold(call, false) ? null : WHY.notYet),
  mute: call => ((call.muted = true), null),
  unmute: call => ((call.muted = false), null),
  keypad: (call, ask) => {
    if (call.onHold) return WHY.onHold;
    if (call.state !== 'live') return WHY.notYet;
    call.digits += ask.do === 'keypad' ? ask.digits : '';
    return null;
  },
  'record.pause': call => record(call, 'pause'),
  'record.resume': call => record(call, 'resume'),
  end: (call, _ask, now) => (endCall(call, 'agent hung up', now), null),
  transfer: (call, ask) => secondLeg(call, ask.do === 'transfer' ? ask.to : '', 'transfer'),
  consult: (call, ask) => secondLeg(call, ask.do === 'consult' ? ask.to : '', 'consult'),
  complete: (call, _ask, now) => {
    if (legOf(call, 'other')?.state !== 'talking') return WHY.noSecond;
    handOver(call, now);
    return null;
  },
  conference: call => {
    if (legOf(call, 'other')?.state !== 'talking') return WHY.noSecond;
    call.second = null;
    hold(call, false);
    return null;
  },
  join: (call, ask) => {
    if (call.state !== 'live') return WHY.notYet;
    if (call.second) return WHY.second;
    hold(call, true);
    call.second = 'consult';
    addLeg(call, 'other', ask.do === 'join' ? ask.agent : '', 'talking');
    return null;
  },
  take: (call, ask) => {
    if (call.state !== 'live') return WHY.notYet;
    for (const who of ['agent', 'other'] as const) moveLeg(legOf(call, who), 'hang up', 'transferred');
    addLeg(call, 'agent', ask.do === 'take' ? ask.agent : '', 'talking');
    withoutOther(call);
    return null;
  },
  cancel: call => {
    if (!moveLeg(legOf(call, 'other'), 'hang up', 'hung up')) return WHY.noSecond;
    withoutOther(call);
    return null;
  },
};

/** Does what is asked of a call that is there. @returns why not, in words for an agent; null: it is done */
export function doAsk(call: SimCall, ask: Ask, now: number): string | null {
  if (ask.do === 'dial') return null;
  if (ask.do === 'answer') return answer(call, ask.agent, now);
  if (call.state === 'ended') return ask.do === 'end' ? null : WHY.over;
  return DOES[ask.do](call, ask, now);
}

function answer(call: SimCall, agent: string, now: number): string | null {
  if (call.state === 'ended') return WHY.over;
  if (call.state === 'live') return null;
  connect(call, now);
  addLeg(call, 'agent', agent, 'talking');
  return null;
}

export function connect(call: SimCall, now: number): void {
  moveLeg(legOf(call, 'customer'), 'answer');
  Object.assign(call, { state: 'live', answeredAt: now });
}
