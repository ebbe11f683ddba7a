// What keeps its order in the outbox, and what waits for nothing.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Kept } from '../../electron/core/cache/commands.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { dueOf, laneOf } from '../../electron/core/link/lanes.ts';
import { openOutbox } from '../../electron/core/link/outbox.ts';
import type { Command } from '../../shared/contract/commands.ts';
import { eventually, tempFolder } from './support/desk.ts';
import { workItem } from './support/records.ts';

const reply = (id: string, interactionId: string, workItemId: string | null, files?: string[]): Command => ({
  id,
  kind: 'reply.send',
  params: {
    workItemId,
    epoch: workItemId === null ? null : 1,
    customerId: 'sam',
    target: { interactionId, channel: 'x', audience: 'private', handle: null, replyTo: null },
    subject: null,
    text: id,
    writtenAt: 1,
    ...(files ? { files } : {}),
  },
});
const note = (id: string, interactionId: string | null): Command => ({
  id,
  kind: 'note.add',
  params: { customerId: 'sam', caseId: 'case-sam', interactionId, text: id, writtenAt: 1 },
});
const finish = (id: string, workItemId: string): Command => ({
  id,
  kind: 'work.finish',
  params: { workItemId, epoch: 1, wrapUp: null, disposition: null },
});
const transfer = (id: string, workItemId: string): Command => ({
  id,
  kind: 'work.transfer',
  params: { workItemId, epoch: 1, destination: { to: 'queue', queueId: 'q' }, note: null },
});

const accept = (id: string): Command => ({ id, kind: 'offer.accept', params: { offerId: 'post', epoch: 1 } });
const take = (id: string, workItemId: string): Command => ({ id, kind: 'work.take', params: { workItemId, epoch: 1 } });

/** The work `post` is about the conversation `post`, and so on. */
const kept = (command: Command, more: Partial<Kept> = {}): Kept => {
  const interactionId = 'workItemId' in command.params ? command.params.workItemId : null;
  const lane = laneOf(command, { customerId: 'sam', interactionId });
  const rest = { at: 1, customerId: 'sam', expiresAt: null, entryId: null, reason: null, code: null };
  return { command, lane, state: 'queued', ...rest, ...more };
};
const dueNow = (commands: readonly Command[], busy: readonly Command[] = []): string[] =>
  dueOf(
    commands.map(one => kept(one)),
    new Set(busy.map(one => kept(one).lane)),
    9,
  ).map(({ command }) => command.id);

test('conversations of one customer do not wait for each other, also under one piece of work', () => {
  const mail = reply('mail', 'mail', 'post');
  expect(dueNow([mail, reply('post', 'post', 'post'), reply('more mail', 'mail', 'post')])).toEqual(['mail', 'post']);
  expect(dueNow([mail, reply('post', 'post', 'post')], [mail])).toEqual(['post']);
  expect(dueNow([mail, finish('the call', 'call'), note('of the call', 'call')], [mail])).toEqual(['the call']);
});

test.each([
  ['a finish waits for a reply in its conversation', reply('first', 'post', 'post'), finish('then', 'post')],
  [
    'a finish waits for a reply under it in another conversation',
    reply('first', 'mail', 'post'),
    finish('then', 'post'),
  ],
  ['a transfer waits for a note on the customer', note('first', null), transfer('then', 'post')],
  ['a transfer waits for a note on another conversation of theirs', note('first', 'mail'), transfer('then', 'post')],
  ['a note waits for words in its conversation', reply('first', 'post', 'post'), note('then', 'post')],
  ['a note in the conversation of a finish waits for it', finish('first', 'post'), note('then', 'post')],
  [
    'a reply waits for what changes the work it is sent under',
    transfer('first', 'post'),
    reply('then', 'mail', 'post'),
  ],
  ['a reply waits for an accept of work of its customer', accept('first'), reply('then', 'post', 'post')],
  ['a reply waits for a take of work of its customer', take('first', 'post'), reply('then', 'post', 'post')],
  ['a reply by mail waits for a take of the form it answers', take('first', 'form'), reply('then', 'mail', 'form')],
])('%s, whether that waits itself or is under way', (_what, first, then) => {
  expect(dueNow([first, then])).toEqual(['first']);
  expect(dueNow([first, then], [first])).toEqual([]);
  expect(dueNow([then])).toEqual(['then']);
});

test.each([
  ['a reply without work in another conversation', reply('first', 'mail', null), finish('then', 'post')],
  ['a finish of other work', finish('first', 'call'), finish('then', 'post')],
  ['what becomes of the work elsewhere, of a note', finish('first', 'call'), note('then', 'post')],
  ['a reply under other work', reply('first', 'mail', 'mail'), transfer('then', 'post')],
  ['a take, of a note', take('first', 'post'), note('then', 'post')],
  ['words, of a take', reply('first', 'post', null), take('then', 'post')],
])('not waited for: %s', (_what, first, then) => {
  expect(dueNow([first, then])).toEqual(['first', 'then']);
});

test('what can still be taken back is waited for by what depends on it, and by nothing else', () => {
  const all = [finish('undoable', 'post'), reply('its reply', 'mail', 'post'), reply('another', 'other', null)];
  const due = dueOf(
    all.map(one => kept(one)),
    new Set(),
    9,
    ({ command }) => command.id !== 'undoable',
  );
  expect(due.map(({ command }) => command.id)).toEqual(['another']);
});

test('what was refused, or is done, is waited for no more', () => {
  const first = reply('first', 'mail', 'post');
  for (const state of ['refused', 'confirmed'] as const)
    expect(dueOf([kept(first, { state }), kept(finish('then', 'post'))], new Set(), 9)).toHaveLength(1);
});

test('while the files of a mail are on their way, the rest of the customer goes, and only its finish waits', async () => {
  const { file, close } = openDeskFile(join(tempFolder(), 'o.db'), { now: Date.now });
  const { cache } = openMemoryCache();
  cache.workItems.put(workItem('sam', { id: 'post', interactionId: 'post' }));
  const sent: string[] = [];
  let arrive = (): void => undefined;
  const onTheWay = new Promise<void>(done => (arrive = done));
  const outbox = openOutbox({
    file,
    cache,
    clock: { now: Date.now, monotonic: () => performance.now() },
    random: () => 0.5,
    backendNow: Date.now,
    bring: ({ params }) => ('files' in params ? onTheWay : null),
    send:
      () =>
      async ({ id }) => (sent.push(id), { ok: true, entryId: `entry ${id}` }),
    changed: () => undefined,
    pause: { firstMs: 1, longestMs: 1 },
    full: () => undefined,
  });
  onTestFinished(() => {
    outbox.stop();
    close();
  });
  const all = [reply('mail', 'mail', 'post', ['f']), finish('finish', 'post'), reply('chat', 'chat', null)];
  for (const command of all) outbox.add({ command, customerId: 'sam' });
  await eventually(() => expect(sent).toEqual(['chat']));
  arrive();
  await eventually(() => expect(sent).toEqual(['chat', 'mail', 'finish']));
});
