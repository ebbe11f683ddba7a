import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  afterOver,
  askPresence,
  type Attendance,
  AWAY,
  extendAfter,
  hangUp,
  isBusy,
  movePresence,
  PRESENCE_STATES,
  type PresenceMove,
  presenceMoves,
  presenceSchema,
  returning,
  whyNotAsk,
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
  fc.constant<Step>((row, now) => (row.presence.after ? afterOver(row, now) : row)),
  fc.constant<Step>(returning),
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

test('a reason is one of the team’s; that a machine slept is nobody’s choice', () => {
  const reasons = ['Break', 'Lunch'];
  expect(whyNotAsk(LUNCH, reasons)).toBeNull();
  expect(whyNotAsk({ state: 'not-ready', reason: AWAY }, reasons)).toBeNull();
  expect(whyNotAsk({ state: 'not-ready', reason: 'Golf' }, reasons)).not.toBeNull();
  expect(whyNotAsk({ state: 'not-ready', reason: null }, reasons)).not.toBeNull();
  expect(whyNotAsk({ state: 'not-ready', reason: null }, [])).toBeNull();
  expect(whyNotAsk({ state: 'available', reason: null }, reasons)).toBeNull();
});
