// Short-lived proofs that an agent has signed in. Everything a token could choose for itself is pinned.
import { randomUUID } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { idSchema, timeSchema } from '../../shared/domain/primitives.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';

const ISSUER = 'foreword-backend';
const AUDIENCE = 'foreword-desk';
const ALGORITHM = 'HS256';
/** Milliseconds. */
export const TOKEN_LIFETIME = 10 * 60_000;
/** Milliseconds after which a name and a secret are asked for again. */
export const SIGN_IN_LIFETIME = 12 * 60 * 60_000;

export type Proof = {
  readonly agentId: string;
  /** Milliseconds since the epoch. */
  readonly signedInAt: number;
  readonly expiresAt: number;
};
export type Issued = { readonly token: string; readonly expiresAt: number };
export type Tokens = {
  issue(agentId: string): Promise<Issued>;
  /** @throws Fault('unauthenticated') when the sign-in is too long ago */
  renew(proof: Proof): Promise<Issued>;
  /** @throws Fault('unauthenticated') for anything but a token of ours that is still good */
  verify(token: string): Promise<Proof>;
};

const claimsSchema = z.object({ sub: idSchema, exp: z.number().int(), signedInAt: timeSchema });

/** `key` is 64 hexadecimal digits. */
export function tokensFor(key: string, clock: Clock): Tokens {
  const secret = new Uint8Array(Buffer.from(key, 'hex'));

  async function sign(agentId: string, signedInAt: number): Promise<Issued> {
    const now = clock.now();
    // Whole seconds are what the format holds; rounding down never lets a token live longer than it says.
    const expires = Math.floor(Math.min(now + TOKEN_LIFETIME, signedInAt + SIGN_IN_LIFETIME) / 1_000);
    const token = await new SignJWT({ signedInAt })
      .setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' })
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setSubject(agentId)
      .setIssuedAt(Math.floor(now / 1_000))
      .setExpirationTime(expires)
      .setJti(randomUUID())
      .sign(secret);
    return { token, expiresAt: expires * 1_000 };
  }

  return {
    issue: agentId => sign(agentId, clock.now()),
    async renew({ agentId, signedInAt }) {
      if (clock.now() >= signedInAt + SIGN_IN_LIFETIME) throw new Fault('unauthenticated', 'sign in again');
      return sign(agentId, signedInAt);
    },
    async verify(token) {
      try {
        const { payload } = await jwtVerify(token, secret, {
          algorithms: [ALGORITHM],
          issuer: ISSUER,
          audience: AUDIENCE,
          currentDate: new Date(clock.now()),
          requiredClaims: ['sub', 'exp', 'iat'],
        });
        const { sub, exp, signedInAt } = claimsSchema.parse(payload);
        return { agentId: sub, signedInAt, expiresAt: exp * 1_000 };
      } catch (error) {
        throw new Fault('unauthenticated', 'the token is not good: sign in again', { cause: error });
      }
    },
  };
}
