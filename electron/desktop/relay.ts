import { type BrowserWindow, ipcMain } from 'electron';
import { MAX_CALL, type Reply } from '../../shared/contract/bridge.ts';
import { logger } from '../../shared/lib/log.ts';
import { answerCall, type Host } from '../host/own-calls.ts';
import { CHANNEL } from './channel.ts';
import { isOurPage } from './trust.ts';

const log = logger('relay');

const refuse = (code: 'denied' | 'too-large' | 'bad-input', message: string): Reply => {
  log.warn('call.refused', { code });
  return { ok: false, code, message };
};

/** What cannot be JSON (functions, cycles, big integers) is no input of ours. */
function bytesOf(input: unknown): number {
  try {
    return Buffer.byteLength(JSON.stringify(input ?? null));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

/** Connects our page with its host and the core. Call once for the one window. */
export function relay(window: BrowserWindow, host: Host): void {
  ipcMain.handle(CHANNEL, (event, name: unknown, input: unknown): Promise<Reply> | Reply => {
    if (!isOurPage(event, window)) return refuse('denied', 'not our page');
    if (typeof name !== 'string' || name.length > 100) return refuse('bad-input', 'not a call');
    if (bytesOf(input) > MAX_CALL) return refuse('too-large', 'call too large');
    return answerCall(host, name, input);
  });
  host.core.onPush(push => {
    if (!window.isDestroyed()) window.webContents.send(CHANNEL, push);
  });
}
