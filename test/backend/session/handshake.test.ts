// Which of two sessions of an agent is the newer one must not hang on the clocks of the nodes that they came to.
import { afterAll, expect, test } from 'vitest';
import { admit } from '../../../backend/session/handshake.ts';
import type { Tokens } from '../../../backend/session/tokens.ts';
import type { Agent } from '../../../shared/domain/work.ts';
import { WIRE_VERSION } from '../../../shared/contract/wire.ts';
import { Fault } from '../../../shared/lib/fault.ts';

let databaseNow = 5_000;
const realNow = Date.now;
afterAll(() => void (Date.now = realNow));
const agent = { id: 'a-mara', name: 'Mara Lindholm' } as Agent;
const tokens: Pick<Tokens, 'verify'> = {
  verify: async () => ({ agentId: agent.id, signedInAt: 0, expiresAt: Number.MAX_SAFE_INTEGER }),
};
const db = { query: async <T extends object>() => [{ now: databaseNow }] as unknown as T[] };
const parts = { tokens: tokens as Tokens, agentById: async () => agent, db };
const auth = { version: WIRE_VERSION, deskId: 'desk-1', token: 'token' };

test('a desk is admitted at the time of the database, also by a node whose clock is an hour behind', async () => {
  const first = await admit(parts, auth);
  databaseNow += 10;
  Date.now = () => realNow() - 3_600_000;
  const second = await admit(parts, auth);
  expect([first.at, second.at]).toEqual([5_000, 5_010]);
});

test('a database that does not say the time is asked again', async () => {
  const silent = { query: async () => [] };
  await expect(admit({ ...parts, db: silent }, auth)).rejects.toThrow(Fault);
});
