// Short-lived proofs that an agent has signed in. Everything a token could choose for itself is pinned.
import { randomUUID } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import { idSchema, timeSchema } from '../../shared/domain/primitives.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { Refused } from '../audit/refused.ts';

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

/** We never name a key in a token: whoever does wants it to be chosen. */
const NAMES_A_KEY = ['kid', 'jku', 'jwk', 'x5u', 'x5c', 'x5t', 'crit'];

/** What is wrong with a token, for the audit. `agentId` only where the signature is ours. */
type Flaw = { readonly what: string; readonly agentId: string | null };

function flawOf(error: unknown): Flaw {
  const { JWTClaimValidationFailed, JWTExpired, JOSEAlgNotAllowed, JWSSignatureVerificationFailed } = errors;
  if (error instanceof JWTExpired || error instanceof JWTClaimValidationFailed) {
    const { sub } = error.payload;
    const agentId = typeof sub === 'string' ? sub : null;
    return { what: error instanceof JWTExpired ? 'expired' : `claim ${error.claim}`, agentId };
  }
  if (error instanceof JOSEAlgNotAllowed) return { what: 'algorithm', agentId: null };
  if (error instanceof JWSSignatureVerificationFailed) return { what: 'signature', agentId: null };
  return { what: error instanceof z.ZodError ? 'claims' : 'no token of ours', agentId: null };
}

const namesKey = (token: string): boolean => {
  try {
    return Object.keys(decodeProtectedHeader(token)).some(name => NAMES_A_KEY.includes(name));
  } catch {
    return false; // what cannot be read is refused for that
  }
};

const refused = (flaw: Flaw, cause?: unknown): Refused =>
  new Refused('unauthenticated', 'the token is not good: sign in again', { kind: 'token.refused', ...flaw }, { cause });

/** Their token may be good, they are not any more: removed from the roster. */
export const goneFor = (agentId: string): Refused =>
  new Refused('unauthenticated', 'the agent may not sign in any more', {
    kind: 'token.refused',
    what: 'agent removed',
    agentId,
  });

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
      if (namesKey(token)) throw refused({ what: 'names a key', agentId: null });
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
        throw refused(flawOf(error), error);
      }
    },
  };
}
