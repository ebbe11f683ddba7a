// X10: what a token could choose for itself is pinned.
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { Fault } from '../../../shared/lib/fault.ts';
import { freshKey } from '../../../backend/session/key-file.ts';
import { SIGN_IN_LIFETIME, TOKEN_LIFETIME, tokensFor } from '../../../backend/session/tokens.ts';

const START = 1_795_000_000_000;
let now = START;
const clock = { now: () => now, monotonic: () => now };
const key = freshKey();
const secret = new Uint8Array(Buffer.from(key, 'hex'));
const tokens = tokensFor(key, clock);
const seconds = (ms: number) => Math.floor(ms / 1_000);

/** A token of ours but for what is changed. */
const forged = (change: (jwt: SignJWT) => SignJWT, header = { alg: 'HS256' }) =>
  change(
    new SignJWT({ signedInAt: now })
      .setProtectedHeader(header)
      .setIssuer('foreword-backend')
      .setAudience('foreword-desk')
      .setSubject('ann')
      .setIssuedAt(seconds(now))
      .setExpirationTime(seconds(now + TOKEN_LIFETIME)),
  );
const verdict = (token: string) =>
  tokens.verify(token).then(
    () => 'good',
    (error: unknown) => Fault.from(error).code,
  );

test('a token says who signed in and holds for ten minutes', async () => {
  now = START;
  const { token, expiresAt } = await tokens.issue('ann');
  expect(expiresAt).toBe(START + TOKEN_LIFETIME);
  now = expiresAt - 1;
  expect(await tokens.verify(token)).toEqual({ agentId: 'ann', signedInAt: START, expiresAt });
  now = expiresAt;
  expect(await verdict(token)).toBe('unauthenticated');
});

test('the forged ones below differ from a good one only in what their names say', async () => {
  now = START;
  expect(await tokens.verify(await forged(jwt => jwt).sign(secret))).toMatchObject({ agentId: 'ann' });
});

test('X10: a token without a signature is refused', async () => {
  const claims = { signedInAt: now };
  const none = new UnsecuredJWT(claims).setSubject('ann').setIssuer('foreword-backend').setAudience('foreword-desk');
  expect(await verdict(none.setIssuedAt().setExpirationTime('1h').encode())).toBe('unauthenticated');
  const good = await forged(jwt => jwt).sign(secret);
  expect(await verdict(`${good.split('.').slice(0, 2).join('.')}.`)).toBe('unauthenticated');
});

test('X10: another algorithm is refused, whatever its key', async () => {
  expect(await verdict(await forged(jwt => jwt, { alg: 'HS512' }).sign(secret))).toBe('unauthenticated');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  expect(await verdict(await forged(jwt => jwt, { alg: 'RS256' }).sign(privateKey))).toBe('unauthenticated');
});

test('X10: another key, audience, issuer, or an injected key id is refused or has no effect', async () => {
  const other = new Uint8Array(Buffer.from(freshKey(), 'hex'));
  expect(await verdict(await forged(jwt => jwt).sign(other))).toBe('unauthenticated');
  expect(await verdict(await forged(jwt => jwt.setAudience('foreword-intake')).sign(secret))).toBe('unauthenticated');
  expect(await verdict(await forged(jwt => jwt.setIssuer('elsewhere')).sign(secret))).toBe('unauthenticated');
  const header = { alg: 'HS256', kid: '../../dev/null', jku: 'http://evil.example/keys' };
  expect(await verdict(await forged(jwt => jwt, header).sign(new Uint8Array(32)))).toBe('unauthenticated');
});

test('X10: a token that never ends, or that is of nobody, is refused', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: 'foreword-backend', aud: 'foreword-desk', iat: seconds(now), sub: 'ann', signedInAt: now };
  const sign = (body: object) => {
    const text = `${part({ alg: 'HS256' })}.${part(body)}`;
    return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
  };
  const exp = seconds(now + TOKEN_LIFETIME);
  expect(await tokens.verify(sign({ ...claims, exp }))).toMatchObject({ agentId: 'ann' });
  expect(await verdict(sign(claims))).toBe('unauthenticated');
  expect(await verdict(sign({ ...claims, exp, sub: undefined }))).toBe('unauthenticated');
  expect(await verdict(sign({ ...claims, exp, sub: 7 }))).toBe('unauthenticated');
  expect(await verdict(sign({ ...claims, exp, signedInAt: 'today' }))).toBe('unauthenticated');
});

test.each(['', 'a.b.c', '{}', `${'a'.repeat(4_000)}`])('X10: %j is no token', async text =>
  expect(await verdict(text)).toBe('unauthenticated'),
);

test('renewing goes on for twelve hours after the sign-in and not a moment longer', async () => {
  now = START;
  let { token, expiresAt } = await tokens.issue('ann');
  while (expiresAt < START + SIGN_IN_LIFETIME) {
    now = expiresAt - 60_000;
    ({ token, expiresAt } = await tokens.renew(await tokens.verify(token)));
  }
  expect(expiresAt).toBe(START + SIGN_IN_LIFETIME);
  const proof = await tokens.verify(token);
  now = expiresAt;
  await expect(tokens.renew(proof)).rejects.toMatchObject({ code: 'unauthenticated' });
});
