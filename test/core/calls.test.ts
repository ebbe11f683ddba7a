import { expect, test } from 'vitest';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import type { CommandOf } from '../../shared/contract/commands.ts';
import { FRESH_LINE } from '../../shared/domain/call.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { connectionIs, type Desk, eventually, logLines, startBackend, startDesk } from './support/desk.ts';
import { everythingIn, filesWith } from './support/everything.ts';
import { entryChanged, granted, message, NOW, workItem } from './support/records.ts';

const callEntry = (more: object = {}, version = 1): Entry => ({
  ...message('sam', 'call-1', NOW),
  version,
  kind: 'call',
  channel: 'voice',
  interactionId: 'thread-sam',
  call: {
    number: '+447700900123',
    state: 'live',
    queueName: 'Priority care',
    queueMs: 1_000,
    talkMs: null,
    holdMs: null,
    answeredAt: NOW,
    agentName: 'Mara Lindholm',
    wrapUp: null,
    turns: [{ at: 0, speaker: 'customer', name: 'Sam', text: 'Hello' }],
    ...FRESH_LINE,
    exchange: 'exchange',
    exchangeId: 'c-1',
    ...more,
  },
});

async function onCall() {
  let now = NOW;
  const backend = await startBackend({ now: () => now });
  const clock = { now: () => now, monotonic: () => performance.now() };
  const desk = startDesk(backend.url, { clock });
  await connectionIs(desk, 'live');
  const item = workItem('sam', { channel: 'voice' });
  backend.append([granted('sam', [callEntry()]), { kind: 'work.changed', workItem: item }]);
  await eventually(async () => expect(await desk.bridge.call('call.read', {})).not.toBeNull());
  return { backend, desk, item, pass: (ms: number) => void (now += ms), now: () => now };
}

test('the call that is held is there with its line, without its words', async () => {
  const { desk, backend, item } = await onCall();
  const own = (await desk.bridge.call('call.read', {}))!;
  expect(own).toMatchObject({ item: { id: item.id }, direction: 'in', call: { state: 'live', onHold: false } });
  expect(own.call).not.toHaveProperty('turns');
  backend.append([entryChanged(callEntry({ onHold: true, heldSince: NOW + 5 }, 2))]);
  await eventually(async () =>
    expect((await desk.bridge.call('call.read', {}))!.call).toMatchObject({ onHold: true, heldSince: NOW + 5 }),
  );
});

test('what is asked of it goes out at the epoch held, one after the other, and a hold says until when it counts', async () => {
  const { backend, desk, item } = await onCall();
  for (const action of ['hold', 'resume', 'end'] as const)
    await desk.bridge.call('call.control', { workItemId: item.id, action });
  await desk.bridge.call('call.control', { workItemId: item.id, action: 'keypad', digits: '12#' });
  await eventually(() => expect(backend.effects).toHaveLength(4));
  const params = (backend.effects as CommandOf<'call.control'>[]).map(one => one.params);
  expect(params.map(({ action }) => action)).toEqual(['hold', 'resume', 'end', 'keypad']);
  expect(params[0]).toMatchObject({ workItemId: item.id, epoch: item.epoch, digits: null });
  expect(params.map(({ before }) => before === null)).toEqual([false, false, true, false]);
  await expect(
    desk.bridge.call('call.control', { workItemId: item.id, action: 'keypad', digits: '1a' }),
  ).rejects.toThrow('call.control');
  await expect(desk.bridge.call('call.control', { workItemId: 'none', action: 'hold' })).rejects.toThrow('work item');
});

test('a hold that could not be sent in time is refused and not sent late; an end is sent whenever', async () => {
  const { backend, desk, item, pass, now } = await onCall();
  await backend.stop();
  await connectionIs(desk, 'offline');
  await desk.bridge.call('call.control', { workItemId: item.id, action: 'hold' });
  await desk.bridge.call('call.control', { workItemId: item.id, action: 'end' });
  pass(30_000);
  const back = await startBackend({ port: backend.port, now });
  back.pages.push(...backend.pages.slice(1));
  await connectionIs(desk, 'live');
  await eventually(() => expect(back.effects.map(one => (one.params as { action: string }).action)).toEqual(['end']));
  await eventually(async () =>
    expect(await desk.bridge.call('outbox.read', {})).toMatchObject([
      {
        kind: 'call.control',
        callAction: 'hold',
        state: 'refused',
        code: 'expired',
        reason: 'It waited too long to be of use.',
      },
    ]),
  );
});

test('a call back goes out once, and not late', async () => {
  const { backend, desk } = await onCall();
  const params = { customerId: 'sam', caseId: 'case-sam', number: '+447700900123' };
  const { commandId } = await desk.bridge.call('call.dial', params);
  await eventually(() => expect(backend.effects).toMatchObject([{ id: commandId, kind: 'call.dial', params }]));
});

/** Everything that this desk has written down, readable: its files stand open for nobody else by then. */
async function writtenBy(desk: Desk): Promise<string> {
  await desk.core.stop();
  const [cache, outbox] = [
    openCache(desk.files.cache, { now: Date.now }),
    openDeskFile(desk.files.outbox, { now: Date.now }),
  ];
  const all = [cache.cache.db, outbox.file.db].map(everythingIn).join('');
  cache.close();
  outbox.close();
  return all;
}

const TONES = '735194#826*';
test('tones keyed into a call, which may be a card or a secret, are in no file of the desk and in no log, answered or not', async () => {
  const { backend, desk, item } = await onCall();
  const key = (digits: string) => desk.bridge.call('call.control', { workItemId: item.id, action: 'keypad', digits });
  await key(TONES);
  await eventually(() => expect(backend.effects).toMatchObject([{ params: { action: 'keypad', digits: TONES } }]));
  backend.faults.silent = true;
  await key(TONES);
  await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toMatchObject([{ state: 'sent' }]));
  expect(filesWith(desk.dataDir, TONES)).toEqual([]);
  const written = await writtenBy(desk);
  expect(written).toContain('keypad');
  expect(written).not.toContain(TONES);
  expect(logLines.join('\n')).not.toContain(TONES);
});

test('tones of a desk that was killed before they were sent are not made up: what is left of them goes without', async () => {
  const { backend, desk, item } = await onCall();
  backend.faults.silent = true;
  await desk.bridge.call('call.control', { workItemId: item.id, action: 'keypad', digits: '7' });
  await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toMatchObject([{ state: 'sent' }]));
  await desk.core.stop();
  const { file, close } = openDeskFile(desk.files.outbox, { now: Date.now });
  expect(file.commands.all()).toMatchObject([{ command: { params: { action: 'keypad', digits: null } } }]);
  close();
});

test('the number begun for a telephone outside outlives the desk, and goes as the call is sent there', async () => {
  const { backend, desk, item } = await onCall();
  const about = begunAbout.outside(item.id);
  await desk.bridge.call('begun.write', { about, customerIds: ['sam'], fields: { number: '+44 20 7946' } });
  await desk.core.stop();
  const again = startDesk(backend.url, {
    dataDir: desk.dataDir,
    clock: { now: () => NOW, monotonic: () => performance.now() },
  });
  expect(await again.bridge.call('begun.read', {})).toMatchObject([{ about, fields: { number: '+44 20 7946' } }]);
  await connectionIs(again, 'live');
  await again.bridge.call('call.control', { workItemId: item.id, action: 'consult', to: '+442079460999' });
  expect(await again.bridge.call('begun.read', {})).toEqual([]);
});
