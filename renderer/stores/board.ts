import { create } from 'zustand';
import { MISSED_OFFERS } from '../../shared/domain/presence.ts';
import type { Board, LeadNotice } from '../../shared/domain/work.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type BoardState = {
  readonly board: Board | null;
  /** Notices that this lead has seen, or that were over when this screen was opened. */
  readonly seen: ReadonlySet<string>;
  /** Of the board, without what is seen. */
  readonly fresh: readonly LeadNotice[];
};

const NONE: readonly LeadNotice[] = [];
export const useBoard = create<BoardState>()(() => ({ board: null, seen: new Set(), fresh: NONE }));
export const boardOf = (state: BoardState) => state.board;
export const freshNotices = (state: BoardState) => state.fresh;

/** Still so: the agent has not come back. */
const isStillSo = ({ agents }: Board, { agentId }: LeadNotice): boolean =>
  agents.some(one => one.agentId === agentId && one.state === 'not-ready' && one.reason === MISSED_OFFERS);

function freshOf(board: Board | null, seen: ReadonlySet<string>): readonly LeadNotice[] {
  const fresh = board?.notices?.filter(({ id }) => !seen.has(id)) ?? NONE;
  return fresh.length > 0 ? fresh : NONE;
}

export const loadBoard = reloader(async () => {
  const board = await bridge.call('board.read', {});
  useBoard.setState(before => {
    const old = board && !before.board ? (board.notices ?? []).filter(one => !isStillSo(board, one)) : [];
    const seen = new Set([...before.seen, ...old.map(({ id }) => id)]);
    return { board, seen, fresh: freshOf(board, seen) };
  });
}, unlessOffline);

export const seeNotice = (id: string): void =>
  useBoard.setState(({ board, seen }) => {
    const more = new Set([...seen, id]);
    return { seen: more, fresh: freshOf(board, more) };
  });
