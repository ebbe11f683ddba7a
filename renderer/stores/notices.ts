import { create } from 'zustand';
import type { Notice } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';

export const useNotices = create<{ readonly notices: readonly Notice[] }>()(() => ({ notices: [] }));

export async function loadNotices(): Promise<void> {
  useNotices.setState({ notices: await bridge.call('notices.read', {}) });
}

export async function dismissNotice(at: number): Promise<void> {
  useNotices.setState({ notices: await bridge.call('notices.dismiss', { at }) });
}
