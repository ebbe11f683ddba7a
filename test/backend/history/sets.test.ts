// Who is in a set and for how long, what one agent may have brought in all, and what is refused and written down.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { granting } from '../../../backend/feed/log.ts';
import { scopeOfAgent } from '../../../backend/history/review.ts';
import type { Reviewer } from '../../../backend/history/reviewer.ts';
import { bring, letGo } from '../../../backend/history/sets/bring.ts';
import { pruneSets, setsOf } from '../../../backend/history/sets/brought.ts';
import { weigh } from '../../../backend/history/sets/weigh.ts';
import { runAll } from '../../../backend/store/db.ts';
import { REVIEW_LIMITS, type ReviewWhat } from '../../../shared/contract/review.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { DAY, imported, newWorld, NOW, type World } from '../intake/world.ts';

const THEN = NOW - 800 * DAY;
const ROOM = 1_000_000;
let world: World;
let ids: readonly string[];
let lead: Reviewer;
let agent: Reviewer;

const said = (externalId: string, at: number) =>
  ({
    type: 'message',
    live: false,
    externalId,
    channel: 'email',
    party: { address: `${externalId}@post.example` },
    text: 'Where is my bag?',
    at,
  }) as const;
async function reviewer(agentId: string, role: Reviewer['role']): Promise<Reviewer> {
  return { agentId, role, scope: (await scopeOfAgent(world.db, agentId))! };
}

beforeAll(async () => {
  world = await newWorld();
  await world.takeIn({
    type: 'agent',
    externalId: 'l-mail',
    name: 'Lead',
    role: 'lead',
    queues: ['Email, general'],
    secret: 'long enough, as is told',
  });
  const records = [said('first', THEN), said('second', THEN + DAY), said('third', THEN + 2 * DAY)];
  ids = (await world.centre.intake(records, 'mails.csv')).map(result => imported(result).customerId!);
  lead = await reviewer('l-mail', 'lead');
  agent = await reviewer('a-mara', 'agent');
});
afterAll(() => world.db.close());
afterEach(async () => {
  await world.db.query(`DELETE FROM customer_grant`);
  await world.db.query(`DELETE FROM review_set`);
});

const setting = () => ({ db: world.db, id: uuidv7, now: world.now });
const named = (...customerIds: string[]): ReviewWhat => ({ kind: 'customers', customerIds });
const brings = (who: Reviewer, what: ReviewWhat) => bring(setting(), who, { what, most: ROOM });
const counted = async (what: ReviewWhat, most = ROOM) => (await weigh(world.db, lead, { what, most })).customers;
const grants = () =>
  world.db.query<{ id: string; why: string }>(`SELECT customer_id AS id, why FROM customer_grant ORDER BY 1, 2`);

describe('who is in a set', () => {
  test('of a period: whose cases were open in it, from its first millisecond up to its last', async () => {
    const period = (from: number, to: number): ReviewWhat => ({ kind: 'period', from, to });
    expect(await counted(period(THEN, THEN + 2 * DAY + 1))).toBe(3);
    expect(await counted(period(THEN, THEN + 2 * DAY))).toBe(2);
    expect(await counted(period(THEN + 1, THEN + DAY + 1))).toBe(1);
    expect(await counted(period(THEN + 1, THEN + DAY))).toBe(0);
    await world.db.query(`UPDATE "case" SET opened_at = opened_at - ${DAY} WHERE customer_id = $1`, [ids[0]]);
    expect(await counted(period(THEN - DAY + 1, THEN))).toBe(1);
    await world.db.query(`UPDATE "case" SET opened_at = opened_at + ${DAY} WHERE customer_id = $1`, [ids[0]]);
  });

  test('of a queue: whose work entered it then', async () => {
    const record = { ...said('live', NOW), live: true, queue: 'Email, general' };
    const { customerId } = imported((await world.takeIn(record))[0]);
    const queue = (from: number, to: number): ReviewWhat => ({ kind: 'queue', queueId: 'q-mail', from, to });
    expect(await counted(queue(NOW, NOW + 1))).toBe(1);
    expect(await counted(queue(NOW + 1, NOW + DAY))).toBe(0);
    expect(await counted(queue(NOW - DAY, NOW))).toBe(0);
    expect(await brings(lead, queue(NOW, NOW + 1))).toMatchObject({ customerIds: [customerId] });
  });

  test('is weighed with who is there already', async () => {
    const grants = [granting(['l-mail'], ids[0]!), granting(['a-mara'], ids[1]!)];
    await world.db.transaction(tx => runAll(tx, grants));
    const weighed = await weigh(world.db, lead, { what: named(...ids), most: ROOM });
    expect(weighed).toMatchObject({ customers: 3, fits: 3, here: 1, from: THEN, to: THEN + 2 * DAY });
    await world.db.query(`DELETE FROM feed_grant WHERE agent_id IN ('l-mail', 'a-mara')`);
  });
});

describe('how long it stays', () => {
  test('a lead has it for thirty days, an agent for seven', async () => {
    expect((await brings(lead, named(ids[0]!))).until).toBe(world.now() + 30 * DAY);
    expect((await brings(agent, named(ids[0]!))).until).toBe(world.now() + 7 * DAY);
  });

  test('brought again it stays as long from then on, for each who is in it, and is the same set', async () => {
    const all: ReviewWhat = { kind: 'period', from: THEN, to: THEN + DAY };
    const first = await brings(lead, all);
    world.pass(20 * DAY);
    const again = await brings(lead, all);
    expect(again).toMatchObject({ id: first.id, until: first.until + 20 * DAY });
    world.pass(20 * DAY);
    expect((await setsOf(world.db, 'l-mail', world.now())).map(({ customerIds }) => customerIds)).toEqual([[ids[0]]]);
  });

  test('what has ended goes from the tables, and nothing else that was given', async () => {
    const ends = (await brings(agent, named(ids[0]!))).until;
    const stays = await brings(lead, named(ids[1]!));
    const given = `INSERT INTO customer_grant (agent_id, customer_id, why, until) VALUES ('a-mara', $1, 'named in a note', 1)`;
    await world.db.query(given, [ids[2]]);
    expect(await pruneSets(world.db, ends)).toBe(0);
    expect(await pruneSets(world.db, ends + 1)).toBe(2);
    const left = await grants();
    expect(left).toHaveLength(2);
    expect(left).toEqual(
      expect.arrayContaining([
        { id: ids[1], why: `review:${stays.id}` },
        { id: ids[2], why: 'named in a note' },
      ]),
    );
    expect(await world.db.query(`SELECT id FROM review_set`)).toEqual([{ id: stays.id }]);
  });
});

describe('what one agent may have', () => {
  test('who is named one by one shares a set, the newest set stands first', async () => {
    const first = await brings(lead, named(ids[0]!));
    world.pass(1_000);
    const second = await brings(lead, named(ids[1]!));
    expect(second.id).toBe(first.id);
    expect(second.customerIds.toSorted()).toEqual([ids[0], ids[1]].toSorted());
    expect(second.what).toEqual(named(ids[1]!, ids[0]!));
    world.pass(1_000);
    await brings(lead, { kind: 'period', from: THEN, to: THEN + DAY });
    const kinds = (await setsOf(world.db, 'l-mail', world.now())).map(({ what }) => what.kind);
    expect(kinds).toEqual(['period', 'customers']);
  });

  test('are so many sets: another is refused, and one that is there can be brought again', async () => {
    const period = (n: number): ReviewWhat => ({ kind: 'period', from: THEN - n, to: THEN + DAY });
    for (let n = 0; n < REVIEW_LIMITS.sets; n++) await brings(lead, period(n));
    await expect(brings(lead, period(REVIEW_LIMITS.sets))).rejects.toMatchObject({ code: 'conflict' });
    expect(await brings(lead, period(0))).toMatchObject({ what: period(0) });
  });

  test('are so many customers in all their sets; sets of others do not count', async () => {
    const fill = async (agentId: string, customers: number) => {
      const what = JSON.stringify({ kind: 'import', importId: agentId });
      await world.db.query(
        `INSERT INTO review_set (id, agent_id, what, name, made_at, until) VALUES ($1, $2, $3::json, null, 1, $4)`,
        [`set-${agentId}`, agentId, what, world.now() + DAY],
      );
      await world.db.query(
        `INSERT INTO customer_grant (agent_id, customer_id, why, until)
         SELECT $1, 'c-' || n, 'review:set-' || $1, $3::bigint FROM generate_series(1, $2::int) n`,
        [agentId, customers, world.now() + DAY],
      );
    };
    await fill('a-mara', REVIEW_LIMITS.brought);
    await fill('l-mail', REVIEW_LIMITS.brought - 2);
    const what: ReviewWhat = { kind: 'period', from: THEN, to: THEN + 3 * DAY };
    expect(await weigh(world.db, lead, { what, most: ROOM })).toMatchObject({ customers: 3, fits: 2 });
    expect((await brings(lead, what)).customerIds).toHaveLength(2);
    await expect(brings(lead, named(ids[0]!))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('letting go of what is another’s takes nothing from them', async () => {
    const { id } = await brings(lead, named(ids[0]!));
    await letGo(setting(), 'a-mara', id);
    expect(await grants()).toEqual([{ id: ids[0], why: `review:${id}` }]);
    expect(await world.db.query(`SELECT id FROM review_set`)).toEqual([{ id }]);
  });
});

test('what is refused is for the audit: sets to an agent, a queue to who does not lead it, whom nobody may see', async () => {
  const audit = (agentId: string, what: string) => ({ audit: { kind: 'read.refused', agentId, what } });
  await expect(brings(agent, { kind: 'period', from: 0, to: NOW })).rejects.toMatchObject({
    code: 'denied',
    ...audit('a-mara', 'review period'),
  });
  await expect(brings(lead, { kind: 'queue', queueId: 'q-voice', from: 0, to: NOW })).rejects.toMatchObject({
    code: 'not-found',
    ...audit('l-mail', 'review queue'),
  });
  const refused = audit('l-mail', 'review customers').audit;
  await expect(brings(lead, named('nobody'))).rejects.toMatchObject({
    code: 'not-found',
    audit: { ...refused, about: 'nobody' },
  });
});

test('an archive of whom nothing may be seen is not offered', async () => {
  await world.takeIn({
    type: 'agent',
    externalId: 'l-voice',
    name: 'Lead of calls',
    role: 'lead',
    queues: ['Priority care'],
    secret: 'long enough, as is told',
  });
  expect((await world.centre.review.choices('l-voice')).imports).toEqual([]);
  expect((await world.centre.review.choices('l-mail')).imports).toMatchObject([{ name: 'mails.csv', customers: 3 }]);
});

describe('what is found', () => {
  const find = (query: string, zone?: string) => {
    world.pass(60_000);
    return world.centre.review.find('l-mail', { query, zone });
  };
  const idsOf = async (query: string) => (await find(query)).found.map(({ customerId }) => customerId);

  test('stands in the order in which it was heard of, the newest first', async () => {
    expect(await idsOf('where bag on:2024-09')).toEqual([ids[2], ids[1], ids[0]].filter(Boolean));
  });

  test('by a name or an address too only where something was said in the days that were asked for', async () => {
    expect(await idsOf('first@post.example')).toEqual([ids[0]]);
    expect(await idsOf(`first@post.example after:${new Date(THEN + DAY).toISOString().slice(0, 10)}`)).toEqual([]);
    expect(await idsOf(`first@post.example before:${new Date(THEN - DAY).toISOString().slice(0, 10)}`)).toEqual([]);
  });

  test('in a zone that nobody knows the days are those of UTC', async () => {
    expect((await find('first@post.example', 'Nowhere/Land')).found).toHaveLength(1);
  });

  test('is no more than fits one answer, and says that there is more', async () => {
    const records = Array.from({ length: REVIEW_LIMITS.found + 1 }, (_, n) => said(`many-${n}`, THEN + n));
    await world.takeIn(...records.map(record => ({ ...record, text: 'umbrella' })));
    const { found, more } = await find('umbrella');
    expect([found.length, more]).toEqual([REVIEW_LIMITS.found, true]);
    expect((await find('many-1@post.example')).more).toBe(false);
  });

  test('says how many records are not in the index yet', async () => {
    await world.db.query(`INSERT INTO words_due SELECT 'entry', 'none-' || n FROM generate_series(1, 1000) n`);
    expect((await find('bag')).unread).toBeGreaterThan(700);
    await world.db.query(`DELETE FROM words_due`);
    expect((await find('bag')).unread).toBe(0);
  });
});
