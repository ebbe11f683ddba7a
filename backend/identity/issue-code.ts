import { CODE_LIFETIME } from '../../shared/domain/case-code.ts';
import { Fault } from '../../shared/lib/fault.ts';
import type { RandomBytes } from '../../shared/lib/ids.ts';
import type { Tx } from '../store/db.ts';
import { randomCode } from './code.ts';

/** Milliseconds for which a code that has ended is given to no other case: somebody may still have it written down. */
const NOT_AGAIN = 30 * 86_400_000;
const ATTEMPTS = 50;

export type IssuedCode = { readonly code: string; readonly expiresAt: number };

/**
 * A code for a case, good for CODE_LIFETIME, on whatever channel it is brought. To be told to the customer and to nobody
 * else, never in public.
 * @throws Fault('retry') when no free one is found, which needs hundreds of thousands to be about
 */
export async function issueCode(
  tx: Tx,
  caseId: string,
  { now, random }: { readonly now: number; readonly random: RandomBytes },
): Promise<IssuedCode> {
  await tx.query(`DELETE FROM case_code WHERE expires_at < $1`, [now - NOT_AGAIN]);
  await tx.query(`DELETE FROM code_brought WHERE at < $1`, [now - NOT_AGAIN]);
  const expiresAt = now + CODE_LIFETIME;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const code = randomCode(random);
    const made = await tx.query(
      `INSERT INTO case_code (code, case_id, made_at, expires_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING code`,
      [code, caseId, now, expiresAt],
    );
    if (made.length > 0) return { code, expiresAt };
  }
  throw new Fault('retry', 'no free code was found');
}
