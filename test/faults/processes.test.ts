import { cpSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { TIMINGS } from '../../electron/core/link/link-options.ts';
import { connectionIs, eventually } from '../core/support/desk.ts';
import { startBackend, type TestBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { startFeedProxy } from './support/feed-proxy.ts';
import { type Proxy, startProxy } from './support/proxy.ts';
import { deskOf, greeted, reply, said, settledAs } from './support/talk.ts';

let backend: TestBackend;

beforeAll(async () => {
  await built();
  backend = await startBackend();
});
afterAll(() => backend.remove());

async function proxied(): Promise<Proxy> {
  const proxy = await startProxy(backend.url);
  onTestFinished(() => proxy.stop());
  return proxy;
}

test('F1: cut after the backend has committed a reply and before its answer, it goes out once under one id', async () => {
  const [sam = ''] = await greeted(backend, 'sam');
  const proxy = await proxied();
  const desk = await deskOf(backend, proxy.url);
  await connectionIs(desk, 'live');
  for (const text of ['First.', 'Second.', 'Third.']) {
    const passed = proxy.seen.commands.length;
    proxy.cutNextAnswer();
    const id = await reply(desk, sam, text);
    await eventually(() => expect(proxy.seen.commands.slice(passed)).toEqual([id, id]));
  }
  expect(proxy.seen.cuts).toBe(3);
  await settledAs(backend, desk, sam, { theirs: ['Hello?'], ours: ['First.', 'Second.', 'Third.'] });
  expect(new Set(proxy.seen.commands).size).toBe(3);
});

test('F3: 50 flaps while replies are sent: each arrives once, over one socket at a time', async () => {
  const who = ['ana', 'ben', 'cem', 'dora', 'eli'];
  const customers = await greeted(backend, ...who);
  const proxy = await proxied();
  const desk = await deskOf(backend, proxy.url);
  await connectionIs(desk, 'live');
  // From the handshake alone to a few commands answered.
  proxy.flap(Array.from({ length: 50 }, (_, i) => 2 + ((i * 7) % 15)));
  proxy.down();
  const ours = Array.from({ length: 8 }, (_, i) => `Answer ${i}.`);
  for (const text of ours) for (const customerId of customers) await reply(desk, customerId, text);
  proxy.up();
  await eventually(() => expect(proxy.seen.cuts).toBe(51), 30_000);
  for (const customerId of customers) await settledAs(backend, desk, customerId, { theirs: ['Hello?'], ours });
  expect(proxy.seen).toMatchObject({ most: 1, open: 1, cuts: 51 });
  expect(proxy.seen.commands.length).toBeGreaterThan(ours.length * customers.length);
});

test('F8: the cache is deleted while the desk is off: refilled, and the reply that waited goes out once', async () => {
  const [kim = ''] = await greeted(backend, 'kim');
  const proxy = await proxied();
  const desk = await deskOf(backend, proxy.url);
  await connectionIs(desk, 'live');
  await reply(desk, kim, 'Before.');
  await settledAs(backend, desk, kim, { theirs: ['Hello?'], ours: ['Before.'] });
  proxy.down();
  await connectionIs(desk, 'offline');
  const waiting = await reply(desk, kim, 'Written offline.');
  await desk.core.stop();
  for (const file of ['', '-wal', '-shm']) rmSync(`${desk.files.cache}${file}`, { force: true });

  const again = await deskOf(backend, proxy.url, { dataDir: desk.dataDir });
  expect(await again.bridge.call('outbox.read', {})).toMatchObject([{ commandId: waiting, state: 'queued' }]);
  await expect(again.bridge.call('customer.open', { customerId: kim })).rejects.toMatchObject({ code: 'not-found' });
  proxy.up();
  await settledAs(backend, again, kim, { theirs: ['Hello?'], ours: ['Before.', 'Written offline.'] });
  expect(proxy.seen.commands.filter(id => id === waiting)).toHaveLength(1);
});

test('F32: a network that goes silent is noticed within 10 s, and the desk is live again after it', async () => {
  const [lou = ''] = await greeted(backend, 'lou');
  const proxy = await proxied();
  const desk = await deskOf(backend, proxy.url, { timings: TIMINGS });
  await connectionIs(desk, 'live');
  proxy.silence();
  const started = performance.now();
  await reply(desk, lou, 'Said into silence.');
  await connectionIs(desk, 'offline', 10_000);
  expect(performance.now() - started).toBeLessThan(10_000);
  proxy.speak();
  await connectionIs(desk, 'live', 15_000);
  await settledAs(backend, desk, lou, { theirs: ['Hello?'], ours: ['Said into silence.'] });
  await eventually(() => expect(proxy.seen.open).toBe(1), 40_000);
});

test('F32: with its own watchdog gone, the desk notices silence within 10 s by its socket, and the backend does too', async () => {
  const proxy = await proxied();
  const desk = await deskOf(backend, proxy.url, { timings: { ...TIMINGS, watchdogMs: 600_000 } });
  await connectionIs(desk, 'live');
  const left = () => backend.log().split('"desk.disconnected"').length;
  const had = left();
  proxy.silence();
  await eventually(() => expect(left()).toBe(had + 1), 10_000);
  await connectionIs(desk, 'offline', 10_000);
  expect((await desk.bridge.call('connection.read', {})).reason).toContain('ping timeout');
  proxy.speak();
  await connectionIs(desk, 'live', 15_000);
});

test('F32: a socket that is alive and brings no page is noticed within 10 s by the watchdog of the feed', async () => {
  const proxy = await startFeedProxy(backend.url);
  const desk = await deskOf(backend, proxy.url, { timings: TIMINGS });
  await connectionIs(desk, 'live');
  proxy.onFeed(() => {});
  await connectionIs(desk, 'offline', 10_000);
  expect((await desk.bridge.call('connection.read', {})).reason).toBe('Nothing was heard from the backend.');
  proxy.onFeed((message, _page, pass) => pass(message));
  await connectionIs(desk, 'live', 15_000);
});

test('F7: the backend comes back from an older copy and takes in other records: the desk begins anew, unsent words go out once', async () => {
  const [mia = ''] = await greeted(backend, 'mia');
  const proxy = await proxied();
  const desk = await deskOf(backend, proxy.url);
  await connectionIs(desk, 'live');
  await reply(desk, mia, 'Kept.');
  await settledAs(backend, desk, mia, { theirs: ['Hello?'], ours: ['Kept.'] });
  await backend.stop();
  const copy = `${backend.dataDir}-copy`;
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  cpSync(backend.dataDir, copy, { recursive: true });

  await backend.again();
  await connectionIs(desk, 'live');
  await backend.intake(said('mia', 'Lost one.'), said('mia', 'Lost two.'));
  await reply(desk, mia, 'Lost reply.');
  await settledAs(backend, desk, mia, {
    theirs: ['Hello?', 'Lost one.', 'Lost two.'],
    ours: ['Kept.', 'Lost reply.'],
  });
  proxy.down();
  await connectionIs(desk, 'offline');
  const waiting = await reply(desk, mia, 'Written offline.');
  await backend.kill();
  rmSync(backend.dataDir, { recursive: true });
  cpSync(copy, backend.dataDir, { recursive: true });

  await backend.again();
  const others = Array.from({ length: 30 }, (_, i) => `Other ${i}.`);
  for (const text of others) await backend.intake(said('mia', text));
  proxy.up();
  await settledAs(backend, desk, mia, { theirs: ['Hello?', ...others], ours: ['Kept.', 'Written offline.'] });
  expect(proxy.seen.commands.filter(id => id === waiting)).toHaveLength(1);
});
