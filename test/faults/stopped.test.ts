// F24 with a desk that is really stopped: no timer, no socket, no thread of it runs until it is let go on. For seconds,
// because some machines let whoever is stopped go on after ten; hours are in core/sleep.test.ts, with the clocks moved.
import { setTimeout as after } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { connectionIs, eventually } from '../core/support/desk.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { startByteProxy } from './support/byte-proxy.ts';
import { deskFolder, startDeskProcess } from './support/desk-process.ts';
import { customersWrite } from './support/worker.ts';

beforeAll(async () => void (await built()));

test('F24: a desk that stands still while its network goes is rung by nothing; let go on, it is back within 5 s by another connection', async () => {
  const backend = await startBackend();
  onTestFinished(() => backend.remove());
  const proxy = await startByteProxy(backend.url);
  const desk = await startDeskProcess(backend, { url: proxy.url, dataDir: deskFolder() });
  onTestFinished(() => void process.kill(desk.pid, 'SIGCONT'));
  const offers = (): number => backend.log().split('"offer.made"').length - 1;
  await connectionIs(desk, 'live', 15_000);
  await desk.bridge.call('presence.set', { state: 'available', reason: null });
  await eventually(async () => expect((await desk.bridge.call('presence.read', {}))?.state).toBe('available'), 15_000);

  process.kill(desk.pid, 'SIGSTOP');
  proxy.plan([]); // it wakes on another network
  await eventually(() => expect(backend.log()).toContain('"desk.disconnected"'), 5_000);
  await after(500); // what follows from it is written a moment after it is said
  const [workItemId] = await customersWrite(backend, 'uma');
  await after(1_000); // the time in which it would have rung
  expect(offers()).toBe(0);

  process.kill(desk.pid, 'SIGCONT');
  await connectionIs(desk, 'live', 5_000);
  const work = () => desk.bridge.call('work.read', {});
  await eventually(async () => expect((await work()).offer).toMatchObject({ workItemId }), 15_000);
  await desk.bridge.call('offer.accept', { offerId: (await work()).offer!.id });
  await eventually(async () => expect((await work()).items).toMatchObject([{ id: workItemId, state: 'held' }]), 15_000);
});
