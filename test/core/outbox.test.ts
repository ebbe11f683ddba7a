import { expect, test } from 'vitest';
import { draftsAt } from './support/drafts.ts';
import type { CommandOf } from '../../shared/contract/commands.ts';
import { pendingItem } from '../../electron/core/bridge/pending-entry.ts';
import type { Kept } from '../../electron/core/cache/commands.ts';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { ingest } from '../../electron/core/link/ingest.ts';
import { uuidv7 } from '../../shared/lib/ids.ts';
import { connectionIs, eventually, startBackend, startDesk, tempFolder } from './support/desk.ts';
import { entryChanged, granted, message, messages, NOW, offer, page, workItem } from './support/records.ts';

const target = {
  interactionId: 'thread-sam',
  channel: 'x',
  audience: 'private',
  handle: '@LarkwingCare',
  replyTo: null,
} as const;
const reply = (text: string) => ({ customerId: 'sam', target, subject: null, text });

async function deskWithSam() {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  backend.append([granted('sam', messages('sam', 2)), { kind: 'work.changed', workItem: workItem('sam') }]);
  await eventually(async () => expect((await desk.bridge.call('work.read', {})).items).toHaveLength(1));
  return { backend, desk };
}
type Desk = Awaited<ReturnType<typeof deskWithSam>>['desk'];

const shown = async (desk: Desk) =>
  (await desk.bridge.call('timeline.page', { customerId: 'sam' })).items.map(({ entry, pending }) => ({
    text: entry.text,
    state: pending?.state ?? null,
  }));
const ours = async (desk: Desk) => (await shown(desk)).slice(2);

test('a reply is on the timeline as queued, sent and confirmed, and its entry takes its place: never twice, never gone', async () => {
  const { backend, desk } = await deskWithSam();
  const entryId = uuidv7();
  backend.decides(() => ({ ok: true, entryId }));
  const item = await desk.bridge.call('reply.send', reply('On its way.'));
  expect(item.state).toBe('queued');
  expect(await ours(desk)).toEqual([{ text: 'On its way.', state: 'queued' }]);
  await eventually(async () => expect(await ours(desk)).toEqual([{ text: 'On its way.', state: 'confirmed' }]));
  expect((backend.effects[0] as CommandOf<'reply.send'>).params).toMatchObject({ workItemId: 'work-sam', epoch: 2 });

  const delivery = { state: 'confirmed' as const, at: NOW, commandId: item.commandId, reason: null };
  backend.append([entryChanged(message('sam', entryId, NOW + 5, { text: 'On its way.', direction: 'out', delivery }))]);
  await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toEqual([]));
  expect(await ours(desk)).toEqual([{ text: 'On its way.', state: null }]);
});

test('the entry that comes before the answer already takes the place of the words', async () => {
  const { backend, desk } = await deskWithSam();
  backend.decides(command => {
    const delivery = { state: 'sent' as const, at: NOW, commandId: command.id, reason: null };
    backend.append([entryChanged(message('sam', 'e-9', NOW + 5, { text: 'Done.', direction: 'out', delivery }))]);
    return { ok: true, entryId: 'e-9' };
  });
  await desk.bridge.call('reply.send', reply('Done.'));
  await eventually(async () => expect(await ours(desk)).toEqual([{ text: 'Done.', state: null }]));
  await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toEqual([]));
});

test('F1: cut between commit and answer, the command has one effect and is confirmed', async () => {
  const { backend, desk } = await deskWithSam();
  backend.decides(() => ({ ok: true, entryId: 'e-1' }));
  backend.faults.cutAfterCommand = true;
  await desk.bridge.call('reply.send', reply('Once.'));
  await eventually(() => expect(backend.commands.length).toBeGreaterThan(0));
  backend.faults.cutAfterCommand = false;
  await eventually(async () => expect(await ours(desk)).toEqual([{ text: 'Once.', state: 'confirmed' }]));
  expect(backend.commands.length).toBeGreaterThan(1);
  expect(new Set(backend.commands.map(command => command.id)).size).toBe(1);
  expect(backend.effects).toHaveLength(1);
});

test('F1: the same over a restart of the desk', async () => {
  const { backend, desk } = await deskWithSam();
  backend.decides(() => ({ ok: true, entryId: 'e-1' }));
  backend.faults.cutAfterCommand = true;
  await desk.bridge.call('reply.send', reply('Once.'));
  await eventually(() => expect(backend.effects).toHaveLength(1));
  await desk.core.stop();
  backend.faults.cutAfterCommand = false;
  const again = startDesk(backend.url, { dataDir: desk.dataDir });
  await eventually(async () => expect(await ours(again)).toEqual([{ text: 'Once.', state: 'confirmed' }]));
  expect(backend.effects).toHaveLength(1);
});

test('F2: an accept that could not be sent in time is refused, and not sent late', async () => {
  let now = NOW;
  const backend = await startBackend({ now: () => now });
  const clock = { now: () => now, monotonic: () => performance.now() };
  const desk = startDesk(backend.url, { clock });
  await connectionIs(desk, 'live');
  backend.append([granted('sam', []), { kind: 'offer.changed', offer: offer('sam') }]);
  await eventually(async () => expect((await desk.bridge.call('work.read', {})).offer?.id).toBe('offer-sam'));
  await backend.stop();
  await connectionIs(desk, 'offline');
  const { commandId } = await desk.bridge.call('offer.accept', { offerId: 'offer-sam' });
  now = NOW + 30_000;
  const back = await startBackend({ port: backend.port, now: () => now });
  back.pages.push(...backend.pages.slice(1));
  await connectionIs(desk, 'live');
  await eventually(async () =>
    expect(await desk.bridge.call('outbox.read', {})).toMatchObject([{ commandId, state: 'refused', code: 'expired' }]),
  );
  expect(back.commands).toEqual([]);
  const work = await desk.bridge.call('work.read', {});
  expect([work.offer, work.lastOffer?.state]).toEqual([null, 'missed']);
});

test('`retry` is asked again under the same id; a refusal stays with its words until taken back', async () => {
  const { backend, desk } = await deskWithSam();
  let asked = 0;
  backend.decides(() =>
    ++asked < 3 ? { ok: false, code: 'retry', reason: 'busy' } : { ok: false, code: 'conflict', reason: 'Not yours.' },
  );
  const { commandId } = await desk.bridge.call('reply.send', reply('Mine?'));
  await eventually(async () => expect(await ours(desk)).toEqual([{ text: 'Mine?', state: 'refused' }]));
  const { customer } = await desk.bridge.call('customer.open', { customerId: 'sam' });
  const told = { commandId, customerName: customer.name, reason: 'Not yours.', words: 'Mine?' };
  expect(await desk.bridge.call('outbox.read', {})).toMatchObject([told]);
  expect(backend.commands.map(command => command.id)).toEqual([commandId, commandId, commandId]);
  expect(await desk.bridge.call('outbox.takeBack', { commandId })).toMatchObject({ text: 'Mine?' });
  expect(await ours(desk)).toEqual([]);
});

test('words whose effect is not known cannot be taken back: they may have been sent', async () => {
  const { backend, desk } = await deskWithSam();
  backend.decides(() => ({ ok: false, code: 'retry', reason: 'the commit was not answered' }));
  const { commandId } = await desk.bridge.call('reply.send', reply('Perhaps.'));
  await eventually(() => expect(backend.commands.length).toBeGreaterThan(1));
  await expect(desk.bridge.call('outbox.takeBack', { commandId })).rejects.toMatchObject({ code: 'conflict' });
});

test('a refused reply is tried again as a new command', async () => {
  const { backend, desk } = await deskWithSam();
  backend.decides(() => ({ ok: false, code: 'conflict', reason: 'Not yours.' }));
  const first = await desk.bridge.call('reply.send', reply('Again.'));
  await eventually(async () => expect(await ours(desk)).toEqual([{ text: 'Again.', state: 'refused' }]));
  backend.decides(() => ({ ok: true, entryId: 'e-2' }));
  const second = await desk.bridge.call('outbox.retry', { commandId: first.commandId });
  expect(second.commandId).not.toBe(first.commandId);
  await eventually(async () => expect(await ours(desk)).toEqual([{ text: 'Again.', state: 'confirmed' }]));
});

test('what has left the desk cannot be taken back', async () => {
  const { backend, desk } = await deskWithSam();
  backend.faults.silent = true;
  const { commandId } = await desk.bridge.call('reply.send', reply('Too late.'));
  await eventually(async () => expect(await ours(desk)).toEqual([{ text: 'Too late.', state: 'sent' }]));
  await expect(desk.bridge.call('outbox.takeBack', { commandId })).rejects.toMatchObject({ code: 'conflict' });
});

test('words of one conversation go in order, those of another do not wait', async () => {
  const { backend, desk } = await deskWithSam();
  backend.append([granted('ana', [])]);
  await eventually(async () => void (await desk.bridge.call('customer.open', { customerId: 'ana' })));
  const refuse = new Set(['one']);
  const textOf = (index: number) => (backend.commands[index] as CommandOf<'reply.send'>).params.text;
  backend.decides(command => {
    const { text } = (command as CommandOf<'reply.send'>).params;
    return refuse.has(text) ? { ok: false, code: 'retry', reason: 'busy' } : { ok: true, entryId: `e-${text}` };
  });
  await desk.bridge.call('reply.send', reply('one'));
  await desk.bridge.call('reply.send', reply('two'));
  const hers = { customerId: 'ana', target: { ...target, interactionId: 'thread-ana' } };
  await desk.bridge.call('reply.send', { ...reply('ana'), ...hers });
  await eventually(() => expect(backend.effects).toHaveLength(1));
  expect(backend.effects.map(command => (command as CommandOf<'reply.send'>).params.text)).toEqual(['ana']);
  refuse.clear();
  await eventually(() => expect(backend.effects).toHaveLength(3));
  expect(textOf(backend.commands.length - 1)).toBe('two');
  expect(backend.effects.map(command => (command as CommandOf<'reply.send'>).params.text)).toEqual([
    'ana',
    'one',
    'two',
  ]);
});

test('offline: written down, cancellable, kept over a restart, sent once when the network is back', async () => {
  const { backend, desk } = await deskWithSam();
  await backend.stop();
  await connectionIs(desk, 'offline');
  const cancelled = await desk.bridge.call('reply.send', reply('No.'));
  await desk.bridge.call('reply.send', reply('Yes.'));
  expect((await desk.bridge.call('connection.read', {})).queued).toBe(2);
  expect(await desk.bridge.call('outbox.takeBack', { commandId: cancelled.commandId })).toMatchObject({ text: 'No.' });
  await desk.core.stop();

  const again = startDesk(backend.url, { dataDir: desk.dataDir });
  expect(await ours(again)).toEqual([{ text: 'Yes.', state: 'queued' }]);
  const back = await startBackend({ port: backend.port });
  back.pages.push(...backend.pages.slice(1));
  await eventually(() => expect(back.effects).toHaveLength(1));
  await eventually(async () => expect((await again.bridge.call('connection.read', {})).queued).toBe(0));
  expect(back.commands).toHaveLength(1);
});

test('what waits is told by what it is', async () => {
  const { backend, desk } = await deskWithSam();
  await backend.stop();
  await connectionIs(desk, 'offline');
  await desk.bridge.call('reply.send', reply('Yes.'));
  await desk.bridge.call('presence.set', { state: 'available', reason: null });
  const told = await desk.bridge.call('connection.read', {});
  expect(told).toMatchObject({ queued: 2, waiting: { replies: 1, notes: 0, others: 1 } });
  expect((await desk.bridge.call('session.leaving', {})).waiting).toEqual(told.waiting);
});

test('F8: the cache deleted, unsent words and drafts are still there', async () => {
  const { backend, desk } = await deskWithSam();
  await backend.stop();
  await connectionIs(desk, 'offline');
  await desk.bridge.call('note.add', {
    customerId: 'sam',
    caseId: 'case-sam',
    interactionId: null,
    text: 'Rang twice.',
  });
  await desk.bridge.call('draft.write', {
    caseId: 'case-sam',
    customerId: 'sam',
    mode: 'reply',
    text: 'Dear S',
    target,
  });
  await desk.bridge.call('draft.write', {
    caseId: 'case-sam',
    customerId: 'sam',
    mode: 'note',
    text: 'She is right',
    target: null,
  });
  await desk.bridge.call('draft.mode', { caseId: 'case-sam', customerId: 'sam', mode: 'note' });
  await desk.core.stop();
  const { rmSync } = await import('node:fs');
  rmSync(desk.files.cache);

  const again = startDesk(backend.url, { dataDir: desk.dataDir });
  expect(await again.bridge.call('outbox.read', {})).toMatchObject([{ kind: 'note.add', state: 'queued' }]);
  expect(await draftsAt(again, 'sam')).toMatchObject({
    mode: 'note',
    reply: { text: 'Dear S', target },
    note: { text: 'She is right' },
  });
  const back = await startBackend({ port: backend.port });
  back.pages.push(...backend.pages.slice(1));
  await eventually(async () => expect(await shown(again)).toHaveLength(3));
});

test('a newer wish for presence replaces one that waits; sending clears the draft it came from, and no other', async () => {
  const { backend, desk } = await deskWithSam();
  await backend.stop();
  await connectionIs(desk, 'offline');
  await desk.bridge.call('presence.set', { state: 'not-ready', reason: 'Lunch' });
  await desk.bridge.call('presence.set', { state: 'available', reason: null });
  expect(await desk.bridge.call('outbox.read', {})).toHaveLength(1);
  await desk.bridge.call('draft.write', {
    caseId: 'case-sam',
    customerId: 'sam',
    mode: 'reply',
    text: 'On its',
    target,
  });
  await desk.bridge.call('draft.write', {
    caseId: 'case-sam',
    customerId: 'sam',
    mode: 'note',
    text: 'Third time',
    target: null,
  });
  await desk.bridge.call('reply.send', reply('On its way.'));
  const left = await draftsAt(desk, 'sam');
  expect([left.reply, left.note?.text]).toEqual([null, 'Third time']);
});

test('a folder that cannot be used is one clear sentence', () => {
  expect(() => startDesk('http://127.0.0.1:9', { dataDir: `${tempFolder()}\0bad` })).toThrow(/cannot be written/);
});

test('words whose entry is already in the cache are not shown a second time, by whichever sign it is recognised', () => {
  const { cache } = openMemoryCache();
  const delivery = { state: 'sent' as const, at: NOW, commandId: 'command-1', reason: null };
  const entries = [message('sam', 'by-command', NOW, { delivery }), message('sam', 'by-answer', NOW)];
  ingest(cache, page(null, 'c1', entries.map(entryChanged)));
  const params = { customerId: 'sam', caseId: 'c', interactionId: null, text: 'Hello', writtenAt: NOW };
  const kept = (id: string, entryId: string | null): Kept => ({
    command: { id, kind: 'note.add', params },
    lane: 'customer:sam',
    state: 'sent',
    at: NOW,
    customerId: 'sam',
    expiresAt: null,
    entryId,
    reason: null,
    code: null,
  });
  const noFiles = { ofCommand: () => [] };
  expect(pendingItem(cache, null, kept('command-1', null), noFiles)).toBeNull();
  expect(pendingItem(cache, null, kept('command-2', 'by-answer'), noFiles)).toBeNull();
  expect(pendingItem(cache, null, kept('command-3', 'elsewhere'), noFiles)).toMatchObject({
    entry: { id: 'command-3' },
  });
});

test('an entry that came without naming its command is recognised by the answer', async () => {
  const { backend, desk } = await deskWithSam();
  backend.decides(() => {
    backend.append([entryChanged(message('sam', 'e-9', NOW + 5, { text: 'Done.', direction: 'out' }))]);
    return { ok: true, entryId: 'e-9' };
  });
  await desk.bridge.call('reply.send', reply('Done.'));
  await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toEqual([]));
  expect(await ours(desk)).toEqual([{ text: 'Done.', state: null }]);
});
