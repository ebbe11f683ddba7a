// What the running backend tells its audit: over real sockets, as an attacker and as an agent.
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SignJWT, UnsecuredJWT } from 'jose';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readAudit } from '../../../backend/audit/export.ts';
import type { AuditRow } from '../../../backend/audit/chain.ts';
import { type RunningBackend, startBackend } from '../../../backend/backend.ts';
import { demoSeed } from '../../../backend/connectors/scenario/seed.ts';
import type { Store } from '../../../backend/store/db.ts';
import { tokenSchema, WIRE_VERSION } from '../../../shared/contract/wire.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';

let backend: RunningBackend;
let key = '';
let directory = '';
const outlet = { send: async () => ({ ok: true as const }) };
const WITHIN = { timeout: 8_000, interval: 30 };
const sockets: Socket[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'foreword-audit-'));
  backend = await startBackend({ dataDir: directory, databaseUrl: null, port: 0, seed: demoSeed, outlet });
  key = (await readFile(join(directory, 'session.key'), 'utf8')).trim();
});
afterAll(async () => {
  await backend.stop();
  await rm(directory, { recursive: true, force: true });
});
afterEach(() => void sockets.splice(0).forEach(socket => socket.disconnect()));

async function rows(kind: string): Promise<AuditRow[]> {
  const all: AuditRow[] = [];
  const { fault } = await readAudit(backend.db as Store, 0, row => void all.push(row));
  expect(fault).toBeNull();
  return all.filter(row => row.kind === kind);
}
const whats = async (kind: string) => (await rows(kind)).map(({ what }) => what);

const post = (path: string, body: object, bearer?: string) =>
  fetch(`${backend.url}${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
  });
const signIn = async (name: string) =>
  tokenSchema.parse(await (await post('/session', { name, secret: backend.secrets[name] })).json());
function dial(token: unknown): Socket {
  const auth = { version: WIRE_VERSION, deskId: 'desk-1', token };
  const socket = io(backend.url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
  sockets.push(socket);
  return socket;
}
const refusedWith = (token: unknown) =>
  new Promise<{ code: string }>(done =>
    dial(token).once('connect_error', error => done((error as Error & { data: { code: string } }).data)),
  );
async function connect(name: string): Promise<Socket> {
  const { token } = await signIn(name);
  const socket = dial(token);
  await new Promise((done, failed) => socket.once('session', done).once('connect_error', failed));
  return socket;
}
const command = (socket: Socket, kind: string, params: object, id = uuidv7()) =>
  socket.timeout(5_000).emitWithAck('command', { id, kind, params });

const seconds = Math.floor(Date.now() / 1_000);
const signed = (change: (jwt: SignJWT) => SignJWT, header: object = {}) =>
  change(
    new SignJWT({ signedInAt: Date.now() })
      .setProtectedHeader({ alg: 'HS256', ...header })
      .setIssuer('foreword-backend')
      .setAudience('foreword-desk')
      .setSubject('agent-mara')
      .setIssuedAt(seconds)
      .setExpirationTime(seconds + 600),
  );
const ours = () => new Uint8Array(Buffer.from(key, 'hex'));

describe('X10: every kind of bad token is in the audit', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const cases: readonly (readonly [string, string, string | null, () => unknown])[] = [
    ['none', 'none given', null, () => undefined],
    ['one that is none', 'no token of ours', null, () => 'x'],
    [
      'without a signature',
      'algorithm',
      null,
      () =>
        new UnsecuredJWT({ signedInAt: 1 })
          .setSubject('agent-mara')
          .setIssuer('foreword-backend')
          .setAudience('foreword-desk')
          .setIssuedAt()
          .setExpirationTime('1h')
          .encode(),
    ],
    [
      'of another algorithm',
      'algorithm',
      null,
      () => signed(jwt => jwt, { alg: 'RS256' }).sign(generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey),
    ],
    ['of another key', 'signature', null, () => signed(jwt => jwt).sign(new Uint8Array(32))],
    [
      'that names its key, though it is signed with ours',
      'names a key',
      null,
      () => signed(jwt => jwt, { kid: '../../dev/null' }).sign(ours()),
    ],
    ['expired', 'expired', 'agent-mara', () => signed(jwt => jwt.setExpirationTime(seconds - 5)).sign(ours())],
    [
      'for another audience',
      'claim aud',
      'agent-mara',
      () => signed(jwt => jwt.setAudience('foreword-intake')).sign(ours()),
    ],
    ['of another issuer', 'claim iss', 'agent-mara', () => signed(jwt => jwt.setIssuer('elsewhere')).sign(ours())],
    [
      'of nobody',
      'claims',
      null,
      () => {
        const claims = { iss: 'foreword-backend', aud: 'foreword-desk', iat: seconds, exp: seconds + 600, sub: 7 };
        const text = `${part({ alg: 'HS256' })}.${part({ ...claims, signedInAt: 1 })}`;
        return `${text}.${createHmac('sha256', ours()).update(text).digest('base64url')}`;
      },
    ],
  ];
  test.each(cases)('%s', async (_name, what, agent, make) => {
    const refused = await refusedWith(await make());
    expect(['unauthenticated', 'bad-input']).toContain(refused.code);
    await expect.poll(() => whats('token.refused'), WITHIN).toContain(what);
    const row = (await rows('token.refused')).find(one => one.what === what);
    expect(row).toMatchObject({ agent, remote: expect.stringMatching(/127\.0\.0\.1/), outcome: refused.code });
  });

  test('one that is good is not, and opens a session under its agent', async () => {
    const socket = dial(await signed(jwt => jwt).sign(ours()));
    await new Promise((done, failed) => socket.once('session', done).once('connect_error', failed));
    await expect
      .poll(async () => (await rows('session.began')).map(({ agent }) => agent), WITHIN)
      .toContain('agent-mara');
  });

  test('renewing and fetching with a bad one, a wrong intake key, and the token of another agent', async () => {
    const priya = await connect('Priya Shah');
    expect((await post('/session/renew', {}, await signed(jwt => jwt).sign(new Uint8Array(32)))).status).toBe(401);
    expect((await post('/intake', {}, 'f'.repeat(64))).status).toBe(401);
    const { token } = await signIn('Ruth Okafor');
    expect(await priya.emitWithAck('session.renew', { token })).toMatchObject({ code: 'denied' });
    await expect
      .poll(() => whats('token.refused'), WITHIN)
      .toEqual(expect.arrayContaining(['signature', 'of another agent']));
    expect((await rows('token.refused')).find(({ what }) => what === 'of another agent')).toMatchObject({
      agent: 'agent-priya',
      aboutAgent: 'agent-ruth',
    });
    expect(await whats('intake.refused')).toContain('wrong key');
  });
});

describe('who comes and goes', () => {
  test('sign-ins, refused ones by agent and never by the name that was typed, and the end of a session', async () => {
    const socket = await connect('Elodie Marchetti');
    const mistyped = 'Elodie s3cret';
    await post('/session', { name: 'Elodie Marchetti', secret: 'x' });
    await post('/session', { name: mistyped, secret: 'x' });
    socket.disconnect();
    await expect
      .poll(() => rows('session.ended'), WITHIN)
      .toContainEqual(
        expect.objectContaining({ agent: 'agent-elodie', what: 'client namespace disconnect', about: 'desk-1' }),
      );
    expect(await rows('sign-in')).toContainEqual(expect.objectContaining({ agent: 'agent-elodie', outcome: 'done' }));
    expect(await rows('sign-in.refused')).toMatchObject([
      { what: 'wrong secret', agent: null, aboutAgent: 'agent-elodie' },
      { what: 'unknown name', agent: null, aboutAgent: null },
    ]);
    const everything: AuditRow[] = [];
    await readAudit(backend.db as Store, 0, row => void everything.push(row));
    expect(JSON.stringify(everything)).not.toContain('s3cret');
  });

  test('F16: a desk that was replaced says so, with both sessions', async () => {
    await connect('Priya Shah');
    await connect('Priya Shah');
    await expect.poll(() => whats('session.ended'), WITHIN).toContain('replaced');
    const [ended] = (await rows('session.ended')).filter(({ what }) => what === 'replaced');
    const began = (await rows('session.began')).filter(({ agent }) => agent === 'agent-priya');
    expect(began.map(({ session }) => session)).toContain(ended!.session);
  });
});

describe('commands', () => {
  const record = (externalId: string, address: string) => ({
    type: 'message',
    externalId,
    channel: 'whatsapp',
    party: { address },
    handle: '+44 20 7946 0000',
    text: 'Where is my bag?',
  });

  test('X13: an agent who uses a lead’s command', async () => {
    const socket = await connect('Priya Shah');
    const params = { workItemId: 'w-1', epoch: 1, agentId: null, note: null };
    expect(await command(socket, 'work.reassign', params)).toMatchObject({ code: 'denied' });
    const what = 'work.reassign: for leads alone';
    await expect
      .poll(() => rows('command.refused'), WITHIN)
      .toContainEqual(
        expect.objectContaining({
          what,
          agent: 'agent-priya',
          about: 'w-1',
          outcome: 'denied',
          session: expect.any(String),
        }),
      );
  });

  test('X12: the ids of others; X14: an old epoch, and an id with other parameters', async () => {
    const socket = await connect('Mara Lindholm');
    const [made] = await backend.services.intake([record('m-1', '+442079460123')]);
    const { customerId } = made as { customerId: string };
    await expect
      .poll(
        async () =>
          (await backend.db.query(`SELECT 1 AS yes FROM offer WHERE agent_id = 'agent-mara' AND state = 'ringing'`))
            .length,
        WITHIN,
      )
      .toBe(1);
    const [offer] = await backend.db.query<{ id: string; epoch: number; item: string }>(
      `SELECT id, (json->>'epoch')::int AS epoch, work_item_id AS item FROM offer
       WHERE agent_id = 'agent-mara' AND state = 'ringing'`,
    );
    const id = uuidv7();
    const answer = { offerId: offer!.id, epoch: offer!.epoch };
    expect(await command(socket, 'offer.accept', { ...answer, epoch: offer!.epoch + 7 })).toMatchObject({ ok: false });
    expect(await command(socket, 'offer.accept', answer, id)).toMatchObject({ ok: true });
    expect(await command(socket, 'offer.accept', { ...answer, epoch: 99 }, id)).toMatchObject({ code: 'conflict' });
    const other = await connect('Priya Shah');
    expect(await command(other, 'offer.decline', { ...answer, reason: 'other' })).toMatchObject({ code: 'not-found' });
    const page = { customerId: 'c-of-nobody', before: { at: 1, id: 'z' }, limit: 5 };
    expect(await other.emitWithAck('history.page', page)).toMatchObject({ code: 'not-found' });
    await expect
      .poll(() => whats('command.refused'), WITHIN)
      .toEqual(
        expect.arrayContaining(['offer.accept: old epoch', 'offer.accept: id used before', 'offer.decline: not-found']),
      );
    expect(await rows('read.refused')).toContainEqual(
      expect.objectContaining({ what: 'history', agent: 'agent-priya', about: 'c-of-nobody' }),
    );
    expect(customerId).toEqual(expect.any(String));
  });

  test('a code given out, a colleague who may look because they were named, and what the roster changed', async () => {
    const socket = await connect('Mara Lindholm');
    const [made] = await backend.services.intake([record('m-2', '+442079460124')]);
    const { customerId } = made as { customerId: string };
    const [about] = await backend.db.query<{ id: string }>(`SELECT id FROM "case" WHERE customer_id = $1`, [
      customerId,
    ]);
    await expect.poll(() => command(socket, 'case.code', { caseId: about!.id }), WITHIN).toMatchObject({ ok: true });
    const words = { customerId, caseId: about!.id, interactionId: null, text: '@Priya', writtenAt: 0 };
    const named = await command(socket, 'note.add', { ...words, mentions: ['agent-priya'] });
    expect(named).toMatchObject({ ok: true });
    await backend.services.intake([{ type: 'agent', externalId: 'agent-elodie', disabled: true }]);
    expect(await rows('code.given')).toContainEqual(
      expect.objectContaining({ agent: 'agent-mara', about: about!.id, what: 'made', outcome: 'done' }),
    );
    expect(await rows('rights.given')).toContainEqual(
      expect.objectContaining({ agent: 'agent-mara', aboutAgent: 'agent-priya', about: customerId }),
    );
    expect(await rows('rights.listed')).toContainEqual(
      expect.objectContaining({ aboutAgent: 'agent-elodie', what: 'removed' }),
    );
  });
});

test('whose history was opened without work with them: each customer by itself, and open work is none', async () => {
  const socket = await connect('Priya Shah');
  const old = (externalId: string, address: string, live: boolean) => ({
    type: 'post',
    externalId,
    channel: 'x',
    party: { address },
    text: 'Thanks!',
    live,
  });
  const made = await backend.services.intake([old('p-1', '@sam', false), old('p-2', '@lee', true)]);
  const [done, open] = (made as { customerId: string }[]).map(({ customerId }) => customerId);
  await backend.services.sessionOpened('agent-priya');
  const page = (customerId: string) => ({ customerId, before: { at: Date.now() + 1_000, id: 'z' }, limit: 5 });
  for (const id of [done!, open!])
    await expect.poll(() => socket.emitWithAck('history.page', page(id)), WITHIN).toMatchObject({ ok: true });
  await expect
    .poll(() => rows('history.opened'), WITHIN)
    .toContainEqual(
      expect.objectContaining({ agent: 'agent-priya', about: done, what: 'recent', session: expect.any(String) }),
    );
  expect((await rows('history.opened')).map(({ about }) => about)).not.toContain(open);
});

test('everything is there after a restart, and goes on from there', async () => {
  const before = (await rows('token.refused')).length;
  await connect('Priya Shah');
  await backend.stop();
  backend = await startBackend({ dataDir: directory, databaseUrl: null, port: 0, seed: demoSeed, outlet });
  expect((await rows('token.refused')).length).toBeGreaterThanOrEqual(before);
  expect(await whats('session.ended')).toContain('shutdown');
});
