// A network that refuses a reply after its work was finished, with the real backend: told, brought back, and sent again.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../backend/backend.ts';
import type { Sent } from '../../backend/connectors/outlet.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { type Desk, eventually, startDesk } from './support/desk.ts';
import { mara } from './support/records.ts';

let backend: RunningBackend;
const asked: Entry[] = [];
let answer: (sent: Sent) => void;

beforeAll(async () => {
  const { version: _, ...agent } = mara;
  const queue = {
    id: 'queue-care',
    name: 'Priority care',
    channels: ['voice' as const, 'x' as const],
    ringMs: 20_000,
    serviceLevel: { percent: 80, ms: 20_000 },
    missedToNotReady: 2,
  };
  const seed = { agents: [agent], queues: [queue] };
  const outlet = {
    send: (entry: Entry) => {
      asked.push(entry);
      return new Promise<Sent>(done => (answer = done));
    },
  };
  backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed, outlet });
});
afterAll(() => backend.stop());

const post = { type: 'post', source: 'x', externalId: 'p1', channel: 'x', party: { address: '@sam' }, handle: '@Care' };

async function accepted(desk: Desk) {
  await eventually(async () => expect((await desk.bridge.call('work.read', {})).offer?.state).toBe('ringing'), 10_000);
  await desk.bridge.call('offer.accept', { offerId: (await desk.bridge.call('work.read', {})).offer!.id });
  await eventually(async () => expect((await desk.bridge.call('work.read', {})).items).toHaveLength(1), 10_000);
  return (await desk.bridge.call('work.read', {})).items[0]!;
}

test('its author is told on their desk, the work rings again, and the words go out from the composer', async () => {
  const desk = startDesk(backend.url, { secret: backend.secrets[mara.name]! });
  await eventually(async () => expect((await desk.bridge.call('connection.read', {})).state).toBe('live'), 20_000);
  await desk.bridge.call('presence.set', { state: 'available', reason: null });
  const headers = { authorization: `Bearer ${backend.intakeKey}`, 'content-type': 'application/json' };
  const body = JSON.stringify([{ ...post, text: 'Where is my bag?' }]);
  await fetch(`${backend.url}/intake`, { method: 'POST', headers, body });
  const item = await accepted(desk);
  const { customerId } = item;
  const [way] = (await desk.bridge.call('customer.open', { customerId })).ways;
  await desk.bridge.call('reply.send', { customerId, target: way!.target, subject: null, text: 'It comes today.' });
  await eventually(() => expect(asked).toHaveLength(1), 10_000);
  await desk.bridge.call('work.finish', { workItemId: item.id, wrapUp: null });
  await eventually(async () => expect((await desk.bridge.call('work.read', {})).items).toEqual([]), 10_000);

  answer({ ok: false, reason: 'the account is suspended' });
  const again = await accepted(desk);
  expect(again).toMatchObject({ customerId, interactionId: item.interactionId, preferredAgentId: mara.id });
  expect(again.id).not.toBe(item.id);
  const told = (await desk.bridge.call('mentions.read', {})).filter(({ about }) => about === 'undelivered');
  expect(told).toMatchObject([{ entryId: asked[0]!.id, words: 'the account is suspended', seenAt: null }]);

  const { draft } = await desk.bridge.call('reply.writeAgain', { entryId: told[0]!.entryId });
  const { target, text, subject } = draft.draft;
  await desk.bridge.call('reply.send', { customerId, target: target!, subject, text });
  await eventually(() => expect(asked.map(one => one.text)).toEqual(['It comes today.', 'It comes today.']), 10_000);
  answer({ ok: true });
  const states = async () =>
    (await desk.bridge.call('timeline.page', { customerId })).items.flatMap(({ entry }) => entry.delivery?.state ?? []);
  await eventually(async () => expect(await states()).toEqual(['failed', 'confirmed']), 10_000);
}, 60_000);
