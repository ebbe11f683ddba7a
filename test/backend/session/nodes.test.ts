// Two nodes on one PostgreSQL: what one knows, the other must act on.
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { demoSeed } from '../../../backend/connectors/scenario/seed.ts';
import { type FeedPage, tokenSchema, WIRE_VERSION } from '../../../shared/contract/wire.ts';
import { withPostgres } from '../../fixtures/postgres.ts';

const MARA = 'Mara Lindholm';
const outlet = { send: async () => ({ ok: true as const }) };

const postgres = withPostgres();
describe.skipIf(postgres === null)('two nodes on one PostgreSQL', () => {
  const nodes: RunningBackend[] = [];
  const directories: string[] = [];
  const sockets: Socket[] = [];
  beforeAll(async () => {
    const databaseUrl = await postgres!().newDatabase();
    for (const index of [0, 1]) {
      const dataDir = await mkdtemp(join(tmpdir(), 'foreword-node-'));
      directories.push(dataDir);
      if (index === 1) await copyFile(join(directories[0]!, 'agents.json'), join(dataDir, 'agents.json'));
      nodes.push(await startBackend({ dataDir, databaseUrl, port: 0, seed: demoSeed, outlet }));
    }
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    for (const node of nodes) await node.stop();
    for (const directory of directories) await rm(directory, { recursive: true, force: true });
  });

  async function connectDesk(node: RunningBackend) {
    const body = JSON.stringify({ name: MARA, secret: node.secrets[MARA] });
    const answer = await fetch(`${node.url}/session`, { method: 'POST', body });
    const { token } = tokenSchema.parse(await answer.json());
    const auth = { version: WIRE_VERSION, deskId: 'desk', token };
    const socket = io(node.url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
    sockets.push(socket);
    const heard: [string, unknown][] = [];
    const pages: FeedPage[] = [];
    socket.onAny((event, value) => void heard.push([event, value]));
    socket.on('feed', (page: FeedPage, acknowledge: (applied: boolean) => void) => {
      pages.push(page);
      acknowledge(true);
    });
    await new Promise((done, failed) => socket.once('session', done).once('connect_error', failed));
    await socket.emitWithAck('feed.resume', { after: null, incarnation: null });
    return { socket, heard, pages };
  }

  test('a node that has the secrets of the shared database keeps them, and makes no others', async () => {
    expect(nodes[1]!.secrets).toEqual(nodes[0]!.secrets);
    expect(Object.keys(nodes[0]!.secrets)).toHaveLength(demoSeed.agents.length);
  });

  test('F16: a desk on one node is replaced by a newer one on the other', async () => {
    const [first, second] = nodes as [RunningBackend, RunningBackend];
    const older = await connectDesk(first);
    const newer = await connectDesk(second);
    await expect.poll(() => older.heard, { timeout: 3_000 }).toContainEqual(['session.ended', { reason: 'replaced' }]);
    expect(newer.socket.connected).toBe(true);
  });

  test('what one node takes in reaches a desk of the other', async () => {
    const [first, second] = nodes as [RunningBackend, RunningBackend];
    const desk = await connectDesk(second);
    await expect.poll(() => desk.pages.at(-1)?.left, { timeout: 5_000 }).toBe(0);
    const [result] = await first.services.intake([
      { type: 'call', externalId: 'c1', number: '+44 7700 900321', state: 'ringing', queue: 'Priority care' },
    ]);
    expect(result).toMatchObject({ outcome: 'imported' });
    const kinds = () => desk.pages.flatMap(({ events }) => events.map(({ event }) => (event as { kind: string }).kind));
    await expect.poll(kinds, { timeout: 3_000 }).toContain('customer.granted');
  });
});
