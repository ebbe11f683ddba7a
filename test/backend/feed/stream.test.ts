import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { append, grantCustomer, MAX_EVENT_BYTES } from '../../../backend/feed/log.ts';
import type { Tailer } from '../../../backend/feed/tailer.ts';
import { isGranted } from '../../../backend/feed/scopes.ts';
import { readIncarnation } from '../../../backend/feed/incarnation.ts';
import type { Store } from '../../../backend/store/db.ts';
import { type CustomerGrant, LIMITS } from '../../../shared/contract/wire.ts';
import { systemClock } from '../../../shared/lib/clock.ts';
import { deskOn, feedStore, queueNamed, tailing, tell, type TestDesk } from './desk.ts';

let store: Store;
let tailer: Tailer;
const read: string[] = [];
/** Bytes of each customer's only case subject, to make grants large. */
let weight = 10;

async function grantOf(id: string): Promise<CustomerGrant | null> {
  read.push(id);
  if (id === 'gone') return null;
  const customer = {
    id,
    version: 1,
    name: 'x'.repeat(weight),
    known: true,
    language: null,
    timeZone: null,
    value: null,
    identities: [],
    candidates: [],
  };
  return { customer, cases: [], interactions: [], entries: [], older: 0 };
}

beforeAll(async () => {
  store = await feedStore();
  tailer = await tailing(store, grantOf);
});
beforeEach(() => {
  weight = 10;
  read.length = 0;
});
afterAll(async () => {
  await tailer.stop();
  await store.close();
});

let people = 0;
const somebody = () => `agent-${++people}`;
const grant = (agentIds: string[], customerId: string) =>
  store.transaction(tx => grantCustomer(tx, agentIds, customerId)).then(() => tailer.wake());
const say = (to: Parameters<typeof tell>[1], ...names: string[]) => tell(store, to, ...names).then(() => tailer.wake());
const deskOf = (agentId: string, more: object = {}) =>
  deskOn({ store, tailer, agentId, source: { grantOf, snapshotOf: async () => [queueNamed('start')] }, ...more });
const caughtUp = (desk: TestDesk) =>
  vi.waitUntil(() => desk.pages.at(-1)?.left === 0, { interval: 5, timeout: 10_000 });
async function liveDesk(agentId: string, more: object = {}): Promise<TestDesk> {
  const desk = deskOf(agentId, more);
  desk.resume(null);
  await caughtUp(desk);
  return desk;
}

test('a new desk gets a snapshot: what it starts from, then its customers, newest first', async () => {
  const ann = somebody();
  for (const id of ['c1', 'c2', 'c3']) await grant([ann], id);
  const desk = await liveDesk(ann);

  expect(desk.heard).toEqual(['start', 'granted c3', 'granted c2', 'granted c1']);
  expect(desk.pages[0]).toMatchObject({ after: null, reset: true, left: 3 });
  expect(desk.pages.slice(1).every(page => !page.reset)).toBe(true);
});

test('a snapshot is cut into pages by bytes, and goes on where the connection was lost', async () => {
  const ann = somebody();
  const ids = Array.from({ length: 25 }, (_, i) => `big${i}`);
  for (const id of ids) await grant([ann], id);
  weight = 900_000;
  const desk = deskOf(ann);
  desk.applies = false;
  desk.resume(null);
  await expect.poll(() => desk.pages.length).toBe(LIMITS.pagesInFlight);
  desk.stream.close();
  const [first] = desk.heard.slice(-1);
  expect(first).toBe('granted big19'); // six of them fill a page
  expect(desk.pages[1]!.left).toBe(19);

  const again = deskOf(ann);
  again.resume(desk.cursor);
  await caughtUp(again);
  expect(again.pages.some(page => page.reset)).toBe(false);
  expect([...desk.heard, ...again.heard]).toEqual(['start', ...ids.toReversed().map(id => `granted ${id}`)]);
  for (const page of again.pages) expect(Buffer.byteLength(JSON.stringify(page))).toBeLessThan(LIMITS.messageBytes);
});

test('what happens during a snapshot follows it', async () => {
  const ann = somebody();
  await grant([ann], 'early');
  const desk = deskOf(ann);
  desk.applies = false;
  desk.resume(null);
  await expect.poll(() => desk.pages.length).toBe(2);
  await grant([ann], 'meanwhile');
  await say({ agent: ann }, 'news');
  desk.applies = true;
  desk.acknowledge();
  await caughtUp(desk);
  expect(desk.heard).toEqual(['start', 'granted early', 'granted meanwhile', 'news']);
});

test('each desk gets what is for it and nothing else', async () => {
  const [ann, ben, lea] = [somebody(), somebody(), somebody()];
  const desks = [await liveDesk(ann), await liveDesk(ben), await liveDesk(lea, { lead: true })];
  await say({ customer: 'cust' }, 'before any grant');
  await grant([ann], 'cust');
  await say({ customer: 'cust' }, 'of the customer');
  await say({ agent: ben }, 'for ben');
  await say({ leads: true }, 'for leads');
  await say({ team: true }, 'for all');

  await expect
    .poll(() => desks.map(desk => desk.heard.slice(1)))
    .toEqual([
      ['granted cust', 'of the customer', 'for all'],
      ['for ben', 'for all'],
      ['for leads', 'for all'],
    ]);
  // … and the same to those who come back from before it all.
  for (const [index, agentId] of [ann, ben, lea].entries()) {
    const again = deskOf(agentId, { lead: index === 2 });
    const place = desks[index]!.pages.findLast(page => page.left === 0 && page.events.length === 0)!.upto;
    again.resume(place);
    await caughtUp(again);
    expect(again.heard).toEqual(desks[index]!.heard.slice(1));
  }
});

test('history comes before the ring, and a grant for many is read once', async () => {
  const [ann, ben] = [somebody(), somebody()];
  const [one, two] = [await liveDesk(ann), await liveDesk(ben)];
  await store.transaction(async tx => {
    await grantCustomer(tx, [ann, ben], 'caller');
    await append(tx, [{ to: { agent: ann }, event: queueNamed('ring') }]);
  });
  tailer.wake();
  await expect.poll(() => one.heard.slice(1)).toEqual(['granted caller', 'ring']);
  await expect.poll(() => two.heard.slice(1)).toEqual(['granted caller']);
  expect(read.filter(id => id === 'caller')).toHaveLength(1);
});

test('granting again says nothing', async () => {
  const ann = somebody();
  const desk = await liveDesk(ann);
  await grant([ann], 'twice');
  await grant([ann, ann], 'twice');
  await say({ agent: ann }, 'end');
  await expect.poll(() => desk.heard.slice(1)).toEqual(['granted twice', 'end']);
  expect(await isGranted(store, ann, 'twice')).toBe(true);
  expect(await isGranted(store, somebody(), 'twice')).toBe(false);
});

test('a customer who cannot be read any more does not stop the feed', async () => {
  const ann = somebody();
  const desk = await liveDesk(ann);
  await grant([ann], 'gone');
  await say({ agent: ann }, 'end');
  await expect.poll(() => desk.heard.slice(1)).toEqual(['end']);
  const again = await liveDesk(ann);
  expect(again.heard).toEqual(['start']);
});

test.each([
  ['of another log', (cursor: string) => cursor.replace(/.$/, last => (last === 'a' ? 'b' : 'a'))],
  ['from a future that a restore took back', () => '999999999.999999999.abcdef123456'],
  ['beyond what a transaction id can be', () => '99999999999999999999.1.abcdef123456'],
  ['that is no cursor', () => "1' OR 1=1 --"],
  ['in the head of a snapshot', (cursor: string) => `h.${cursor}`],
])('a cursor %s leads to a snapshot', async (_name, forge) => {
  const ann = somebody();
  const desk = await liveDesk(ann);
  const again = deskOf(ann);
  again.resume(forge(desk.cursor!));
  await caughtUp(again);
  expect(again.pages[0]).toMatchObject({ after: null, reset: true });
});

test('pages hold at most so many events, and what is left is counted to the last one', async () => {
  const ann = somebody();
  const place = (await liveDesk(ann)).cursor;
  const names = Array.from({ length: 2_500 }, (_, i) => `n${i}`);
  await say({ agent: ann }, ...names);
  await say({ agent: somebody() }, 'not hers');
  const desk = deskOf(ann);
  desk.resume(place);
  await caughtUp(desk);
  expect(desk.heard).toEqual(names);
  expect(desk.pages.map(({ events, left }) => [events.length, left])).toEqual([
    [1_000, 1_500],
    [1_000, 500],
    [500, 0],
  ]);
});

const large = (name: string) => name.padEnd(2_500_000, '.');

test('pages are cut by bytes too, and one event that fills a page alone still goes', async () => {
  const ann = somebody();
  const place = (await liveDesk(ann)).cursor;
  await say({ agent: ann }, large('a'), large('b'), large('c'));
  const desk = deskOf(ann);
  desk.resume(place);
  await caughtUp(desk);
  expect(desk.pages.map(({ events, left }) => [events.length, left])).toEqual([
    [2, 1],
    [1, 0],
  ]);
  await expect(tell(store, { agent: ann }, 'x'.repeat(MAX_EVENT_BYTES))).rejects.toMatchObject({ code: 'too-large' });
});

test('a slow desk has two pages under way, costs no memory, and misses nothing', async () => {
  const ann = somebody();
  const desk = await liveDesk(ann);
  desk.applies = false;
  const pages = desk.pages.length;
  const names = ['a', 'b', 'c', 'd', 'e'];
  for (const name of names) await say({ agent: ann }, name);
  await expect.poll(() => desk.pages.length).toBe(pages + LIMITS.pagesInFlight);
  const have = desk.heard.length;
  await say({ agent: ann }, 'f');
  await say({ agent: await liveDesk(somebody()).then(() => ann) }, 'g'); // another desk has read up to here meanwhile
  expect(desk.heard).toHaveLength(have);
  desk.applies = true;
  desk.acknowledge();
  await expect.poll(() => desk.heard.slice(1)).toEqual([...names, 'f', 'g']);
});

test('a desk that could not apply a page is left alone until it resumes', async () => {
  const ann = somebody();
  const desk = await liveDesk(ann);
  desk.applies = false;
  const before = desk.cursor;
  await say({ agent: ann }, 'refused');
  await expect.poll(() => desk.heard.slice(1)).toEqual(['refused']);
  desk.acknowledge(false);
  desk.applies = true;
  await say({ agent: ann }, 'unheard');
  expect(desk.heard.slice(1)).toEqual(['refused']);
  desk.resume(before);
  await expect.poll(() => desk.heard.slice(2)).toEqual(['refused', 'unheard']);
});

test('a silent feed beats, and says to when it is complete', async () => {
  const ann = somebody();
  let ahead = 0;
  const clock = { now: () => Date.now(), monotonic: () => systemClock.monotonic() + ahead };
  const desk = await liveDesk(ann, { clock });
  const pages = desk.pages.length;
  desk.stream.tick();
  expect(desk.pages).toHaveLength(pages);
  ahead = LIMITS.heartbeatMs;
  const before = desk.pages.at(-1)!.at;
  await expect.poll(() => tailer.completeTo(), { timeout: 3_000 }).toBeGreaterThan(before);
  desk.stream.tick();
  expect(desk.pages).toHaveLength(pages + 1);
  expect(desk.pages.at(-1)).toMatchObject({ events: [], left: 0, reset: false });
  expect(desk.pages.at(-1)!.at).toBeGreaterThan(before);
  ahead = 60_000; // the log was not read for a minute: a beat would claim too much
  desk.stream.tick();
  expect(desk.pages).toHaveLength(pages + 1);
});

test('words that JSON can hold and a database column cannot come through unchanged', async () => {
  const ann = somebody();
  const desk = await liveDesk(ann);
  const hostile = 'a\u0000b\ud800c"\\{}\u202e\n🛫';
  await say({ agent: ann }, hostile);
  await expect.poll(() => desk.heard.slice(1)).toEqual([hostile]);
});

// Last: it renames the log.
test('a log restored into a younger cluster begins anew and keeps who may see whom', async () => {
  const ann = somebody();
  for (const id of ['k1', 'k2']) await grant([ann], id);
  const old = await liveDesk(ann);
  const name = await readIncarnation(store);
  expect(await readIncarnation(store)).toBe(name);
  await store.query(`UPDATE feed_log SET xid = '9000000000'::xid8 WHERE seq = (SELECT max(seq) FROM feed_log)`);

  expect(await readIncarnation(store)).not.toBe(name);
  const desk = deskOf(ann);
  desk.resume(old.cursor);
  await caughtUp(desk);
  expect(desk.pages[0]!.reset).toBe(true);
  expect(desk.heard).toEqual(['start', 'granted k2', 'granted k1']);
});
