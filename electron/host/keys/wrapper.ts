// How the keys of a desk are wrapped in the file that keeps them.
import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import * as z from 'zod';
import { Fault } from '../../../shared/lib/fault.ts';

export type Wrapper = {
  /** Written beside what it has sealed, so that the next start knows what opens it. */
  readonly by: 'file' | 'passphrase' | 'system';
  /** Whether what it seals is safe from whoever else has a copy of this user's files. */
  canProtect(): Promise<boolean>;
  seal(text: string): Promise<string>;
  /** `stale`: it should be sealed anew. Throws a Fault with a sentence for a person when it does not open. */
  open(sealed: string): Promise<{ text: string; stale: boolean }>;
};

/** Nothing but the file's own rights: `isPrivate` answers whether this system keeps other users out of it. */
export const fileWrapper = (isPrivate: () => Promise<boolean>): Wrapper => ({
  by: 'file',
  canProtect: isPrivate,
  seal: text => Promise.resolve(text),
  open: sealed => Promise.resolve({ text: sealed, stale: false }),
});

const SHORTEST = 8;
/** OWASP's first choice for scrypt: 128 MB and half a second for each guess. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 } as const;
const ABOUT = Buffer.from('foreword keys 1');

const sealedSchema = z.object({ salt: z.base64(), nonce: z.base64(), body: z.base64(), tag: z.base64() });

/** The salt is made anew each time it is sealed; AES-256-GCM says whether the passphrase was the one. */
export function passphraseWrapper(passphrase: string): Wrapper {
  if (passphrase.length < SHORTEST) throw new Fault('bad-input', `A passphrase has at least ${SHORTEST} characters.`);
  return {
    by: 'passphrase',
    canProtect: () => Promise.resolve(true),
    async seal(text) {
      const [salt, nonce] = [randomBytes(16), randomBytes(12)];
      const cipher = createCipheriv('aes-256-gcm', await derived(passphrase, salt), nonce).setAAD(ABOUT);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      const parts = { salt, nonce, body, tag: cipher.getAuthTag() };
      return JSON.stringify(Object.fromEntries(Object.entries(parts).map(([name, b]) => [name, b.toString('base64')])));
    },
    async open(sealed) {
      const parts = sealedSchema.parse(JSON.parse(sealed));
      const [salt, nonce, body, tag] = [parts.salt, parts.nonce, parts.body, parts.tag].map(t =>
        Buffer.from(t, 'base64'),
      );
      const cipher = createDecipheriv('aes-256-gcm', await derived(passphrase, salt!), nonce!, { authTagLength: 16 });
      cipher.setAAD(ABOUT).setAuthTag(tag!);
      try {
        return { text: cipher.update(body!, undefined, 'utf8') + cipher.final('utf8'), stale: false };
      } catch (error) {
        throw new Fault('denied', 'The passphrase is not the one of this desk. Nothing was changed.', { cause: error });
      }
    },
  };
}

const derived = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFKC'), salt, 32, COST, (error, key) => (error ? reject(error) : resolve(key))),
  );
