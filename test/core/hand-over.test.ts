// What the desk asks and keeps of handing over, with nothing but its own files.
import { expect, test } from 'vitest';
import { openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { othersHeard } from '../../electron/core/others.ts';
import { laneOf, wordsOfCommand } from '../../electron/core/link/lanes.ts';
import type { Command } from '../../shared/contract/commands.ts';
import { FADES_MS } from '../../shared/domain/here.ts';
import { outboxItemOf } from '../../electron/core/cache/commands.ts';
import { connectionIs, eventually, logLines, startBackend, startDesk } from './support/desk.ts';
import { mara, NOW, workItem } from './support/records.ts';

const transfer: Command = {
  id: 'c',
  kind: 'work.transfer',
  params: { workItemId: 'w', epoch: 1, destination: { to: 'queue', queueId: 'q' }, note: 'Bag is in Oslo.' },
};

test('a hand-over goes after the words of its conversation, and gives its note back', () => {
  const place = { customerId: 'max', interactionId: 'thread-max' };
  expect(laneOf(transfer, place)).toBe('interaction:thread-max');
  expect(laneOf(transfer, { ...place, interactionId: null })).toBe('work:w');
  expect(wordsOfCommand(transfer)).toBe('Bag is in Oslo.');
  expect(wordsOfCommand({ id: 'd', kind: 'work.leave', params: { workItemId: 'w' } })).toBeNull();
});

test('what waits to be handed over says to whom', () => {
  const kept = { lane: 'l', state: 'queued', at: 1, customerId: 'max', expiresAt: null, entryId: null } as const;
  const toWhom = (command: Command) => outboxItemOf({ ...kept, command, reason: null, code: null }).destination;
  expect(toWhom(transfer)).toEqual({ to: 'queue', queueId: 'q' });
  const params = { workItemId: 'w', epoch: 1, agentId: 'priya', note: null };
  expect(toWhom({ id: 'd', kind: 'work.completeTransfer', params })).toEqual({ to: 'agent', agentId: 'priya' });
  expect(toWhom({ id: 'e', kind: 'work.reassign', params: { ...params, agentId: null } })).toBeUndefined();
});

test('who is here fades without news, goes when it is said, and the roster stays with its time', () => {
  let now = 0;
  const changed: string[] = [];
  const others = othersHeard(
    () => now,
    topic => void changed.push(topic),
  );
  const people = [{ agentId: 'p', name: 'Priya', doing: 'typing' as const }];
  others.hear('here.of', { customerId: 'max', madeAt: 1, people });
  others.hear('here.of', { customerId: 'ada', madeAt: 1, people });
  others.hear('here.of', { customerId: 'ada', madeAt: 2, people: [] });
  expect(others.here().map(({ customerId }) => customerId)).toEqual(['max']);
  others.hear('roster', { madeAt: 7, colleagues: [], queues: [] });
  now = FADES_MS;
  expect(others.here()).toEqual([]);
  expect(others.roster()?.madeAt).toBe(7);
  expect(changed).toEqual(['here', 'here', 'here', 'roster']);
});

test('work that one was asked into is found while it is held, and once one has come in', () => {
  const { cache, close } = openMemoryCache();
  const me = { agentId: mara.id, name: mara.name, since: NOW };
  const asked = workItem('max', { holderId: 'priya', participants: [{ ...me, role: 'asked' }] });
  const found = () => cache.workItems.sharedWith(mara.id).map(({ id }) => id);
  cache.write(() => void cache.workItems.put(asked));
  expect(found()).toEqual([]);
  cache.write(() => void cache.workItems.put({ ...asked, version: 2, participants: [{ ...me, role: 'consulted' }] }));
  expect(found()).toEqual([asked.id]);
  expect(cache.workItems.heldBy(mara.id)).toEqual([]);
  cache.write(() => void cache.workItems.put({ ...asked, version: 3, participants: [] }));
  expect(found()).toEqual([]);
  close();
});

test('that nobody hears where one is, is said once for each loss of the network', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  const said = (): number => logLines.filter(line => line.includes('here.unsaid')).length;
  const before = said();
  const tell = async (): Promise<void> => {
    for (const doing of ['looking', 'typing', 'looking'] as const)
      await desk.bridge.call('here.tell', { customerId: 'max', doing });
  };
  await connectionIs(desk, 'live');
  await backend.stop();
  await connectionIs(desk, 'offline');
  await tell();
  await eventually(() => expect(said()).toBe(before + 1));
  await tell();
  const back = await startBackend({ port: backend.port });
  let heard = 0;
  back.io.on('connection', socket =>
    socket.on('here', (_here, answer) => {
      heard++;
      answer({ ok: true, value: {} });
    }),
  );
  await connectionIs(desk, 'live');
  await tell();
  await eventually(() => expect(heard).toBe(3));
  // One after the other: what is acknowledged now came behind the answers.
  const acknowledged = back.seen.acks.length;
  back.append([]);
  await eventually(() => expect(back.seen.acks.length).toBeGreaterThan(acknowledged));
  await back.stop();
  await connectionIs(desk, 'offline');
  await tell();
  await eventually(() => expect(said()).toBe(before + 2));
});
