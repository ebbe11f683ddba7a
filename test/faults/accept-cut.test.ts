import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { connectionIs, eventually } from '../core/support/desk.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { jayneTurner, ringing } from '../e2e/harness/people.ts';
import { startDeskProcess } from './support/desk-process.ts';
import { startFeedProxy } from './support/feed-proxy.ts';

beforeAll(async () => void (await built()));

test('F2: cut before the accept arrives, the offer expires: refused as expired, withdrawn, and offered once more', async () => {
  const backend = await startBackend();
  onTestFinished(() => backend.remove());
  const jayne = jayneTurner(Date.now());
  await backend.intake(...jayne.records);
  const proxy = await startFeedProxy(backend.url);
  const desk = await startDeskProcess(backend, { url: proxy.url });
  await connectionIs(desk, 'live', 10_000);
  await desk.bridge.call('presence.set', { state: 'available', reason: null });
  await backend.intake(ringing(jayne, 'call-1'));
  const work = () => desk.bridge.call('work.read', {});
  await eventually(async () => expect((await work()).offer).not.toBeNull(), 15_000);
  const { id, workItemId, expiresAt } = (await work()).offer!;
  proxy.cutBefore('offer.accept');
  const { commandId } = await desk.bridge.call('offer.accept', { offerId: id });
  await connectionIs(desk, 'offline', 10_000);
  expect(proxy.commands.filter(kind => kind === 'offer.accept')).toHaveLength(1);
  // Not seen by anybody: the card goes when its own time is over, without a network.
  await eventually(async () => expect((await work()).offer).toBeNull(), expiresAt - Date.now() + 10_000);

  proxy.up();
  const accepted = async () => (await desk.bridge.call('outbox.read', {})).find(item => item.commandId === commandId);
  await eventually(async () => expect(await accepted()).toMatchObject({ state: 'refused', code: 'expired' }), 20_000);
  expect((await work()).items).toEqual([]);
  await connectionIs(desk, 'live', 10_000);
  await desk.bridge.call('presence.set', { state: 'available', reason: null });
  await eventually(async () => expect((await work()).offer).toMatchObject({ workItemId }), 20_000);
  const again = (await work()).offer!;
  expect(again.id).not.toBe(id);
  await desk.bridge.call('offer.accept', { offerId: again.id });
  await eventually(async () => expect((await work()).items).toMatchObject([{ id: workItemId, state: 'held' }]), 15_000);
  expect((await work()).lastOffer).toMatchObject({ id: again.id, state: 'accepted' });
});
