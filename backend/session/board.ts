// What is the same in two boards and two rosters that look alike.
import type { Roster } from '../../shared/domain/roster.ts';
import type { Board } from '../../shared/domain/work.ts';

/** Times of counting move without anything having moved. */
export const faceOfBoard = ({ madeAt: _when, ...board }: Board): string =>
  JSON.stringify(board, (key, value: unknown) => (MOVES_BY_ITSELF.has(key) ? undefined : value));
const MOVES_BY_ITSELF: ReadonlySet<string> = new Set(['countedAt', 'longestWaitMs']);

export const faceOfRoster = ({ madeAt: _when, ...roster }: Roster): string => JSON.stringify(roster);
