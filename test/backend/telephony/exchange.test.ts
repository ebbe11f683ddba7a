import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Ask, LineCall } from '../../../backend/connectors/telephony/adapter.ts';
import { type Exchange, newExchange } from '../../../backend/connectors/telephony/exchange.ts';
import { chanceOf } from '../../../backend/connectors/scenario/chance.ts';
import { setLogSink } from '../../../shared/lib/log.ts';
import { legMoves } from '../../../shared/domain/call.ts';

setLogSink(() => undefined);
const NOW = Date.UTC(2026, 10, 20, 12);
const LINE = '+44 20 7946 0180';

/** An exchange whose clock only the test moves. */
function setUp({ seed = 1, latency = 0, file = null as string | null } = {}) {
  let time = NOW;
  const clock = { now: () => time, monotonic: () => time - NOW };
  const exchange = newExchange({ clock, chance: chanceOf(seed), latencyMs: [latency, latency], file });
  const told: LineCall[] = [];
  exchange.onCall(call => void told.push(call));
  let asks = 0;
  const settled = () => new Promise(done => setImmediate(done));
  return {
    exchange,
    told,
    /** Lets time pass, one moment after the other at which something is due. */
    async pass(ms: number): Promise<void> {
      const until = time + ms;
      for (let at = exchange.turn(); at !== null && at <= until; at = exchange.turn()) {
        time = Math.max(time, at);
        exchange.turn();
        await settled();
      }
      time = until;
      exchange.turn();
      await settled();
    },
    ask: (id: string, ask: Ask, askId = `ask-${(asks += 1)}`) => exchange.ask(id, askId, ask),
  };
}
const ring = (exchange: Exchange, more: object = {}) =>
  exchange.ring({ number: '+447700900417', line: LINE, patienceMs: 60_000, talkMs: null, ...more });
const answer = { do: 'answer', agent: 'Mara Lindholm' } as const;
const legs = (call: LineCall | null) => call?.legs.map(({ who, state, end }) => [who, state, end]);

describe('a customer who rings', () => {
  test('waits, is answered, talks, and hangs up by themselves', async () => {
    const { exchange, told, pass, ask } = setUp();
    const id = ring(exchange, { talkMs: 90_000 });
    await pass(20_000);
    expect((await ask(id, answer)).ok).toBe(true);
    expect(legs(exchange.at(id))).toEqual([
      ['customer', 'talking', null],
      ['agent', 'talking', null],
    ]);
    await pass(89_999);
    expect(exchange.at(id)!.state).toBe('live');
    await pass(1);
    expect(exchange.at(id)).toMatchObject({ state: 'ended', end: 'customer hung up', endedAt: NOW + 110_000 });
    expect(told.map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  test('gives up early, and then cannot be answered', async () => {
    const { exchange, pass, ask } = setUp();
    const id = ring(exchange, { patienceMs: 4_000 });
    await pass(4_000);
    expect(exchange.at(id)).toMatchObject({ state: 'ended', end: 'gave up' });
    expect(await ask(id, answer)).toMatchObject({ ok: false, reason: 'the call is over' });
  });

  test('is answered elsewhere, unless somebody here was first', async () => {
    const { exchange, pass, ask } = setUp();
    const [lost, kept] = [ring(exchange, { elsewhereMs: 3_000 }), ring(exchange, { elsewhereMs: 3_000 })];
    await ask(kept, answer);
    await pass(3_000);
    expect([exchange.at(lost)!.end, exchange.at(kept)!.state]).toEqual(['answered elsewhere', 'live']);
  });

  test('drops out of a talk', async () => {
    const { exchange, pass, ask } = setUp();
    const id = ring(exchange, { dropMs: 5_000 });
    await ask(id, answer);
    await pass(5_000);
    expect(exchange.at(id)).toMatchObject({ end: 'dropped', legs: [{ end: 'dropped' }, { end: 'dropped' }] });
  });

  test('is written down as they speak', async () => {
    const { exchange, pass, ask } = setUp();
    const turn = (at: number) => ({ at, speaker: 'customer', name: 'Imogen', text: `at ${at}` }) as const;
    const id = ring(exchange, { turns: [turn(0), turn(4_000)] });
    await ask(id, answer);
    await pass(3_999);
    expect(exchange.at(id)!.turns).toHaveLength(1);
    await pass(1);
    expect(exchange.at(id)!.turns).toHaveLength(2);
  });
});

describe('a call that is held', () => {
  test('is put on hold and taken off, muted, given tones and not recorded for a while', async () => {
    const { exchange, ask } = setUp();
    const id = ring(exchange);
    await ask(id, answer);
    await ask(id, { do: 'hold' });
    expect(exchange.at(id)).toMatchObject({ onHold: true, legs: [{ state: 'held' }, { state: 'talking' }] });
    expect(await ask(id, { do: 'keypad', digits: '1' })).toMatchObject({
      ok: false,
      reason: 'the customer is on hold',
    });
    await ask(id, { do: 'resume' });
    for (const step of ['mute', 'record.pause'] as const) await ask(id, { do: step });
    await ask(id, { do: 'keypad', digits: '12#' });
    expect([exchange.at(id), exchange.digits(id)]).toMatchObject([
      { muted: true, recording: 'paused', onHold: false },
      '12#',
    ]);
    await ask(id, { do: 'end' });
    expect(exchange.at(id)).toMatchObject({ state: 'ended', end: 'agent hung up' });
  });

  test('that is not recorded cannot be paused', async () => {
    const { exchange, ask } = setUp();
    const id = ring(exchange, { recorded: false });
    await ask(id, answer);
    expect(await ask(id, { do: 'record.pause' })).toMatchObject({ ok: false, reason: 'this call is not recorded' });
  });

  test('is asked once for each id, also while the first is under way and after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foreword-exchange-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'exchange.json');
    const { exchange, ask, pass } = setUp({ latency: 50, file });
    const id = ring(exchange, { talkMs: 60_000 });
    const answered = ask(id, answer);
    await pass(50);
    await answered;
    const both = [ask(id, { do: 'keypad', digits: '7' }, 'same'), ask(id, { do: 'keypad', digits: '7' }, 'same')];
    await pass(50);
    expect((await Promise.all(both)).map(({ ok }) => ok)).toEqual([true, true]);
    const after = setUp({ file });
    expect(await after.ask(id, { do: 'keypad', digits: '7' }, 'same')).toMatchObject({ ok: true });
    expect([exchange.digits(id), after.exchange.digits(id), after.exchange.heard().length]).toEqual(['7', '•', 2]);
    expect(readFileSync(file, 'utf8')).toContain('•');
    expect(readFileSync(file, 'utf8')).not.toContain('"digits":"7"');
    await after.pass(60_100);
    expect(after.exchange.at(id)!.end).toBe('customer hung up');
  });

  test('is asked once for each id also by who goes on from the file as it was when the call changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foreword-exchange-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'exchange.json');
    const { exchange, ask } = setUp({ file });
    const id = ring(exchange);
    await ask(id, answer);
    const crashed = join(folder, 'crashed.json');
    exchange.onCall(() => copyFileSync(file, crashed));
    await ask(id, { do: 'keypad', digits: '7' }, 'same');
    const after = setUp({ file: crashed });
    expect([after.exchange.digits(id), after.exchange.heard().length]).toEqual(['•', 2]);
    await after.ask(id, { do: 'keypad', digits: '7' }, 'same');
    expect(after.exchange.digits(id)).toBe('•');
  });
});

describe('two legs', () => {
  const talking = async (seed = 1) => {
    const all = setUp({ seed });
    const id = ring(all.exchange);
    await all.ask(id, answer);
    return { ...all, id };
  };

  test('a blind transfer leaves us when the other telephone answers', async () => {
    const { exchange, ask, pass, id } = await talking();
    exchange.phone('Billing', { does: 'answer', afterMs: 4_000, talkMs: null });
    await ask(id, { do: 'transfer', to: 'Billing' });
    expect(legs(exchange.at(id))).toEqual([
      ['customer', 'held', null],
      ['agent', 'talking', null],
      ['other', 'dialling', null],
    ]);
    await pass(1_000);
    expect(exchange.at(id)!.legs[2]!.state).toBe('ringing');
    await pass(3_000);
    expect(exchange.at(id)).toMatchObject({ state: 'ended', end: 'transferred' });
  });

  test.each(['busy', 'no answer', 'failed'] as const)(
    'to a telephone that is %s brings the customer back',
    async does => {
      const { exchange, ask, pass, id } = await talking();
      exchange.phone('Billing', { does, afterMs: 2_000, talkMs: null });
      await ask(id, { do: 'transfer', to: 'Billing' });
      await pass(2_000);
      expect(exchange.at(id)).toMatchObject({ state: 'live', onHold: false });
      expect(legs(exchange.at(id))![2]).toEqual(['other', 'ended', does]);
      expect((await ask(id, { do: 'transfer', to: 'Billing' })).ok).toBe(true);
    },
  );

  test('an attended one is talked about first, then completed, joined or called off', async () => {
    for (const [then, expected] of [
      ['complete', { state: 'ended', end: 'transferred' }],
      ['conference', { state: 'live', onHold: false }],
      ['cancel', { state: 'live', onHold: false }],
    ] as const) {
      const { exchange, ask, pass, id } = await talking();
      exchange.phone('Payments', { does: 'answer', afterMs: 500, talkMs: null });
      await ask(id, { do: 'consult', to: 'Payments' });
      expect(await ask(id, { do: 'complete' })).toMatchObject({ ok: false });
      await pass(500);
      expect(exchange.at(id)).toMatchObject({ state: 'live', onHold: true });
      expect((await ask(id, { do: then })).ok).toBe(true);
      expect(exchange.at(id)).toMatchObject(expected);
    }
  });

  test('the second one drops, and the customer is with the agent again', async () => {
    const { exchange, ask, pass, id } = await talking();
    exchange.phone('Payments', { does: 'answer', afterMs: 500, talkMs: null });
    await ask(id, { do: 'consult', to: 'Payments' });
    await pass(500);
    exchange.drop(id, 'other');
    expect(exchange.at(id)).toMatchObject({ state: 'live', onHold: false, legs: [{}, {}, { end: 'dropped' }] });
  });
});

describe('a call that we make', () => {
  const dial = { do: 'dial', number: '+447700900417', line: LINE, agent: 'Mara Lindholm' } as const;

  test('rings and is answered', async () => {
    const { exchange, ask, pass } = setUp();
    exchange.phone(dial.number, { does: 'answer', afterMs: 4_000, talkMs: 10_000 });
    await ask('ours', dial);
    expect(await ask('ours', { do: 'hold' })).toMatchObject({ ok: false, reason: 'the customer has not answered yet' });
    await pass(4_000);
    expect(exchange.at('ours')).toMatchObject({ direction: 'out', state: 'live', answeredAt: NOW + 4_000 });
    await pass(10_000);
    expect(exchange.at('ours')!.end).toBe('customer hung up');
  });

  test.each(['busy', 'no answer', 'failed'] as const)('%s: it is over', async does => {
    const { exchange, ask, pass } = setUp();
    exchange.phone(dial.number, { does, afterMs: 2_000, talkMs: null });
    await ask('ours', dial);
    await pass(2_000);
    expect(exchange.at('ours')).toMatchObject({ state: 'ended', end: does, answeredAt: null });
  });
});

const DOES = [
  'hold',
  'resume',
  'mute',
  'unmute',
  'record.pause',
  'record.resume',
  'end',
  'complete',
  'conference',
  'cancel',
] as const;
const anyAsk: fc.Arbitrary<Ask> = fc.oneof(
  fc.constantFrom(...DOES).map(one => ({ do: one })),
  fc.constantFrom<Ask>(answer, { do: 'transfer', to: 'Billing' }, { do: 'consult', to: 'Payments' }),
);
const anyDay = fc.array(fc.oneof(anyAsk, fc.nat(30_000)), { maxLength: 30 });

test('the same seed and the same asks give the same calls; legs move by the table; what is over stays over', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), anyDay, async (seed, day) => {
      const run = async (): Promise<LineCall[]> => {
        const { exchange, told, ask, pass } = setUp({ seed });
        const id = exchange.ring({ id: 'one', number: null, line: LINE });
        for (const step of day) {
          if (typeof step === 'number') await pass(step);
          else await ask(id, step);
        }
        return told;
      };
      const told = await run();
      expect(await run()).toEqual(told);
      for (const [i, call] of told.entries()) {
        if (i === 0) continue;
        const before = told[i - 1]!;
        expect(before.state).not.toBe('ended');
        for (const [place, leg] of before.legs.entries()) {
          const after = call.legs[place]!;
          const reach = [leg.state, ...Object.values(legMoves[leg.state])];
          const twice = reach.flatMap(one => Object.values(legMoves[one]));
          expect([...reach, ...twice]).toContain(after.state);
        }
      }
    }),
    { numRuns: 60 },
  );
});
