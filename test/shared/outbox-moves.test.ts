import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  canMove,
  movedCommand,
  OUTBOX_STATES,
  type OutboxMove,
  outboxMoves,
  type OutboxState,
} from '../../shared/domain/outbox.ts';

const MOVES = [...new Set(Object.values(outboxMoves).flatMap(ways => Object.keys(ways)))] as OutboxMove[];

type Life = { readonly state: OutboxState; readonly gone: OutboxMove | null; readonly left: boolean };
/** What becomes of a command, move by move; `left`: it has been on the wire and nobody has said that it was not done. */
function live(moves: readonly OutboxMove[]): Life {
  let life: Life = { state: 'queued', gone: null, left: false };
  for (const move of moves) {
    if (life.gone || !canMove(life.state, move)) continue;
    const gone = outboxMoves[life.state][move] === 'gone' ? move : null;
    const left = move === 'sign-in' || move === 'refuse' ? false : life.left || move === 'send';
    life = { state: movedCommand(life.state, move), gone, left };
  }
  return life;
}
const lives = fc.array(fc.constantFrom(...MOVES), { maxLength: 30 }).map(live);

test('nothing leaves the outbox but by the feed, by the agent’s own hand, or when it is settled', () => {
  fc.assert(
    fc.property(lives, ({ gone }) => {
      expect([null, 'come-back', 'settle', 'take-back', 'replace']).toContain(gone);
    }),
  );
});

test('what may have been done cannot be taken back', () => {
  fc.assert(
    fc.property(lives, ({ left, gone, state }) => {
      expect(left && (canMove(state, 'take-back') || gone === 'take-back')).toBe(false);
      expect(left && gone === 'replace' && state !== 'confirmed').toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('what is confirmed is never refused or sent again, and only what never left is too late', () => {
  expect((['refuse', 'send', 'expire'] as const).filter(move => canMove('confirmed', move))).toEqual([]);
  expect(OUTBOX_STATES.filter(state => canMove(state, 'expire'))).toEqual(['queued']);
});

test('a move the table does not know leaves the state alone, and what the feed has brought leaves from any', () => {
  for (const state of OUTBOX_STATES) {
    for (const move of MOVES.filter(one => !canMove(state, one))) expect(movedCommand(state, move)).toBe(state);
    expect(outboxMoves[state]['come-back']).toBe('gone');
  }
});
