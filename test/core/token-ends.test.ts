// F25 with the real backend and a real token: it ends in mid-call, and the secret it was signed in with is no longer good.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../backend/backend.ts';
import { TOKEN_LIFETIME } from '../../backend/session/tokens.ts';
import { connectionIs, eventually, logLines, startDesk, tempFolder } from './support/desk.ts';
import { mara } from './support/records.ts';

const FRESH_SECRET = 'a fresh secret of hers';
const NEWEST_SECRET = 'the newest secret of hers';
let ahead = 0;
const clock = { now: () => Date.now() + ahead, monotonic: () => performance.now() };
let backend: RunningBackend;

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
  backend = await startBackend({
    dataDir: null,
    databaseUrl: null,
    port: 0,
    clock,
    seed: { agents: [agent], queues: [queue] },
  });
});
afterAll(() => backend.stop());

const call = (state: string) => ({ type: 'call', source: 'pbx', externalId: 'c1', number: '07700 900123', state });

test('F25: the call stays on the screen, what is written waits, a sign-in is asked for, and nothing is wiped', async () => {
  const dataDir = tempFolder();
  const desk = startDesk(backend.url, { clock, dataDir, secret: backend.secrets[mara.name]! });
  await connectionIs(desk, 'live', 20_000);
  await desk.bridge.call('presence.set', { state: 'available', reason: null });
  await backend.services.intake([call('ringing')]);
  await eventually(async () => expect((await desk.bridge.call('work.read', {})).offer?.state).toBe('ringing'), 10_000);
  const { offer } = await desk.bridge.call('work.read', {});
  const { customerId, caseId } = offer!;
  await desk.bridge.call('offer.accept', { offerId: offer!.id });
  await eventually(async () => expect((await desk.bridge.call('call.read', {}))?.call?.state).toBe('live'), 10_000);
  const before = await desk.bridge.call('timeline.page', { customerId });

  await backend.services.intake([{ type: 'agent', externalId: mara.id, secret: FRESH_SECRET }]);
  expect((await desk.bridge.call('connection.read', {})).state).toBe('live');
  ahead += TOKEN_LIFETIME + 1_000;
  await connectionIs(desk, 'signed-out', 20_000);
  expect((await desk.bridge.call('connection.read', {})).reason).toMatch(/secret/);

  const own = (await desk.bridge.call('call.read', {}))!;
  expect(own).toMatchObject({ item: { state: 'held', customerId }, call: { state: 'live' } });
  const words = 'She spells her name with two Ls.';
  await desk.bridge.call('note.add', { customerId, caseId, interactionId: null, text: words });
  await desk.bridge.call('work.finish', { workItemId: own.item.id, wrapUp: 'Name noted' });
  await desk.bridge.call('connection.retry', {});
  await connectionIs(desk, 'signed-out', 20_000);
  const waiting = await desk.bridge.call('outbox.read', {});
  expect(waiting.map(({ kind, state }) => `${kind} ${state}`)).toEqual(['note.add queued', 'work.finish queued']);
  const { items } = await desk.bridge.call('timeline.page', { customerId });
  expect(items.map(({ entry }) => entry.id)).toEqual(expect.arrayContaining(before.items.map(({ entry }) => entry.id)));
  // A secret that is wrong, too, wipes nothing and is asked for again.
  await desk.bridge.call('session.signIn', { secret: 'not hers' });
  await connectionIs(desk, 'signed-out', 20_000);
  expect(await desk.bridge.call('outbox.read', {})).toHaveLength(2);
  await desk.core.stop();

  const again = startDesk(backend.url, { clock, dataDir, secret: FRESH_SECRET });
  expect(await again.bridge.call('outbox.read', {})).toHaveLength(2);
  await connectionIs(again, 'live', 20_000);
  await eventually(async () => expect(await again.bridge.call('outbox.read', {})).toEqual([]), 10_000);
  await eventually(async () => expect((await again.bridge.call('work.read', {})).items).toEqual([]), 10_000);
  const page = await again.bridge.call('timeline.page', { customerId });
  expect(page.items.filter(({ entry }) => entry.text === words)).toMatchObject([{ pending: null }]);
}, 90_000);

test('F25: the new secret is asked for in the window: the same desk goes on, sends what waited, and writes the secret nowhere', async () => {
  const dataDir = tempFolder();
  const desk = startDesk(backend.url, { clock, dataDir, secret: FRESH_SECRET });
  await connectionIs(desk, 'live', 20_000);
  await desk.bridge.call('presence.set', { state: 'available', reason: null });
  await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toEqual([]), 10_000);

  await backend.services.intake([{ type: 'agent', externalId: mara.id, secret: NEWEST_SECRET }]);
  ahead += TOKEN_LIFETIME + 1_000;
  await connectionIs(desk, 'signed-out', 20_000);
  await desk.bridge.call('presence.set', { state: 'not-ready', reason: null });
  expect((await desk.bridge.call('outbox.read', {})).map(({ state }) => state)).toEqual(['queued']);
  logLines.length = 0;
  await desk.bridge.call('session.signIn', { secret: NEWEST_SECRET });
  await connectionIs(desk, 'live', 20_000);
  await eventually(async () => expect((await desk.bridge.call('presence.read', {}))?.state).toBe('not-ready'), 10_000);
  expect(await desk.bridge.call('outbox.read', {})).toEqual([]);
  expect(logLines.length).toBeGreaterThan(0);
  expect(logLines.filter(line => line.includes(NEWEST_SECRET))).toEqual([]);
  await desk.core.stop();
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter(one => one.isFile());
  expect(files.length).toBeGreaterThan(1);
  const telling = files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(NEWEST_SECRET));
  expect(telling.map(({ name }) => name)).toEqual([]);
}, 90_000);
