// Words that a network refused, as a draft once more: whole, in their case, and going where they were to go.
import { expect, test } from 'vitest';
import { draftOfFailed } from '../../electron/core/bridge/write-again.ts';
import type { Entry, EntryOf } from '../../shared/domain/entry.ts';
import { connectionIs, eventually, startBackend, startDesk } from './support/desk.ts';
import { email, entryChanged, granted, mara, message, messages, NOW } from './support/records.ts';

const author = { kind: 'agent', name: mara.name, address: '@LarkwingCare', agentId: mara.id } as const;
const delivery = (state: 'sent' | 'confirmed' | 'failed', commandId: string | null = 'c1') =>
  ({ state, at: NOW, commandId, reason: state === 'failed' ? 'suspended' : null }) as const;
const ours = (id: string, text: string, more: Partial<EntryOf<'message'>> = {}): Entry =>
  message('sam', id, NOW + 5, { text, author, direction: 'out', delivery: delivery('failed'), ...more });

async function deskWith(entries: readonly Entry[]) {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  backend.append([granted('sam', messages('sam', 2))]);
  backend.append(entries.map(entryChanged));
  const shown = async () => (await desk.bridge.call('timeline.page', { customerId: 'sam' })).items;
  await eventually(async () => expect(await shown()).toHaveLength(2 + entries.length));
  return { backend, desk };
}
const draftOf = async ({ desk }: Pick<Awaited<ReturnType<typeof deskWith>>, 'desk'>) =>
  (await desk.bridge.call('draft.read', { customerId: 'sam' })).find(({ caseId }) => caseId === 'case-sam')?.reply;

test('stand in the draft of their case, above what is written there, also after a restart; nothing is sent', async () => {
  const { backend, desk } = await deskWith([ours('failed', 'It comes today.')]);
  const target = { interactionId: 'thread-sam', channel: 'x', audience: 'private', handle: '@LarkwingCare' } as const;
  const begun = { customerId: 'sam', caseId: 'case-sam', mode: 'reply', text: 'And', target: null } as const;
  await desk.bridge.call('draft.write', begun);
  const { draft, entryIds, files } = await desk.bridge.call('reply.writeAgain', { entryId: 'failed' });
  expect(draft).toMatchObject({ customerId: 'sam', caseId: 'case-sam', draft: { text: 'It comes today.', target } });
  expect([entryIds, files]).toEqual([['failed'], []]);
  await desk.core.stop();
  const again = startDesk(backend.url, { dataDir: desk.dataDir });
  expect(await draftOf({ desk: again })).toMatchObject({ text: 'It comes today.\n\nAnd', target });
  expect(backend.commands).toEqual([]);
  const shown = (await again.bridge.call('timeline.page', { customerId: 'sam' })).items.at(-1);
  expect(shown?.entry).toMatchObject({ id: 'failed', delivery: { state: 'failed' } });
});

test('of a thread are those that did not get through', async () => {
  const thread = [
    ours('part-1', 'First. 1/3', { delivery: delivery('confirmed') }),
    ours('part-2', 'Second. 2/3', { replyTo: 'part-1' }),
    ours('part-3', 'Third. 3/3', { replyTo: 'part-2' }),
    ours('other', 'Something else.', { delivery: delivery('failed', 'c2') }),
  ];
  const { desk } = await deskWith(thread);
  const { draft, entryIds } = await desk.bridge.call('reply.writeAgain', { entryId: 'part-3' });
  expect(draft.draft).toMatchObject({ text: 'Second. Third.', thread: 'numbered', target: { replyTo: 'part-1' } });
  expect(entryIds).toEqual(['part-2', 'part-3']);
});

test('of a mail go to the same people under the same subject, and its files are named', () => {
  const mail = email('sam', 'mail', NOW, null);
  const attachments = [{ id: 'f', name: 'list.pdf', size: 3, type: 'application/pdf', kept: true }];
  const part = { ...mail, author, delivery: delivery('failed'), direction: 'out', attachments } as const;
  const sent: Entry = {
    ...part,
    email: { ...mail.email, to: ['sam@post.example'], cc: ['bo@post.example'], quoted: '> Hi' },
  };
  expect(draftOfFailed([sent], NOW)).toMatchObject({
    subject: 'My bag',
    mail: { to: ['sam@post.example'], cc: ['bo@post.example'], quote: true },
    thread: null,
  });
});

test('a thread that is not numbered loses no word that looks like a number', () => {
  const thread = [ours('a', 'Gate 1/2'), ours('b', 'or gate 7')];
  expect(draftOfFailed(thread, NOW)).toMatchObject({ text: 'Gate 1/2 or gate 7', thread: 'plain' });
});

test('only of who wrote them, and only of what failed', async () => {
  const { desk } = await deskWith([
    ours('theirs', 'Hello', { author: { ...author, agentId: 'priya' }, delivery: delivery('failed', 'c3') }),
    ours('there', 'Hello', { delivery: delivery('confirmed', 'c4') }),
  ]);
  for (const entryId of ['theirs', 'there'])
    await expect(desk.bridge.call('reply.writeAgain', { entryId })).rejects.toMatchObject({ code: 'conflict' });
  await expect(desk.bridge.call('reply.writeAgain', { entryId: 'none' })).rejects.toMatchObject({ code: 'not-found' });
  expect(await draftOf({ desk })).toBeUndefined();
});
