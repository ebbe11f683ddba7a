// How long a command that was not answered rests before it goes again, and what rests with it.
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { openOutbox } from '../../electron/core/link/outbox.ts';
import type { Command, CommandReply } from '../../shared/contract/commands.ts';
import { tempFolder } from './support/desk.ts';
import { NOW } from './support/records.ts';

const DONE: CommandReply = { ok: true, entryId: null };
const AGAIN: CommandReply = { ok: false, code: 'retry', reason: 'Once more.' };
type Answer = CommandReply | 'cut';

/** A desk whose pauses are left to no chance, and a backend that answers as it is told; `tries`: which went when. */
function outboxTo(answer: (id: string, nth: number) => Answer) {
  vi.useFakeTimers({ now: NOW });
  onTestFinished(() => void vi.useRealTimers());
  const { file, close } = openDeskFile(join(tempFolder(), 'o.db'), { now: () => NOW });
  onTestFinished(close);
  const tries: [id: string, at: number][] = [];
  const send = async ({ id }: Command): Promise<CommandReply> => {
    tries.push([id, Date.now() - NOW]);
    const reply = answer(id, tries.filter(([other]) => other === id).length);
    if (reply === 'cut') throw new Error('cut');
    return reply;
  };
  const outbox = openOutbox({
    file,
    cache: openMemoryCache().cache,
    clock: { now: Date.now, monotonic: Date.now },
    random: () => 1,
    backendNow: Date.now,
    bring: () => null,
    send: () => send,
    changed: () => undefined,
    pause: { firstMs: 1_000, longestMs: 8_000 },
    full: () => undefined,
  });
  onTestFinished(() => outbox.stop());
  /** Notes of one case are one lane. */
  const note = (id: string, caseId: string): void => {
    const params = { customerId: 'max', caseId, interactionId: null, text: id, mentions: [], writtenAt: NOW };
    outbox.add({ command: { id, kind: 'note.add', params }, customerId: 'max' });
  };
  const triesOf = (id: string): number[] => tries.filter(([other]) => other === id).map(([, at]) => at);
  const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  return { outbox, note, pass, triesOf };
}

test.each([
  ['an answer that says so', AGAIN],
  ['a connection that was cut', 'cut'],
] as const)('each time the pause is twice as long, up to the longest: by %s', async (_what, answer) => {
  const { note, pass, triesOf } = outboxTo(() => answer);
  note('a', 'case-1');
  await pass(32_000);
  expect(triesOf('a')).toEqual([0, 1_000, 3_000, 7_000, 15_000, 23_000, 31_000]);
});

test('while one rests the rest of its lane waits behind it, and other lanes go', async () => {
  const { note, pass, triesOf } = outboxTo((id, nth) => (id === 'a' && nth < 3 ? AGAIN : DONE));
  note('a', 'case-1');
  await pass(0);
  note('behind', 'case-1');
  note('beside', 'case-2');
  await pass(10_000);
  expect([triesOf('a'), triesOf('behind'), triesOf('beside')]).toEqual([[0, 1_000, 3_000], [3_000], [0]]);
});

test('what was answered leaves no long pause to the next of its lane', async () => {
  const { note, pass, triesOf } = outboxTo((id, nth) => (nth < (id === 'a' ? 4 : 2) ? AGAIN : DONE));
  note('a', 'case-1');
  await pass(10_000);
  expect(triesOf('a')).toEqual([0, 1_000, 3_000, 7_000]);
  note('b', 'case-1');
  await pass(10_000);
  expect(triesOf('b')).toEqual([10_000, 11_000]);
});

test('with a new connection it goes at once, and rests as briefly as the first time', async () => {
  const { outbox, note, pass, triesOf } = outboxTo((_id, nth) => (nth < 6 ? AGAIN : DONE));
  note('a', 'case-1');
  await pass(7_500);
  outbox.connected();
  await pass(10_000);
  expect(triesOf('a')).toEqual([0, 1_000, 3_000, 7_000, 7_500, 8_500]);
});
