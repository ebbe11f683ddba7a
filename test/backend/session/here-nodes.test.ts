// Who looks and who types, over two nodes on one PostgreSQL: told by the database, kept by nobody.
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { giveCustomer } from '../../../backend/history/give.ts';
import { tokenSchema, WIRE_VERSION } from '../../../shared/contract/wire.ts';
import { FADES_MS, hereOfSchema } from '../../../shared/domain/here.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { nodeSeed } from './node-seed.ts';

const WITHIN = { timeout: 8_000, interval: 30 };
const outlet = { send: async () => ({ ok: true as const }) };

const postgres = withPostgres();
describe.skipIf(postgres === null)('who is here, over two nodes', () => {
  const nodes: RunningBackend[] = [];
  const directories: string[] = [];
  const sockets: Socket[] = [];
  beforeAll(async () => {
    const databaseUrl = await postgres!().newDatabase();
    for (const index of [0, 1]) {
      const dataDir = await mkdtemp(join(tmpdir(), 'foreword-here-'));
      directories.push(dataDir);
      if (index === 1) await copyFile(join(directories[0]!, 'agents.json'), join(dataDir, 'agents.json'));
      nodes.push(await startBackend({ dataDir, databaseUrl, port: 0, seed: nodeSeed, outlet }));
    }
  });
  afterEach(() => void sockets.splice(0).forEach(socket => socket.disconnect()));
  afterAll(async () => {
    for (const node of nodes) await node.stop();
    for (const directory of directories) await rm(directory, { recursive: true, force: true });
  });

  async function desk(node: RunningBackend, name: string) {
    const body = JSON.stringify({ name, secret: node.secrets[name] });
    const answer = await fetch(`${node.url}/session`, { method: 'POST', body });
    const { token, agent } = tokenSchema.parse(await answer.json());
    const auth = { version: WIRE_VERSION, deskId: `desk ${name}`, token };
    const socket = io(node.url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
    sockets.push(socket);
    const heard: { madeAt: number; customerId: string; people: { agentId: string; doing: string }[] }[] = [];
    socket.on('here.of', told => void heard.push(hereOfSchema.parse(told)));
    await new Promise((done, failed) => socket.once('session', done).once('connect_error', failed));
    return {
      agentId: agent.id,
      socket,
      heard,
      /** As last told; undefined: nothing was. */
      at: (customerId: string) => heard.findLast(one => one.customerId === customerId)?.people,
      say: (customerId: string | null, doing: 'looking' | 'typing' = 'looking') =>
        socket.timeout(5_000).emitWithAck('here', { customerId, doing }),
    };
  }
  /** With a reason, so that no review of rights beside it takes it back. */
  const grant = (agentIds: readonly string[], customerId: string) =>
    nodes[0]!.db.transaction(async tx => {
      for (const agentId of agentIds)
        await giveCustomer(tx, { agentId, customerId, why: 'for a test', until: Date.now() + 3_600_000 });
    });
  /** Mara at the first node, Priya at the second; both may see this customer. */
  async function apart(customerId: string) {
    const [first, second] = nodes as [RunningBackend, RunningBackend];
    const mara = await desk(first, 'Mara Lindholm');
    const priya = await desk(second, 'Priya Shah');
    await grant([mara.agentId, priya.agentId], customerId);
    return { mara, priya };
  }

  test('who looks and types at one node is told at the other, with their going away', async () => {
    const { mara, priya } = await apart('c-1');
    await priya.say('c-1');
    const person = { agentId: priya.agentId, name: 'Priya Shah' };
    await expect.poll(() => mara.at('c-1'), WITHIN).toEqual([{ ...person, doing: 'looking' }]);
    await priya.say('c-1', 'typing');
    await expect.poll(() => mara.at('c-1'), WITHIN).toEqual([{ ...person, doing: 'typing' }]);
    await mara.say('c-1');
    await expect.poll(() => priya.at('c-1'), WITHIN).toMatchObject([{ name: 'Mara Lindholm', doing: 'looking' }]);
    await priya.say('c-2');
    await expect.poll(() => mara.at('c-1'), WITHIN).toEqual([]);
    await priya.say('c-1');
    await expect.poll(() => mara.at('c-1'), WITHIN).toHaveLength(1);
    priya.socket.disconnect();
    await expect.poll(() => mara.at('c-1'), WITHIN).toEqual([]);
  });

  test('each person is told of once, at whatever node they and the others are', async () => {
    const { mara, priya } = await apart('c-3');
    const ruth = await desk(nodes[1]!, 'Ruth Okafor');
    await grant([ruth.agentId], 'c-3');
    for (const one of [mara, priya, ruth]) await one.say('c-3', 'typing');
    const names = (one: typeof mara) =>
      one
        .at('c-3')
        ?.map(({ agentId }) => agentId)
        .toSorted();
    await expect.poll(() => names(mara), WITHIN).toEqual([priya.agentId, ruth.agentId].toSorted());
    await expect.poll(() => names(ruth), WITHIN).toEqual([mara.agentId, priya.agentId].toSorted());
  });

  test('who may not see the customer hears nothing at the other node, and is not told of there', async () => {
    const { mara, priya } = await apart('c-5');
    await grant([mara.agentId], 'c-4');
    await mara.say('c-4', 'typing');
    await priya.say('c-4', 'typing');
    await expect.poll(() => mara.at('c-4'), WITHIN).toEqual([]);
    // Said later, over the same way, of one that both may see: what was said before has arrived as well.
    await mara.say('c-5');
    await expect.poll(() => priya.at('c-5'), WITHIN).toHaveLength(1);
    await priya.say('c-5');
    await expect.poll(() => mara.at('c-5'), WITHIN).toHaveLength(1);
    expect(priya.at('c-4')).toBeUndefined();
    expect(mara.heard.filter(one => one.customerId === 'c-4' && one.people.length > 0)).toEqual([]);
  });

  test('an agent who moves to the other node is there, and nowhere twice', async () => {
    const { mara, priya } = await apart('c-6');
    await priya.say('c-6', 'typing');
    await expect.poll(() => mara.at('c-6'), WITHIN).toHaveLength(1);
    const again = await desk(nodes[0]!, 'Priya Shah');
    await expect.poll(() => priya.socket.connected, WITHIN).toBe(false);
    await again.say('c-6');
    await expect
      .poll(() => mara.at('c-6'), WITHIN)
      .toEqual([{ agentId: again.agentId, name: 'Priya Shah', doing: 'looking' }]);
  });

  test('a node that dies takes nobody’s word with it for longer than it counts', async () => {
    const { mara } = await apart('c-7');
    // Said by a node that will never take it back: by the database alone.
    const here = { agentId: 'agent-elodie', name: 'Elodie Marchetti', here: { customerId: 'c-7', doing: 'typing' } };
    await grant(['agent-elodie'], 'c-7');
    await nodes[0]!.db.query('SELECT pg_notify($1, $2)', ['foreword_here', JSON.stringify(here)]);
    await expect.poll(() => mara.at('c-7'), WITHIN).toMatchObject([{ agentId: 'agent-elodie', doing: 'typing' }]);
    const toldAt = mara.heard.at(-1)!.madeAt;
    const later = await desk(nodes[1]!, 'Priya Shah');
    await expect
      .poll(
        async () => {
          await later.say('c-7'); // others go on, and so Mara is told again and again
          return mara.at('c-7')?.map(({ agentId }) => agentId);
        },
        { timeout: FADES_MS + 10_000, interval: 1_000 },
      )
      .toEqual([later.agentId]);
    expect(mara.heard.at(-1)!.madeAt - toldAt).toBeGreaterThan(FADES_MS - 1_000);
  });

  test('nonsense over that way is nobody’s end', async () => {
    const { mara, priya } = await apart('c-8');
    for (const nonsense of ['{', '[]', '{"agentId":7}', 'null'])
      await nodes[0]!.db.query('SELECT pg_notify($1, $2)', ['foreword_here', nonsense]);
    await priya.say('c-8');
    await expect.poll(() => mara.at('c-8'), WITHIN).toHaveLength(1);
  });
});
