import { randomBytes } from 'node:crypto';
import { chmod, readFile, writeFile } from 'node:fs/promises';

/** 256 bits in hexadecimal from a file that only its owner reads; made the first time. */
export async function keyFile(path: string): Promise<string> {
  try {
    // `wx`: two that start together must end up with the same key.
    await writeFile(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    await chmod(path, 0o600);
  }
  const key = (await readFile(path, 'utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error(`${path} does not hold a key; remove it and a new one is made`);
  return key;
}

export const freshKey = (): string => randomBytes(32).toString('hex');
