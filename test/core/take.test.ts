// Waiting work as the desk takes it, and under which work words go: those too that are sent before it is held.
import { describe, expect, test } from 'vitest';
import type { CommandOf } from '../../shared/contract/commands.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { connectionIs, eventually, startBackend, startDesk } from './support/desk.ts';
import { granted, interaction, message, NOW, offer, workItem } from './support/records.ts';

const inChat = { interactionId: 'thread-sam', channel: 'x', audience: 'private', handle: null, replyTo: null } as const;

async function deskWith(...items: WorkItem[]) {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  const mail = { ...interaction('sam'), id: 'mail-sam', channel: 'email' as const };
  const form = { ...interaction('sam'), id: 'form-sam', channel: 'web' as const };
  backend.append([
    granted('sam', [message('sam', 'first', NOW)]),
    { kind: 'interaction.changed', interaction: mail },
    { kind: 'interaction.changed', interaction: form },
    ...items.map(item => ({ kind: 'work.changed' as const, workItem: item })),
  ]);
  const open = () => desk.bridge.call('work.ofCustomer', { customerId: 'sam' });
  await eventually(async () => expect(await open()).toHaveLength(items.length));
  return { backend, desk };
}
const waiting = workItem('sam', { state: 'waiting', holderId: null, heldAt: null, epoch: 4 });

test('it is asked for at the epoch that the desk has seen', async () => {
  const { backend, desk } = await deskWith(waiting);
  const asked = await desk.bridge.call('work.take', { workItemId: waiting.id });
  expect(asked).toMatchObject({ kind: 'work.take', customerId: 'sam', workItemId: waiting.id });
  await eventually(() => expect(backend.effects).toHaveLength(1));
  expect(backend.effects[0]).toMatchObject({ kind: 'work.take', params: { workItemId: waiting.id, epoch: 4 } });
  await expect(desk.bridge.call('work.take', { workItemId: 'nothing' })).rejects.toMatchObject({ code: 'not-found' });
});

test('what could not be asked within a minute is not asked any more', async () => {
  let now = NOW;
  const backend = await startBackend({ now: () => now });
  const desk = startDesk(backend.url, { clock: { now: () => now, monotonic: () => performance.now() } });
  await connectionIs(desk, 'live');
  backend.append([granted('sam', []), { kind: 'work.changed', workItem: waiting }]);
  const open = () => desk.bridge.call('work.ofCustomer', { customerId: 'sam' });
  await eventually(async () => expect(await open()).toHaveLength(1));
  await backend.stop();
  await connectionIs(desk, 'offline');
  const { commandId } = await desk.bridge.call('work.take', { workItemId: waiting.id });
  now = NOW + 61_000;
  const back = await startBackend({ port: backend.port, now: () => now });
  back.pages.push(...backend.pages.slice(1));
  await connectionIs(desk, 'live');
  const refused = { commandId, state: 'refused', code: 'expired' };
  await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toMatchObject([refused]));
  expect(back.commands).toEqual([]);
});

test('words go under no work while it waits, and under it once it is held', async () => {
  const { backend, desk } = await deskWith(waiting);
  const say = (text: string) =>
    desk.bridge.call('reply.send', { customerId: 'sam', target: inChat, subject: null, text });
  await say('Before.');
  const held = workItem('sam', { version: waiting.version + 1, epoch: 5 });
  backend.append([{ kind: 'work.changed', workItem: held }]);
  await eventually(async () => expect((await desk.bridge.call('work.read', {})).items).toHaveLength(1));
  await say('After.');
  await eventually(() => expect(backend.effects).toHaveLength(2));
  const under = backend.effects.map(({ params }) => (params as CommandOf<'reply.send'>['params']).epoch);
  expect(under).toEqual([null, 5]);
});

type At = Awaited<ReturnType<typeof deskWith>>;
const sayIn = ({ desk }: At) =>
  desk.bridge.call('reply.send', { customerId: 'sam', target: inChat, subject: null, text: 'Here.' });

/** Work of the chat rings here. */
async function ringing() {
  const item = workItem('sam', { state: 'offered', holderId: null, heldAt: null, epoch: 4 });
  const at = await deskWith(item);
  const rings = offer('sam', { channel: 'x', epoch: 4, expiresAt: Date.now() + 60_000 });
  at.backend.append([{ kind: 'offer.changed', offer: rings }]);
  await eventually(async () => expect((await at.desk.bridge.call('work.read', {})).offer).not.toBeNull());
  return { ...at, take: () => at.desk.bridge.call('offer.accept', { offerId: rings.id }), say: () => sayIn(at) };
}
/** It waits in a queue. */
async function waits() {
  const at = await deskWith(waiting);
  return { ...at, take: () => at.desk.bridge.call('work.take', { workItemId: waiting.id }), say: () => sayIn(at) };
}
const UNDER_TAKEN = { kind: 'reply.send', params: { workItemId: 'work-sam', epoch: 5 } };

describe.each([
  ['an accept', 'offer.accept', ringing],
  ['a take', 'work.take', waits],
] as const)('words sent at once after %s', (_what, taking, begin) => {
  test('wait for it and go once, under the work as it is then', async () => {
    const { backend, take, say } = await begin();
    let again = 2;
    backend.decides(({ kind }) =>
      kind === taking && again-- > 0 ? { ok: false, code: 'retry', reason: 'Not now.' } : { ok: true, entryId: null },
    );
    await take();
    await say();
    await eventually(() => expect(backend.effects).toHaveLength(2));
    expect(backend.commands.map(({ kind }) => kind)).toEqual([taking, taking, taking, 'reply.send']);
    expect(backend.effects[1]).toMatchObject(UNDER_TAKEN);
  });

  test('go under it also where it was answered and the feed has not told of it yet', async () => {
    const { backend, take, say } = await begin();
    await take();
    await eventually(() => expect(backend.effects).toHaveLength(1));
    await say();
    await eventually(() => expect(backend.effects).toHaveLength(2));
    expect(backend.effects[1]).toMatchObject(UNDER_TAKEN);
  });

  test('go under no work where it had been refused: the backend judges them', async () => {
    const { backend, desk, take, say } = await begin();
    backend.decides(({ kind }) =>
      kind === taking ? { ok: false, code: 'expired', reason: 'Too late.' } : { ok: true, entryId: null },
    );
    await take();
    const refused = [{ kind: taking, state: 'refused' }];
    await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toMatchObject(refused));
    await say();
    await eventually(() => expect(backend.effects).toHaveLength(1));
    expect(backend.effects[0]).toMatchObject({ kind: 'reply.send', params: { workItemId: null, epoch: null } });
  });

  test('are refused with it, and come back whole', async () => {
    const { backend, desk, take, say } = await begin();
    await backend.stop();
    await connectionIs(desk, 'offline');
    await take();
    const { commandId } = await say();
    const back = await startBackend({ port: backend.port });
    back.pages.push(...backend.pages.slice(1));
    back.decides(() => ({ ok: false, code: 'denied', reason: 'Ruth Okafor holds this.' }));
    const refused = [taking, 'reply.send'].map(kind => ({ kind, state: 'refused', reason: 'Ruth Okafor holds this.' }));
    await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toMatchObject(refused));
    expect(back.commands.map(({ kind }) => kind)).toEqual([taking, 'reply.send']);
    expect(back.commands[1]).toMatchObject(UNDER_TAKEN);
    const { draft } = await desk.bridge.call('outbox.takeBack', { commandId });
    expect(draft).toMatchObject({ customerId: 'sam', draft: { mode: 'reply', text: 'Here.', target: inChat } });
  });
});

test('a take is kept until its work has changed hands here, and no longer', async () => {
  const { backend, desk, take } = await waits();
  const kinds = async () => (await desk.bridge.call('outbox.read', {})).map(({ kind, state }) => [kind, state]);
  await take();
  await eventually(async () => expect(await kinds()).toEqual([['work.take', 'confirmed']]));
  backend.append([{ kind: 'work.changed', workItem: workItem('sam', { version: waiting.version + 1, epoch: 5 }) }]);
  await eventually(async () => expect(await kinds()).toEqual([]));
});

test('a mail that answers a form goes under the work of the form, whatever else of the case is in hand', async () => {
  const chat = workItem('sam', { heldAt: NOW + 5 });
  const form = { ...chat, id: 'work-form', interactionId: 'form-sam', channel: 'web' as const, heldAt: NOW };
  const { backend, desk } = await deskWith(chat, form);
  const target = { ...inChat, interactionId: 'mail-sam', channel: 'email' } as const;
  await desk.bridge.call('reply.send', { customerId: 'sam', target, subject: 'Your bag', text: 'Here.' });
  await eventually(() => expect(backend.effects).toHaveLength(1));
  expect(backend.effects[0]!.params).toMatchObject({ workItemId: 'work-form' });
});
