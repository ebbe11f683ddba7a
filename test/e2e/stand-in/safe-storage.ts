// A keyring of one key, kept beside the desks' folders of this machine's tests. `FOREWORD_STAND_IN_KEYRING=none`: as a Linux without one.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const keyring =
  process.env.FOREWORD_STAND_IN_KEYRING ?? join(tmpdir(), `foreword-stand-in-keyring-${process.getuid?.()}`);

function keyOf(): Buffer {
  try {
    writeFileSync(keyring, randomBytes(32), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(keyring);
}

export const safeStorage = {
  getSelectedStorageBackend: () => (keyring === 'none' ? 'basic_text' : 'gnome_libsecret'),
  isAsyncEncryptionAvailable: async () => keyring !== 'none',
  async encryptStringAsync(text: string): Promise<Buffer> {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', keyOf(), nonce);
    const body = Buffer.concat([cipher.update(text), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  },
  async decryptStringAsync(sealed: Buffer): Promise<{ result: string; shouldReEncrypt: boolean }> {
    const cipher = createDecipheriv('aes-256-gcm', keyOf(), sealed.subarray(0, 12));
    cipher.setAuthTag(sealed.subarray(12, 28));
    return {
      result: cipher.update(sealed.subarray(28), undefined, 'utf8') + cipher.final('utf8'),
      shouldReEncrypt: false,
    };
  },
};
