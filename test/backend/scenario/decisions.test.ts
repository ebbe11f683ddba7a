// The pure parts of the player: notation, times, callers, colleagues, the escalation.
import { describe, expect, test } from 'vitest';
import { chanceOf, shuffled } from '../../../backend/connectors/scenario/chance.ts';
import { newMind, nextMoves } from '../../../backend/connectors/scenario/colleague.ts';
import type { DeskView } from '../../../backend/connectors/scenario/desk-view.ts';
import { escalationMove, newEscalation } from '../../../backend/connectors/scenario/escalation.ts';
import { follow, type LiveCall } from '../../../backend/connectors/scenario/live-call.ts';
import { parseStory } from '../../../backend/connectors/scenario/notation.ts';
import { fillTimes, timeOf } from '../../../backend/connectors/scenario/when.ts';
import type { LineCall } from '../../../backend/connectors/telephony/adapter.ts';
import type { Offer } from '../../../shared/domain/offer.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';

describe('the shorthand', () => {
  test('keeps the day until another is named, goes on with entries and conversations, and takes flags off', () => {
    const lines = parseStory(`
## x @Care | Late
-2 09:00 < one {likes 4, file a.pdf 10}
10:00 > P: two
   and more
## email | Late
-5m < three
## x @Care | Late
-1 11:00 < four`);
    expect(lines.map(({ talk, when, mark }) => [talk.place, when, mark])).toEqual([
      [0, { day: -2, clock: '09:00' }, '<'],
      [0, { day: -2, clock: '10:00' }, '>'],
      [1, { minutesAgo: 5 }, '<'],
      [0, { day: -1, clock: '11:00' }, '<'],
    ]);
    expect(lines[0]!.head).toBe('one');
    expect(Object.fromEntries(lines[0]!.flags)).toEqual({ likes: '4', file: 'a.pdf 10' });
    expect(lines[1]!.body).toEqual(['   and more']);
  });

  test('says which line does not fit', () => {
    expect(() => parseStory('-2 09:00 < nobody asked')).toThrow('not with: -2 09:00 < nobody asked');
  });
});

describe('times', () => {
  const summer = Date.parse('2026-07-14T09:30:00Z');

  test('are hours on the wall of Manchester, on both sides of the change of clocks', () => {
    expect(new Date(timeOf({ day: -1, clock: '17:00' }, summer)).toISOString()).toBe('2026-07-13T16:00:00.000Z');
    const afterChange = Date.parse('2026-10-27T12:00:00Z');
    expect(new Date(timeOf({ day: -1, clock: '17:00' }, afterChange)).toISOString()).toBe('2026-10-26T17:00:00.000Z');
    expect(new Date(timeOf({ day: -4, clock: '17:00' }, afterChange)).toISOString()).toBe('2026-10-23T16:00:00.000Z');
  });

  test('are said in the customer’s language', () => {
    expect(fillTimes('by [[day -1]] 17:00', summer, 'en')).toBe('by Monday 17:00');
    expect(fillTimes('bis [[day -1]], [[date -3]], [[clock 75]]', summer, 'de')).toBe('bis Montag, 11. Juli, 11:45');
  });
});

const call = (changes: Partial<LiveCall> = {}): LiveCall => ({
  callId: 'c',
  workItemId: 'w',
  answeredAt: null,
  endedAt: null,
  end: null,
  ...changes,
});
const line = (changes: Partial<LineCall>): LineCall =>
  ({ state: 'live', answeredAt: null, end: null, ...changes }) as LineCall;

describe('a caller of the story', () => {
  test('is answered, and hangs up', () => {
    const one = call();
    follow(one, line({}), 10);
    follow(one, line({ answeredAt: 5 }), 99);
    follow(one, line({ answeredAt: 5 }), 120);
    expect(one).toMatchObject({ answeredAt: 99, end: null });
    follow(one, line({ answeredAt: 5, end: 'customer hung up' }), 149);
    follow(one, line({ answeredAt: 5, end: 'customer hung up' }), 500);
    expect(one).toMatchObject({ answeredAt: 99, endedAt: 149, end: 'hung-up' });
  });

  test('gives up, is done first by the agent, or is forgotten by the exchange', () => {
    const ends = ([{ end: 'gave up' }, { end: 'agent hung up' }] as const).map(changes => {
      const one = call();
      follow(one, line(changes), 1);
      return one.end;
    });
    const lost = call();
    follow(lost, null, 1);
    expect([...ends, lost.end]).toEqual(['gave-up', 'finished', 'hung-up']);
  });
});

describe('the escalated call', () => {
  test('rings once the desk has been available for eight seconds without a break', () => {
    const state = newEscalation();
    expect(escalationMove(state, true, 0, 0)).toBe('none');
    expect(escalationMove(state, false, 5_000, 0)).toBe('none');
    expect(escalationMove(state, true, 6_000, 0)).toBe('none');
    expect(escalationMove(state, true, 13_999, 0)).toBe('none');
    expect(escalationMove(state, true, 14_000, 0)).toBe('ring-escalated');
  });

  test('given up it is complained about once, and rings again', () => {
    const state = newEscalation();
    escalationMove(state, true, 0, 0);
    state.call = call({ end: 'gave-up' });
    expect(escalationMove(state, true, 10_000, 0)).toBe('complain');
    expect(escalationMove(state, true, 100_000, 0)).toBe('none');
    expect(escalationMove(state, true, 130_000, 0)).toBe('ring-escalated');
    state.call = call({ end: 'gave-up' });
    expect(escalationMove(state, true, 140_000, 0)).toBe('none');
    expect(escalationMove(state, true, 260_000, 0)).toBe('ring-escalated');
  });

  test('taken and over, other callers follow, one at a time', () => {
    const state = newEscalation();
    escalationMove(state, true, 0, 0);
    state.call = call({ answeredAt: 9_000 });
    expect(escalationMove(state, false, 10_000, 0)).toBe('none');
    expect(state.over).toBe(true);
    state.call.end = 'finished';
    escalationMove(state, true, 20_000, 0);
    expect(escalationMove(state, true, 79_000, 0)).toBe('none');
    expect(escalationMove(state, true, 80_000, 0)).toBe('ring-next');
    state.call = call();
    expect(escalationMove(state, true, 200_000, 0)).toBe('none');
  });
});

const view = (changes: Partial<DeskView> = {}, state = 'available'): DeskView =>
  ({ agentId: 'a', presence: { state }, ringing: [], held: [], ...changes }) as DeskView;
const item = (id: string, channel: WorkItem['channel']) => ({ id, channel, epoch: 1 }) as WorkItem;
const never = () => null;
const mindAt = (seed: number) => {
  const chance = chanceOf(seed);
  return { chance, mind: newMind(chance, 1_000) };
};

describe('a colleague', () => {
  test('comes to the desk when it is time', () => {
    const { chance, mind } = mindAt(1);
    expect(nextMoves(mind, view({}, 'offline'), 999, chance, never)).toEqual([]);
    expect(nextMoves(mind, view({}, 'offline'), 1_000, chance, never)).toMatchObject([
      { do: 'presence', asked: { state: 'available' } },
    ]);
  });

  test('accepts after a moment, answers once, then finishes', () => {
    const { chance, mind } = mindAt(2);
    const ringing = [{ id: 'o', epoch: 1 } as Offer];
    expect(nextMoves(mind, view({ ringing }), 1_000, chance, never)).toEqual([]);
    expect(nextMoves(mind, view({ ringing }), 9_000, chance, never)).toMatchObject([{ do: 'accept' }]);
    const held = [item('w', 'chat')];
    expect(nextMoves(mind, view({ held }), 10_000, chance, never)).toEqual([]);
    expect(nextMoves(mind, view({ held }), 60_000, chance, never)).toMatchObject([{ do: 'reply' }]);
    expect(nextMoves(mind, view({ held }), 61_000, chance, never)).toEqual([]);
    expect(nextMoves(mind, view({ held }), 90_000, chance, never)).toMatchObject([{ do: 'finish' }]);
  });

  test('stays on a call until the caller has hung up', () => {
    const { chance, mind } = mindAt(3);
    const held = [item('w', 'voice')];
    expect(nextMoves(mind, view({ held }, 'on-contact'), 500_000, chance, never)).toEqual([]);
    expect(nextMoves(mind, view({ held }, 'acw'), 501_000, chance, () => 501_000)).toEqual([]);
    expect(nextMoves(mind, view({ held }, 'acw'), 530_000, chance, () => 501_000)).toMatchObject([{ do: 'finish' }]);
  });

  test('takes a break after some contacts, and comes back', () => {
    const { chance, mind } = mindAt(4);
    nextMoves(mind, view(), 1_000, chance, never);
    mind.contactsLeft = 0;
    expect(nextMoves(mind, view(), 2_000, chance, never)).toMatchObject([
      { do: 'presence', asked: { state: 'not-ready' } },
    ]);
    expect(nextMoves(mind, view({}, 'not-ready'), 3_000, chance, never)).toEqual([]);
    expect(nextMoves(mind, view({}, 'not-ready'), 200_000, chance, never)).toMatchObject([
      { do: 'presence', asked: { state: 'available' } },
    ]);
  });
});

test('chance repeats itself with the same seed, and shuffling loses nothing', () => {
  const list = Array.from({ length: 20 }, (_, i) => i);
  expect(shuffled(chanceOf(1), list)).toEqual(shuffled(chanceOf(1), list));
  expect(shuffled(chanceOf(1), list)).not.toEqual(shuffled(chanceOf(2), list));
  expect(shuffled(chanceOf(1), list).toSorted((a, b) => a - b)).toEqual(list);
});
