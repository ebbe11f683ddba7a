import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FRESH_WORK, type WorkItem } from '../../shared/domain/work.ts';
import { endWork, moveWork, takeWork, type WorkMove, workMoves } from '../../shared/domain/work-moves.ts';

const fresh: WorkItem = {
  id: 'w',
  version: 1,
  customerId: 'max',
  caseId: 'case',
  interactionId: 'thread',
  channel: 'x',
  queueId: 'q',
  queueName: 'Care',
  state: 'waiting',
  subject: 'Bag',
  from: '@max',
  customerName: 'Max',
  priority: 1,
  enteredAt: 0,
  holderId: null,
  epoch: 0,
  heldAt: null,
  finishedAt: null,
  ...FRESH_WORK,
};

type Step = { readonly move: WorkMove; readonly by: string };
const MOVES = [...new Set(Object.values(workMoves).flatMap(ways => Object.keys(ways)))] as WorkMove[];
const steps = fc.array(
  fc.record<Step>({ move: fc.constantFrom(...MOVES), by: fc.constantFrom('mara', 'priya', 'tom') }),
  { maxLength: 40 },
);

function stepped(item: WorkItem, { move, by }: Step, now: number): WorkItem {
  if (move === 'accept' || move === 'take' || move === 'pass') return takeWork(item, move, by, now);
  if (move === 'finish' || move === 'abandon') return endWork(item, move, now);
  return moveWork(item, move);
}
/** Every item on the way, the first one too. */
const wayOf = (all: readonly Step[]): WorkItem[] =>
  all.reduce((way, step, now) => [...way, stepped(way.at(-1)!, step, now)], [fresh]);
const isOver = ({ state }: WorkItem): boolean => state === 'finished' || state === 'abandoned';
const always = (check: (before: WorkItem, after: WorkItem, step: Step) => void): void =>
  fc.assert(
    fc.property(steps, all => {
      const way = wayOf(all);
      all.forEach((step, i) => check(way[i]!, way[i + 1]!, step));
    }),
  );

test('a move the table does not know leaves the item alone; any other makes the next version', () =>
  always((before, after, { move }) => {
    if (workMoves[before.state][move]) expect(after.version).toBe(before.version + 1);
    else expect(after).toBe(before);
  }));

test('who acts on what was before is fenced off: every change but an offer goes up one epoch', () =>
  always((before, after, { move }) => {
    expect(after.epoch).toBe(after === before || move === 'offer' ? before.epoch : before.epoch + 1);
    if (after.holderId !== before.holderId) expect(after.epoch).toBeGreaterThan(before.epoch);
  }));

test('held is in somebody’s hands since a moment, waiting in nobody’s, and what is over names who ended it and when', () =>
  always((_, after) => {
    const { state, holderId, heldAt, finishedAt } = after;
    if (state === 'held') expect([holderId, heldAt]).not.toContain(null);
    if (state === 'waiting' || state === 'offered' || state === 'abandoned')
      expect([holderId, heldAt]).toEqual([null, null]);
    if (state === 'finished') expect(holderId).not.toBeNull();
    expect(finishedAt !== null).toBe(isOver(after));
  }));

test('from an end there is no way back, and every state can be reached', () => {
  always((before, after) => {
    if (isOver(before)) expect(after).toBe(before);
  });
  const reached = new Set(fc.sample(steps, 500).flatMap(all => wayOf(all).map(({ state }) => state)));
  expect([...reached].toSorted()).toEqual(Object.keys(workMoves).toSorted());
});
