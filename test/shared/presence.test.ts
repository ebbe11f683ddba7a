import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterOver,
  askPresence,
  type Attendance,
  AWAY,
  type Back,
  CONNECTION_LOST,
  extendAfter,
  type Gone,
  hangUp,
  isBusy,
  isGone,
  leaving,
  LOST_GRACE,
  lostFor,
  MISSED_OFFERS,
  movePresence,
  PRESENCE_STATES,
  type PresenceMove,
  presenceMoves,
  presenceSchema,
  returning,
  whyNotAsk,
  wrapUpWritten,
} from '../../shared/domain/presence.ts';

const at = (state: Attendance['presence']['state'], more: Partial<Attendance['presence']> = {}): Attendance => ({
  presence: { agentId: 'a', version: 1, state, reason: null, since: 0, pending: null, after: null, ...more },
  missed: 0,
  resume: null,
});
const LUNCH = { state: 'not-ready', reason: 'Lunch' } as const;

const MOVES = Object.keys(presenceMoves) as PresenceMove[];
type Step = (row: Attendance, now: number) => Attendance;
const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(...MOVES).map(
    (move): Step =>
      (row, now) =>
        movePresence(row, move, now),
  ),
  fc
    .constantFrom(LUNCH, { state: 'offline', reason: null } as const, { state: 'available', reason: null } as const)
    .map(
      (asked): Step =>
        (row, now) =>
          askPresence(row, asked, now),
    ),
  fc.option(fc.integer({ min: 1, max: 60_000 })).map(
    (ms): Step =>
      (row, now) =>
        hangUp(row, 'item', ms, now),
  ),
  fc.integer({ min: 1, max: 60_000 }).map(
    (ms): Step =>
      row =>
        extendAfter(row, 'item', ms) ?? row,
  ),
  fc.record({ ms: fc.option(fc.nat(60_000)), open: fc.nat(2), rings: fc.boolean() }).map(
    ({ ms, ...atHand }): Step =>
      (row, now) =>
        wrapUpWritten(row, 'written', ms, atHand, now),
  ),
  fc.constant<Step>((row, now) => (row.presence.after ? afterOver(row, now) : row)),
  fc.constantFrom<Gone['how']>('left', 'lost', 'stopped').map(
    (how): Step =>
      (row, now) =>
        leaving(row, { how, at: now }),
  ),
  fc.record({ slept: fc.boolean(), lostMs: fc.nat(2 * LOST_GRACE), graceMs: fc.constant(LOST_GRACE) }).map(
    (back): Step =>
      (row, now) =>
        returning(row, now, back),
  ),
);

test('whatever happens: the record is valid, only what is done after a contact has a time, and nothing waits outside one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...PRESENCE_STATES), fc.array(steps, { maxLength: 30 }), (from, moves) => {
      let row = at(from);
      for (const [now, move] of moves.entries()) {
        const next = move(row, now + 1);
        expect(presenceSchema.parse(next.presence)).toEqual(next.presence);
        expect(next.presence.version).toBeGreaterThanOrEqual(row.presence.version);
        expect(next.presence.state === row.presence.state || next.presence.version === row.presence.version + 1).toBe(
          true,
        );
        const { state, after, pending } = next.presence;
        expect(after === null || state === 'acw' || state === 'offline').toBe(true);
        // Whose desk goes away in the middle of it comes back to it, and to what waits.
        const comesBack = state === 'offline' && next.resume?.state === 'acw';
        expect(pending === null || isBusy(next.presence) || comesBack).toBe(true);
        row = next;
      }
    }),
  );
});

test('what is asked for during a contact waits, is taken when it ends, and can be taken back', () => {
  const talking = askPresence(at('on-contact'), LUNCH, 5);
  expect(talking.presence).toMatchObject({ state: 'on-contact', pending: LUNCH });
  expect(movePresence(talking, 'finish', 9).presence).toMatchObject({ state: 'not-ready', reason: 'Lunch', since: 9 });
  const back = askPresence(talking, { state: 'available', reason: null }, 6);
  expect(back.presence).toMatchObject({ state: 'on-contact', pending: null });
  expect(movePresence(back, 'finish', 9).presence).toMatchObject({ state: 'available', pending: null });
});

test('after-contact work is extended once, and only while it has a time', () => {
  const after = hangUp(at('on-contact'), 'item', 30_000, 100);
  const longer = extendAfter(after, 'item', 30_000)!;
  expect(longer.presence.after).toEqual({ workItemId: 'item', from: 100, ms: 60_000, extended: true });
  expect(extendAfter(longer, 'item', 30_000)).toBeNull();
  expect(extendAfter(after, 'other', 30_000)).toBeNull();
  expect(extendAfter(hangUp(at('on-contact'), 'item', null, 100), 'item', 30_000)).toBeNull();
});

const gone = (how: Gone['how'], at: number): Gone => ({ how, at });
const backAfter = (row: Attendance, now: number, upSince = 0): Attendance =>
  returning(row, now, { slept: false, lostMs: lostFor(row, upSince, now), graceMs: LOST_GRACE });

test('whose session is lost is Offline since then, and within the grace comes back as they were', () => {
  const lost = leaving(at('available'), gone('lost', 1_000));
  expect(lost.presence).toMatchObject({ state: 'offline', reason: CONNECTION_LOST, since: 1_000 });
  expect(backAfter(lost, 1_000 + LOST_GRACE).presence).toMatchObject({ state: 'available', reason: null });
  const late = backAfter(lost, 1_001 + LOST_GRACE);
  expect(late).toMatchObject({ missed: 0, resume: null });
  expect(late.presence).toMatchObject({ state: 'not-ready', reason: CONNECTION_LOST, since: 1_001 + LOST_GRACE });
});

test('who was Not Ready keeps their own reason, and the work after a contact is done first', () => {
  const lunch = at('not-ready', { reason: 'Lunch' });
  expect(backAfter(leaving(lunch, gone('lost', 0)), 9 * LOST_GRACE).presence).toMatchObject({ reason: 'Lunch' });
  const acw = leaving(hangUp(at('on-contact'), 'item', null, 0), gone('lost', 0));
  const back = backAfter(acw, 9 * LOST_GRACE);
  expect(back.presence).toMatchObject({ state: 'acw', pending: { state: 'not-ready', reason: CONNECTION_LOST } });
  expect(movePresence(back, 'finish', 9 * LOST_GRACE).presence.reason).toBe(CONNECTION_LOST);
});

test('who left by their own will was not lost; a backend that stopped counts from when it is there again', () => {
  const left = leaving(at('available'), gone('left', 0));
  expect(left.presence).toMatchObject({ state: 'offline', reason: null });
  expect(backAfter(left, 99 * LOST_GRACE).presence.state).toBe('available');
  const stopped = leaving(at('available'), gone('stopped', 0));
  expect(backAfter(stopped, 9 * LOST_GRACE, 9 * LOST_GRACE - 5_000).presence.state).toBe('available');
  expect(backAfter(stopped, 9 * LOST_GRACE, LOST_GRACE).presence.reason).toBe(CONNECTION_LOST);
});

test('a call goes on without its desk; its end leaves its agent Offline since the loss, not free for the next', () => {
  const talking = leaving(at('on-contact'), gone('lost', 5));
  expect(talking.presence.state).toBe('on-contact');
  expect(isGone(talking)).toBe(true);
  const over = movePresence(talking, 'finish', 900);
  expect(over.presence).toMatchObject({ state: 'offline', reason: CONNECTION_LOST, since: 5, version: 2 });
  const closed = hangUp(talking, 'item', 30_000, 900);
  expect(closed.presence).toMatchObject({ state: 'offline', after: { workItemId: 'item', from: 900 }, version: 2 });
  expect(backAfter(closed, 1_000).presence.state).toBe('acw');
  expect(isGone(backAfter(talking, 9 * LOST_GRACE))).toBe(false);
  expect(backAfter(talking, 9 * LOST_GRACE).presence).toEqual(at('on-contact').presence);
});

test('a moment of bad line or a backend that was started again begins no state anew; a longer absence does', () => {
  const waiting = at('available', { since: 500 });
  expect(backAfter(leaving(waiting, gone('lost', 1_000)), 9_000).presence.since).toBe(500);
  expect(backAfter(leaving(waiting, gone('stopped', 1_000)), 99 * LOST_GRACE, 99 * LOST_GRACE).presence.since).toBe(
    500,
  );
  const missed = at('not-ready', { since: 500, reason: MISSED_OFFERS });
  expect(backAfter(leaving(missed, gone('lost', 1_000)), 9_000).presence).toMatchObject({
    since: 500,
    state: 'not-ready',
  });
  // Twice in a row, too.
  const twice = leaving(backAfter(leaving(waiting, gone('lost', 1_000)), 9_000), gone('lost', 10_000));
  expect(backAfter(twice, 11_000).presence.since).toBe(500);

  expect(backAfter(leaving(waiting, gone('left', 1_000)), 9_000).presence.since).toBe(9_000);
  expect(backAfter(leaving(missed, gone('lost', 1_000)), 1_001 + LOST_GRACE).presence.since).toBe(1_001 + LOST_GRACE);
  const slept: Back = { slept: true, lostMs: 0, graceMs: LOST_GRACE };
  expect(returning(leaving(missed, gone('lost', 1_000)), 9_000, slept).presence.since).toBe(9_000);
  // The time after a contact ran out meanwhile: free since then.
  const acw = leaving(hangUp(at('on-contact'), 'item', 30_000, 500), gone('lost', 1_000));
  expect(backAfter(acw, 9_000).presence).toMatchObject({ state: 'acw', since: 500 });
  expect(backAfter(afterOver(acw, 30_500), 31_000).presence).toMatchObject({ state: 'available', since: 30_500 });
});

test('a machine that slept makes Not Ready whatever the grace', () => {
  const slept: Back = { slept: true, lostMs: 0, graceMs: LOST_GRACE };
  expect(returning(leaving(at('available'), gone('lost', 0)), 9, slept).presence.reason).toBe(AWAY);
});

test('the work after a written item begins where a time is given and nothing else is at hand', () => {
  const free = { open: 0, rings: false };
  expect(wrapUpWritten(at('available'), 'w', 5_000, free, 9).presence).toMatchObject({
    state: 'acw',
    since: 9,
    after: { workItemId: 'w', from: 9, ms: 5_000, extended: false, written: true },
  });
  for (const ms of [null, 0]) expect(wrapUpWritten(at('available'), 'w', ms, free, 9)).toEqual(at('available'));
  for (const more of [{ open: 1 }, { rings: true }])
    expect(wrapUpWritten(at('available'), 'w', 5_000, { ...free, ...more }, 9)).toEqual(at('available'));
  for (const state of ['not-ready', 'on-contact', 'acw', 'offline'] as const)
    expect(wrapUpWritten(at(state), 'w', 5_000, free, 9)).toEqual(at(state));
});

test('a reason is one of the team’s; that a machine slept is nobody’s choice', () => {
  const reasons = ['Break', 'Lunch'];
  expect(whyNotAsk(LUNCH, reasons)).toBeNull();
  expect(whyNotAsk({ state: 'not-ready', reason: AWAY }, reasons)).toBeNull();
  expect(whyNotAsk({ state: 'not-ready', reason: 'Golf' }, reasons)).not.toBeNull();
  expect(whyNotAsk({ state: 'not-ready', reason: null }, reasons)).not.toBeNull();
  expect(whyNotAsk({ state: 'not-ready', reason: null }, [])).toBeNull();
  expect(whyNotAsk({ state: 'available', reason: null }, reasons)).toBeNull();
});
