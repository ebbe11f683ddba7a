// What the roster takes from an agent is taken from their desk, and what a restart or a race does, gives nothing back.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isGranted } from '../../../backend/feed/scopes.ts';
import { giveCustomer } from '../../../backend/history/give.ts';
import { reviewEverybody } from '../../../backend/history/review.ts';
import { matches, storedHash } from '../../../backend/session/secrets.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import { DAY, fresh, imported, newWorld, seed, type World } from './world.ts';

let world: World;
beforeAll(async () => void (world = await newWorld()));
afterAll(() => world.db.close());
const EVERY_QUEUE = ['Priority care', 'Disruption, messaging', 'Social, public', 'Email, general'];
beforeEach(async () => {
  await world.clear();
  await world.takeIn({ type: 'agent', externalId: 'a-mara', queues: EVERY_QUEUE, role: 'agent', disabled: false });
});

const list = async (changes: object) => (await world.takeIn({ type: 'agent', externalId: 'a-mara', ...changes }))[0]!;
const call = (number = fresh('+44770090070')) => ({ type: 'call', externalId: fresh('c-'), number, state: 'ringing' });
const mail = () => ({
  type: 'email',
  externalId: fresh('m-'),
  party: { address: `${fresh('p')}@post.example` },
  text: 'x',
});
const arrives = async (record: object) => imported((await world.takeIn(record as Record<string, unknown>))[0]);
const sees = (customerId: string | null) => isGranted(world.db, 'a-mara', customerId!);
/** What the desk is told of a customer by grant and taking back, in order; hidden rows are addressed to nobody. */
const toldOf = async (customerId: string | null) =>
  (
    await world.db.query<{ kind: string }>(
      `SELECT kind FROM feed_log WHERE audience = 'agent' AND audience_id = 'a-mara' AND body->>'customerId' = $1
       ORDER BY xid, seq`,
      [customerId],
    )
  ).map(({ kind }) => kind);

test('a queue taken away takes its customers from the desk, and leaves those of the other queues', async () => {
  const mailed = await arrives(mail());
  const called = await arrives(call());
  expect([await sees(mailed.customerId), await sees(called.customerId)]).toEqual([true, true]);
  expect(await list({ queues: ['Priority care'] })).toMatchObject({ outcome: 'imported' });
  expect([await sees(mailed.customerId), await sees(called.customerId)]).toEqual([false, true]);
  // The grant is no longer on its way to a desk that is behind.
  expect(await toldOf(mailed.customerId)).toEqual(['customer.revoked']);
  expect(await toldOf(called.customerId)).toEqual(['customer.granted']);
  expect((await world.told()).findLast(({ audience_id }) => audience_id === 'a-mara')?.body.kind).toBe(
    'customer.revoked',
  );

  await list({ queues: EVERY_QUEUE });
  expect(await sees(mailed.customerId)).toBe(true);
  expect(await toldOf(mailed.customerId)).toEqual(['customer.revoked', 'customer.granted']);
});

test('of a queue that is no longer served, what rings is withdrawn, and what is held is kept until it is finished', async () => {
  await world.centre.sessionOpened('a-mara');
  const first = await arrives(mail());
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const second = await arrives(mail());
  await world.centre.router.turn();
  const ringing = (await world.ringing('a-mara'))!;
  await list({ queues: ['Priority care'] });
  expect(await world.offer(ringing.id)).toMatchObject({ state: 'withdrawn' });
  expect(await world.item(second.workItemId!)).toMatchObject({ state: 'waiting' });
  expect([await sees(first.customerId), await sees(second.customerId)]).toEqual([true, false]);

  const held = await world.item(first.workItemId!);
  await world.run('a-mara', 'work.finish', { workItemId: held.id, epoch: held.epoch, wrapUp: null, disposition: null });
  await reviewEverybody(world.db, world.now);
  expect(await sees(first.customerId)).toBe(false);
});

test('X11: who is removed is nobody: no customer, no command, no offer, no grant, and what they held waits again', async () => {
  await world.centre.sessionOpened('a-mara');
  const mailed = await arrives(mail());
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  await list({ disabled: true });

  expect(await world.centre.agentById('a-mara')).toBeNull();
  expect(await world.centre.agentByName('Mara Lindholm')).toBeNull();
  expect(await world.centre.standings(['a-mara', 'a-priya'])).toEqual(
    new Map([['a-priya', { role: 'agent', elsewhere: null }]]),
  );
  expect(await world.run('a-mara', 'presence.set', { state: 'available', reason: null })).toMatchObject({
    code: 'denied',
  });
  const { rows } = await world.db
    .query<{ n: number }>(`SELECT count(*) AS n FROM feed_grant WHERE agent_id = 'a-mara'`)
    .then(found => ({ rows: found }));
  expect(Number(rows[0]!.n)).toBe(0);
  expect(await world.item(mailed.workItemId!)).toMatchObject({
    state: 'waiting',
    holderId: null,
    enteredAt: offer.enteredAt,
  });
  expect(await world.presence('a-mara')).toMatchObject({ state: 'offline' });

  const later = await arrives(mail());
  await world.centre.router.turn();
  expect([await sees(later.customerId), await world.ringing('a-mara')]).toEqual([false, undefined]);
  expect((await world.centre.board()).agents.map(({ agentId }) => agentId)).toEqual(['a-priya']);

  await plantSeed(world.db, seed, world.now()); // as at every start
  expect(await world.centre.agentById('a-mara')).toBeNull();
  await list({ disabled: false });
  expect([await sees(mailed.customerId), await sees(later.customerId)]).toEqual([true, true]);
});

test('a finished matter stays for the days of the working set, and is then taken back', async () => {
  await world.centre.sessionOpened('a-mara');
  const mailed = await arrives(mail());
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const held = await world.item(mailed.workItemId!);
  await world.run('a-mara', 'work.finish', { workItemId: held.id, epoch: held.epoch, wrapUp: null, disposition: null });
  world.pass(59 * DAY);
  await reviewEverybody(world.db, world.now);
  expect(await sees(mailed.customerId)).toBe(true);
  world.pass(2 * DAY);
  await reviewEverybody(world.db, world.now);
  expect(await sees(mailed.customerId)).toBe(false);
});

test('what was given for a time is seen for that time', async () => {
  await list({ queues: ['Priority care'] });
  const { customerId } = await arrives(mail());
  expect(await sees(customerId)).toBe(false);
  await world.db.transaction(async tx => {
    await giveCustomer(tx, { agentId: 'a-mara', customerId: customerId!, why: 'looked at', until: world.now() + DAY });
  });
  await reviewEverybody(world.db, world.now);
  expect(await sees(customerId)).toBe(true);
  world.pass(DAY);
  await reviewEverybody(world.db, world.now);
  expect(await sees(customerId)).toBe(false);
});

test('a new agent can sign in with the secret given, and is offered work', async () => {
  expect(await list({ externalId: 'a-new' })).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('name'),
  });
  const given = { externalId: 'a-new', name: 'Nils Bergqvist', queues: ['q-voice'], secret: 'correct horse battery' };
  expect(await list(given)).toMatchObject({ outcome: 'imported' });
  expect(await matches(given.secret, (await storedHash(world.db, 'a-new'))!)).toBe(true);
  await world.centre.sessionOpened('a-new');
  await arrives(call());
  await world.centre.router.turn();
  expect(await world.ringing('a-new')).toBeDefined();
  await list({ externalId: 'a-new', disabled: true });
});

test('what the roster cannot mean is refused, and what is so already changes nothing', async () => {
  expect(await list({ queues: ['No such queue'] })).toMatchObject({ outcome: 'refused' });
  expect(await list({ name: 'Priya Shah' })).toMatchObject({ outcome: 'refused' });
  expect(await list({ capacity: 2 })).toMatchObject({ outcome: 'already-there' });
  const before = (await world.centre.agentById('a-mara'))!.version;
  await list({ capacity: 4 });
  expect(await world.centre.agentById('a-mara')).toMatchObject({ capacity: 4, version: before + 1 });
  await list({ capacity: 2 });
});
