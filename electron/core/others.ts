import type { Loose, Told } from '../../shared/contract/wire.ts';
import { FADES_MS, type HereOf } from '../../shared/domain/here.ts';
import type { Roster } from '../../shared/domain/roster.ts';
import type { Board } from '../../shared/domain/work.ts';

export type Others = ReturnType<typeof othersHeard>;

/** What was last heard of colleagues: board, roster, and who is at which customer. Memory only; what fades is let go. */
export function othersHeard(monotonic: () => number, changed: (topic: 'board' | 'roster' | 'here') => void) {
  let board: Board | null = null;
  let roster: Roster | null = null;
  const here = new Map<string, { readonly told: HereOf; readonly at: number }>();

  const isFresh = ({ at }: { readonly at: number }): boolean => monotonic() - at < FADES_MS;
  const hear: { readonly [N in Loose]: (told: Told<N>) => void } = {
    board(told) {
      board = told;
      changed('board');
    },
    roster(told) {
      roster = told;
      changed('roster');
    },
    'here.of'(told) {
      for (const [customerId, one] of here) if (!isFresh(one)) here.delete(customerId);
      if (told.people.length > 0) here.set(told.customerId, { told, at: monotonic() });
      else here.delete(told.customerId);
      changed('here');
    },
  };

  return {
    hear: <N extends Loose>(name: N, told: Told<N>): void => hear[name](told),
    board: () => board,
    /** With the time it was made; stays when the connection does not. */
    roster: () => roster,
    here: (): HereOf[] => [...here.values()].filter(isFresh).map(({ told }) => told),
  };
}
