import { create } from 'zustand';
import { MISSED_OFFERS } from '../../shared/domain/presence.ts';
import type { Board, LeadNotice } from '../../shared/domain/work.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type BoardState = {
  readonly board: Board | null;
  /** Notices that this lead has seen, or that are over. */
  readonly seen: ReadonlySet<string>;
  /** Of the board, without what is seen or over: one of each agent, the newest. */
  readonly fresh: readonly LeadNotice[];
};

const NONE: readonly LeadNotice[] = [];
export const useBoard = create<BoardState>()(() => ({ board: null, seen: new Set(), fresh: NONE }));
export const boardOf = (state: BoardState) => state.board;
export const freshNotices = (state: BoardState) => state.fresh;

/** Still so: the agent has not come back. */
const isStillSo = ({ agents }: Board, { agentId }: LeadNotice): boolean =>
  agents.some(one => one.agentId === agentId && one.state === 'not-ready' && one.reason === MISSED_OFFERS);

const AT_WORK: readonly string[] = ['available', 'on-contact', 'acw'];
/** The agent has come back since. A state from before it is one of a board that was read while it happened. */
const isOver = ({ agents }: Board, { agentId, at }: LeadNotice): boolean =>
  agents.some(one => one.agentId === agentId && AT_WORK.includes(one.state) && one.since > at);

function freshOf(board: Board | null, seen: ReadonlySet<string>): readonly LeadNotice[] {
  const notices = board?.notices ?? NONE;
  const isNewest = ({ id, agentId }: LeadNotice): boolean => notices.find(one => one.agentId === agentId)?.id === id;
  const fresh = notices.filter(one => isNewest(one) && !seen.has(one.id));
  return fresh.length > 0 ? fresh : NONE;
}

export const loadBoard = reloader(async () => {
  const board = await bridge.call('board.read', {});
  useBoard.setState(before => {
    const isGone = before.board ? isOver : (now: Board, one: LeadNotice): boolean => !isStillSo(now, one);
    const gone = board?.notices?.filter(one => isGone(board, one)) ?? NONE;
    const seen = new Set([...before.seen, ...gone.map(({ id }) => id)]);
    return { board, seen, fresh: freshOf(board, seen) };
  });
}, unlessOffline);

export const seeNotice = (id: string): void =>
  useBoard.setState(({ board, seen }) => {
    const more = new Set([...seen, id]);
    return { seen: more, fresh: freshOf(board, more) };
  });
