// What the core makes of words before they are in the outbox: whose work they belong to, and what they would make public.
import { expect, test } from 'vitest';
import type { CommandOf } from '../../shared/contract/commands.ts';
import { connectionIs, eventually, startBackend, startDesk } from './support/desk.ts';
import { granted, interaction, message, NOW, workItem } from './support/records.ts';

const inPublic = {
  interactionId: 'thread-sam',
  channel: 'x',
  audience: 'public',
  handle: '@Care',
  replyTo: null,
} as const;

async function deskWithSam() {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  const secret = message('sam', 'secret', NOW, { text: 'My booking is QX7T2M' });
  const other = { ...interaction('sam'), id: 'other-sam', channel: 'email' as const };
  backend.append([
    granted('sam', [secret]),
    { kind: 'interaction.changed', interaction: other },
    { kind: 'work.changed', workItem: workItem('sam') },
  ]);
  await eventually(async () => expect((await desk.bridge.call('work.read', {})).items).toHaveLength(1));
  return { backend, desk };
}

test('what a public reply would make public is named with its entry; a private reply makes nothing public', async () => {
  const { desk } = await deskWithSam();
  const ask = { customerId: 'sam', text: 'Booking QX7T2M is changed.' };
  expect((await desk.bridge.call('reply.check', { ...ask, target: inPublic })).leaks).toMatchObject([
    { kind: 'reference', shown: 'QX7T2M', entryId: 'secret' },
  ]);
  const target = { ...inPublic, audience: 'private' as const };
  expect((await desk.bridge.call('reply.check', { ...ask, target })).leaks).toEqual([]);
});

test('a reply on another channel of the case goes under the work that is held, with all that was said beside the words', async () => {
  const { backend, desk } = await deskWithSam();
  const mail = { to: ['a@x.example'], cc: [], quote: true, signature: 'Mara' };
  const target = { ...inPublic, interactionId: 'other-sam', channel: 'email', audience: 'private' } as const;
  await desk.bridge.call('reply.send', { customerId: 'sam', target, subject: 'Your bag', text: 'Here.', mail });
  await eventually(() => expect(backend.effects).toHaveLength(1));
  expect((backend.effects[0] as CommandOf<'reply.send'>).params).toMatchObject({
    workItemId: 'work-sam',
    epoch: 2,
    mail,
    subject: 'Your bag',
  });
  const items = (await desk.bridge.call('timeline.page', { customerId: 'sam' })).items;
  expect(items.at(-1)?.entry).toMatchObject({ kind: 'email', email: { to: ['a@x.example'], signature: 'Mara' } });
});

test.each([
  ['work.noResponse', { workItemId: 'work-sam', reason: 'Spam' }],
  ['work.praise', { workItemId: 'work-sam', act: 'marked', handle: null }],
  ['case.move', { workItemId: 'work-sam', way: 'email' }],
] as const)('%s goes under the hold, after words written before it', async (name, input) => {
  const { backend, desk } = await deskWithSam();
  const target = { ...inPublic, audience: 'private' as const };
  await desk.bridge.call('reply.send', { customerId: 'sam', target, subject: null, text: 'First.' });
  expect(await desk.bridge.call(name, input as never)).toMatchObject({
    kind: name,
    state: 'queued',
    customerId: 'sam',
  });
  await eventually(() => expect(backend.effects.map(({ kind }) => kind)).toEqual(['reply.send', name]));
  expect(backend.effects[1]!.params).toMatchObject({ ...input, epoch: 2 });
});
