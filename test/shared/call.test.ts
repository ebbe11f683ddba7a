import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CALL_ACTIONS,
  CALL_STATES,
  type CallAction,
  callMoves,
  controlled,
  FRESH_LINE,
  heard,
  isConnected,
  LEG_STATES,
  legMoves,
  RECORDING_STATES,
  recordingMoves,
} from '../../shared/domain/call.ts';

type Line = Parameters<typeof controlled>[0];
const live: Line = { ...FRESH_LINE, state: 'live', holdMs: null, recording: 'on' };
const did = (line: Line, action: CallAction, now: number): Line => ({ ...line, ...controlled(line, action, now) });

const tables = { callMoves, legMoves, recordingMoves } as const;
describe.each(Object.entries(tables))('%s', (_name, table: Record<string, Record<string, string>>) => {
  test('leads to states it knows, and out of each that something leads into or begins in', () => {
    const known = Object.keys(table);
    for (const moves of Object.values(table)) for (const to of Object.values(moves)) expect(known).toContain(to);
  });
});

test('the tables have every state and no other', () => {
  expect([Object.keys(callMoves), Object.keys(legMoves), Object.keys(recordingMoves)]).toEqual([
    [...CALL_STATES],
    [...LEG_STATES],
    [...RECORDING_STATES],
  ]);
});

test('a call that is over stays so, whatever is asked of it', () => {
  for (const state of ['ended', 'abandoned', 'waiting'] as const)
    for (const action of CALL_ACTIONS) expect(controlled({ ...live, state }, action, 0)).toBeNull();
});

const actions = fc.array(fc.record({ action: fc.constantFrom(...CALL_ACTIONS), afterMs: fc.nat(60_000) }));

test('asked for again at once, an action changes nothing more', () => {
  fc.assert(
    fc.property(actions, fc.constantFrom(...CALL_ACTIONS), (before, action) => {
      const line = before.reduce((one, step) => did(one, step.action, step.afterMs), live);
      const once = did(line, action, 100_000);
      expect(did(once, action, 100_000)).toEqual(once);
    }),
  );
});

test('the time on hold is the time between hold and resume or end, never more than has passed', () => {
  fc.assert(
    fc.property(actions, steps => {
      let now = 0;
      let line = live;
      let onHold = 0;
      for (const { action, afterMs } of [...steps, { action: 'end' as const, afterMs: 5 }]) {
        now += afterMs;
        if (line.onHold) onHold += afterMs;
        line = did(line, action, now);
      }
      expect([line.holdMs ?? 0, line.onHold, line.heldSince]).toEqual([onHold, false, null]);
    }),
  );
});

test('what is not recorded cannot be paused, and what is paused can only go on', () => {
  expect(controlled({ ...live, recording: 'off' }, 'record.pause', 0)).toBeNull();
  expect(did(did(live, 'record.pause', 0), 'record.resume', 0).recording).toBe('on');
});

test('nobody can be held, and no tones be sent, before the customer has answered', () => {
  const ringing: Line = {
    ...live,
    legs: [{ id: '1', who: 'customer', name: '+44', state: 'ringing', end: null }],
  };
  expect(isConnected(ringing)).toBe(false);
  for (const action of ['hold', 'keypad'] as const) expect(controlled(ringing, action, 0)).toBeNull();
  expect(controlled(ringing, 'end', 0)).toMatchObject({ state: 'ended' });
});

test('what the exchange says is taken over, and its hold is counted like ours', () => {
  const told = { onHold: true, muted: true, recording: 'paused', legs: [] } as const;
  const held = { ...live, ...heard(live, told, 1_000) };
  expect(held).toMatchObject({ onHold: true, heldSince: 1_000, muted: true, recording: 'paused' });
  expect(heard(held, { ...told, onHold: false }, 4_000)).toMatchObject({ onHold: false, holdMs: 3_000 });
});
