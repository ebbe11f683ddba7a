// What agents sign in with: kept as a salted scrypt hash, compared in constant time.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Queryable } from '../store/db.ts';

const derive = promisify<string, Buffer, number, { N: number; r: number; p: number; maxmem: number }, Buffer>(scrypt);
/** N=2^15, r=8, p=3: one of OWASP's minimum settings for scrypt (Password Storage Cheat Sheet); 32 MB each. */
const COST = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const LENGTH = 32;

export const freshSecret = (): string => randomBytes(18).toString('base64url');

export async function hashOf(secret: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(secret, salt, LENGTH, COST);
  return `scrypt$${COST.N}$${COST.r}$${COST.p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

/** False for a hash that cannot be read, too. */
export async function matches(secret: string, stored: string): Promise<boolean> {
  const [kind, N, r, p, salt = '', hash = ''] = stored.split('$');
  const expected = Buffer.from(hash, 'base64url');
  if (kind !== 'scrypt' || expected.length !== LENGTH) return false;
  const cost = { ...COST, N: Number(N), r: Number(r), p: Number(p) };
  return timingSafeEqual(await derive(secret, Buffer.from(salt, 'base64url'), LENGTH, cost), expected);
}

export async function storeSecret(db: Queryable, agentId: string, secret: string): Promise<void> {
  await db.query(
    `INSERT INTO agent_secret (agent_id, hash) VALUES ($1, $2)
     ON CONFLICT (agent_id) DO UPDATE SET hash = excluded.hash, made_at = now()`,
    [agentId, await hashOf(secret)],
  );
}

export async function storedHash(db: Queryable, agentId: string): Promise<string | null> {
  const [row] = await db.query<{ hash: string }>('SELECT hash FROM agent_secret WHERE agent_id = $1', [agentId]);
  return row?.hash ?? null;
}
