import { create } from 'zustand';
import type { Board } from '../../shared/domain/work.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type BoardState = { readonly board: Board | null };

export const useBoard = create<BoardState>()(() => ({ board: null }));
export const boardOf = (state: BoardState) => state.board;

export const loadBoard = reloader(
  async () => useBoard.setState({ board: await bridge.call('board.read', {}) }),
  unlessOffline,
);
