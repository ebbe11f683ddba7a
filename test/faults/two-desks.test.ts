// F16: one agent at two desks, each a program of its own with files of its own.
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { connectionIs, eventually } from '../core/support/desk.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { deskFolder, startDeskProcess } from './support/desk-process.ts';
import { mailbox, reply } from './support/talk.ts';
import { ledgerVerdict } from './support/verdict.ts';
import { customersWrite } from './support/worker.ts';

beforeAll(async () => void (await built()));

test('F16: the newest desk has the agent and the work; the older one says so, and nothing of it has an effect, then or later', async () => {
  const backend = await startBackend();
  onTestFinished(() => backend.remove());
  const older = await startDeskProcess(backend, { dataDir: deskFolder() });
  await connectionIs(older, 'live', 15_000);
  await older.bridge.call('presence.set', { state: 'available', reason: null });
  const [workItemId = ''] = await customersWrite(backend, 'uma');
  const held = async (desk: typeof older) => (await desk.bridge.call('work.read', {})).items.map(({ id }) => id);
  await eventually(async () => expect((await older.bridge.call('work.read', {})).offer).not.toBeNull(), 15_000);
  const { id: offerId, customerId } = (await older.bridge.call('work.read', {})).offer!;
  await older.bridge.call('offer.accept', { offerId });
  await eventually(async () => expect(await held(older)).toEqual([workItemId]), 15_000);

  const newer = await startDeskProcess(backend, { dataDir: deskFolder() });
  await connectionIs(newer, 'live', 15_000);
  await connectionIs(older, 'replaced', 10_000);
  expect((await older.bridge.call('connection.read', {})).reason).toBe('You signed in on another desk.');
  await eventually(async () => expect(await held(newer)).toEqual([workItemId]), 15_000);

  const words = 'Written at the desk that was left.';
  const commandId = await reply(older, customerId, words);
  await older.bridge.call('work.finish', { workItemId, wrapUp: null });
  await reply(newer, customerId, 'Written at the new desk.');
  await eventually(
    () => expect(mailbox(backend).map(({ text }) => text)).toEqual(['Written at the new desk.']),
    15_000,
  );
  await newer.bridge.call('work.finish', { workItemId, wrapUp: null });
  await eventually(async () => expect(await held(newer)).toEqual([]), 15_000);
  expect((await older.bridge.call('connection.read', {})).state).toBe('replaced');
  expect((await older.bridge.call('outbox.read', {})).map(({ state }) => state)).not.toContain('confirmed');

  // The agent goes back to the old desk: what was written there comes too late, and is brought back with its words.
  await older.stop();
  const again = await startDeskProcess(backend, { dataDir: older.dataDir });
  await connectionIs(again, 'live', 15_000);
  await connectionIs(newer, 'replaced', 10_000);
  const late = async () => (await again.bridge.call('outbox.read', {})).find(one => one.commandId === commandId);
  await eventually(async () => expect((await late())?.state).toBe('refused'), 15_000);
  const { items } = await again.bridge.call('timeline.page', { customerId, limit: 50 });
  expect(items.find(({ pending }) => pending?.commandId === commandId)?.entry.text).toBe(words);
  expect(mailbox(backend).map(({ text }) => text)).toEqual(['Written at the new desk.']);
  for (const desk of [newer, again]) await desk.stop();
  await backend.stop();
  expect(await ledgerVerdict('--data', backend.dataDir)).toContain('1 sent under a held epoch; 1 finished once.');
});
