// A simulated telephone exchange that behaves like a real one. It has no timers: `turn` does what is due by the clock given,
// so that a test moves it step by step; run.ts runs it in earnest. The same clock and seed give the same calls.
import type { Clock } from '../../../shared/lib/clock.ts';
import { logger } from '../../../shared/lib/log.ts';
import { between, type Chance } from '../scenario/chance.ts';
import type { Answer, Ask, LineCall, Telephony } from './adapter.ts';
import { type Caller, callerOf, type Phone, phoneOf, type Ring } from './phones.ts';
import { addLeg, connect, doAsk, endCall, handOver, legOf, moveLeg, type SimCall, withoutOther } from './sim-call.ts';
import { type Due, type Heard, type Kept, keptIn, type SimState } from './sim-state.ts';

const log = logger('exchange');

export type Exchange = Telephony & {
  /** A customer rings. @returns the call's id */
  ring(ring: Ring): string;
  /** The customer of a call hangs up now, or gives up. */
  hangUp(callId: string): void;
  /** A leg goes dead, by who it belongs to. */
  drop(callId: string, who: 'customer' | 'agent' | 'other'): void;
  /** How a telephone that we ring behaves from now on, by its number or name. */
  phone(name: string, phone: Phone): void;
  /** As it is now. */
  at(callId: string): LineCall | null;
  calls(): readonly LineCall[];
  /** Every ask that came through, in order, each once. */
  heard(): readonly Heard[];
  /** Tones that a call got. */
  digits(callId: string): string;
  /** Does what is due. @returns when something is due again, by the clock; null: nothing is */
  turn(): number | null;
  /** Everybody who listens has taken in what they were told. */
  settled(): Promise<void>;
  /** Told when something may be due earlier than `turn` said. */
  onDue(listen: () => void): () => void;
};

export type ExchangeOptions = {
  readonly clock: Clock;
  readonly chance: Chance;
  /** Keeps its calls there over a restart, as a real exchange goes on without us; null: in memory. */
  readonly file?: string | null;
  /** How long the exchange takes to do what it is asked; left out: 20 to 120 ms. */
  readonly latencyMs?: readonly [number, number];
  readonly name?: string;
};
const LATENCY = [20, 120] as const;
const RINGS_AFTER = 300;
const NO_SUCH_CALL = 'the exchange knows no such call';

type Waiting = { readonly at: number; readonly run: () => void };

export function newExchange({
  clock,
  chance,
  file = null,
  latencyMs = LATENCY,
  name = 'exchange',
}: ExchangeOptions): Exchange {
  const kept: Kept = keptIn(file);
  const state: SimState = kept.state;
  const listeners = new Set<(call: LineCall) => void | Promise<void>>();
  const hearing = new Set<Promise<void>>();
  const duers = new Set<() => void>();
  const answers = new Map<string, Promise<Answer>>();
  let waiting: Waiting[] = [];
  const now = () => clock.now();
  const find = (id: string): SimCall | undefined => state.calls[id];

  const due = (call: SimCall, what: Due['what'], inMs: number | null): void => {
    if (inMs !== null) state.due.push({ at: now() + inMs, callId: call.id, what });
  };
  const tellDue = (): void => duers.forEach(listen => listen());
  const changed = (call: SimCall): void => {
    call.n += 1;
    kept.save();
    const told = copyOf(call);
    for (const listen of listeners) {
      const one = Promise.resolve(listen(told)).finally(() => hearing.delete(one));
      hearing.add(one);
    }
    tellDue();
  };

  function talk(call: SimCall): void {
    const { talkMs, dropMs, turns } = call.caller;
    due(call, 'hang up', talkMs);
    due(call, 'drop', dropMs);
    for (const turn of turns) due(call, 'say', turn.at);
  }

  function begin(id: string, direction: 'in' | 'out', ring: Ring, caller: Caller): SimCall {
    const { number, line, queue = null, name: who = null, subject = null, recorded = true, code } = ring;
    const call: SimCall = {
      id,
      n: 0,
      direction,
      number,
      line,
      queue,
      ...(code === undefined ? {} : { code }),
      name: who,
      subject,
      caller,
      state: 'ringing',
      end: null,
      rangAt: now(),
      answeredAt: null,
      endedAt: null,
      onHold: false,
      muted: false,
      recording: recorded ? 'on' : 'off',
      digits: '',
      second: null,
      legs: [],
      turns: [],
    };
    state.calls[id] = call;
    addLeg(call, 'customer', number ?? 'withheld', direction === 'in' ? 'ringing' : 'dialling');
    return call;
  }

  const phoneFor = (to: string): Phone => state.phones[to] ?? phoneOf(chance);

  /** A telephone that we ring: it rings after a moment, and then does what it does. */
  function rings(call: SimCall, phone: Phone): void {
    due(call, 'ring', Math.min(RINGS_AFTER, phone.afterMs));
    due(call, phone.does, phone.afterMs);
  }

  function dial(id: string, ask: Extract<Ask, { do: 'dial' }>): SimCall {
    const phone = phoneFor(ask.number);
    const caller: Caller = { patienceMs: null, elsewhereMs: null, talkMs: phone.talkMs, dropMs: null, turns: [] };
    const call = begin(id, 'out', { number: ask.number, line: ask.line }, caller);
    addLeg(call, 'agent', ask.agent, 'talking');
    rings(call, phone);
    return call;
  }

  /** @returns why not; null: done. `moved`: the call that is not as it was */
  function carryOut(callId: string, ask: Ask): { readonly refused: string | null; readonly moved: SimCall | null } {
    const there = find(callId);
    if (!there && ask.do !== 'dial') return { refused: NO_SUCH_CALL, moved: null };
    const call = there ?? dial(callId, ask as Extract<Ask, { do: 'dial' }>);
    const before = there ? JSON.stringify(there) : null;
    const wasRinging = call.state === 'ringing';
    const refused = there ? doAsk(call, ask, now()) : null;
    if (refused !== null) return { refused, moved: null };
    if (ask.do === 'answer' && wasRinging) talk(call);
    if (ask.do === 'transfer' || ask.do === 'consult') rings(call, phoneFor(ask.to));
    return { refused: null, moved: JSON.stringify(call) === before ? null : call };
  }

  /** The telephone that is being rung: the other one, else an outgoing call's customer. */
  const rung = (call: SimCall) =>
    legOf(call, 'other') ?? (call.direction === 'out' ? legOf(call, 'customer') : undefined);

  function answered(call: SimCall): boolean {
    const leg = rung(call);
    if (!moveLeg(leg, 'answer')) return false;
    if (leg?.who === 'customer') {
      connect(call, now());
      talk(call);
    } else if (call.second === 'transfer') handOver(call, now());
    return true;
  }

  function notAnswered(call: SimCall, why: 'busy' | 'no answer' | 'failed'): boolean {
    const leg = rung(call);
    if (!moveLeg(leg, 'fail', why)) return false;
    if (leg?.who === 'customer') endCall(call, why, now());
    else withoutOther(call);
    return true;
  }

  const HAPPENS: Readonly<Record<Due['what'], (call: SimCall) => boolean>> = {
    'give up': call => call.state === 'ringing' && (endCall(call, 'gave up', now()), true),
    elsewhere: call => call.state === 'ringing' && (endCall(call, 'answered elsewhere', now()), true),
    'hang up': call => call.state === 'live' && (endCall(call, 'customer hung up', now()), true),
    drop: call => call.state === 'live' && (endCall(call, 'dropped', now()), true),
    say: call => {
      const spoken = now() - (call.answeredAt ?? now());
      const agent = legOf(call, 'agent')?.name ?? '';
      call.turns = call.caller.turns
        .filter(turn => turn.at <= spoken)
        .map(turn => (turn.speaker === 'agent' ? { ...turn, name: turn.name || agent } : turn));
      return call.state === 'live';
    },
    ring: call => moveLeg(rung(call), 'ring'),
    answer: answered,
    busy: call => notAnswered(call, 'busy'),
    'no answer': call => notAnswered(call, 'no answer'),
    failed: call => notAnswered(call, 'failed'),
  };

  function happen({ callId, what }: Due): void {
    const call = find(callId);
    if (!call || call.state === 'ended' || !HAPPENS[what](call)) return;
    if (what !== 'say') log.info('call.moved', { callId, what, state: call.state });
    changed(call);
  }

  const later = (inMs: number): Promise<void> =>
    inMs <= 0
      ? Promise.resolve()
      : new Promise(run => {
          waiting.push({ at: now() + inMs, run });
          tellDue();
        });

  async function first(callId: string, askId: string, ask: Ask): Promise<Answer> {
    await later(between(chance, latencyMs));
    const done = state.done[askId];
    if (done) return answerOf(done, callId);
    const { refused, moved } = carryOut(callId, ask);
    state.done[askId] = { refused };
    state.heard.push({ at: now(), callId, askId, ask, refused });
    // What was done and that it was done are written together: a crash between them would do it twice.
    if (moved) changed(moved);
    else kept.save();
    return answerOf({ refused }, callId);
  }
  const answerOf = ({ refused }: { refused: string | null }, callId: string): Answer => {
    const call = find(callId);
    if (refused === null && call) return { ok: true, call: copyOf(call) };
    return { ok: false, reason: refused ?? NO_SUCH_CALL, call: call ? copyOf(call) : null };
  };

  return {
    name,
    ask(callId, askId, ask) {
      const known = answers.get(askId) ?? first(callId, askId, ask);
      answers.set(askId, known);
      return known;
    },
    call: async callId => exchangeAt(callId),
    onCall: listen => listened(listeners, listen),
    ring(ring) {
      const id = ring.id ?? `call-${(state.count += 1)}-${Math.floor(chance() * 1e9).toString(36)}`;
      const call = begin(id, 'in', ring, callerOf(ring, chance));
      due(call, 'give up', call.caller.patienceMs);
      due(call, 'elsewhere', call.caller.elsewhereMs);
      changed(call);
      return id;
    },
    hangUp(callId) {
      const call = find(callId);
      if (!call || call.state === 'ended') return;
      endCall(call, call.state === 'ringing' && call.direction === 'in' ? 'gave up' : 'customer hung up', now());
      changed(call);
    },
    drop(callId, who) {
      const call = find(callId);
      if (!call || call.state === 'ended') return;
      if (who !== 'other') endCall(call, 'dropped', now());
      else if (moveLeg(legOf(call, 'other'), 'drop', 'dropped')) withoutOther(call);
      changed(call);
    },
    phone: (to, phone) => {
      state.phones[to] = phone;
    },
    at: exchangeAt,
    calls: () => Object.values(state.calls).map(copyOf),
    heard: () => state.heard,
    digits: callId => find(callId)?.digits ?? '',
    turn() {
      for (;;) {
        const dues = state.due.filter(one => one.at <= now()).toSorted((a, b) => a.at - b.at);
        const ready = waiting.filter(one => one.at <= now());
        if (dues.length === 0 && ready.length === 0) break;
        state.due = state.due.filter(one => !dues.includes(one));
        waiting = waiting.filter(one => !ready.includes(one));
        for (const one of dues) happen(one);
        for (const one of ready) one.run();
      }
      const times = [...state.due, ...waiting].map(({ at }) => at);
      return times.length > 0 ? Math.min(...times) : null;
    },
    async settled() {
      while (hearing.size > 0) await Promise.all(hearing);
    },
    onDue: listen => listened(duers, listen),
  };

  function exchangeAt(callId: string): LineCall | null {
    const call = find(callId);
    return call ? copyOf(call) : null;
  }
}

function listened<T>(set: Set<T>, listen: T): () => void {
  set.add(listen);
  return () => void set.delete(listen);
}

/** A copy that stays what it was, without what only the exchange knows. */
function copyOf({ caller: _caller, digits: _digits, second: _second, ...call }: SimCall): LineCall {
  return structuredClone(call);
}
