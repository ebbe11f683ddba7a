import { io } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../backend/backend.ts';
import { type Input, type MethodName, methods, type Output } from '../../shared/contract/bridge.ts';
import { type Token, tokenSchema, WIRE_VERSION } from '../../shared/contract/wire.ts';
import { mara } from './support/records.ts';
import { type Desk, eventually, startDesk } from './support/desk.ts';

const NUMBER = '+44 7700 900123';
let backend: RunningBackend;

beforeAll(async () => {
  const { version: _, ...agent } = { ...mara, channels: [...mara.channels, 'whatsapp' as const] };
  const queue = {
    id: 'queue-care',
    name: 'Priority care',
    channels: ['voice' as const, 'x' as const],
    ringMs: 20_000,
    serviceLevel: { percent: 80, ms: 20_000 },
    missedToNotReady: 2,
  };
  const seed = { agents: [agent], queues: [queue] };
  backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed });
});
afterAll(() => backend.stop());

/** Calls, and checks that the answer is what the contract says. */
async function ask<M extends MethodName>(desk: Desk, name: M, input: Input<M>): Promise<Output<M>> {
  const answer = await desk.bridge.call(name, input);
  expect(methods[name].output.safeParse(answer).error).toBeUndefined();
  return answer;
}

async function intake(records: readonly object[]): Promise<void> {
  const headers = { authorization: `Bearer ${backend.intakeKey}`, 'content-type': 'application/json' };
  const response = await fetch(`${backend.url}/intake`, { method: 'POST', headers, body: JSON.stringify(records) });
  const { results } = (await response.json()) as { results: { outcome: string }[] };
  expect(results.map(result => result.outcome)).toEqual(records.map(() => 'imported'));
}

async function signedIn(): Promise<Token> {
  const body = JSON.stringify({ name: mara.name, secret: backend.secrets[mara.name] });
  return tokenSchema.parse(await (await fetch(`${backend.url}/session`, { method: 'POST', body })).json());
}

const sam = { source: 'crm', externalId: 'sam', name: 'Sam Reed' };
const post = (externalId: string, text: string) => ({
  type: 'post',
  source: 'x',
  externalId,
  channel: 'x',
  party: { address: '@sam' },
  handle: '@LarkwingCare',
  thread: 't1',
  live: false,
  text,
});

test('with the real backend: history before the ring, an accept, a note, a search, all by the contract', async () => {
  const desk = startDesk(backend.url, { secret: backend.secrets[mara.name]! });
  await eventually(async () => expect((await ask(desk, 'connection.read', {})).state).toBe('live'), 20_000);
  expect((await ask(desk, 'session.read', {})).agent?.name).toBe(mara.name);
  expect(await ask(desk, 'queues.read', {})).toHaveLength(1);
  await ask(desk, 'presence.set', { state: 'available', reason: null });
  await eventually(async () => expect((await ask(desk, 'presence.read', {}))?.state).toBe('available'), 10_000);

  await intake([
    {
      type: 'customer',
      ...sam,
      identities: [
        { channel: 'x', address: '@sam' },
        { channel: 'voice', address: NUMBER },
      ],
    },
    post('p1', 'My bag is lost. When will I get it?'),
    post('p2', 'Three days now. Please answer.'),
  ]);
  await intake([{ type: 'call', source: 'pbx', externalId: 'c1', number: '07700 900123', state: 'ringing' }]);
  await eventually(async () => expect((await ask(desk, 'work.read', {})).offer?.state).toBe('ringing'), 10_000);
  const { offer } = await ask(desk, 'work.read', {});
  const customerId = offer!.customerId;
  const opened = await ask(desk, 'customer.open', { customerId });
  expect(opened.customer.name).toBe('Sam Reed');
  expect(opened.page.items.map(item => item.entry.text)).toContain('My bag is lost. When will I get it?');
  expect(opened.completeness.older).toBe(0);
  const news = await ask(desk, 'work.read', { knownOfferId: null });
  expect(news.conversation?.page.items).toEqual(opened.page.items);
  expect((await ask(desk, 'work.read', { knownOfferId: offer!.id })).conversation).toBeUndefined();
  const told = desk.pushes.flatMap(push => (push.topic === 'work' && push.told?.work.offer ? [push.told.work] : []));
  expect(told[0]).toMatchObject({ offer: { id: offer!.id }, conversation: { customer: { id: customerId } } });
  expect(told[0]?.conversation?.page.items.map(({ entry }) => entry.id)).toEqual(
    opened.page.items.map(({ entry }) => entry.id),
  );

  await ask(desk, 'offer.accept', { offerId: offer!.id });
  await eventually(async () => expect((await ask(desk, 'work.read', {})).items).toHaveLength(1), 10_000);
  const [item] = (await ask(desk, 'work.read', {})).items;
  const { caseId, interactionId } = item!;
  await ask(desk, 'note.add', { customerId, caseId, interactionId, text: 'Bag traced to Lisbon.' });
  await eventually(async () => expect(await ask(desk, 'outbox.read', {})).toEqual([]), 10_000);
  const { items } = await ask(desk, 'timeline.page', { customerId });
  expect(items.filter(({ entry }) => entry.text === 'Bag traced to Lisbon.')).toMatchObject([{ pending: null }]);
  const found = await ask(desk, 'history.search', { query: 'bag' });
  expect(found.hits.map(hit => hit.customerName)).toEqual(['Sam Reed', 'Sam Reed']);
  await ask(desk, 'work.finish', { workItemId: item!.id, wrapUp: 'Bag traced' });
  await eventually(async () => expect((await ask(desk, 'work.read', {})).items).toEqual([]), 10_000);
}, 60_000);

test('with the real backend: a code is given, the customer rings with it, and what came before is there with the ring', async () => {
  const desk = startDesk(backend.url, { secret: backend.secrets[mara.name]! });
  await eventually(async () => expect((await ask(desk, 'connection.read', {})).state).toBe('live'), 20_000);
  await ask(desk, 'presence.set', { state: 'available', reason: null });
  await eventually(async () => expect((await ask(desk, 'presence.read', {}))?.state).toBe('available'), 10_000);
  const words = 'Charged twice for one seat.';
  await intake([{ ...post('p9', words), party: { address: '@ringer' }, thread: 't9', live: true }]);
  await eventually(async () => expect((await ask(desk, 'work.read', {})).offer?.state).toBe('ringing'), 10_000);
  const { customerId, caseId, id: offerId } = (await ask(desk, 'work.read', {})).offer!;
  const [way] = (await ask(desk, 'customer.open', { customerId })).ways;
  const reply = { customerId, target: way!.target, subject: null, text: 'One moment, please.' };
  await ask(desk, 'offer.accept', { offerId });
  // In the same moment: it waits in the outbox until the work is held.
  await ask(desk, 'reply.send', reply);
  await eventually(async () => expect((await ask(desk, 'work.read', {})).items).toHaveLength(1), 10_000);
  await eventually(async () => expect(await ask(desk, 'outbox.read', {})).toEqual([]), 10_000);
  const { items: said } = await ask(desk, 'timeline.page', { customerId });
  expect(said.filter(({ entry }) => entry.text.startsWith(reply.text))).toMatchObject([{ pending: null }]);

  const place = { customerId, caseId };
  expect(await ask(desk, 'case.codeOf', place)).toBeNull();
  await ask(desk, 'case.code', place);
  await eventually(async () => expect(await ask(desk, 'case.codeOf', place)).not.toBeNull(), 10_000);
  const { code } = (await ask(desk, 'case.codeOf', place))!;
  await eventually(async () => expect(await ask(desk, 'outbox.read', {})).toEqual([]), 10_000);
  await ask(desk, 'case.code', place);
  await eventually(async () => expect(await ask(desk, 'outbox.read', {})).toEqual([]), 10_000);
  expect((await ask(desk, 'case.codeOf', place))?.code).toBe(code);
  expect(await ask(desk, 'case.codeOf', { customerId, caseId: 'another' })).toBeNull();

  const brought = { number: '07700 900999', code: code.replace('-', '') };
  await intake([{ type: 'call', source: 'pbx', externalId: 'c9', state: 'ringing', ...brought }]);
  await eventually(async () => expect((await ask(desk, 'work.read', {})).offer?.channel).toBe('voice'), 10_000);
  const { offer } = await ask(desk, 'work.read', {});
  expect(offer).toMatchObject({ state: 'ringing', customerId, caseId });
  const { page } = await ask(desk, 'customer.open', { customerId });
  expect(page.items.map(({ entry }) => entry.kind)).toEqual(expect.arrayContaining(['post', 'event', 'call']));
  expect(page.items.map(({ entry }) => entry.text)).toContain(words);
}, 60_000);

test('with the real backend: who signs out is not lost; whose connection breaks is', async () => {
  const presence = async () => (await backend.services.board()).agents.find(({ agentId }) => agentId === mara.id);
  const desk = startDesk(backend.url, { secret: backend.secrets[mara.name]! });
  await eventually(async () => expect((await ask(desk, 'connection.read', {})).state).toBe('live'), 20_000);
  await ask(desk, 'session.signOut', {});
  await eventually(async () => expect(await presence()).toMatchObject({ state: 'offline', reason: null }), 10_000);

  const { token } = await signedIn();
  const auth = { version: WIRE_VERSION, deskId: 'desk-2', token };
  const broken = io(backend.url, { auth, transports: ['websocket'], reconnection: false, forceNew: true });
  await eventually(async () => expect((await presence())?.state).not.toBe('offline'), 10_000);
  broken.disconnect();
  const lost = { state: 'offline', reason: 'Connection lost' };
  await eventually(async () => expect(await presence()).toMatchObject(lost), 10_000);
}, 60_000);

test('with the real backend: a wrong secret is one sentence', async () => {
  const desk = startDesk(backend.url, { secret: 'wrong' });
  await eventually(async () => expect((await ask(desk, 'connection.read', {})).state).toBe('signed-out'), 10_000);
  expect((await ask(desk, 'connection.read', {})).reason).toMatch(/secret/);
});
