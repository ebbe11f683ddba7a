// What the agent wrote to somebody who is erased goes with them, whatever it was written in; what was promised stays.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Kept } from '../../electron/core/cache/commands.ts';
import type { DeskFile } from '../../electron/core/cache/desk-file.ts';
import { eraseWords, forgetSearches } from '../../electron/core/cache/erasing/erase-words.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import type { Command } from '../../shared/contract/commands.ts';
import { tempFolder } from './support/desk.ts';

function opened(): DeskFile {
  const { file, close } = openDeskFile(join(tempFolder(), 'mara.outbox.db'), { now: Date.now });
  onTestFinished(close);
  return file;
}
const held = { workItemId: 'work-sam', epoch: 2 };
const target = {
  interactionId: 'thread-sam',
  channel: 'email',
  audience: 'private',
  handle: null,
  replyTo: null,
} as const;
const reply: Command = {
  id: 'reply',
  kind: 'reply.send',
  params: { ...held, customerId: 'sam', target, subject: null, text: 'Dear Sam', writtenAt: 1 },
};
const keep = (file: DeskFile, command: Command, more: Partial<Kept> = {}): void =>
  file.commands.add({
    command,
    lane: 'lane',
    state: 'queued',
    at: 1,
    customerId: 'sam',
    expiresAt: null,
    entryId: null,
    reason: null,
    code: null,
    ...more,
  });
const left = (file: DeskFile): string[] => file.commands.all().map(({ command }) => command.id);

test.each<Command>([
  reply,
  {
    id: 'note',
    kind: 'note.add',
    params: { customerId: 'sam', caseId: 'case-sam', interactionId: null, text: 'Rang', writtenAt: 1 },
  },
  { id: 'finish', kind: 'work.finish', params: { ...held, wrapUp: 'Refunded', disposition: null } },
  { id: 'park', kind: 'work.park', params: { ...held, until: null, reason: 'Waits for Sam' } },
  { id: 'escalate', kind: 'work.escalate', params: { ...held, note: 'Sam is cross' } },
])('words in $kind go', command => {
  const file = opened();
  keep(file, command);
  keep(file, { ...command, id: 'of another' } as Command, { customerId: 'kim' });
  expect(eraseWords(file, 'sam')).toBe(1);
  expect(left(file)).toEqual(['of another']);
});

test.each<Command>([
  { id: 'finish', kind: 'work.finish', params: { ...held, wrapUp: null, disposition: 'lost' } },
  { id: 'park', kind: 'work.park', params: { ...held, until: 9, reason: null } },
  { id: 'left', kind: 'work.noResponse', params: { ...held, reason: 'Spam' } },
  { id: 'praise', kind: 'work.praise', params: { ...held, act: 'marked', handle: null, reason: 'Crew' } },
  { id: 'decline', kind: 'offer.decline', params: { offerId: 'o', epoch: 1, reason: 'other' } },
  { id: 'erase', kind: 'customer.erase', params: { customerId: 'sam', entryId: null, reason: 'request' } },
])('$kind without words of the agent’s own is still done', command => {
  const file = opened();
  keep(file, command);
  expect(eraseWords(file, 'sam')).toBe(0);
  expect(left(file)).toEqual([command.id]);
});

test('what is confirmed was sent: it goes and is not counted as unsent', () => {
  const file = opened();
  keep(file, reply, { state: 'confirmed', entryId: 'e' });
  expect(eraseWords(file, 'sam')).toBe(0);
  expect(left(file)).toEqual([]);
});

test('files go, those of a draft and those of a command; so do pins, wrap-ups, and when their words were seen', () => {
  const file = opened();
  const bytes = Buffer.from('Dear Sam');
  const add = (id: string, customerId: string, commandId: string | null): void => {
    const about = { caseId: null, name: 'a.txt', type: 'text/plain', size: bytes.length, sha256: 'ab', at: 1 };
    file.outFiles.add({ id, customerId, commandId, ...about });
    file.outFiles.addPart(id, 0, bytes);
  };
  keep(file, reply);
  add('of-draft', 'sam', null);
  add('of-command', 'sam', 'reply');
  add('of-kim', 'kim', null);
  for (const customerId of ['sam', 'kim']) file.pins.add({ customerId, caseId: null, at: 1 });
  for (const customerId of ['sam', 'kim']) file.settings.keepSeen(customerId, 7, ['sam', 'kim']);
  file.wrapUps.write('work-sam', { text: 'Sam is fine', disposition: null, savedAt: 1 }, 'sam');
  expect(eraseWords(file, 'sam')).toBe(2);
  expect(file.outFiles.all().map(({ id }) => id)).toEqual(['of-kim']);
  expect(['of-draft', 'of-command', 'of-kim'].map(id => file.outFiles.part(id, 0))).toEqual([null, null, bytes]);
  expect(file.pins.customers()).toEqual(['kim']);
  expect([file.settings.seenOf('sam'), file.settings.seenOf('kim')]).toEqual([null, 7]);
  expect(file.wrapUps.read('work-sam')).toBeNull();
});

test('what was begun about several goes with any one of them; drafts go with the mode that was last used', () => {
  const file = opened();
  const begun = { customerIds: ['kim', 'sam'], fields: { reason: 'Both wait for the depot' } };
  file.begun.write({ about: begunAbout.park(['work-kim', 'work-sam']), ...begun });
  file.begun.write({ about: 'park work-lee', customerIds: ['lee'], fields: { reason: 'Sleeps' } });
  const draft = { text: 'Dear Sam', target: null, subject: null, mail: null, thread: null, savedAt: 1 } as const;
  for (const mode of ['reply', 'note'] as const) file.drafts.write('sam', 'case-sam', { ...draft, mode });
  file.drafts.use('sam', 'case-sam', 'note');
  expect(eraseWords(file, 'sam')).toBe(3);
  expect(file.begun.all().map(({ about }) => about)).toEqual(['park work-lee']);
  expect(file.drafts.read('sam')).toEqual([]);
});

test('searches that name them are forgotten, by their words and by what they were saved as', () => {
  const file = opened();
  const saved = [
    { id: '1', name: 'Okafor', query: 'bag' },
    { id: '2', name: 'Bags', query: 'with:okafor' },
    { id: '3', name: 'Refunds', query: 'refund' },
  ];
  file.settings.searches.write({ saved, recent: ['zoe@post.example', 'refund'] });
  forgetSearches(file, ['Zoë Okafor', 'zoe@post.example']);
  expect(file.settings.searches.read()).toEqual({ saved: [saved[2]], recent: ['refund'] });
  file.settings.searches.write({ saved: [], recent: ['okafor', 'refund'] });
  forgetSearches(file, ['Zoë Okafor']);
  expect(file.settings.searches.read()).toEqual({ saved: [], recent: ['refund'] });
});
