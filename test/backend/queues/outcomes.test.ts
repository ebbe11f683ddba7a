import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

// The world begins on Friday, 20 November 2026, 12:00 UTC.
const HOUR = 3_600_000;
const SIX = NOW - 6 * HOUR;
const team = {
  id: 'team-1',
  name: 'Larkwing Care',
  notReadyReasons: [],
  noResponseReasons: ['Spam', 'Abusive'],
  praiseReasons: ['Crew'],
  voiceExclusive: true,
  shifts: { zone: 'UTC', starts: [6 * 60, 14 * 60, 22 * 60] },
  handles: [],
  macros: [],
};

let world: World;
beforeAll(async () => {
  world = await newWorld();
  await plantSeed(world.db, { ...seed, team }, NOW);
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.clear();
  // What earlier tests left is of before.
  await world.db.query(`UPDATE work_item SET json = (json::jsonb || '{"finishedAt": 0}')::json`);
  world.pass(NOW - world.now());
  await world.centre.sessionOpened('a-mara');
});

/** A post that Mara holds. */
async function held() {
  const post = { type: 'post', channel: 'x', party: { address: fresh('@fan') }, handle: '@LarkwingCare', live: true };
  const record = { ...post, externalId: fresh('o-'), text: 'Lovely crew', queue: 'Social, public' };
  const { workItemId, entryId, customerId } = imported((await world.takeIn(record))[0]);
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const item = await world.item(workItemId!);
  return { item, entryId: entryId!, customerId: customerId!, at: { workItemId: item.id, epoch: item.epoch } };
}
async function ends(kind: 'work.noResponse' | 'work.praise' | 'work.finish', params: object) {
  const { at } = await held();
  expect(await world.run('a-mara', kind, { ...at, ...params } as never)).toMatchObject({ ok: true });
}
const finish = { wrapUp: null, disposition: null };
/** Of another process, which has nothing in memory. */
async function counted() {
  const { outcomes } = await world.open().board();
  const rows = outcomes!.rows.map(({ queueId, outcome, reason, count }) => [queueId, outcome, reason, count]);
  const byAgent = outcomes!.byAgent!.map(({ agentId, outcome, reason, count }) => [agentId, outcome, reason, count]);
  return { from: outcomes!.from, countedAt: outcomes!.countedAt, rows, byAgent };
}

test('how the work of the shift ended is counted by queue, agent, kind and reason, from what is stored', async () => {
  await ends('work.noResponse', { reason: 'Spam' });
  await ends('work.noResponse', { reason: 'Spam' });
  await ends('work.noResponse', { reason: 'Abusive' });
  await ends('work.praise', { act: 'marked', handle: null, reason: 'Crew' });
  await ends('work.praise', { act: 'thanked', handle: null });
  await ends('work.praise', { act: 'thanked', handle: null, reason: 'Crew' });
  await ends('work.praise', { act: 'reposted', handle: null });
  await ends('work.praise', { act: 'reposted', handle: null, reason: 'Crew' });
  await ends('work.finish', finish);
  const { from, countedAt, rows, byAgent } = await counted();
  expect({ from, countedAt }).toEqual({ from: SIX, countedAt: NOW });
  const ended = (of: string) => [
    [of, 'no-response', 'Spam', 2],
    [of, 'no-response', 'Abusive', 1],
    [of, 'praised', 'Crew', 2],
    [of, 'praised', null, 1],
    [of, 'reposted', 'Crew', 1],
    [of, 'reposted', null, 1],
    [of, 'done', null, 1],
  ];
  expect(rows).toHaveLength(7);
  expect(rows).toEqual(expect.arrayContaining(ended('q-public')));
  expect(byAgent).toHaveLength(7);
  expect(byAgent).toEqual(expect.arrayContaining(ended('a-mara')));
});

test('what was written to by an agent before it was finished is answered; a machine’s words are no answer', async () => {
  const { item, entryId, customerId, at } = await held();
  const { caseId, interactionId } = item;
  const target = {
    interactionId,
    channel: 'x',
    audience: 'public',
    handle: '@LarkwingCare',
    replyTo: entryId,
  } as const;
  const words = { customerId, caseId, target, text: 'Thank you!', subject: null, writtenAt: NOW, ...at };
  expect(await world.run('a-mara', 'reply.send', words)).toMatchObject({ ok: true });
  await world.run('a-mara', 'work.finish', { ...at, ...finish });
  const note = await held();
  await world.run('a-mara', 'note.add', {
    customerId: note.customerId,
    caseId: note.item.caseId,
    interactionId: note.item.interactionId,
    text: 'Nothing to say.',
    writtenAt: NOW,
  });
  await world.run('a-mara', 'work.finish', { ...note.at, ...finish });
  expect((await counted()).rows).toEqual([
    ['q-public', 'answered', null, 1],
    ['q-public', 'done', null, 1],
  ]);
});

test('a reply that its network refused before the work was finished is no answer', async () => {
  const { item, entryId, customerId, at } = await held();
  const { caseId, interactionId } = item;
  const audience = 'public' as const;
  const target = { interactionId, channel: 'x' as const, audience, handle: '@LarkwingCare', replyTo: entryId };
  world.answerWith(async () => ({ ok: false, reason: 'no such user' }));
  const words = { customerId, caseId, target, text: 'Thank you!', subject: null, writtenAt: NOW, ...at };
  expect(await world.run('a-mara', 'reply.send', words)).toMatchObject({ ok: true });
  await world.centre.settle();
  await world.run('a-mara', 'work.finish', { ...at, ...finish });
  expect((await counted()).rows).toEqual([['q-public', 'done', null, 1]]);
});

test('a reply that its network refuses after the work was finished is no answer; what is said when it has come back is', async () => {
  const { item, entryId, customerId, at } = await held();
  const { caseId, interactionId } = item;
  const audience = 'public' as const;
  const target = { interactionId, channel: 'x' as const, audience, handle: '@LarkwingCare', replyTo: entryId };
  let refuse = (): void => undefined;
  const refused = new Promise<void>(done => (refuse = done));
  world.answerWith(() => refused.then(() => ({ ok: false, reason: 'no such user' })));
  const words = { customerId, caseId, target, text: 'Thank you!', subject: null, writtenAt: NOW };
  expect(await world.run('a-mara', 'reply.send', { ...words, ...at })).toMatchObject({ ok: true });
  await world.run('a-mara', 'work.finish', { ...at, ...finish });
  expect((await counted()).rows).toEqual([['q-public', 'answered', null, 1]]);
  refuse();
  await world.centre.settle();
  expect((await counted()).rows).toEqual([['q-public', 'done', null, 1]]);

  world.answerWith(async () => ({ ok: true }));
  world.pass(1_000);
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const { id: workItemId, epoch } = await world.item(offer.workItemId);
  const back = { workItemId, epoch };
  expect(await world.run('a-mara', 'reply.send', { ...words, ...back, text: 'Thanks!' })).toMatchObject({ ok: true });
  await world.centre.settle();
  await world.run('a-mara', 'work.finish', { ...back, ...finish });
  expect((await counted()).rows).toEqual([
    ['q-public', 'answered', null, 1],
    ['q-public', 'done', null, 1],
  ]);
});

test('reposts since the shift began are counted by queue, agent and reason, also those that ended no work', async () => {
  const repost = async (reason?: string) => {
    const { at, entryId } = await held();
    const params = { ...at, entryId, handle: '@LarkwingCare', ...(reason === undefined ? {} : { reason }) };
    expect(await world.run('a-mara', 'post.repost', params)).toMatchObject({ ok: true });
    await world.centre.settle();
    await world.run('a-mara', 'work.finish', { ...at, ...finish });
    return entryId;
  };
  const count = async () =>
    (await world.open().board()).outcomes!.reposts!.filter(({ queueId }) => queueId === 'q-public');
  await repost('Crew');
  world.pass(8 * HOUR); // the next shift has begun
  expect(await count()).toEqual([]);
  await repost('Crew');
  await repost('Crew');
  const back = await repost('Crew');
  await repost();
  await ends('work.praise', { act: 'reposted', handle: null, reason: 'Crew' });
  await world.centre.settle();
  world.answerActsWith(async () => ({ ok: false, reason: 'the post is protected' }));
  await repost('Crew');
  world.answerActsWith(async () => ({ ok: true }));
  await world.run('a-mara', 'post.undoRepost', { entryId: back, handle: '@LarkwingCare' });
  const by = { queueId: 'q-public', agentId: 'a-mara' };
  expect(await count()).toEqual([
    { ...by, reason: 'Crew', count: 3 },
    { ...by, reason: null, count: 1 },
  ]);
});

test('a call that its customer gave up stands there too; with the next shift it begins anew', async () => {
  const call = { type: 'call', externalId: fresh('c-'), number: fresh('+44770093') };
  await world.takeIn({ ...call, state: 'ringing' });
  await world.takeIn({ ...call, state: 'abandoned' });
  // Nobody held it, so it is of no agent.
  expect(await counted()).toMatchObject({ rows: [['q-voice', 'abandoned', null, 1]], byAgent: [] });
  world.pass(2 * HOUR);
  expect(await counted()).toMatchObject({ from: NOW + 2 * HOUR, rows: [], byAgent: [] });
});

test('one node counts every ten seconds, and says when it did', async () => {
  const node = world.open();
  const read = async () => (await node.board()).outcomes!;
  expect(await read()).toMatchObject({ countedAt: NOW, rows: [] });
  await ends('work.finish', finish);
  world.pass(9_999);
  expect(await read()).toMatchObject({ countedAt: NOW, rows: [] });
  world.pass(1);
  expect((await read()).rows).toHaveLength(1);
  expect((await read()).countedAt).toBe(NOW + 10_000);
});
