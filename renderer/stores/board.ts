import { create } from 'zustand';
import type { Board, Queue } from '../../shared/domain/work.ts';
import { bridge } from '../bridge/bridge.ts';

type State = { readonly loaded: boolean; readonly board: Board | null; readonly queues: readonly Queue[] };
export const useBoard = create<State>()(() => ({ loaded: false, board: null, queues: [] }));

export async function loadBoard(): Promise<void> {
  const [board, queues] = await Promise.all([bridge.call('board.read', {}), bridge.call('queues.read', {})]);
  useBoard.setState({ board, queues, loaded: true });
}
