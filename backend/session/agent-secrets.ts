// The demo's agents sign in by themselves: their secrets are made at the first start, for the owner's eyes only.
import { chmod, readFile, rename, writeFile } from 'node:fs/promises';
import * as z from 'zod';
import { logger } from '../../shared/lib/log.ts';
import type { Store } from '../store/db.ts';
import { freshSecret, matches, storedHash, storeSecret } from './secrets.ts';

const log = logger('session');
const fileSchema = z.record(z.string(), z.string());

export type Secrets = Readonly<Record<string, string>>;

async function readSecrets(file: string): Promise<Secrets> {
  try {
    return fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

async function writeSecrets(file: string, secrets: Secrets): Promise<void> {
  await writeFile(`${file}.new`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await chmod(`${file}.new`, 0o600); // the mode above counts only for a new file
  await rename(`${file}.new`, file);
}

/**
 * Agent names to secrets, of those whose secret is known here. A secret is made where there is none. One that another
 * node made in the shared database is left alone: this node's file cannot know it.
 */
export async function agentSecrets(
  store: Store,
  agents: readonly { readonly id: string; readonly name: string }[],
  file: string | null,
): Promise<Secrets> {
  const known = file === null ? {} : await readSecrets(file);
  const found = await Promise.all(
    agents.map(async ({ id, name }) => [name, await secretOf(store, id, known[name])] as const),
  );
  const secrets: Secrets = Object.fromEntries(
    found.flatMap(([name, secret]) => (secret === null ? [] : [[name, secret]])),
  );
  if (file !== null) await writeSecrets(file, { ...known, ...secrets });
  return secrets;
}

async function secretOf(store: Store, agentId: string, mine: string | undefined): Promise<string | null> {
  const stored = await storedHash(store, agentId);
  const shared = store.engine === 'postgres';
  // Beside the embedded database the file belongs to it; hashing again would only make the start slower.
  if (mine !== undefined && stored !== null && (!shared || (await matches(mine, stored)))) return mine;
  if (stored !== null && shared) return null;
  const secret = mine ?? freshSecret();
  await storeSecret(store, agentId, secret);
  log.info('secret.made', { agentId });
  return secret;
}
