// What is kept on a desk, over the bridge of a real core: limits, pins, what takes the space, room made at once.
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { connectionIs, type Desk, eventually, startBackend, startDesk, tempFolder } from './support/desk.ts';
import { historiesOf, tellsHistories } from './support/histories.ts';
import { email, granted, NOW } from './support/records.ts';

/** It goes on: what was opened a moment ago was opened before now. */
const clock = { now: () => NOW + Math.floor(performance.now()), monotonic: () => performance.now() };
const fill = { firstMs: 0, pauseMs: 1, quietMs: 2, restMs: 100, slower: 0 };

const haveOf = async (desk: Desk, customerId: string): Promise<number> =>
  (await desk.bridge.call('customer.open', { customerId, limit: 1 })).completeness.have;
const read = (desk: Desk) => desk.bridge.call('keeping.read', {});
const restsIn = (desk: Desk) => eventually(async () => expect((await read(desk)).fill.state).toBe('rest'));

/** Nobody is open, and nobody was read lately: whatever a test opens to look at it is forgotten by a policy of no hours. */
const given = { openedHours: 0 };

async function filled(more: Parameters<typeof startDesk>[1] = {}) {
  const backend = await startBackend({ now: clock.now });
  const dataDir = tempFolder();
  const desk = startDesk(backend.url, { clock, fill, dataDir, keep: given, ...more });
  await connectionIs(desk, 'live');
  tellsHistories(backend, historiesOf({ sam: 1, kim: 100, lee: 200 }, 350));
  await eventually(async () => expect(await haveOf(desk, 'lee')).toBe(350));
  await restsIn(desk);
  return { backend, desk, dataDir };
}

test('a limit is the agent’s to choose and is kept over a restart; one that was given from outside is not', async () => {
  const dataDir = tempFolder();
  const keep = { days: 90 };
  const desk = startDesk('http://127.0.0.1:1', { clock, dataDir, keep });
  expect(await read(desk)).toMatchObject({
    limits: { days: 90, megabytes: 2_048, freeMegabytes: 1_024, fillEntries: 1_000 },
    given: ['days'],
  });
  const next = await desk.bridge.call('keeping.write', { megabytes: 300 });
  expect(next.limits).toMatchObject({ days: 90, megabytes: 300 });
  await expect(desk.bridge.call('keeping.write', { days: 400, megabytes: 9_999 })).rejects.toMatchObject({
    code: 'denied',
  });
  await desk.core.stop();
  const again = startDesk('http://127.0.0.1:1', { clock, dataDir, keep });
  expect((await read(again)).limits).toMatchObject({ days: 90, megabytes: 300 });
  const freed = startDesk('http://127.0.0.1:1', { clock, dataDir: tempFolder() });
  expect(await read(freed)).toMatchObject({ limits: { days: 400 }, given: [] });
});

test('shorter limits take effect soon, and pins are outside of them', async () => {
  const { desk } = await filled();
  await desk.bridge.call('keeping.pin', { customerId: 'lee', caseId: 'case-lee', isPinned: true });
  await desk.bridge.call('keeping.write', { days: 30 });
  await eventually(async () => expect(await haveOf(desk, 'kim')).toBe(50));
  expect(await haveOf(desk, 'lee')).toBe(350);
  expect(await haveOf(desk, 'sam')).toBe(350);
  expect((await read(desk)).pins).toMatchObject([
    { customerId: 'lee', caseId: 'case-lee', customerName: 'Customer lee', caseNumber: 48213, entries: 350, older: 0 },
  ]);
  await desk.bridge.call('keeping.pin', { customerId: 'lee', caseId: 'case-lee', isPinned: false });
  await desk.bridge.call('keeping.makeRoom', { all: false });
  expect(await haveOf(desk, 'lee')).toBe(50);
});

test('F8: a cache that is filled anew still has the pins, and fills them first', async () => {
  const { backend, desk, dataDir } = await filled();
  await desk.bridge.call('keeping.pin', { customerId: 'lee', caseId: null, isPinned: true });
  await desk.core.stop();
  for (const end of ['', '-wal', '-shm']) rmSync(desk.files.cache + end, { force: true });
  const again = startDesk(backend.url, { clock, fill, dataDir, keep: { ...given, fillEntries: 60 } });
  await connectionIs(again, 'live');
  await eventually(async () => expect(await haveOf(again, 'lee')).toBe(350));
  expect((await read(again)).pins).toMatchObject([{ customerId: 'lee', caseId: null, entries: 350 }]);
});

test('room made at once: by the limits nothing, if asked all that may go, never drafts, pins or what stays always', async () => {
  const { desk } = await filled();
  await desk.bridge.call('keeping.pin', { customerId: 'lee', caseId: null, isPinned: true });
  await desk.bridge.call('draft.write', {
    caseId: null,
    customerId: 'kim',
    mode: 'note',
    text: 'words',
    target: null,
    subject: null,
  });
  expect(await desk.bridge.call('keeping.makeRoom', { all: false })).toMatchObject({ entries: 0 });
  await desk.bridge.call('keeping.write', { fillEntries: 0 });
  const made = await desk.bridge.call('keeping.makeRoom', { all: true });
  expect(made.entries).toBe(300);
  expect(made.bytes).toBeGreaterThan(0);
  expect(await Promise.all(['sam', 'kim', 'lee'].map(id => haveOf(desk, id)))).toEqual([50, 350, 350]);
});

test('what takes the space is counted: entries by channel, age and customer, mails, index, and the file as it is', async () => {
  const { backend, desk } = await filled();
  const html = `<p>${'long '.repeat(20_000)}</p>`;
  backend.append([granted('mail', [email('mail', 'mail-1', NOW, html)])]);
  await eventually(async () => expect(await haveOf(desk, 'mail')).toBe(1));
  const space = await desk.bridge.call('keeping.space', {});
  const bytes = Object.fromEntries(space.parts.map(one => [one.part, one.bytes]));
  expect(space).toMatchObject({ entries: 1_051, customers: 4 });
  expect(space.byChannel).toMatchObject([
    { channel: 'x', entries: 1_050 },
    { channel: 'email', entries: 1 },
  ]);
  expect(space.byAge.map(({ days, entries }) => [days, entries])).toEqual([
    [30, 351],
    [90, 0],
    [365, 700],
    [null, 0],
  ]);
  expect(space.byCustomer.map(one => [one.name, one.entries])).toContainEqual(['Customer kim', 350]);
  expect(bytes.mail).toBe(html.length);
  expect(bytes.index).toBeGreaterThan(10_000);
  const inFile = ['entries', 'index', 'mail', 'lookup', 'empty', 'journal'].reduce(
    (sum, part) => sum + bytes[part]!,
    0,
  );
  expect(inFile).toBe(space.file);
});
