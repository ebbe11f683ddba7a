// What becomes of a command whose files cannot be brought.
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { openOutbox } from '../../electron/core/link/outbox.ts';
import type { Command } from '../../shared/contract/commands.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { eventually, tempFolder } from './support/desk.ts';

const target = { interactionId: 'i', channel: 'email', audience: 'private', handle: null, replyTo: null } as const;
const params = { workItemId: null, epoch: null, customerId: 'sam', target, subject: null, text: 'Hello', writtenAt: 1 };
const command: Command = { id: 'c1', kind: 'reply.send', params: { ...params, files: ['f1'] } };

/** An outbox with one reply in it; `fails`: what its files say, one after the other, before they arrive. */
function outboxWith(fails: FaultCode[], before: 'queued' | 'sent') {
  const { file, close } = openDeskFile(join(tempFolder(), 'o.db'), { now: Date.now });
  const sent: string[] = [];
  const kept = { lane: 'customer:sam', at: 1, customerId: 'sam', expiresAt: null, entryId: null, reason: null };
  file.commands.add({ ...kept, command, state: before, code: null });
  const outbox = openOutbox({
    file,
    cache: openMemoryCache().cache,
    clock: { now: Date.now, monotonic: () => performance.now() },
    random: () => 0.5,
    backendNow: Date.now,
    bring: async () => {
      const code = fails.shift();
      if (code) throw new Fault(code, 'the file is not wanted');
    },
    send: () => async one => {
      sent.push(one.id);
      return { ok: true, entryId: 'e1' };
    },
    changed: () => undefined,
    pause: { firstMs: 1, longestMs: 1 },
    full: () => undefined,
  });
  onTestFinished(() => {
    outbox.stop();
    close();
  });
  outbox.connected();
  return { outbox, sent };
}

test('never sent, it is refused with the reason, and its words are there', async () => {
  const { outbox, sent } = outboxWith(['too-large'], 'queued');
  const refused = { state: 'refused', code: 'too-large', reason: 'the file is not wanted' };
  await eventually(() => expect(outbox.items()).toMatchObject([refused]));
  expect(sent).toEqual([]);
  expect(outbox.takeBack('c1')).toBe('Hello');
});

test('perhaps done already, it is asked about whatever becomes of its files: the answer counts', async () => {
  const { outbox, sent } = outboxWith(['not-found'], 'sent');
  await eventually(() => expect(outbox.items()).toMatchObject([{ state: 'confirmed', code: null }]));
  expect(sent).toEqual(['c1']);
});

test('a network that is away, or a backend that is busy, is waited for', async () => {
  const { outbox, sent } = outboxWith(['offline', 'retry', 'unauthenticated', 'internal'], 'queued');
  await eventually(() => expect(outbox.items()).toMatchObject([{ state: 'confirmed' }]));
  expect(sent).toEqual(['c1']);
});
