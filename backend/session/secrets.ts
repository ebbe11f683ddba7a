// What agents sign in with: kept as a salted scrypt hash, compared in constant time.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { Queryable } from '../store/db.ts';
import { SECRET_COST } from './secret-cost.ts';

type Cost = { readonly N: number; readonly r: number; readonly p: number };
const derive = promisify<string, Buffer, number, Cost & { maxmem: number }, Buffer>(scrypt);
const MEMORY = { maxmem: 64 * 1024 * 1024 };
const LENGTH = 32;

export const freshSecret = (): string => randomBytes(18).toString('base64url');

const written = ({ N, r, p }: Cost, salt: Buffer, hash: Buffer): string =>
  `scrypt$${N}$${r}$${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;

/** What it cost stands in it, so that it can be compared with whatever new ones cost by then. */
export async function hashOf(secret: string, cost: Cost = SECRET_COST): Promise<string> {
  const salt = randomBytes(16);
  return written(cost, salt, await derive(secret, salt, LENGTH, { ...cost, ...MEMORY }));
}

/** Of no secret that anybody knows: to be compared with for as long as with a real one, and costs nothing to make. */
export const hashOfNothing = (): string => written(SECRET_COST, randomBytes(16), randomBytes(LENGTH));

/** False for a hash that cannot be read, too. */
export async function matches(secret: string, stored: string): Promise<boolean> {
  const [kind, N, r, p, salt = '', hash = ''] = stored.split('$');
  const expected = Buffer.from(hash, 'base64url');
  if (kind !== 'scrypt' || expected.length !== LENGTH) return false;
  const cost = { N: Number(N), r: Number(r), p: Number(p), ...MEMORY };
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
