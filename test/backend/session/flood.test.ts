// X16, over real sockets: what is too large, too deep or too much is closed; others go on, and memory stays bounded.
import { connect, type Socket as NetSocket } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readAudit } from '../../../backend/audit/export.ts';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { buckets } from '../../../backend/session/bucket.ts';
import { demoSeed } from '../../../backend/connectors/scenario/seed.ts';
import type { Store } from '../../../backend/store/db.ts';
import { LIMITS, tokenSchema, WIRE_VERSION } from '../../../shared/contract/wire.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';

const CROWD = {
  ofAddress: 60,
  inAll: 80,
  bytes: 400_000,
  ms: 1_500,
  sessions: { burst: 12, perSecond: 1 },
  requests: { burst: 400, perSecond: 100 },
};
const WITHIN = { timeout: 10_000, interval: 30 };
const MEGABYTE = 2 ** 20;

let backend: RunningBackend;
let port = 0;
const outlet = { send: async () => ({ ok: true as const }) };
beforeAll(async () => {
  backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed: demoSeed, outlet, crowd: CROWD });
  port = Number(new URL(backend.url).port);
});
afterAll(() => backend.stop());
const sockets: Socket[] = [];
const raw: NetSocket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.disconnect();
  for (const socket of raw.splice(0)) socket.destroy();
});

const post = (path: string, body: string, bearer = '') =>
  fetch(`${backend.url}${path}`, { method: 'POST', body, headers: { authorization: `Bearer ${bearer}` } });
async function tokenOf(name: string): Promise<string> {
  const answer = await post('/session', JSON.stringify({ name, secret: backend.secrets[name] }));
  return tokenSchema.parse(await answer.json()).token;
}
function dial(token: string, transports: ('websocket' | 'polling')[] = ['websocket']): Socket {
  const auth = { version: WIRE_VERSION, deskId: 'desk', token };
  const socket = io(backend.url, { auth, transports, reconnection: false, forceNew: true });
  sockets.push(socket);
  return socket;
}
const seated = (socket: Socket) =>
  new Promise<Socket>((done, failed) => socket.once('session', () => done(socket)).once('connect_error', failed));
const desk = async (name: string, transports?: ('websocket' | 'polling')[]) =>
  seated(dial(await tokenOf(name), transports));
/** Answered soon, whatever the others do. Milliseconds. */
async function answered(socket: Socket): Promise<number> {
  const began = performance.now();
  expect(await socket.timeout(5_000).emitWithAck('feed.resume', { after: null, incarnation: null })).toMatchObject({
    ok: true,
  });
  return performance.now() - began;
}
async function floods(): Promise<string[]> {
  const said: string[] = [];
  await readAudit(backend.db as Store, 0, row => void (row.kind === 'flood.closed' && said.push(row.what)));
  return said;
}
const record = (externalId: string) => ({
  type: 'post',
  externalId,
  channel: 'x',
  party: { address: `@${externalId}` },
  text: 'Where is my bag?',
  live: false,
});

/** A TCP connection that says `words` and nothing more. */
async function stranger(words: string): Promise<{ socket: NetSocket; isOpen: () => boolean }> {
  const socket = connect(port, '127.0.0.1');
  raw.push(socket);
  let open = true;
  socket.on('error', () => (open = false)).on('close', () => (open = false));
  socket.resume();
  await new Promise<void>(done =>
    socket.once('connect', () => socket.write(words, () => done())).once('close', () => done()),
  );
  return { socket, isOpen: () => open };
}
const UPGRADE =
  'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n' +
  'Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n';

describe('X16: a flood of connections', () => {
  test('of one address: as many as may be are let in, the rest is cut at once, and a desk that is there goes on', async () => {
    const mara = await desk('Mara Lindholm');
    await answered(mara);
    const before = process.memoryUsage().rss;
    const all = await Promise.all(Array.from({ length: 400 }, () => stranger(UPGRADE)));
    await expect.poll(() => all.filter(one => one.isOpen()).length, WITHIN).toBeLessThanOrEqual(CROWD.ofAddress);
    expect(await answered(mara)).toBeLessThan(2_000);
    expect((process.memoryUsage().rss - before) / MEGABYTE).toBeLessThan(150);
    await expect.poll(floods, WITHIN).toContain('strangers of one address');
    // Those that say nothing go too, and then there is room again.
    await expect.poll(() => all.filter(one => one.isOpen()).length, WITHIN).toBe(0);
    expect(await floods()).toContain('a stranger who said nothing');
    await desk('Priya Shah');
    expect(mara.connected).toBe(true);
  });

  test('that send more than a handshake before it are cut, however they send it', async () => {
    const frame = (bytes: number) => {
      const head = Buffer.from([0x82, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      head.writeUInt32BE(bytes, 6);
      return Buffer.concat([head, Buffer.alloc(bytes)]);
    };
    const one = await stranger(UPGRADE);
    for (let i = 0; i < 8 && one.isOpen(); i++) {
      one.socket.write(frame(200_000));
      await new Promise(done => setTimeout(done, 150));
    }
    await expect.poll(one.isOpen, WITHIN).toBe(false);
    await expect.poll(floods, WITHIN).toContain('bytes of a stranger');
  });

  test('who has proved who they are is not a stranger any more: by websocket, by polling, and gone over', async () => {
    const over = await desk('Ruth Okafor', ['polling', 'websocket']);
    const polls = await desk('Priya Shah', ['polling']);
    const straight = await desk('Mara Lindholm');
    await expect.poll(() => over.io.engine.transport.name, WITHIN).toBe('websocket');
    await new Promise(done => setTimeout(done, 2 * CROWD.ms));
    for (const one of [over, polls, straight]) await answered(one);
  });

  test('of sessions of one agent is refused after a while, and is no other agent’s affair', async () => {
    const token = await tokenOf('Kwabena Osei');
    const codes: string[] = [];
    for (let i = 0; i < 90 && !codes.includes('retry'); i++) {
      const one = dial(token);
      await seated(one).then(
        () => codes.push('in'),
        (error: Error & { data?: { code: string } }) => codes.push(error.data?.code ?? 'cut'),
      );
      one.disconnect();
    }
    expect(codes.at(-1)).toBe('retry');
    expect(codes.length).toBeGreaterThan(CROWD.sessions.burst);
    await desk('Mara Lindholm');
    await expect.poll(floods, WITHIN).toContain('sessions of an agent');
  });
});

test('X16: addresses that are none are answered or cut, and nothing ends', async () => {
  const lines = [
    '//',
    'http://[',
    '/%',
    '*',
    '/socket.io/?sid[]=1&sid=2',
    '/socket.io/?EIO=4&transport=websocket&sid=x',
  ];
  for (const line of lines) await stranger(`GET ${line} HTTP/1.1\r\nHost: x\r\n\r\n`);
  for (const line of lines) await stranger(UPGRADE.replace(/GET \S+/, `GET ${line}`));
  await expect.poll(() => raw.every(socket => socket.bytesRead > 0 || socket.closed), WITHIN).toBe(true);
  expect((await fetch(`${backend.url}/health`)).status).toBe(200);
});

test('so many at once and so many a second, each key by itself, and who is full again is forgotten', () => {
  let now = 0;
  const level = buckets({ burst: 3, perSecond: 2 }, () => now);
  const takes = (key: string, times: number) =>
    Array.from({ length: times }, () => level.take(key)).filter(Boolean).length;
  expect([takes('a', 5), takes('b', 1)]).toEqual([3, 1]);
  now = 1_000;
  expect(takes('a', 5)).toBe(2);
  now = 1_000_000;
  expect(takes('a', 5)).toBe(3);
  for (let i = 0; i < 12_000; i++) level.take(`k${i}`);
  now += 10_000;
  level.take('last');
  expect(level.size()).toBeLessThan(10);
});

describe('X16: a flood on one connection', () => {
  test('of requests ends that desk and no other', async () => {
    const [loud, quiet] = [await desk('Mara Lindholm'), await desk('Priya Shah')];
    for (let i = 0; i < 2_000; i++) loud.emit('no.such.request', i);
    await expect.poll(() => loud.connected, WITHIN).toBe(false);
    expect(await answered(quiet)).toBeLessThan(2_000);
    await expect.poll(floods, WITHIN).toContain('requests of a desk');
  });

  test('a message over the limit closes that desk alone, one below it does not', async () => {
    const [large, quiet] = [await desk('Mara Lindholm'), await desk('Priya Shah')];
    const words = 'x'.repeat(LIMITS.requestBytes - 1_000);
    expect(await large.timeout(5_000).emitWithAck('command', words)).toMatchObject({ code: 'bad-input' });
    large.emit('command', 'x'.repeat(LIMITS.requestBytes + 1), () => undefined);
    await expect.poll(() => large.connected, WITHIN).toBe(false);
    await answered(quiet);
  });
});

describe('X16: JSON', () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

  test('nested as deep as a message is long is refused as a value, and costs no memory that stays', async () => {
    const [mara, priya] = [await desk('Mara Lindholm'), await desk('Priya Shah')];
    // By hand: no client can make such objects. 2: an event; 777: what its answer, a 3, is known by.
    const heard: string[] = [];
    mara.io.engine.on('message', data => void heard.push(String(data)));
    mara.io.engine.write(`2777["command",${deep(450_000)}]`);
    await expect.poll(() => heard.find(one => one.startsWith('3777')), WITHIN).toContain('bad-input');
    await answered(priya);
    await answered(mara);
  });

  test('an intake that is deep, or of millions of parts, is refused before it is made into objects', async () => {
    const before = process.memoryUsage().rss;
    for (const body of [deep(8_000_000), `[${'[],'.repeat(6_000_000)}[]]`, `[${'{"a":'.repeat(3_000_000)}`]) {
      const answer = await post('/intake', body, backend.intakeKey);
      expect([answer.status, (await answer.json()) as object]).toMatchObject([413, { code: 'too-large' }]);
    }
    const lines = `{"a":${deep(100_000)}}\n${JSON.stringify(record('after'))}`;
    const line = await post('/intake', lines, backend.intakeKey);
    expect(line.status).toBe(200);
    expect(await line.json()).toMatchObject({ results: [{ outcome: 'refused' }, { outcome: 'imported' }] });
    expect((process.memoryUsage().rss - before) / MEGABYTE).toBeLessThan(400);
  });

  test('thousands of attachments in one record are refused or cut, and the records beside it are taken', async () => {
    const file = { name: 'a.txt', size: 1, content: 'eA==' };
    const many = { ...record('many'), attachments: Array.from({ length: 5_000 }, () => file) };
    const began = performance.now();
    const answer = await post('/intake', JSON.stringify([record('before'), many, record('beside')]), backend.intakeKey);
    const { results } = (await answer.json()) as { results: { outcome: string }[] };
    expect([results[0]!.outcome, results[2]!.outcome]).toEqual(['imported', 'imported']);
    expect(performance.now() - began).toBeLessThan(5_000);
    const [{ n } = { n: -1 }] = await backend.db.query<{ n: number }>('SELECT count(*)::int AS n FROM attachment');
    expect(n).toBeLessThanOrEqual(100);
  });

  test('a command of words as long as may be, with everything that goes along, is still small enough to be sent', async () => {
    const mara = await desk('Mara Lindholm');
    const line = '\u{1F4BC}'.repeat(500);
    const everybody = Array.from({ length: 50 }, () => line);
    const mail = { to: everybody, cc: everybody, quote: true, signature: line.repeat(2) };
    const target = { interactionId: 'i', channel: 'email', audience: 'private', handle: line, replyTo: null };
    const words = { customerId: 'c', target, subject: line, text: '\u{1F4BC}'.repeat(10_000), writtenAt: 0, mail };
    const params = {
      ...words,
      workItemId: null,
      epoch: null,
      knowingly: Array.from({ length: 100 }, () => line.slice(0, 500)),
    };
    const answer: unknown = await mara
      .timeout(5_000)
      .emitWithAck('command', { id: uuidv7(), kind: 'reply.send', params });
    expect(answer).toMatchObject({ ok: false, code: expect.stringMatching(/bad-input|not-found/) });
    expect(mara.connected).toBe(true);
  });
});
