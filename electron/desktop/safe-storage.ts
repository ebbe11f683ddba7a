// The system's own store: Keychain, DPAPI, or the desktop's keyring on Linux.
import { safeStorage } from 'electron';
import { logger } from '../../shared/lib/log.ts';
import { Unreadable } from '../host/keys/unreadable.ts';
import type { Wrapper } from '../host/keys/wrapper.ts';

const log = logger('keys');

/** Without a keyring, Electron on Linux wraps with a password that stands in its own source. */
const protectsHere = (): boolean =>
  process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';

/** To be asked once the application is ready. */
export const systemWrapper: Wrapper = {
  by: 'system',
  async canProtect() {
    const canProtect = protectsHere() && (await safeStorage.isAsyncEncryptionAvailable());
    if (!canProtect) log.warn('keys.notProtected');
    return canProtect;
  },
  seal: async text => (await safeStorage.encryptStringAsync(text)).toString('base64'),
  async open(sealed) {
    try {
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(Buffer.from(sealed, 'base64'));
      return { text: result, stale: shouldReEncrypt };
    } catch (error) {
      throw new Unreadable('the system does not open the keys', error);
    }
  },
};
