import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { serversOf } from '../../../backend/routing/gather.ts';
import { isFree } from '../../../backend/routing/route.ts';
import { fresh, imported, newWorld, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.db.close());
beforeEach(() => world.clear());

let number = 0;
async function ring(): Promise<string> {
  const call = { type: 'call', externalId: fresh('call-'), number: `+4477009001${String(number++).padStart(2, '0')}` };
  const [result] = await world.takeIn({ ...call, state: 'ringing' });
  return imported(result).workItemId!;
}
const turn = () => world.centre.router.turn();

describe('an offer', () => {
  test('not answered goes back to its original place and is offered before what came later', async () => {
    await world.centre.sessionOpened('a-priya');
    const first = await ring();
    await turn();
    const offer = (await world.ringing('a-priya'))!;
    expect(offer.workItemId).toBe(first);
    const entered = (await world.item(first)).enteredAt;
    world.pass(19_999);
    await ring();
    await turn();
    expect((await world.offer(offer.id)).state).toBe('ringing');
    world.pass(1);
    await turn();
    expect((await world.offer(offer.id)).state).toBe('missed');
    expect(await world.item(first)).toMatchObject({ enteredAt: entered, epoch: 1 });
    expect((await world.ringing('a-priya'))!.workItemId).toBe(first);
  });

  test('F28: missed as often as the queue allows makes the agent Not Ready, tells the leads, and keeps the place', async () => {
    await world.centre.sessionOpened('a-priya');
    await ring();
    for (let missed = 0; missed < 2; missed += 1) {
      await turn();
      expect((await world.presence('a-priya')).state).toBe('available');
      world.pass(20_000);
      await turn();
    }
    expect(await world.presence('a-priya')).toMatchObject({ state: 'not-ready', reason: 'Missed offers' });
    const { notices } = await world.centre.board();
    expect(notices).toEqual([
      expect.objectContaining({ agentId: 'a-priya', agentName: 'Priya Shah', queueName: 'Priority care', missed: 2 }),
    ]);
    expect(notices[0]!.at).toBe(world.now());
    expect(await world.ringing('a-priya')).toBeUndefined();
  });

  test('of an agent whose desk is gone is nobody’s fault', async () => {
    await world.centre.sessionOpened('a-priya');
    await ring();
    await turn();
    await world.centre.sessionLost('a-priya');
    world.pass(20_000);
    await turn();
    await world.centre.sessionOpened('a-priya');
    expect((await world.presence('a-priya')).state).toBe('available');
    const [row] = await world.db.query<{ missed: number }>(`SELECT missed FROM presence WHERE agent_id = 'a-priya'`);
    expect(row!.missed).toBe(0);
  });

  test('does not ring for who comes back after a minute and more, until they say that they are there', async () => {
    await world.centre.sessionOpened('a-priya');
    await world.centre.sessionLost('a-priya');
    const lostAt = world.now();
    expect(await world.presence('a-priya')).toMatchObject({
      state: 'offline',
      reason: 'Connection lost',
      since: lostAt,
    });
    const seen = (await world.centre.board()).agents.find(one => one.agentId === 'a-priya');
    expect(seen).toMatchObject({ state: 'offline', reason: 'Connection lost', since: lostAt });
    world.pass(60_001);
    await world.centre.sessionOpened('a-priya');
    expect(await world.presence('a-priya')).toMatchObject({ state: 'not-ready', reason: 'Connection lost' });
    await ring();
    await turn();
    expect(await world.ringing('a-priya')).toBeUndefined();
    await world.run('a-priya', 'presence.set', { state: 'available', reason: null });
    await turn();
    expect(await world.ringing('a-priya')).toBeDefined();
    const [row] = await world.db.query<{ missed: number }>(`SELECT missed FROM presence WHERE agent_id = 'a-priya'`);
    expect(row!.missed).toBe(0);
  });

  test('rings at once for a floor that comes back with a backend that was stopped for an hour', async () => {
    await world.centre.sessionOpened('a-priya');
    await world.centre.sessionOpened('a-mara');
    await world.centre.sessionLost('a-priya', 'stopped');
    await world.centre.sessionLost('a-mara', 'lost');
    world.pass(3_600_000);
    const again = world.open();
    await again.start();
    world.pass(20_000);
    for (const agentId of ['a-priya', 'a-mara']) await again.sessionOpened(agentId);
    await again.stop();
    expect(await world.presence('a-priya')).toMatchObject({ state: 'available' });
    expect(await world.presence('a-mara')).toMatchObject({ state: 'not-ready', reason: 'Connection lost' });
  });

  test('a moment of bad line costs nobody their place: who has been free the longest is asked first', async () => {
    await world.centre.sessionOpened('a-priya');
    const since = world.now();
    world.pass(10_000);
    await world.centre.sessionOpened('a-mara');
    world.pass(10_000);
    await world.centre.sessionLost('a-priya');
    world.pass(5_000);
    await world.centre.sessionOpened('a-priya');
    expect(await world.presence('a-priya')).toMatchObject({ state: 'available', since });
    await ring();
    await turn();
    expect(await world.ringing('a-priya')).toBeDefined();
    expect(await world.ringing('a-mara')).toBeUndefined();
  });

  test('rings for who signed out and comes back the next day', async () => {
    await world.centre.sessionOpened('a-priya');
    await world.centre.sessionLost('a-priya', 'left');
    expect(await world.presence('a-priya')).toMatchObject({ state: 'offline', reason: null });
    world.pass(16 * 3_600_000);
    await world.centre.sessionOpened('a-priya');
    expect(await world.presence('a-priya')).toMatchObject({ state: 'available' });
  });

  test('is not made to who is on a call without their desk, also where others take more beside a call', async () => {
    await world.centre.sessionOpened('a-priya');
    await ring();
    await turn();
    const { id: offerId, epoch } = (await world.ringing('a-priya'))!;
    await world.run('a-priya', 'offer.accept', { offerId, epoch });
    await world.centre.sessionLost('a-priya');
    expect(await world.presence('a-priya')).toMatchObject({ state: 'on-contact' });
    const [server] = (await serversOf(world.db)).filter(({ id }) => id === 'a-priya');
    expect(isFree('whatsapp', { ...server!, voiceExclusive: false })).toBe(false);
    await world.centre.sessionOpened('a-priya');
    const [here] = (await serversOf(world.db)).filter(({ id }) => id === 'a-priya');
    expect(isFree('whatsapp', { ...here!, voiceExclusive: false })).toBe(true);
  });

  test('rings for one agent at a time, and one agent has one offer at a time', async () => {
    await world.centre.sessionOpened('a-priya');
    await world.centre.sessionOpened('a-mara');
    await Promise.all([ring(), ring(), ring()]);
    await Promise.all([turn(), turn(), turn()]);
    const rows = await world.db.query<{ agents: number; items: number; offers: number }>(
      `SELECT count(DISTINCT agent_id)::int AS agents, count(DISTINCT work_item_id)::int AS items, count(*)::int AS offers
       FROM offer WHERE state = 'ringing'`,
    );
    expect(rows).toEqual([{ agents: 2, items: 2, offers: 2 }]);
  });

  test('that rang when the backend stopped ends by its lease after the start', async () => {
    await world.centre.sessionOpened('a-priya');
    const item = await ring();
    await turn();
    const offer = (await world.ringing('a-priya'))!;
    world.pass(8_000);
    const again = world.open();
    await again.start();
    await again.stop();
    expect((await world.offer(offer.id)).state).toBe('ringing');
    world.pass(12_000);
    await again.router.turn();
    expect((await world.offer(offer.id)).state).toBe('missed');
    expect((await world.item(item)).state).toBe('waiting');
  });

  test('that was taken is not asked about when the time that it had is over', async () => {
    await world.centre.sessionOpened('a-priya');
    const item = await ring();
    await turn();
    const { id: offerId, epoch } = (await world.ringing('a-priya'))!;
    expect(await world.run('a-priya', 'offer.accept', { offerId, epoch })).toMatchObject({ ok: true });
    world.pass(60_000);
    const transactions = vi.spyOn(world.db, 'transaction');
    await turn();
    // The one in which work is handed out.
    expect(transactions).toHaveBeenCalledTimes(1);
    transactions.mockRestore();
    expect(await world.item(item)).toMatchObject({ state: 'held', holderId: 'a-priya' });
  });

  test('comes after the grant of its customer in the feed', async () => {
    await world.centre.sessionOpened('a-priya');
    await ring();
    await turn();
    const offer = (await world.ringing('a-priya'))!;
    const mine = (await world.told()).filter(row => row.audience_id === 'a-priya');
    const granted = mine.findIndex(row => JSON.stringify(row.body).includes(offer.customerId));
    expect(mine[granted]!.body).toEqual({ customerId: offer.customerId });
    expect(mine.findIndex(row => JSON.stringify(row.body).includes(offer.id))).toBeGreaterThan(granted);
  });
});
