// All that is missing of a customer, because somebody wants it: page by page, with its progress, until it is here or stopped.
import { expect, test } from 'vitest';
import { connectionIs, type Desk, eventually, startBackend, startDesk } from './support/desk.ts';
import { historiesOf, tellsHistories } from './support/histories.ts';
import { granted, messages, NOW } from './support/records.ts';

const clock = { now: () => NOW, monotonic: () => performance.now() };
const keep = { fillEntries: 0 };

const markOf = async (desk: Desk, customerId: string) =>
  (await desk.bridge.call('customer.open', { customerId, limit: 1 })).completeness;
const ended = (desk: Desk) =>
  eventually(async () => expect((await desk.bridge.call('fetch.read', {})).running).toBe(false));

async function deskWith(histories: ReturnType<typeof historiesOf>, more: Parameters<typeof tellsHistories>[2] = {}) {
  const backend = await startBackend({ now: clock.now });
  const desk = startDesk(backend.url, { clock, keep });
  await connectionIs(desk, 'live');
  const asked = tellsHistories(backend, histories, more);
  const last = [...histories.keys()].at(-1)!;
  await eventually(async () => expect((await markOf(desk, last)).have).toBe(50));
  return { backend, desk, asked };
}

test('all of several customers comes, one after the other, and each page is told', async () => {
  const { desk, asked } = await deskWith(historiesOf({ sam: 1, kim: 2 }, 650));
  const began = await desk.bridge.call('fetch.start', { customerIds: ['sam', 'kim'] });
  expect(began.running).toBe(true);
  await ended(desk);
  const { customers } = await desk.bridge.call('fetch.read', {});
  expect(customers).toEqual(
    ['sam', 'kim'].map(customerId => ({ customerId, state: 'done', loaded: 600, left: 0, fault: null })),
  );
  expect(asked.map(one => one.customerId)).toEqual(['sam', 'sam', 'sam', 'kim', 'kim', 'kim']);
  expect(await markOf(desk, 'kim')).toMatchObject({ have: 650, older: 0 });
  expect(desk.pushes.filter(({ topic }) => topic === 'fetch').length).toBeGreaterThan(3);
});

test('stopped, what has come stays, the mark counts the rest, and it goes on from there when asked again', async () => {
  const { desk, asked } = await deskWith(historiesOf({ sam: 1 }, 5_050));
  await desk.bridge.call('fetch.start', { customerIds: ['sam'] });
  await eventually(() => expect(asked.length).toBeGreaterThan(1));
  const { customers } = await desk.bridge.call('fetch.stop', {});
  expect(customers).toMatchObject([{ state: 'stopped' }]);
  // The page that was under way is stored: then nothing more is asked for.
  let before = -1;
  await eventually(async () => {
    const { have } = await markOf(desk, 'sam');
    const isStill = have === before;
    before = have;
    expect(isStill).toBe(true);
  });
  const mark = await markOf(desk, 'sam');
  expect(mark.have + mark.older!).toBe(5_050);
  expect(mark.older).toBeGreaterThan(0);
  await desk.bridge.call('fetch.start', { customerIds: ['sam'] });
  await ended(desk);
  expect(await markOf(desk, 'sam')).toMatchObject({ have: 5_050, older: 0 });
});

test('a network that goes away ends it, with the reason, for those who wait too; without one it is refused', async () => {
  const { backend, desk, asked } = await deskWith(historiesOf({ sam: 1, kim: 2 }, 5_050));
  await desk.bridge.call('fetch.start', { customerIds: ['sam', 'kim'] });
  await eventually(() => expect(asked.length).toBeGreaterThan(1));
  await backend.stop();
  await ended(desk);
  expect((await desk.bridge.call('fetch.read', {})).customers).toMatchObject([
    { customerId: 'sam', state: 'failed', fault: 'offline' },
    { customerId: 'kim', state: 'failed', fault: 'offline', loaded: 0 },
  ]);
  const mark = await markOf(desk, 'sam');
  expect(mark.have + mark.older!).toBe(5_050);
  await connectionIs(desk, 'offline');
  await expect(desk.bridge.call('fetch.start', { customerIds: ['sam'] })).rejects.toMatchObject({ code: 'offline' });
});

test('a backend that asks to try again is asked again', async () => {
  const { desk } = await deskWith(historiesOf({ sam: 1 }, 450), { refuse: n => n === 1 });
  await desk.bridge.call('fetch.start', { customerIds: ['sam'] });
  await ended(desk);
  expect(await markOf(desk, 'sam')).toMatchObject({ have: 450, older: 0 });
});

test('a backend that brings nothing further, and somebody unknown, end with a reason instead of never', async () => {
  const backend = await startBackend({ now: clock.now });
  const desk = startDesk(backend.url, { clock, keep });
  await connectionIs(desk, 'live');
  backend.hasHistory((_, customerId) => ({ customerId, entries: [], older: 7 }));
  backend.append([granted('sam', messages('sam', 5), 7)]);
  await eventually(async () => expect((await markOf(desk, 'sam')).older).toBe(7));
  await desk.bridge.call('fetch.start', { customerIds: ['sam', 'nobody'] });
  await ended(desk);
  expect((await desk.bridge.call('fetch.read', {})).customers).toMatchObject([
    { state: 'failed', fault: 'internal' },
    { state: 'failed', fault: 'not-found' },
  ]);
});
