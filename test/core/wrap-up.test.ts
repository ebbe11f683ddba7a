import { expect, test } from 'vitest';
import type { CommandOf } from '../../shared/contract/commands.ts';
import { queueSchema } from '../../shared/domain/work.ts';
import { connectionIs, eventually, startBackend, startDesk } from './support/desk.ts';
import { granted, messages, workItem } from './support/records.ts';

const queue = (required: boolean) =>
  queueSchema.parse({
    id: workItem('sam').queueId,
    version: 1,
    name: 'Priority care',
    channels: ['voice'],
    ringMs: 20_000,
    serviceLevel: { percent: 80, ms: 20_000 },
    missedToNotReady: 2,
    wrapUp: { required, acwMs: 30_000, dispositions: [{ code: 'refund', label: 'Refund promised' }] },
  });
const held = workItem('sam', { channel: 'voice' });

async function deskHolding(required = false) {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  const known = [
    { kind: 'queue.changed', queue: queue(required) },
    granted('sam', messages('sam', 1)),
    { kind: 'work.changed', workItem: held },
  ];
  backend.append(known);
  await eventually(async () => expect((await desk.bridge.call('work.read', {})).items).toHaveLength(1));
  await eventually(async () => expect(await desk.bridge.call('queues.read', {})).toHaveLength(1));
  return { backend, desk };
}
const finishes = (backend: Awaited<ReturnType<typeof startBackend>>) =>
  backend.effects.filter(one => one.kind === 'work.finish').map(one => (one as CommandOf<'work.finish'>).params);
const draft = { workItemId: held.id, text: 'Half a sentence', disposition: 'refund' };

test('what is written of a wrap-up survives the desk, and leaves as the command comes', async () => {
  const { backend, desk } = await deskHolding();
  await desk.bridge.call('wrapUp.write', draft);
  await desk.core.stop();
  const again = startDesk(backend.url, { dataDir: desk.dataDir });
  expect(await again.bridge.call('wrapUp.read', { workItemId: held.id })).toMatchObject({
    text: 'Half a sentence',
    disposition: 'refund',
  });
  await again.bridge.call('work.finish', { workItemId: held.id, wrapUp: 'A whole one', disposition: 'refund' });
  expect(await again.bridge.call('wrapUp.read', { workItemId: held.id })).toBeNull();
  await eventually(() => expect(finishes(backend)).toHaveLength(1));
  expect(finishes(backend)[0]).toMatchObject({ epoch: held.epoch, wrapUp: 'A whole one', disposition: 'refund' });
});

test('a finish without the disposition that is asked for is refused at the desk, and the words stay', async () => {
  const { backend, desk } = await deskHolding(true);
  await desk.bridge.call('wrapUp.write', draft);
  const without = { workItemId: held.id, wrapUp: 'Half a sentence', disposition: null };
  await expect(desk.bridge.call('work.finish', without)).rejects.toMatchObject({ code: 'bad-input' });
  expect(await desk.bridge.call('outbox.read', {})).toEqual([]);
  expect(await desk.bridge.call('wrapUp.read', { workItemId: held.id })).toMatchObject({ text: 'Half a sentence' });
  expect(finishes(backend)).toEqual([]);
});

test('a finish that waits without a network and is taken back is a draft again', async () => {
  const { backend, desk } = await deskHolding();
  await backend.stop();
  await connectionIs(desk, 'offline', 10_000).catch(() => connectionIs(desk, 'connecting'));
  const item = await desk.bridge.call('work.finish', {
    workItemId: held.id,
    wrapUp: 'Rebooked',
    disposition: 'refund',
  });
  expect(item.state).toBe('queued');
  await desk.bridge.call('outbox.takeBack', { commandId: item.commandId });
  expect(await desk.bridge.call('wrapUp.read', { workItemId: held.id })).toMatchObject({
    text: 'Rebooked',
    disposition: 'refund',
  });
});

test('the time ends the work under the hands: what is written goes with it as it stands, once, at the epoch held', async () => {
  const { backend, desk } = await deskHolding();
  await desk.bridge.call('wrapUp.write', draft);
  const over = { ...held, state: 'finished', endedBy: 'time', version: held.version + 1, epoch: held.epoch + 1 };
  backend.append([{ kind: 'work.changed', workItem: over }]);
  await eventually(() => expect(finishes(backend)).toHaveLength(1));
  expect(finishes(backend)[0]).toEqual({
    workItemId: held.id,
    epoch: held.epoch,
    wrapUp: 'Half a sentence',
    disposition: 'refund',
  });
  expect(await desk.bridge.call('wrapUp.read', { workItemId: held.id })).toBeNull();
  // A letter typed in the last moment comes after it.
  await desk.bridge.call('wrapUp.write', { ...draft, text: 'Half a sentence.' });
  await eventually(() =>
    expect(finishes(backend).map(one => one.wrapUp)).toEqual(['Half a sentence', 'Half a sentence.']),
  );
});
