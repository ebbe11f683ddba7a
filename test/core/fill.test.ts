// Histories loaded ahead by a real core over real files: in whose order, when not, and how far.
import { expect, test } from 'vitest';
import { connectionIs, type Desk, eventually, startBackend, startDesk, tempFolder } from './support/desk.ts';
import { historiesOf, tellsHistories } from './support/histories.ts';
import { granted, messages, NOW, offer, workItem } from './support/records.ts';

const DAY = 86_400_000;
/** Time stands still, so that what is old stays as old. */
const clock = { now: () => NOW, monotonic: () => performance.now() };
/** Quiet is shorter than the pauses between the questions of these tests. */
const soon = { firstMs: 0, pauseMs: 1, quietMs: 2, restMs: 100, slower: 0 };
const started = { clock, fill: soon };

const haveOf = async (desk: Desk, customerId: string): Promise<number> =>
  (await desk.bridge.call('customer.open', { customerId, limit: 1 })).completeness.have;
const restsIn = (desk: Desk) =>
  eventually(async () => expect((await desk.bridge.call('keeping.read', {})).fill.state).toBe('rest'));

test('who waits in the agent’s queues comes first, then pins, then who was heard of last; all of them in the end', async () => {
  const backend = await startBackend({ now: clock.now });
  const histories = historiesOf({ old: 60, late: 1, pin: 90, waits: 120, other: 30 }, 300);
  const dataDir = tempFolder();
  const before = startDesk(backend.url, { clock, dataDir, keep: { fillEntries: 0 } });
  await connectionIs(before, 'live');
  const asked = tellsHistories(backend, histories);
  backend.append([
    { kind: 'work.changed', workItem: workItem('waits', { state: 'waiting', holderId: null }) },
    { kind: 'work.changed', workItem: workItem('other', { state: 'waiting', holderId: null, queueId: 'queue-else' }) },
  ]);
  await eventually(async () => expect(await haveOf(before, 'other')).toBe(50));
  await before.bridge.call('keeping.pin', { customerId: 'pin', caseId: null, isPinned: true });
  await before.core.stop();

  const desk = startDesk(backend.url, { ...started, dataDir });
  await connectionIs(desk, 'live');
  await restsIn(desk);
  const order = [...new Set(asked.map(({ customerId }) => customerId))];
  expect(order).toEqual(['waits', 'pin', 'late', 'other', 'old']);
  for (const customerId of histories.keys()) expect(await haveOf(desk, customerId)).toBe(300);
  // A rest is over when work comes.
  backend.append([
    granted('fresh', messages('fresh', 5), 100),
    { kind: 'work.changed', workItem: workItem('fresh', { state: 'waiting', holderId: null }) },
  ]);
  await eventually(() => expect(asked.at(-1)?.customerId).toBe('fresh'));
});

test('nothing is asked for while it rings or the screen asks, and it goes on afterwards', async () => {
  const backend = await startBackend({ now: clock.now });
  const desk = startDesk(backend.url, { ...started, fill: { ...soon, firstMs: 300 } });
  await connectionIs(desk, 'live');
  backend.append([granted('rings', messages('rings', 5)), { kind: 'offer.changed', offer: offer('rings') }]);
  const asked = tellsHistories(backend, historiesOf({ sam: 1, kim: 2 }, 400));
  await eventually(async () => expect((await desk.bridge.call('keeping.read', {})).fill.state).toBe('work'));
  await eventually(async () => expect(await haveOf(desk, 'kim')).toBe(50));
  // Many of its turns.
  await new Promise(resolve => setTimeout(resolve, 600));
  expect(asked).toEqual([]);
  backend.append([{ kind: 'offer.changed', offer: offer('rings', { version: 2, state: 'missed' }) }]);
  await restsIn(desk);
  expect(await haveOf(desk, 'kim')).toBe(400);
});

test('what is older than what is kept is neither stored nor asked for again, also after a restart', async () => {
  const backend = await startBackend({ now: clock.now });
  const dataDir = tempFolder();
  const keep = { days: 30 };
  const ago = (days: number, n: number) =>
    messages('sam', n, NOW - days * DAY).map(e => ({ ...e, id: `${days}-${e.id}` }));
  const histories = new Map([['sam', [...ago(40, 120), ...ago(20, 70), ...ago(1, 60)]]]);
  const first = startDesk(backend.url, { ...started, keep, dataDir });
  await connectionIs(first, 'live');
  const asked = tellsHistories(backend, histories);
  await eventually(() => expect(asked).toHaveLength(1));
  await restsIn(first);
  const mark = (await first.bridge.call('customer.open', { customerId: 'sam', limit: 1 })).completeness;
  expect(mark).toMatchObject({ have: 130, older: 120 });
  await first.core.stop();
  const again = startDesk(backend.url, { ...started, keep, dataDir });
  await connectionIs(again, 'live');
  await restsIn(again);
  expect(asked).toHaveLength(1);
  // A person who asks gets it all the same.
  await again.bridge.call('timeline.older', { customerId: 'sam' });
  expect(await haveOf(again, 'sam')).toBe(250);
});

test('a customer is loaded up to the bound, and a pin beyond it', async () => {
  const backend = await startBackend({ now: clock.now });
  const desk = startDesk(backend.url, { ...started, keep: { fillEntries: 200 } });
  await connectionIs(desk, 'live');
  tellsHistories(backend, historiesOf({ sam: 1, kim: 2 }, 700));
  await eventually(async () => expect(await haveOf(desk, 'kim')).toBe(250));
  await restsIn(desk);
  expect(await haveOf(desk, 'sam')).toBe(250);
  await desk.bridge.call('keeping.pin', { customerId: 'kim', caseId: 'case-kim', isPinned: true });
  await eventually(async () => expect(await haveOf(desk, 'kim')).toBe(700));
  expect(await haveOf(desk, 'sam')).toBe(250);
});

test('a backend that does not want to answer now is asked later, and seldom', async () => {
  const backend = await startBackend({ now: clock.now });
  const desk = startDesk(backend.url, { ...started, random: () => 0 });
  await connectionIs(desk, 'live');
  const asked = tellsHistories(backend, historiesOf({ sam: 1 }, 300), { refuse: n => n === 1 });
  await eventually(async () => expect(await haveOf(desk, 'sam')).toBe(300));
  expect(asked[1]!.at - asked[0]!.at).toBeGreaterThan(900);
});

test('a backend that brings nothing further is not asked again and again', async () => {
  const backend = await startBackend({ now: clock.now });
  const desk = startDesk(backend.url, { ...started, fill: { ...soon, restMs: 60_000 } });
  await connectionIs(desk, 'live');
  let asked = 0;
  backend.hasHistory((_, customerId) => ({ customerId, entries: [], older: 7 + 0 * asked++ }));
  backend.append([granted('sam', messages('sam', 5), 7)]);
  await restsIn(desk);
  expect(asked).toBeLessThanOrEqual(2);
});
