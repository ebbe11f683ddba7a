import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ASIDE, asideOf } from '../../../backend/routing/aside.ts';
import type { Presence } from '../../../shared/domain/presence.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { fresh, imported, newWorld, NOW, type World } from '../intake/world.ts';

const HOUR = 3_600_000;
let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.db.close());
beforeEach(() => world.clear());

const message = (address = fresh('+4420794611'), channel = 'whatsapp') => ({
  type: 'message',
  channel,
  party: { address },
  handle: '+44 20 7946 0000',
  text: 'Hello?',
});
const takeIn = async (record: object) => imported((await world.takeIn({ externalId: fresh('park-'), ...record }))[0]);

/** A conversation that the agent holds. */
async function held(record: object = message(), agentId = 'a-mara'): Promise<WorkItem> {
  await world.centre.sessionOpened(agentId);
  const { workItemId } = await takeIn(record);
  await world.centre.router.turn();
  const offer = (await world.ringing(agentId))!;
  await world.run(agentId, 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  return world.item(workItemId!);
}
const park = ({ id, epoch }: WorkItem, more: { until?: number | null; reason?: string | null } = {}, by = 'a-mara') =>
  world.run(by, 'work.park', { workItemId: id, epoch, until: null, reason: null, ...more });

describe('work.park', () => {
  test('stays in the same hands at the same epoch, with its time and its reason', async () => {
    const item = await held();
    expect(await park(item, { until: world.now() + HOUR, reason: ' waits for the depot ' })).toMatchObject({
      ok: true,
    });
    expect(await world.item(item.id)).toMatchObject({
      state: 'held',
      holderId: 'a-mara',
      epoch: item.epoch,
      parked: { until: world.now() + HOUR, reason: 'waits for the depot', at: world.now() },
    });
  });

  test('is for its holder alone, at the epoch held, in the future, and never for a call', async () => {
    const item = await held();
    expect(await park(item, {}, 'a-priya')).toMatchObject({ ok: false, code: 'not-found' });
    expect(await park({ ...item, epoch: item.epoch - 1 })).toMatchObject({ ok: false, code: 'denied' });
    expect(await park(item, { until: world.now() })).toMatchObject({ ok: false, code: 'expired' });
    expect(await park(item, { until: world.now() + 91 * 24 * HOUR })).toMatchObject({ ok: false, code: 'bad-input' });
    expect((await world.item(item.id)).parked).toBeNull();
    await world.clear();
    const call = await held({ type: 'call', number: '+44 7700 900911', state: 'ringing' });
    expect(await park(call)).toMatchObject({ ok: false, code: 'bad-input' });
  });

  test('takes no place of the capacity: what waits is offered', async () => {
    const first = await held();
    await held();
    await takeIn(message());
    await world.centre.router.turn();
    expect(await world.ringing('a-mara')).toBeUndefined();
    await park(first);
    await world.centre.router.turn();
    expect(await world.ringing('a-mara')).toMatchObject({ state: 'ringing' });
  });

  test('is over when the work is finished, and the record says nothing of it any more', async () => {
    const item = await held();
    await park(item);
    const finish = { workItemId: item.id, epoch: item.epoch, wrapUp: null, disposition: null };
    expect(await world.run('a-mara', 'work.finish', finish)).toMatchObject({ ok: true });
    expect(await world.item(item.id)).toMatchObject({ state: 'finished', parked: null });
  });

  test('work.wake brings it back at once, for its holder alone', async () => {
    const item = await held();
    await park(item);
    const wake = { workItemId: item.id, epoch: item.epoch };
    expect(await world.run('a-priya', 'work.wake', wake)).toMatchObject({ ok: false, code: 'not-found' });
    expect(await world.run('a-mara', 'work.wake', wake)).toMatchObject({ ok: true });
    expect(await world.item(item.id)).toMatchObject({ state: 'held', parked: null, woken: null });
  });
});

describe('what is parked comes back', () => {
  test('at its time, by another process too, and with the desk off', async () => {
    const item = await held();
    await park(item, { until: world.now() + HOUR });
    await world.centre.sessionLost('a-mara');
    world.pass(HOUR - 1);
    await world.centre.router.turn();
    expect((await world.item(item.id)).parked).not.toBeNull();
    world.pass(1);
    await world.open().router.turn();
    expect(await world.item(item.id)).toMatchObject({
      holderId: 'a-mara',
      epoch: item.epoch,
      parked: null,
      woken: { why: 'time', at: world.now() },
    });
  });

  test('at the customer’s next word, also on another channel of the case; not at a machine’s, nor at another customer’s', async () => {
    const address = fresh('+4420794622');
    const item = await held(message(address));
    await park(item, { until: world.now() + HOUR });
    await takeIn(message());
    expect((await world.item(item.id)).parked).not.toBeNull();
    await takeIn({ ...message(address, 'sms'), text: 'Are you there?' });
    expect(await world.item(item.id)).toMatchObject({ parked: null, woken: { why: 'customer', at: world.now() } });

    await park(await world.item(item.id));
    await takeIn({ type: 'call', number: address, state: 'ringing' });
    expect(await world.item(item.id)).toMatchObject({ parked: null, woken: { why: 'customer' } });
  });

  test('our own words and those of a machine leave it where it is', async () => {
    const from = `${fresh('jay')}@post.example`;
    const mail = { type: 'email', party: { address: from }, handle: 'care@larkwing.example', subject: 'Bag' };
    const item = await held({ ...mail, text: 'Where is it?', messageId: `<${fresh('m')}@post.example>` });
    await park(item);
    await takeIn({ ...mail, text: 'Out of office', automatic: true, messageId: `<${fresh('m')}@post.example>` });
    expect((await world.item(item.id)).parked).not.toBeNull();
  });

  test('to the queue, once its holder has been gone too long: fenced, in its old place, and the next one sees why', async () => {
    const item = await held();
    await park(item, { until: world.now() + HOUR, reason: 'depot' });
    await world.centre.sessionLost('a-mara');
    world.pass(HOUR);
    await world.centre.router.turn();
    world.pass(ASIDE.goneMs - 1);
    await world.centre.router.turn();
    expect(await world.item(item.id)).toMatchObject({ state: 'held' });
    world.pass(1);
    await world.centre.router.turn();
    expect(await world.item(item.id)).toMatchObject({
      state: 'waiting',
      holderId: null,
      epoch: item.epoch + 1,
      enteredAt: item.enteredAt,
      parked: null,
      woken: null,
      handover: { why: 'returned', fromId: 'a-mara', fromName: 'Mara Lindholm' },
    });
    expect(await park(item)).toMatchObject({ ok: false });
  });

  test('each in one piece when two processes look at the same moment', async () => {
    const item = await held();
    await park(item, { until: world.now() + HOUR });
    world.pass(HOUR);
    await Promise.all([world.centre.router.turn(), world.open().router.turn()]);
    expect((await world.item(item.id)).version).toBe(item.version + 2);
  });
});

describe('asideOf', () => {
  const item = { parked: null, woken: null } as unknown as WorkItem;
  const presence = (state: Presence['state'], since: number) => ({ state, since }) as Presence;
  const parked = (until: number | null) => ({ ...item, parked: { until, reason: null, at: NOW } });

  test('until its own time it stays, however long the holder is away', () => {
    const gone = presence('offline', NOW);
    expect(asideOf(parked(NOW + 80 * HOUR), gone, NOW + 79 * HOUR)).toBe('stay');
    expect(asideOf(parked(NOW + 80 * HOUR), gone, NOW + 80 * HOUR)).toBe('wake');
  });

  test('without a time it waits for the customer, but not for ever for a holder who does not come', () => {
    expect(asideOf(parked(null), presence('offline', NOW), NOW + ASIDE.goneWaitingMs - 1)).toBe('stay');
    expect(asideOf(parked(null), presence('offline', NOW), NOW + ASIDE.goneWaitingMs)).toBe('return');
    expect(asideOf(parked(null), presence('not-ready', NOW), NOW + 10 * ASIDE.goneWaitingMs)).toBe('stay');
  });

  test('what came back stays with a holder who is there, and counts from the later of the two', () => {
    const woken = { ...item, woken: { why: 'time' as const, at: NOW + HOUR } };
    expect(asideOf(woken, presence('available', NOW), NOW + 99 * HOUR)).toBe('stay');
    expect(asideOf(woken, presence('offline', NOW), NOW + HOUR + ASIDE.goneMs - 1)).toBe('stay');
    expect(asideOf(woken, presence('offline', NOW), NOW + HOUR + ASIDE.goneMs)).toBe('return');
  });
});
