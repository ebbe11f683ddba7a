import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyFile } from '../../../backend/session/key-file.ts';
import { hashOf, hashOfNothing, matches } from '../../../backend/session/secrets.ts';
import { signInWith } from '../../../backend/session/sign-in.ts';
import { agentSchema } from '../../../shared/domain/work.ts';

const ann = agentSchema.parse({
  id: 'a1',
  version: 1,
  name: 'Ann',
  role: 'agent',
  queueIds: [],
  channels: [],
  capacity: 1,
});

async function doorFor(hash: string | null) {
  const time = { now: 0 };
  const clock = { now: () => time.now, monotonic: () => time.now };
  const agentByName = async (name: string) => (name === 'Ann' ? ann : null);
  const signIn = signInWith({ agentByName, hashOfAgent: async () => hash, clock });
  return { time, try: (secret: string, name = 'Ann', address = '127.0.0.1') => signIn({ name, secret, address }) };
}

test('a secret is kept as a salted hash and recognised', async () => {
  const hash = await hashOf('correct horse');
  expect(hash).not.toContain('correct');
  expect(await hashOf('correct horse')).not.toBe(hash);
  expect(await matches('correct horse', hash)).toBe(true);
  expect(await matches('correct horse ', hash)).toBe(false);
  for (const broken of ['', 'scrypt$$$$$', 'plain$correct horse']) expect(await matches('', broken)).toBe(false);
});

test('each try costs what OWASP asks for at least', () => {
  // By Node itself: what a test imports is the quick one.
  const load = createRequire(import.meta.url);
  const { SECRET_COST } = load('../../../backend/session/secret-cost.ts') as { SECRET_COST: object };
  expect(SECRET_COST).toEqual({ N: 2 ** 15, r: 8, p: 3 });
});

test('what an unknown name is compared with is of the same cost as a secret, and is nobody’s', async () => {
  const [nobody, somebody] = [hashOfNothing(), await hashOf('right')];
  const costOf = (hash: string) => hash.split('$').slice(0, 4);
  expect(costOf(nobody)).toEqual(costOf(somebody));
  expect(nobody.split('$').map(part => part.length)).toEqual(somebody.split('$').map(part => part.length));
  expect(await matches('', nobody)).toBe(false);
  expect(hashOfNothing()).not.toBe(nobody);
});

test('a wrong secret, an unknown name and an agent without a secret get the same answer', async () => {
  const door = await doorFor(await hashOf('right'));
  expect(await door.try('right')).toBe(ann);
  const answer = { code: 'unauthenticated', message: 'the name or the secret is wrong' };
  await expect(door.try('wrong')).rejects.toMatchObject(answer);
  await expect(door.try('right', 'Nobody')).rejects.toMatchObject(answer);
  await expect((await doorFor(null)).try('right')).rejects.toMatchObject(answer);
});

test('after five failures even the right secret waits a minute, from that address only', async () => {
  const door = await doorFor(await hashOf('right'));
  for (let i = 0; i < 5; i++) await expect(door.try('wrong')).rejects.toMatchObject({ code: 'unauthenticated' });
  await expect(door.try('right')).rejects.toMatchObject({ code: 'retry' });
  expect(await door.try('right', 'Ann', '127.0.0.2')).toBe(ann);
  door.time.now = 60_000;
  expect(await door.try('right')).toBe(ann);
});

test('a flood of guesses is not hashed all at once', async () => {
  const door = await doorFor(await hashOf('right'));
  const tries = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => door.try('wrong', `Somebody ${i}`)));
  const codes = tries.map(end => (end.status === 'rejected' ? end.reason.code : 'in'));
  expect(codes.filter(code => code === 'unauthenticated')).toHaveLength(4);
  expect(codes.filter(code => code === 'retry')).toHaveLength(16);
});

test('a key is made once, by one of many, for its owner only', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'foreword-key-'));
  const file = join(directory, 'key');
  const keys = await Promise.all([keyFile(file), keyFile(file), keyFile(file)].map(key => key.catch(() => null)));
  const [kept] = [(await readFile(file, 'utf8')).trim()];
  expect(kept).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(keys.filter(key => key !== null))).toEqual(new Set([kept]));
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await writeFile(file, 'short\n');
  await expect(keyFile(file)).rejects.toThrow('does not hold a key');
  await rm(directory, { recursive: true });
});
