import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { boardSchema } from '../../../shared/domain/work.ts';
import { fresh, imported, newWorld, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.db.close());
beforeEach(() => world.clear());

const call = () => ({ type: 'call', externalId: fresh('call-'), number: fresh('+44770090020'), state: 'ringing' });
const row = async (name: string) => (await world.centre.board()).rows.find(one => one.name === name)!;

test('an empty board says that nobody waits, of every queue', async () => {
  const board = await world.centre.board();
  expect(boardSchema.safeParse(board).error).toBeUndefined();
  expect(board.rows.map(({ name, inQueue, longestWaitMs }) => [name, inQueue, longestWaitMs])).toEqual([
    ['Priority care', 0, null],
    ['Disruption, messaging', 0, null],
    ['Social, public', 0, null],
    ['Email, general', 0, null],
  ]);
});

test('counts who waits and who works, and the longest wait runs on while an item is only offered', async () => {
  await world.centre.sessionOpened('a-mara');
  await world.takeIn(call());
  world.pass(5_000);
  await world.takeIn(call());
  await world.centre.router.turn();
  world.pass(1_000);
  expect(await row('Priority care')).toMatchObject({ inQueue: 2, longestWaitMs: 6_000, available: 1, onContact: 0 });
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  expect(await row('Priority care')).toMatchObject({ inQueue: 1, longestWaitMs: 1_000, available: 0, onContact: 1 });
  expect(await row('Email, general')).toMatchObject({ inQueue: 0, onContact: 1 });
});

test('each channel of a queue is counted by itself, with the agents who serve it, and the queue is their sum', async () => {
  await world.centre.sessionOpened('a-mara');
  const message = (channel: string) => ({
    type: 'message',
    channel,
    externalId: fresh('m-'),
    party: { address: fresh('+44770090031') },
    text: 'hello',
  });
  await world.takeIn(message('whatsapp'));
  world.pass(4_000);
  await world.takeIn(message('whatsapp'), message('sms'));
  world.pass(2_000);
  const { perChannel, ...whole } = await row('Disruption, messaging');
  expect(perChannel.map(one => [one.channel, one.inQueue, one.longestWaitMs, one.available])).toEqual([
    ['x', 0, null, 1],
    ['whatsapp', 2, 6_000, 1],
    ['sms', 1, 2_000, 0], // nobody of the queue serves it
    ['chat', 0, null, 0],
  ]);
  expect(whole).toMatchObject({ inQueue: 3, longestWaitMs: 6_000, available: 1 });
});

test('a channel that the queue does not name is counted when somebody waits on it there', async () => {
  await world.takeIn({ ...call(), queue: 'Email, general' });
  const { perChannel, inQueue } = await row('Email, general');
  expect(inQueue).toBe(1);
  expect(perChannel.find(({ channel }) => channel === 'voice')).toMatchObject({ inQueue: 1 });
});

test('lists the waiting with who could serve them, soonest first', async () => {
  await world.centre.sessionOpened('a-mara');
  await world.centre.sessionOpened('a-priya');
  await world.run('a-mara', 'presence.set', { state: 'not-ready', reason: 'Lunch' });
  const result = imported((await world.takeIn(call()))[0]);
  const board = await world.centre.board();
  expect(board.waitingTotal).toBe(1);
  expect(board.waiting[0]).toMatchObject({
    workItemId: result.workItemId,
    state: 'waiting',
    subject: expect.stringMatching(/^Call from/),
  });
  expect(board.waiting[0]!.couldServe).toEqual([
    { agentId: 'a-priya', name: 'Priya Shah', state: 'available' },
    { agentId: 'a-mara', name: 'Mara Lindholm', state: 'not-ready' },
  ]);
  expect(board.agents.find(({ agentId }) => agentId === 'a-mara')).toMatchObject({
    state: 'not-ready',
    reason: 'Lunch',
  });
});

test('a grant gives the newest entries ascending, says how many are older, and pages lead back to the first', async () => {
  const party = { address: fresh('@much') };
  const posts = Array.from({ length: 130 }, (_, i) => ({
    type: 'post',
    channel: 'x',
    externalId: fresh('p'),
    party,
    text: `${i}`,
    live: false,
    // Several share a millisecond, so that only the id can tell them apart.
    at: world.now() - 1_000_000 + Math.floor(i / 7),
  }));
  const { customerId } = imported((await world.takeIn(...posts))[0]);
  const grant = (await world.centre.grantOf(world.db, customerId!))!;
  expect(grant.entries.map(entry => entry.text)).toEqual(posts.slice(80).map(one => one.text));
  expect(grant.older).toBe(80);
  const seen = [...grant.entries];
  for (let older = grant.older; older > 0;) {
    const page = await world.centre.historyPage({ customerId: customerId!, before: seen[0]!, limit: 33 });
    seen.unshift(...page.entries);
    expect(page.older).toBe(130 - seen.length);
    older = page.older;
  }
  expect(seen.map(entry => entry.text)).toEqual(posts.map(one => one.text));
});

test('a grant of huge mails stays within one message and says what it left out', async () => {
  const party = { address: `${fresh('big')}@post.example` };
  const html = `<p>${'x'.repeat(200_000)}</p>`;
  const mails = Array.from({ length: 20 }, () => ({
    type: 'email',
    externalId: fresh('big-'),
    party,
    text: 'x',
    html,
    live: false,
  }));
  const { customerId } = imported((await world.takeIn(...mails))[0]);
  const grant = (await world.centre.grantOf(world.db, customerId!))!;
  expect(JSON.stringify(grant).length).toBeLessThan(2_500_000);
  expect(grant.entries.length + grant.older).toBe(20);
  expect(grant.entries.length).toBeGreaterThan(5);
});

test('a desk starts from its agent, queues, presence, ringing offer and work, and from nobody else’s', async () => {
  await world.centre.sessionOpened('a-priya');
  await world.takeIn(call());
  await world.centre.router.turn();
  const kinds = (await world.centre.snapshotOf(world.db, 'a-priya')).map(event => event.kind);
  expect(new Set(kinds)).toEqual(
    new Set(['agent.changed', 'queue.changed', 'presence.changed', 'work.changed', 'offer.changed']),
  );
  const others = await world.centre.snapshotOf(world.db, 'a-mara');
  expect(others.some(event => event.kind === 'offer.changed')).toBe(false);
});

test('who holds all they may is told as full, and for a call is not', async () => {
  await world.centre.sessionOpened('a-mara');
  const mail = () => ({
    type: 'email',
    externalId: fresh('full-'),
    party: { address: `${fresh('full')}@post.example` },
  });
  for (let held = 0; held < 2; held += 1) {
    await world.takeIn({ ...mail(), text: 'hello' });
    await world.centre.router.turn();
    const offer = (await world.ringing('a-mara'))!;
    await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  }
  await world.takeIn({ ...mail(), text: 'hello' });
  const state = async () => {
    const { agents, waiting } = await world.centre.board();
    return [agents.find(({ agentId }) => agentId === 'a-mara')!.room, waiting[0]?.couldServe[0]];
  };
  const mara = { agentId: 'a-mara', name: 'Mara Lindholm', state: 'available' };
  expect(await state()).toEqual([
    { held: 2, of: 2 },
    { ...mara, full: true },
  ]);
  await world.takeIn(call());
  const { waiting, rows } = await world.centre.board();
  expect(waiting.find(({ channel }) => channel === 'voice')!.couldServe).toEqual([mara]);
  const parts = rows.flatMap(row => row.perChannel.map(part => ({ ...part, name: row.name })));
  const mailing = parts.filter(({ channel, available }) => channel === 'email' && available > 0);
  expect(mailing.map(({ available, full }) => [available, full])).toEqual(mailing.map(() => [1, 1]));
  expect(mailing.length).toBeGreaterThan(0);
  const calling = parts.filter(({ channel, available }) => channel === 'voice' && available > 0);
  expect(calling.length).toBeGreaterThan(0);
  expect(calling.map(({ full }) => full)).toEqual(calling.map(() => 0));
});
