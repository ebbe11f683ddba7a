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
/** One step at a time: what was, what is, and by which move. */
type Pair = { readonly before: WorkItem; readonly after: WorkItem; readonly move: WorkMove };
const pairs = steps.map(all => {
  const way = wayOf(all);
  return all.map(({ move }, i): Pair => ({ before: way[i]!, after: way[i + 1]!, move }));
});

test('a move the table does not know leaves the item alone; any other makes the next version', () => {
  fc.assert(
    fc.property(pairs, all => {
      for (const { before, after, move } of all) {
        const known = workMoves[before.state][move] !== undefined;
        expect(after === before).toBe(!known);
        expect(after.version).toBe(before.version + (known ? 1 : 0));
      }
    }),
  );
});

test('who acts on what was before is fenced off: every change but an offer goes up one epoch', () => {
  fc.assert(
    fc.property(pairs, all => {
      for (const { before, after, move } of all) {
        expect(after.epoch).toBe(after === before || move === 'offer' ? before.epoch : before.epoch + 1);
        expect(after.holderId === before.holderId || after.epoch > before.epoch).toBe(true);
      }
    }),
  );
});

test('held is in somebody’s hands since a moment, waiting in nobody’s, and what is over names who ended it and when', () => {
  fc.assert(
    fc.property(pairs, all => {
      for (const { after } of all) {
        const isNamed = after.state === 'held' || after.state === 'finished';
        expect([after.holderId !== null, after.heldAt !== null]).toEqual([isNamed, isNamed]);
        expect(after.finishedAt !== null).toBe(isOver(after));
      }
    }),
  );
});

test('from an end there is no way back, and every state can be reached', () => {
  fc.assert(
    fc.property(pairs, all => {
      for (const { before, after } of all) expect(!isOver(before) || after === before).toBe(true);
    }),
  );
  const reached = new Set(fc.sample(steps, 500).flatMap(all => wayOf(all).map(({ state }) => state)));
  expect([...reached].toSorted()).toEqual(Object.keys(workMoves).toSorted());
});

test('what the last holder had set aside lies open before the next one', () => {
  const aside = { until: null, reason: null, at: 1 };
  const held = { ...takeWork(fresh, 'take', 'mara', 1), parked: aside, woken: { why: 'time', at: 2 } } as const;
  expect(takeWork(held, 'pass', 'priya', 3)).toMatchObject({ holderId: 'priya', parked: null, woken: null });
});
