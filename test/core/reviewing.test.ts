// What a reviewer asks for beyond the desk: asked of a backend, kept here over a restart, loaded whole and not given up.
import { expect, test } from 'vitest';
import type { ReviewSet } from '../../shared/contract/review.ts';
import { connectionIs, type Desk, eventually, startBackend, startDesk, tempFolder } from './support/desk.ts';
import { historiesOf, tellsHistories } from './support/histories.ts';
import { NOW } from './support/records.ts';

const YEARS = 9 * 365;
const clock = { now: () => NOW, monotonic: () => performance.now() };
const FILL = { firstMs: 0, pauseMs: 0, quietMs: 0, restMs: 60_000, slower: 0 };
const setOf = (id: string, customerIds: string[], more: Partial<ReviewSet> = {}): ReviewSet => ({
  id,
  what: { kind: 'import', importId: 'i1' },
  name: 'archive.csv',
  madeAt: NOW,
  until: NOW + 30 * 86_400_000,
  customerIds,
  ...more,
});

/** A backend that knows these sets, and answers what was asked of it. */
async function backendWith(sets: ReviewSet[]) {
  const backend = await startBackend({ now: clock.now });
  const asked: { name: string; input: unknown }[] = [];
  const value: Record<string, (input: never) => unknown> = {
    'review.find': () => ({ found: [], more: false, leftOut: [], unread: 0 }),
    'review.choices': () => ({ maySets: true, imports: [] }),
    'review.weigh': () => ({ customers: 9, fits: 9, here: 0, entries: 9_000, bytes: 4e6, from: 0, to: NOW }),
    'review.bring': () => sets[0],
    'review.sets': () => ({ sets }),
    'review.letGo': () => {
      sets.splice(0);
      return { customers: 1 };
    },
  };
  backend.io.on('connection', socket => {
    for (const [name, answer] of Object.entries(value))
      socket.on(name, (input, acknowledge) => {
        asked.push({ name, input });
        acknowledge({ ok: true, value: answer(input as never) });
      });
  });
  return { backend, asked };
}

const brought = async (desk: Desk) => (await desk.bridge.call('review.brought', {})).sets;

test('what is brought is loaded whole, however old, and nothing of it is given up while it is brought', async () => {
  const { backend } = await backendWith([setOf('s1', ['sam'])]);
  const desk = startDesk(backend.url, { clock, keep: { days: 30, fillEntries: 100 }, fill: FILL });
  await connectionIs(desk, 'live');
  tellsHistories(backend, historiesOf({ sam: YEARS, kim: YEARS }, 650));
  await desk.bridge.call('review.bring', { what: { kind: 'import', importId: 'i1' } });
  await eventually(async () =>
    expect(await brought(desk)).toMatchObject([{ customers: 1, here: 1, entries: 650, older: 0, name: 'archive.csv' }]),
  );
  await desk.bridge.call('keeping.makeRoom', { all: true });
  const have = async (customerId: string) =>
    (await desk.bridge.call('customer.open', { customerId, limit: 1 })).completeness;
  expect(await have('sam')).toMatchObject({ have: 650, older: 0 });
  expect(await have('kim')).toMatchObject({ have: 50, older: 600 });
});

test('the screen is told when the last of a set has come behind work, and not before all is there', async () => {
  const { backend } = await backendWith([setOf('s1', ['sam'])]);
  const desk = startDesk(backend.url, { clock, fill: { ...FILL, restMs: 600_000 } });
  await connectionIs(desk, 'live');
  tellsHistories(backend, historiesOf({ sam: YEARS }, 650));
  await desk.bridge.call('review.bring', { what: { kind: 'import', importId: 'i1' } });
  // As the screen has it: read again whenever it is told, and not otherwise.
  let told = 0;
  let shown = await brought(desk);
  await eventually(async () => {
    const now = desk.pushes.filter(({ topic }) => topic === 'review').length;
    if (now > told) shown = await brought(desk);
    told = now;
    expect(shown).toMatchObject([{ entries: 650, older: 0 }]);
  });
});

test('what was brought is known without a network and after a restart, and is heard of anew with one', async () => {
  const sets = [
    setOf('s1', ['sam', 'kim']),
    setOf('s2', ['lee'], { what: { kind: 'customers', customerIds: ['lee'] } }),
  ];
  const { backend } = await backendWith(sets);
  const dataDir = tempFolder();
  const first = startDesk(backend.url, { clock, dataDir });
  await connectionIs(first, 'live');
  await first.bridge.call('review.bring', { what: { kind: 'customers', customerIds: ['lee'] } });
  await first.core.stop();

  const { port } = backend;
  await backend.stop();
  const second = startDesk(backend.url, { clock, dataDir });
  expect(await brought(second)).toMatchObject([
    { id: 's1', customers: 2, here: 0, people: [] },
    { id: 's2', customers: 1, people: [{ customerId: 'lee', name: null }] },
  ]);
  await expect(second.bridge.call('review.find', { query: 'spotify' })).rejects.toMatchObject({ code: 'offline' });
  await expect(second.bridge.call('review.letGo', { setId: 's1' })).rejects.toMatchObject({ code: 'offline' });
  expect(await brought(second)).toHaveLength(2);
  expect(port).toBeGreaterThan(0);
});

test('what was let go elsewhere is let go here as soon as somebody looks', async () => {
  const sets = [setOf('s1', ['sam'])];
  const { backend } = await backendWith(sets);
  const desk = startDesk(backend.url, { clock });
  await connectionIs(desk, 'live');
  await brought(desk);
  await eventually(async () => expect(await brought(desk)).toHaveLength(1));
  expect((await desk.bridge.call('review.letGo', { setId: 's1' })).sets).toEqual([]);
  expect(await brought(desk)).toEqual([]);
});

test('a set is weighed against the room that there is: the backend is told how many entries fit', async () => {
  const { backend, asked } = await backendWith([]);
  const desk = startDesk(backend.url, { clock, keep: { megabytes: 10, freeMegabytes: 0 } });
  await connectionIs(desk, 'live');
  const weighed = await desk.bridge.call('review.weigh', { what: { kind: 'period', from: 0, to: NOW } });
  const { most } = asked.find(({ name }) => name === 'review.weigh')!.input as { most: number };
  // Eight of the ten megabytes, less what the empty file takes, at some 2.5 kB an entry.
  expect(most).toBeGreaterThan(1_500);
  expect(most).toBeLessThan(3_400);
  expect(weighed.room).toBeLessThan(8);
  // By what the backend has read of them, not by what lies here.
  expect(weighed.megabytes).toBeCloseTo(17.5, 0);
});

test('whom this desk may no longer see goes, brought or not', async () => {
  const { backend } = await backendWith([setOf('s1', ['sam'])]);
  const desk = startDesk(backend.url, { clock });
  await connectionIs(desk, 'live');
  tellsHistories(backend, historiesOf({ sam: 1 }, 5));
  await desk.bridge.call('review.bring', { what: { kind: 'import', importId: 'i1' } });
  await eventually(async () => expect(await brought(desk)).toMatchObject([{ here: 1 }]));
  backend.append([{ kind: 'customer.revoked', customerId: 'sam' }]);
  await eventually(async () => expect(await brought(desk)).toMatchObject([{ customers: 0, here: 0 }]));
});
