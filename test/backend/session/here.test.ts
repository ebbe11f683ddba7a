// Who is there, who looks at whom and who writes: told to whoever may know it, and never kept.
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { demoSeed } from '../../../backend/connectors/scenario/seed.ts';
import { grantCustomer, revokeCustomers } from '../../../backend/feed/log.ts';
import { rosterFrom } from '../../../backend/queues/roster.ts';
import { tokenSchema, WIRE_VERSION } from '../../../shared/contract/wire.ts';
import { hereOfSchema } from '../../../shared/domain/here.ts';
import { rosterSchema } from '../../../shared/domain/roster.ts';
import type { Agent, Queue } from '../../../shared/domain/work.ts';

let backend: RunningBackend;
beforeAll(async () => {
  const outlet = { send: async () => ({ ok: true as const }) };
  backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed: demoSeed, outlet });
});
afterAll(() => backend.stop());
const sockets: Socket[] = [];
afterEach(() => void sockets.splice(0).forEach(socket => socket.disconnect()));

const WITHIN = { timeout: 5_000 };

async function desk(name: string) {
  const body = JSON.stringify({ name, secret: backend.secrets[name] });
  const { token, agent } = tokenSchema.parse(
    await (await fetch(`${backend.url}/session`, { method: 'POST', body })).json(),
  );
  const auth = { version: WIRE_VERSION, deskId: `desk ${name}`, token };
  const socket = io(backend.url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
  sockets.push(socket);
  const heard: [string, unknown][] = [];
  socket.onAny((event, value) => void heard.push([event, value]));
  await new Promise(done => socket.once('session', done));
  const told = (event: string) => heard.filter(([one]) => one === event).map(([, value]) => value);
  return {
    agentId: agent.id,
    socket,
    rosters: () => told('roster').map(one => rosterSchema.parse(one)),
    here: () => told('here.of').map(one => hereOfSchema.parse(one)),
    say: (customerId: string | null, doing: 'looking' | 'typing' = 'looking') =>
      socket.timeout(5_000).emitWithAck('here', { customerId, doing }),
  };
}
const grant = (agentIds: string[], customerId: string) =>
  backend.db.transaction(tx => grantCustomer(tx, agentIds, customerId));

test('every desk hears who is there, with the time, and of who comes and goes', async () => {
  const mara = await desk('Mara Lindholm');
  const stateOf = (name: string) =>
    mara
      .rosters()
      .at(-1)
      ?.colleagues.find(one => one.name === name)?.state;
  await expect.poll(() => stateOf('Priya Shah'), WITHIN).toBe('offline');
  const priya = await desk('Priya Shah');
  await expect.poll(() => stateOf('Priya Shah'), WITHIN).toBe('available');
  priya.socket.disconnect();
  await expect.poll(() => stateOf('Priya Shah'), WITHIN).toBe('offline');
  const last = mara.rosters().at(-1)!;
  expect(Date.now() - last.madeAt).toBeLessThan(5_000);
  expect(last.queues.map(({ id }) => id)).toEqual(demoSeed.queues.map(({ id }) => id));
});

test('who may see the customer hears who looks and writes, and that they have gone; nobody else hears it', async () => {
  const [mara, priya, nora] = [await desk('Mara Lindholm'), await desk('Priya Shah'), await desk('Ruth Okafor')];
  await grant([mara.agentId, priya.agentId], 'c-1');
  await priya.say('c-1');
  const at = () => mara.here().findLast(one => one.customerId === 'c-1')?.people;
  await expect.poll(at, WITHIN).toEqual([{ agentId: priya.agentId, name: 'Priya Shah', doing: 'looking' }]);
  await priya.say('c-1', 'typing');
  await expect.poll(() => at()?.[0]?.doing, WITHIN).toBe('typing');
  await mara.say('c-1');
  await expect.poll(() => priya.here().at(-1)?.people, WITHIN).toMatchObject([{ name: 'Mara Lindholm' }]);
  priya.socket.disconnect();
  await expect.poll(at, WITHIN).toEqual([]);
  expect(nora.here()).toEqual([]);
});

test('who looks without the right is told to nobody', async () => {
  const [mara, priya] = [await desk('Mara Lindholm'), await desk('Priya Shah')];
  await grant([mara.agentId, priya.agentId], 'c-2');
  await backend.db.transaction(tx => revokeCustomers(tx, priya.agentId, ['c-2']));
  await priya.say('c-2');
  await expect.poll(() => mara.here().some(one => one.customerId === 'c-2'), WITHIN).toBe(true);
  expect(mara.here().filter(one => one.customerId === 'c-2' && one.people.length > 0)).toEqual([]);
});

test('many sayings at once are passed on as few, the last one for certain', async () => {
  const [mara, priya] = [await desk('Mara Lindholm'), await desk('Priya Shah')];
  await grant([mara.agentId, priya.agentId], 'c-3');
  for (let i = 0; i < 40; i += 1) await priya.say('c-3', i % 2 ? 'looking' : 'typing');
  await priya.say('c-3', 'typing');
  const heard = () => mara.here().filter(one => one.customerId === 'c-3');
  await expect.poll(() => heard().at(-1)?.people[0]?.doing, WITHIN).toBe('typing');
  expect(heard().length).toBeLessThan(10);
});

test('a roster says who is free, and of an agent without skills that there are none', () => {
  const queue: Queue = demoSeed.queues[0] as Queue;
  const agent = { ...(demoSeed.agents[0] as Agent), id: 'a', skills: [] };
  const presence = {
    agentId: 'a',
    version: 1,
    state: 'available',
    reason: null,
    since: 5,
    pending: null,
    after: null,
  } as const;
  const facts = {
    now: 9,
    agents: [{ agent, presence }],
    servers: [],
    queues: [queue],
    waiting: new Map([[queue.id, 3]]),
  };
  expect(rosterFrom(facts)).toMatchObject({
    madeAt: 9,
    colleagues: [{ agentId: 'a', skills: [], free: false, since: 5 }],
    queues: [{ id: queue.id, waiting: 3 }],
  });
});
