// Several nodes on one PostgreSQL: what one knows, the others must act on, and what a dead one leaves, too.
import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { type FeedPage, tokenSchema, WIRE_VERSION } from '../../../shared/contract/wire.ts';
import type { Offer } from '../../../shared/domain/offer.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { nodeSeed } from './node-seed.ts';

const MARA = 'Mara Lindholm';
const outlet = { send: async () => ({ ok: true as const }) };

const postgres = withPostgres();
describe.skipIf(postgres === null)('two nodes on one PostgreSQL', () => {
  const nodes: RunningBackend[] = [];
  const directories: string[] = [];
  const sockets: Socket[] = [];
  const children: ChildProcess[] = [];
  let databaseUrl = '';
  beforeAll(async () => {
    databaseUrl = await postgres!().newDatabase();
    for (const index of [0, 1]) {
      const dataDir = await mkdtemp(join(tmpdir(), 'foreword-node-'));
      directories.push(dataDir);
      if (index === 1) await copyFile(join(directories[0]!, 'agents.json'), join(dataDir, 'agents.json'));
      nodes.push(await startBackend({ dataDir, databaseUrl, port: 0, seed: nodeSeed, outlet }));
    }
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    for (const child of children) child.kill('SIGKILL');
    for (const node of nodes) await node.stop();
    for (const directory of directories) await rm(directory, { recursive: true, force: true });
  });

  async function directory(): Promise<string> {
    const made = await mkdtemp(join(tmpdir(), 'foreword-node-'));
    directories.push(made);
    await copyFile(join(directories[0]!, 'agents.json'), join(made, 'agents.json'));
    return made;
  }

  /** A node in a process of its own. */
  async function spawnNode() {
    const script = join(import.meta.dirname, 'node-process.ts');
    const child = spawn(process.execPath, [script, await directory(), databaseUrl], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    children.push(child);
    const line = await new Promise<string>((done, failed) => {
      child.stdout.once('data', data => done(String(data)));
      child.once('exit', code => failed(new Error(`the node ended with ${code}`)));
    });
    const { url, intakeKey } = JSON.parse(line) as { url: string; intakeKey: string };
    const kill = async () => {
      const gone = new Promise(done => child.once('exit', done));
      child.kill('SIGKILL');
      await gone;
    };
    const rings = async (record: object) => {
      const headers = { authorization: `Bearer ${intakeKey}` };
      const answer = await fetch(`${url}/intake`, { method: 'POST', headers, body: JSON.stringify(record) });
      const { results } = (await answer.json()) as { results: { workItemId: string }[] };
      return results[0]!.workItemId;
    };
    return { url, secrets: nodes[0]!.secrets, kill, rings };
  }

  const db = () => nodes[0]!.db;
  const presence = async (agentId: string) =>
    (
      await db().query<{ state: string; missed: number }>('SELECT state, missed FROM presence WHERE agent_id = $1', [
        agentId,
      ])
    )[0]!;
  const state = async (agentId: string) => (await presence(agentId)).state;
  const item = async (id: string) =>
    (await db().query<{ json: WorkItem }>('SELECT json FROM work_item WHERE id = $1', [id]))[0]!.json;
  const offersOf = async (workItemId: string) =>
    (await db().query<{ json: Offer }>('SELECT json FROM offer WHERE work_item_id = $1 ORDER BY id', [workItemId])).map(
      row => row.json,
    );
  const call = (externalId: string, queue: string) => ({
    type: 'call',
    externalId,
    number: `+44 7700 9004${externalId.slice(-2)}`,
    state: 'ringing',
    queue,
  });

  async function connectDesk(node: { url: string; secrets: RunningBackend['secrets'] }, name = MARA) {
    const body = JSON.stringify({ name, secret: node.secrets[name] });
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

  /** Somebody else comes to each node and is replaced there by the other: what was told before has arrived everywhere. */
  async function heardByAll(): Promise<void> {
    const [first, second] = nodes as [RunningBackend, RunningBackend];
    let before = await connectDesk(first, 'Priya Shah');
    for (const node of [second, first]) {
      const after = await connectDesk(node, 'Priya Shah');
      await expect.poll(() => before.socket.connected, { timeout: 5_000 }).toBe(false);
      before = after;
    }
    before.socket.disconnect();
  }
  /** Whether the backend still answers this desk. */
  const goesOn = (socket: Socket): Promise<boolean> =>
    socket
      .timeout(1_000)
      .emitWithAck('feed.resume', { after: null, incarnation: null })
      .then(
        reply => (reply as { ok: boolean }).ok,
        () => false,
      );

  test('a node that has the secrets of the shared database keeps them, and makes no others', async () => {
    expect(nodes[1]!.secrets).toEqual(nodes[0]!.secrets);
    expect(Object.keys(nodes[0]!.secrets)).toHaveLength(nodeSeed.agents.length);
  });

  test('F16: a desk on one node is replaced by a newer one on the other', async () => {
    const [first, second] = nodes as [RunningBackend, RunningBackend];
    const older = await connectDesk(first);
    const newer = await connectDesk(second);
    await expect.poll(() => older.heard, { timeout: 3_000 }).toContainEqual(['session.ended', { reason: 'replaced' }]);
    // Connected is not yet seated: both nodes have heard of the newer session once they act on what was told after it.
    await heardByAll();
    expect(newer.heard.filter(([name]) => name === 'session.ended')).toEqual([]);
    expect(await goesOn(newer.socket)).toBe(true);
    expect(await goesOn(older.socket)).toBe(false);
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
    await first.services.intake([{ type: 'call', externalId: 'c1', number: null, state: 'abandoned' }]);
  });

  test('a node that starts leaves the agents of the others where they are', async () => {
    await connectDesk(nodes[0]!);
    await expect.poll(() => state('agent-mara')).toBe('available');
    const { sessions } = await knownNodes();
    const third = await startBackend({ dataDir: await directory(), databaseUrl, port: 0, seed: nodeSeed, outlet });
    expect(await state('agent-mara')).toBe('available');
    expect(await knownNodes()).toMatchObject({ nodes: 3, sessions });
    await third.stop();
    expect(await state('agent-mara')).toBe('available');
    expect((await knownNodes()).nodes).toBe(2);
  });

  test('F17: a node dies while it rings: within 10 s the call is back in its place and the agent not blamed', async () => {
    const dying = await spawnNode();
    await connectDesk(dying);
    await expect.poll(() => state('agent-mara')).toBe('available');
    const id = await dying.rings(call('dies-11', 'Priority care'));
    await expect.poll(async () => (await item(id)).state, { timeout: 5_000 }).toBe('offered');
    const before = await item(id);
    const killedAt = performance.now();
    await dying.kill();
    await expect.poll(async () => (await item(id)).state, { timeout: 10_000 }).toBe('waiting');
    expect(performance.now() - killedAt).toBeLessThan(10_000);
    expect(await item(id)).toMatchObject({
      enteredAt: before.enteredAt,
      priority: before.priority,
      epoch: before.epoch + 1,
    });
    expect((await offersOf(id)).at(-1)).toMatchObject({ state: 'withdrawn', withdrawnWhy: 'connection lost' });
    expect(await presence('agent-mara')).toEqual({ state: 'offline', missed: 0 });

    await connectDesk(nodes[1]!); // on another node it rings again, for the same agent
    await expect.poll(async () => (await offersOf(id)).at(-1), { timeout: 5_000 }).toMatchObject({ state: 'ringing' });
  });

  test('an offer made by a node that is dead ends by its lease on another one, and a present agent has missed it', async () => {
    await connectDesk(nodes[0]!, 'Tomasz Wolski');
    await expect.poll(() => state('agent-tomasz')).toBe('available');
    const dying = await spawnNode();
    const id = await dying.rings(call('lease-12', 'Bookings and changes'));
    await expect.poll(async () => (await offersOf(id)).length, { timeout: 5_000, interval: 20 }).toBe(1);
    await dying.kill();
    await expect.poll(async () => (await offersOf(id))[0]!.state, { timeout: 10_000 }).toBe('missed');
    expect((await presence('agent-tomasz')).missed).toBeGreaterThan(0);
  });

  test('a node taken for dead that lives signs its agents in again', async () => {
    await connectDesk(nodes[0]!, 'Priya Shah');
    await expect.poll(() => state('agent-priya')).toBe('available');
    await db().query(`DELETE FROM node WHERE id IN (SELECT node_id FROM session WHERE agent_id = 'agent-priya')`);
    const sessions = () => db().query(`SELECT id FROM session WHERE agent_id = 'agent-priya'`);
    await expect.poll(sessions, { timeout: 5_000 }).toHaveLength(1);
    await expect.poll(() => state('agent-priya'), { timeout: 5_000 }).toBe('available');
  });

  async function knownNodes() {
    const count = async (table: string) =>
      Number((await db().query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`))[0]!.n);
    return { nodes: await count('node'), sessions: await count('session') };
  }
});
