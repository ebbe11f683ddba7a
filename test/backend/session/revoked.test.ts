// An agent whose rights are reduced while their desk is connected (F26), and one who is removed (X11).
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { demoSeed } from '../../../backend/connectors/scenario/seed.ts';
import { type FeedPage, type Token, tokenSchema, WIRE_VERSION } from '../../../shared/contract/wire.ts';

let backend: RunningBackend;
const outlet = { send: async () => ({ ok: true as const }) };
beforeAll(async () => {
  backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed: demoSeed, outlet });
});
afterAll(() => backend.stop());
const sockets: Socket[] = [];
afterEach(() => void sockets.splice(0).forEach(socket => socket.disconnect()));

const WITHIN = { timeout: 5_000, interval: 20 };
const post = (path: string, body: object, bearer = '') =>
  fetch(`${backend.url}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { authorization: `Bearer ${bearer}` },
  });
const list = async (record: object) => {
  const answer = await post('/intake', { type: 'agent', ...record }, backend.intakeKey);
  expect(await answer.json()).toMatchObject({ results: [{ outcome: 'imported' }] });
};
async function signIn(name: string): Promise<Token> {
  return tokenSchema.parse(await (await post('/session', { name, secret: backend.secrets[name] })).json());
}
const dial = (token: string) => {
  const auth = { version: WIRE_VERSION, deskId: 'desk', token };
  const socket = io(backend.url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
  sockets.push(socket);
  return socket;
};
async function connect(name: string) {
  const { token } = await signIn(name);
  const socket = dial(token);
  const heard: [string, unknown][] = [];
  const events: { kind: string; customerId?: string }[] = [];
  socket.onAny((event, value) => void heard.push([event, value]));
  socket.on('disconnect', reason => void heard.push(['disconnect', reason]));
  socket.on('feed', (page: FeedPage, acknowledge: (applied: boolean) => void) => {
    for (const { event } of page.events) events.push(event as { kind: string });
    acknowledge(true);
  });
  await new Promise((done, failed) => socket.once('session', done).once('connect_error', failed));
  await socket.emitWithAck('feed.resume', { after: null, incarnation: null });
  return { socket, token, heard, events };
}

test('F26: a queue taken away while the desk is connected: it is told to forget, and the history is not found', async () => {
  const { socket, events } = await connect('Priya Shah');
  const [taken] = await backend.services.intake([
    { type: 'email', externalId: 'm1', party: { address: 'jane@post.example' }, text: 'Where is my bag?' },
  ]);
  const { customerId } = taken as { customerId: string };
  await expect.poll(() => events.some(({ kind }) => kind === 'customer.granted'), WITHIN).toBe(true);
  const page = { customerId, before: { at: Date.now() + 1_000, id: 'x' }, limit: 5 };
  expect(await socket.emitWithAck('history.page', page)).toMatchObject({ ok: true });

  await list({ externalId: 'agent-priya', queues: ['Social, public'] });
  await expect.poll(() => events, WITHIN).toContainEqual({ kind: 'customer.revoked', customerId });
  expect(events.findLast(({ kind }) => kind === 'agent.changed')).toMatchObject({
    agent: { queueIds: ['queue-social'] },
  });
  expect(await socket.emitWithAck('history.page', page)).toMatchObject({ ok: false, code: 'not-found' });
  const note = { customerId, caseId: 'x', interactionId: null, text: 'still here', writtenAt: 0 };
  expect(await socket.emitWithAck('command', { id: 'c1', kind: 'note.add', params: note })).toMatchObject({
    code: 'not-found',
  });
});

test('another role makes the desk come again, as what the agent is now', async () => {
  const { heard } = await connect('Ruth Okafor');
  await expect.poll(() => heard.some(([name]) => name === 'board'), WITHIN).toBe(true);
  await list({ externalId: 'agent-ruth', role: 'agent' });
  await expect.poll(() => heard.at(-1), WITHIN).toEqual(['disconnect', 'io server disconnect']);
  expect(heard.some(([name]) => name === 'session.ended')).toBe(false);
  const again = await connect('Ruth Okafor');
  expect(again.heard[0]).toMatchObject(['session', { agent: { role: 'agent' } }]);
});

test('X11: who is removed is told within 5 s, and no token, renewal or sign-in of theirs is good any more', async () => {
  const { token, heard, socket } = await connect('Elodie Marchetti');
  await list({ externalId: 'agent-elodie', disabled: true });
  const asked = { id: 'c2', kind: 'presence.set', params: { state: 'available', reason: null } };
  expect(
    await socket
      .timeout(1_000)
      .emitWithAck('command', asked)
      .catch(() => ({ code: 'denied' })),
  ).toMatchObject({
    code: 'denied',
  });
  // Also on the connection that is still there, if it is.
  const renewed: unknown = await socket
    .timeout(1_000)
    .emitWithAck('session.renew', { token })
    .catch(() => ({ code: 'unauthenticated' }));
  expect(renewed).toMatchObject({ code: 'unauthenticated' });
  await expect.poll(() => heard, WITHIN).toContainEqual(['session.ended', { reason: 'revoked' }]);
  await expect.poll(() => socket.connected).toBe(false);
  const refused = await new Promise(done =>
    dial(token).once('connect_error', error => done((error as Error & { data?: unknown }).data)),
  );
  expect(refused).toMatchObject({ code: 'unauthenticated' });
  expect((await post('/session/renew', {}, token)).status).toBe(401);
  expect(
    (await post('/session', { name: 'Elodie Marchetti', secret: backend.secrets['Elodie Marchetti'] })).status,
  ).toBe(401);
});
