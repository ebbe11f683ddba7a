// The real backend, spoken to as a desk and as a connector speak to it.
import { connect } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { demoSeed } from '../../../backend/connectors/scenario/seed.ts';
import { commandReplySchema } from '../../../shared/contract/commands.ts';
import {
  type FeedPage,
  LIMITS,
  type Session,
  sessionSchema,
  type Token,
  tokenSchema,
  WIRE_VERSION,
} from '../../../shared/contract/wire.ts';
import { boardSchema } from '../../../shared/domain/work.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';

let backend: RunningBackend;
let ahead = 0;
const clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };
const outlet = { send: async () => ({ ok: true as const }) };

beforeAll(async () => {
  backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed: demoSeed, clock, outlet });
});
afterAll(() => backend.stop());

const sockets: Socket[] = [];
afterEach(() => {
  ahead = 0;
  for (const socket of sockets.splice(0)) socket.disconnect();
});

const MARA = 'Mara Lindholm';
const post = (path: string, body: string, bearer?: string) =>
  fetch(`${backend.url}${path}`, {
    method: 'POST',
    body,
    headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
  });
async function signIn(name = MARA): Promise<Token> {
  const answer = await post('/session', JSON.stringify({ name, secret: backend.secrets[name] }));
  expect(answer.status).toBe(200);
  return tokenSchema.parse(await answer.json());
}

type Desk = { readonly socket: Socket; readonly session: Session; readonly heard: [string, unknown][] };
function dial(auth: object): Socket {
  const socket = io(backend.url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
  sockets.push(socket);
  return socket;
}
async function connectDesk(name = MARA): Promise<Desk> {
  const { token } = await signIn(name);
  const socket = dial({ version: WIRE_VERSION, deskId: 'desk-1', token });
  const heard: [string, unknown][] = [];
  socket.onAny((event, value) => void heard.push([event, value]));
  socket.on('disconnect', reason => void heard.push(['disconnect', reason]));
  const session = await new Promise((done, failed) => socket.once('session', done).once('connect_error', failed));
  return { socket, session: sessionSchema.parse(session), heard };
}
const ask = (socket: Socket, name: string, input: unknown): Promise<unknown> =>
  socket.timeout(5_000).emitWithAck(name, input);
const refusedWith = (auth: object) =>
  new Promise(done => dial(auth).once('connect_error', error => done((error as Error & { data?: unknown }).data)));

describe('connecting', () => {
  test('a desk is told who it is, the time, and the name of the log', async () => {
    const { session } = await connectDesk();
    expect(session.agent.name).toBe(MARA);
    expect(Math.abs(session.now - Date.now())).toBeLessThan(2_000);
  });

  test('who sits at a desk is known for as long as it is connected', async () => {
    const { socket, session } = await connectDesk('Priya Shah');
    expect([backend.hasDesk(session.agent.id), backend.hasDesk('agent-tomasz')]).toEqual([true, false]);
    socket.disconnect();
    await expect.poll(() => backend.hasDesk(session.agent.id)).toBe(false);
  });

  test('F27: an older and a newer desk are told which side to update, whatever else they send', async () => {
    const older = await refusedWith({ version: 0, secret: 'of long ago' });
    expect(older).toMatchObject({ code: 'upgrade-required', reason: expect.stringContaining('update the desk') });
    const newer = await refusedWith({ version: WIRE_VERSION + 1, token: 7 });
    expect(newer).toMatchObject({ code: 'upgrade-required', reason: expect.stringContaining('update the backend') });
  });

  test.each([
    ['nothing', {}, 'bad-input'],
    ['no token', { version: WIRE_VERSION, deskId: 'd' }, 'bad-input'],
    ['a token that is none', { version: WIRE_VERSION, deskId: 'd', token: 'x' }, 'unauthenticated'],
  ])('%s is refused with a code', async (_name, auth, code) => {
    expect(await refusedWith(auth)).toMatchObject({ code });
  });

  test('F16: the newest session of an agent wins and the older one is told', async () => {
    const older = await connectDesk();
    const newer = await connectDesk();
    await expect
      .poll(() => older.heard.slice(-2))
      .toEqual([
        ['session.ended', { reason: 'replaced' }],
        ['disconnect', 'io server disconnect'],
      ]);
    expect(await ask(newer.socket, 'feed.resume', { after: null, incarnation: null })).toMatchObject({ ok: true });
    expect(newer.heard.filter(([name]) => name === 'session.ended')).toEqual([]);
    expect(await backend.services.snapshotOf(backend.db, newer.session.agent.id)).toContainEqual(
      expect.objectContaining({ kind: 'presence.changed' }),
    );
  });

  test('F32: a desk that falls silent without closing is noticed within 10 s', async () => {
    const { token } = await signIn('Priya Shah');
    const { port } = new URL(backend.url);
    // A WebSocket by hand that never answers a ping: as a cable pulled out looks from the backend.
    const mute = connect(Number(port), '127.0.0.1');
    mute.write(
      'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n' +
        'Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    );
    await new Promise(done => mute.once('data', done));
    mute.write(maskedText(`40${JSON.stringify({ version: WIRE_VERSION, deskId: 'mute', token })}`));
    const state = () => presenceOf('Priya Shah');
    await expect.poll(state, { timeout: 3_000 }).not.toBe('offline');
    const silentFrom = performance.now();
    mute.resume(); // the pings are taken off the wire and not answered
    await expect.poll(state, { timeout: 10_000 }).toBe('offline');
    expect(performance.now() - silentFrom).toBeLessThan(10_000);
    mute.destroy();
  });
});

async function presenceOf(name: string): Promise<string | undefined> {
  const agent = await backend.services.agentByName(name);
  const events = await backend.services.snapshotOf(backend.db, agent!.id);
  return events.flatMap(event => (event.kind === 'presence.changed' ? [event.presence.state] : []))[0];
}

/** One masked text frame under 64 kB (RFC 6455, 5.2), with a mask of zeros. */
function maskedText(text: string): Buffer {
  const payload = Buffer.from(text);
  const length = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([length, Buffer.alloc(4), payload]);
}

describe('asking', () => {
  test.each(['feed.resume', 'history.page', 'command', 'session.renew'])(
    '%s refuses nonsense as a value',
    async name => {
      const { socket } = await connectDesk();
      for (const nonsense of [null, 'x', [], { id: '' }, { __proto__: { a: 1 } }])
        expect(await ask(socket, name, nonsense)).toMatchObject({ ok: false, code: 'bad-input' });
      socket.emit(name, {}); // nobody could hear the answer
      socket.emit('no.such.request', {}, () => undefined);
      expect(await ask(socket, 'feed.resume', { after: null, incarnation: null })).toMatchObject({ ok: true });
    },
  );

  test('X12: the history of a customer of others, and of none, is not found', async () => {
    const [result] = await backend.services.intake([
      { type: 'customer', externalId: 'c-1', name: 'Imogen Vale', identities: [{ channel: 'x', address: '@imogen' }] },
    ]);
    const customerId = result?.outcome === 'imported' ? result.customerId : null;
    expect(customerId).toEqual(expect.any(String));
    const { socket } = await connectDesk();
    const page = (id: string) => ({ customerId: id, before: { at: Date.now(), id: 'z' }, limit: 10 });
    const answers = await Promise.all([customerId!, 'nobody'].map(id => ask(socket, 'history.page', page(id))));
    expect(answers[0]).toEqual({ ok: false, code: 'not-found', reason: 'no such customer' });
    expect(answers[1]).toEqual(answers[0]);
  });

  test('more commands than may be under way are sent back, not queued', async () => {
    const { socket } = await connectDesk();
    const command = () => ({ id: uuidv7(), kind: 'presence.set', params: { state: 'available', reason: null } });
    const answers = await Promise.all(Array.from({ length: 30 }, () => ask(socket, 'command', command())));
    const codes = answers.map(answer => commandReplySchema.parse(answer)).map(one => (one.ok ? 'ok' : one.code));
    expect(codes.filter(code => code === 'ok').length).toBeGreaterThanOrEqual(LIMITS.commandsInFlight);
    expect(new Set(codes)).toEqual(new Set(['ok', 'retry']));
  });

  test('a message over the limit closes that desk and no other', async () => {
    const large = await connectDesk();
    const other = await connectDesk('Priya Shah');
    large.socket.emit('command', 'x'.repeat(LIMITS.messageBytes + 1), () => undefined);
    await expect.poll(() => large.socket.connected, { timeout: 5_000 }).toBe(false);
    expect(await ask(other.socket, 'feed.resume', { after: null, incarnation: null })).toMatchObject({ ok: true });
  });
});

describe('the feed over the socket', () => {
  const applyPages = (socket: Socket): FeedPage[] => {
    const pages: FeedPage[] = [];
    socket.on('feed', (page: FeedPage, acknowledge: (applied: boolean) => void) => {
      pages.push(page);
      acknowledge(true);
    });
    return pages;
  };

  test('a desk catches up, hears of its work with history before the ring, and goes on after a break', async () => {
    const desk = await connectDesk();
    const pages = applyPages(desk.socket);
    const { incarnation } = desk.session;
    await ask(desk.socket, 'feed.resume', { after: null, incarnation });
    await expect.poll(() => pages.at(-1)?.left, { timeout: 5_000 }).toBe(0);
    expect(pages[0]!.reset).toBe(true);
    await ask(desk.socket, 'command', {
      id: uuidv7(),
      kind: 'presence.set',
      params: { state: 'available', reason: null },
    });

    const call = {
      type: 'call',
      externalId: 'call-1',
      number: '+44 7700 900123',
      state: 'ringing',
      queue: 'Priority care',
    };
    const sent = await post('/intake', JSON.stringify(call), backend.intakeKey);
    expect(await sent.json()).toMatchObject({ results: [{ outcome: 'imported' }] });
    const kinds = () => pages.flatMap(page => page.events.map(({ event }) => (event as { kind: string }).kind));
    await expect.poll(kinds, { timeout: 5_000 }).toContain('offer.changed');
    expect(kinds().indexOf('customer.granted')).toBeLessThan(kinds().indexOf('offer.changed'));

    const cursor = pages.at(-1)!.upto;
    desk.socket.disconnect();
    await post('/intake', JSON.stringify({ ...call, state: 'abandoned' }), backend.intakeKey);
    const again = await connectDesk();
    const missed = applyPages(again.socket);
    await ask(again.socket, 'feed.resume', { after: cursor, incarnation });
    await expect.poll(() => missed.at(-1)?.left, { timeout: 5_000 }).toBe(0);
    expect(missed[0]).toMatchObject({ after: cursor, reset: false });
    expect(missed.flatMap(page => page.events).length).toBeGreaterThan(0);
  });

  test('F7: another incarnation leads to a snapshot, though the cursor is one of this log', async () => {
    const desk = await connectDesk();
    const pages = applyPages(desk.socket);
    await ask(desk.socket, 'feed.resume', { after: null, incarnation: null });
    await expect.poll(() => pages.at(-1)?.left, { timeout: 5_000 }).toBe(0);
    const before = pages.length;
    await ask(desk.socket, 'feed.resume', { after: pages.at(-1)!.upto, incarnation: 'of before the restore' });
    await expect.poll(() => pages.length).toBeGreaterThan(before);
    expect(pages[before]).toMatchObject({ after: null, reset: true });
  });

  test('the board goes to leads, and to nobody else', async () => {
    const [agent, lead] = [await connectDesk(), await connectDesk('Ruth Okafor')];
    const boards = (desk: Desk) => desk.heard.filter(([name]) => name === 'board');
    await expect.poll(() => boards(lead).length, { timeout: 5_000 }).toBeGreaterThan(0);
    expect(boardSchema.parse(boards(lead)[0]![1]).rows.length).toBe(demoSeed.queues.length);
    expect(boards(agent)).toEqual([]);
  });
});

describe('the session', () => {
  test('ends with its token, and goes on when a new one comes in time', async () => {
    const [ends, goesOn] = [await connectDesk(), await connectDesk('Priya Shah')];
    ahead = 9 * 60_000;
    const { token } = await signIn('Priya Shah');
    expect(await ask(goesOn.socket, 'session.renew', { token })).toMatchObject({ ok: true });
    ahead = 11 * 60_000;
    await expect.poll(() => ends.heard, { timeout: 3_000 }).toContainEqual(['session.ended', { reason: 'expired' }]);
    // At the same look, and at the next ones: until the new token's own end, and not beyond it.
    expect(await ask(goesOn.socket, 'feed.resume', { after: null, incarnation: null })).toMatchObject({ ok: true });
    ahead = 18 * 60_000;
    await new Promise(done => setTimeout(done, 1_200));
    expect(goesOn.heard.filter(([name]) => name === 'session.ended')).toEqual([]);
    ahead = 20 * 60_000;
    await expect.poll(() => goesOn.heard, { timeout: 3_000 }).toContainEqual(['session.ended', { reason: 'expired' }]);
  });

  test('cannot be prolonged with the token of another agent, or with none', async () => {
    const { socket } = await connectDesk();
    const { token } = await signIn('Priya Shah');
    expect(await ask(socket, 'session.renew', { token })).toMatchObject({ ok: false, code: 'denied' });
    expect(await ask(socket, 'session.renew', { token: 'x' })).toMatchObject({ ok: false, code: 'unauthenticated' });
  });

  test('a token is renewed over HTTP while it is good', async () => {
    const { token, agent } = await signIn();
    const answer = await post('/session/renew', '', token);
    expect(tokenSchema.parse(await answer.json()).agent).toEqual(agent);
    ahead = 11 * 60_000;
    expect((await post('/session/renew', '', token)).status).toBe(401);
    expect((await post('/session/renew', '')).status).toBe(401);
  });
});

describe('HTTP', () => {
  const record = (externalId: string) => ({
    type: 'post',
    externalId,
    channel: 'x',
    party: { address: '@sam' },
    text: 'Where is my bag?',
    live: false,
  });

  test('an intake takes a list or lines, answers each in its place, and refuses a bad line by itself', async () => {
    const list = await post(
      '/intake',
      JSON.stringify([record('1'), { type: 'nonsense' }, record('1')]),
      backend.intakeKey,
    );
    const outcomes = async (answer: Response) =>
      ((await answer.json()) as { results: { outcome: string }[] }).results.map(({ outcome }) => outcome);
    expect(await outcomes(list)).toEqual(['imported', 'refused', 'already-there']);
    const lines = [JSON.stringify(record('2')), '{"type":', '', '"text"', JSON.stringify(record('3'))].join('\r\n');
    expect(await outcomes(await post('/intake', lines, backend.intakeKey))).toEqual([
      'imported',
      'refused',
      'refused',
      'imported',
    ]);
  });

  test.each([
    ['POST', '/session', '{', 400, 'bad-input'],
    ['POST', '/session', '{"name":"Mara Lindholm"}', 400, 'bad-input'],
    ['POST', '/session', '{"name":"Mara Lindholm","secret":"x"}', 401, 'unauthenticated'],
    ['POST', '/session', 'x'.repeat(20_000), 413, 'too-large'],
    ['POST', '/intake', '[]', 401, 'unauthenticated'],
    ['GET', '/session', null, 404, 'not-found'],
    ['GET', '/../etc/passwd', null, 404, 'not-found'],
    ['POST', '/__proto__', '', 404, 'not-found'],
  ])(
    '%s %s and a body number %# is refused with a code and nothing of our inside',
    async (method, path, body, status, code) => {
      const answer = await fetch(`${backend.url}${path}`, body === null ? { method } : { method, body });
      expect(answer.status).toBe(status);
      const text = await answer.text();
      expect(JSON.parse(text)).toEqual({ ok: false, code, reason: expect.any(String) });
      expect(text).not.toMatch(/\.ts|node_modules|at \w+ \(/);
    },
  );

  test('a wrong intake key, too many records and too large a body are refused; the backend goes on', async () => {
    expect((await post('/intake', '[]', 'f'.repeat(64))).status).toBe(401);
    const many = JSON.stringify(Array.from({ length: 1_001 }, (_, i) => record(`many-${i}`)));
    expect((await post('/intake', many, backend.intakeKey)).status).toBe(413);
    const huge = await post('/intake', ' '.repeat(33_000_000), backend.intakeKey).catch(() => null);
    expect(huge?.status ?? 413).toBe(413); // or the connection was closed while it was still being sent
    expect(await (await fetch(`${backend.url}/health`)).json()).toMatchObject({ ok: true, version: WIRE_VERSION });
  });
});

test('a backend that stops tells its desks, and a second start on its port is one sentence', async () => {
  const second = startBackend({
    dataDir: null,
    databaseUrl: null,
    port: Number(new URL(backend.url).port),
    clock,
    outlet,
  });
  await expect(second).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringMatching(/^Port \d+ cannot be used: another program is using it/),
  });
  const desk = await connectDesk();
  await backend.stop();
  await expect.poll(() => desk.heard).toContainEqual(['session.ended', { reason: 'shutdown' }]);
});
