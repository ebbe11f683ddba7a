// What a reviewer asks over a desk's socket, and an archive that comes with its name: the real backend, as a desk speaks to it.
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { demoSeed } from '../../../backend/connectors/scenario/seed.ts';
import { REVIEW_LIMITS } from '../../../shared/contract/review.ts';
import { type FeedPage, requests, WIRE_VERSION } from '../../../shared/contract/wire.ts';

const LEAD = 'Ruth Okafor';
const SAID = { type: 'post', live: false, channel: 'x', at: '2017-10-03T10:00:00Z' } as const;
const outlet = { send: async () => ({ ok: true as const }) };

let backend: RunningBackend;
beforeAll(async () => {
  backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed: demoSeed, outlet });
});
afterAll(() => backend.stop());

const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
});

const intake = (records: readonly object[], archive?: string) =>
  fetch(`${backend.url}/intake`, {
    method: 'POST',
    body: JSON.stringify(records),
    headers: {
      authorization: `Bearer ${backend.intakeKey}`,
      ...(archive === undefined ? {} : { 'foreword-import': archive }),
    },
  });

async function desk(name: string) {
  const body = JSON.stringify({ name, secret: backend.secrets[name] });
  const signedIn = await fetch(`${backend.url}/session`, { method: 'POST', body });
  const { token } = (await signedIn.json()) as { token: string };
  const auth = { version: WIRE_VERSION, deskId: 'desk-1', token };
  const socket = io(backend.url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
  sockets.push(socket);
  const granted: string[] = [];
  socket.on('feed', (page: FeedPage, acknowledge: (applied: boolean) => void) => {
    for (const { event } of page.events) {
      const one = event as { kind: string; grant?: { customer: { name: string } } };
      if (one.kind === 'customer.granted') granted.push(one.grant!.customer.name);
    }
    acknowledge(true);
  });
  await new Promise((done, failed) => socket.once('session', done).once('connect_error', failed));
  await socket.timeout(5_000).emitWithAck('feed.resume', { after: null, incarnation: null });
  const ask = async <N extends keyof typeof requests>(request: N, input: unknown) =>
    requests[request].reply.parse(await socket.timeout(5_000).emitWithAck(request, input));
  return { ask, granted };
}

describe('a lead at a desk', () => {
  test('finds whom an archive brought, has them brought, and their history comes by the feed', async () => {
    const records = ['@1', '@2'].map(address => ({
      ...SAID,
      externalId: address,
      party: { address },
      text: 'It skips',
    }));
    const archive = encodeURIComponent('tweets, 2017 – “old”.csv');
    expect((await intake(records, archive)).status).toBe(200);
    const { ask, granted } = await desk(LEAD);
    expect(await ask('review.find', { query: 'skips' })).toMatchObject({ ok: true, value: { found: [{}, {}] } });
    const choices = await ask('review.choices', {});
    expect(choices).toMatchObject({
      ok: true,
      value: { imports: [{ name: 'tweets, 2017 – “old”.csv', customers: 2 }] },
    });
    expect(granted).toEqual([]);
    const importId = (choices as { value: { imports: { id: string }[] } }).value.imports[0]!.id;
    const brought = await ask('review.bring', { what: { kind: 'import', importId }, most: 100 });
    expect(brought).toMatchObject({ ok: true });
    await expect.poll(() => granted.toSorted()).toEqual(['@1', '@2']);
  });

  test('is refused what no desk would ask, and the session goes on', async () => {
    const { ask } = await desk(LEAD);
    const bad = [
      ['review.find', { query: 'x'.repeat(REVIEW_LIMITS.query + 1) }],
      ['review.find', null],
      ['review.bring', { what: { kind: 'customers', customerIds: [] }, most: 1 }],
      ['review.bring', { what: { kind: 'customers', customerIds: Array(REVIEW_LIMITS.named + 1).fill('c') }, most: 1 }],
      ['review.weigh', { what: { kind: 'everybody' }, most: 1 }],
      ['review.letGo', { setId: 'x'.repeat(65) }],
    ] as const;
    for (const [name, input] of bad) expect(await ask(name, input)).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await ask('review.sets', {})).toMatchObject({ ok: true });
  });

  test('lets go of nothing that is another agent’s', async () => {
    const lead = await desk(LEAD);
    const value = (await lead.ask('review.sets', {})) as { value: { sets: { id: string }[] } };
    const [set] = value.value.sets;
    const agent = await desk('Mara Lindholm');
    expect(await agent.ask('review.letGo', { setId: set!.id })).toEqual({ ok: true, value: { customers: 0 } });
    expect(await lead.ask('review.sets', {})).toMatchObject({ value: { sets: [{ id: set!.id }] } });
  });
});

test('an archive without a name, or with one that is none, is refused whole and says why', async () => {
  for (const name of ['', '%E0%A4%A', encodeURIComponent('x'.repeat(121)), '%20'])
    expect([name, (await intake([], name)).status]).toEqual([name, 400]);
});
