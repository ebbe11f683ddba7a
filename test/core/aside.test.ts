// Several open items on a real core: parked, settled together and taken back, and what is new in them.
import { expect, test } from 'vitest';
import { isNotDelivered, unreadOf, waitsSince, type Said } from '../../electron/core/cache/answer-clock.ts';
import type { Command } from '../../shared/contract/commands.ts';
import { connectionIs, eventually, startBackend, startDesk } from './support/desk.ts';
import { entryChanged, granted, message, messages, NOW, workItem } from './support/records.ts';

async function deskWith(...customers: string[]) {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  backend.append(
    customers.flatMap(id => [granted(id, messages(id, 2)), { kind: 'work.changed' as const, workItem: workItem(id) }]),
  );
  const items = async () => (await desk.bridge.call('work.read', {})).items;
  await eventually(async () => expect(await items()).toHaveLength(customers.length));
  const kinds = () => backend.effects.map(({ kind }: Command) => kind);
  return { backend, desk, items, kinds };
}
const SOON = 60_000;

test('parking goes out with the epoch held, and the item comes back parked by the feed', async () => {
  const { backend, desk, items } = await deskWith('sam');
  const until = Date.now() + 3_600_000;
  const queued = await desk.bridge.call('work.park', { workItemId: 'work-sam', until, reason: 'depot' });
  expect(queued).toMatchObject({ state: 'queued', kind: 'work.park', workItemId: 'work-sam' });
  await eventually(() => expect(backend.effects).toHaveLength(1));
  expect(backend.effects[0]!.params).toEqual({ workItemId: 'work-sam', epoch: 2, until, reason: 'depot' });
  const parked = { until, reason: 'depot', at: NOW };
  backend.append([{ kind: 'work.changed', workItem: { ...workItem('sam'), version: 9, parked } }]);
  await eventually(async () => expect((await items())[0]).toMatchObject({ parked }));
});

test('a time that is over, and work of others, are refused before anything is queued', async () => {
  const { desk } = await deskWith('sam');
  await expect(
    desk.bridge.call('work.park', { workItemId: 'work-sam', until: Date.now() - SOON, reason: null }),
  ).rejects.toMatchObject({ code: 'expired' });
  await expect(desk.bridge.call('work.wake', { workItemId: 'work-x' })).rejects.toMatchObject({ code: 'not-found' });
  expect(await desk.bridge.call('outbox.read', {})).toEqual([]);
});

test('several are settled by one call with a command each; what cannot be done is said and holds up nothing', async () => {
  const { desk, kinds } = await deskWith('sam', 'ida');
  const results = await desk.bridge.call('work.together', {
    workItemIds: ['work-sam', 'work-none', 'work-ida', 'work-sam'],
    act: { do: 'finish', disposition: null, wrapUp: 'Strike, told all of them' },
  });
  expect(results.map(({ workItemId, refused }) => [workItemId, refused])).toEqual([
    ['work-sam', null],
    ['work-none', 'You do not hold this any more.'],
    ['work-ida', null],
  ]);
  await eventually(() => expect(kinds()).toEqual(['work.finish', 'work.finish']));
});

test('within the time to take back nothing leaves; what is taken back never does, and the rest goes', async () => {
  const { desk, backend } = await deskWith('sam', 'ida');
  const act = { do: 'park', until: null, reason: null } as const;
  const [sam] = await desk.bridge.call('work.together', { workItemIds: ['work-sam', 'work-ida'], act, undoMs: 500 });
  expect((await desk.bridge.call('outbox.read', {})).map(({ state }) => state)).toEqual(['queued', 'queued']);
  await desk.bridge.call('outbox.takeBack', { commandId: sam!.commandId! });
  expect(backend.effects).toEqual([]);
  await eventually(() => expect(backend.effects).toHaveLength(1), 3_000);
  expect(backend.effects[0]!.params).toMatchObject({ workItemId: 'work-ida' });
  await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toEqual([]));
  expect(backend.effects).toHaveLength(1);
});

test('words written in the conversation after one that may be taken back wait behind it', async () => {
  const { desk, kinds } = await deskWith('sam');
  const act = { do: 'park', until: null, reason: null } as const;
  await desk.bridge.call('work.together', { workItemIds: ['work-sam'], act, undoMs: 300 });
  await desk.bridge.call('note.add', {
    customerId: 'sam',
    caseId: 'case-sam',
    interactionId: 'thread-sam',
    text: 'Asked.',
  });
  await eventually(() => expect(kinds()).toEqual(['work.park', 'note.add']), 3_000);
});

test('what is unread and how long it waits is of the conversation, and seen is remembered over a restart', async () => {
  const { backend, desk } = await deskWith('sam');
  const marks = async (d = desk) => (await d.bridge.call('work.marks', {}))[0];
  await desk.bridge.call('work.seen', { customerId: 'sam' });
  expect(await marks()).toMatchObject({ workItemId: 'work-sam', unread: 0 });
  backend.append([entryChanged(message('sam', 'later', NOW + 900_000, { text: 'Still there?' }))]);
  await eventually(async () => expect(await marks()).toMatchObject({ unread: 1 }));
  await desk.bridge.call('work.seen', { customerId: 'sam' });
  expect(await marks()).toMatchObject({ unread: 0 });
  await desk.core.stop();
  const again = startDesk(backend.url, { dataDir: desk.dataDir });
  expect(await marks(again)).toMatchObject({ unread: 0 });
});

const said = (
  at: number,
  direction: Said['direction'],
  about = 'a',
  delivery: Said['delivery'] = direction === 'out' ? 'confirmed' : null,
): Said => ({ at, id: `e${at}`, direction, about, delivery });

test('a conversation waits since the first word of the customer after our last one', () => {
  expect(waitsSince([said(9, 'in'), said(7, 'in'), said(5, 'out'), said(3, 'in')], 'a')).toBe(7);
  expect(waitsSince([said(9, 'out'), said(7, 'in')], 'a')).toBeNull();
  expect(waitsSince([said(9, 'out', 'b'), said(7, 'in')], 'a')).toBe(7);
  expect(waitsSince([], 'a')).toBeNull();
  expect(unreadOf([said(9, 'in'), said(8, 'out'), said(7, 'in')], 7)).toBe(1);
});

test('words that were not delivered answer nothing: the conversation waits on, and its line says why', async () => {
  const failed = said(8, 'out', 'a', 'failed');
  expect(waitsSince([failed, said(7, 'in'), said(5, 'out'), said(3, 'in')], 'a')).toBe(7);
  expect(waitsSince([said(9, 'in'), failed, said(7, 'in')], 'a')).toBe(7);
  expect(waitsSince([failed, said(7, 'out')], 'a')).toBeNull();
  expect(isNotDelivered([said(9, 'in'), failed, said(7, 'out')], 'a')).toBe(true);
  expect(isNotDelivered([said(9, 'out', 'a', 'sent'), failed], 'a')).toBe(false);
  expect(isNotDelivered([failed], 'b')).toBe(false);

  const { backend, desk } = await deskWith('sam');
  const mark = async () => (await desk.bridge.call('work.marks', {}))[0];
  const delivery = { state: 'failed', at: NOW + 900_001, commandId: null, reason: 'blocked' } as const;
  const answer = message('sam', 'answer', NOW + 900_000, { direction: 'out', text: 'On its way.' });
  backend.append([entryChanged(message('sam', 'asks', NOW + 800_000, { text: 'Where is it?' })), entryChanged(answer)]);
  await eventually(async () => expect(await mark()).toMatchObject({ waitsSince: null, isNotDelivered: false }));
  backend.append([entryChanged({ ...answer, version: 2, delivery })]);
  await eventually(async () => expect(await mark()).toMatchObject({ isNotDelivered: true }));
  expect((await mark())!.waitsSince).toBeLessThanOrEqual(NOW + 800_000);
});
