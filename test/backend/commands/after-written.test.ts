import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import type { WrapUpPolicy } from '../../../shared/domain/work.ts';
import { fresh, imported, newWorld, seed, type World } from '../intake/world.ts';

const ACW = 30_000;
type SeedPolicy = WrapUpPolicy['acwMsByChannel'];

let world: World;
beforeAll(async () => {
  world = await newWorld();
  const [, chat, open] = seed.queues;
  const wrapUp = { required: false, acwMs: ACW, dispositions: [] };
  await plantSeed(world.db, { agents: [], queues: [{ ...chat!, wrapUp }, { ...open! }] }, world.now());
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.clear();
  await world.centre.sessionOpened('a-mara');
});

const turn = () => world.centre.router.turn();
const presence = () => world.presence('a-mara');

/** Mara takes one written item. `queue` left out: the one that gives a time after it. */
async function take(queue = 'Disruption, messaging', channel = 'whatsapp') {
  const record = { type: 'message', channel, party: { address: fresh('+4477009') }, live: true, queue };
  const made = imported((await world.takeIn({ ...record, externalId: fresh('w'), text: 'Where is my bag?' }))[0]);
  await turn();
  const offer = (await world.ringing('a-mara'))!;
  expect(await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch })).toMatchObject({
    ok: true,
  });
  const { id: workItemId, epoch } = await world.item(made.workItemId!);
  return { workItemId, epoch };
}
type Taken = Awaited<ReturnType<typeof take>>;
const finish = (one: Taken) => world.run('a-mara', 'work.finish', { ...one, wrapUp: null, disposition: null });
/** The epoch of what is finished. */
const over = ({ workItemId, epoch }: Taken) => ({ workItemId, epoch: epoch + 1 });

describe('the work after a written contact', () => {
  test('lasts as long as its queue gives; nothing rings meanwhile, and the end frees its agent', async () => {
    const one = await take();
    await finish(one);
    expect(await presence()).toMatchObject({
      state: 'acw',
      after: { workItemId: one.workItemId, ms: ACW, written: true },
    });
    const waits = imported(
      (await world.takeIn({ type: 'call', externalId: fresh('c'), number: fresh('+44770091'), state: 'ringing' }))[0],
    );
    await turn();
    expect(await world.ringing('a-mara')).toBeUndefined();
    world.pass(ACW - 1);
    await turn();
    expect((await presence()).state).toBe('acw');
    world.pass(1);
    await turn();
    expect(await presence()).toMatchObject({ state: 'available', after: null });
    expect(await world.item(one.workItemId)).toMatchObject({
      state: 'finished',
      endedBy: 'agent',
      epoch: one.epoch + 1,
    });
    await turn();
    expect((await world.ringing('a-mara'))?.workItemId).toBe(waits.workItemId);
  });

  test('lasts on each channel as long as its queue gives there: another time, none, or the queue’s own', async () => {
    const [, chat] = seed.queues;
    const policy = async (acwMsByChannel: SeedPolicy) => {
      const wrapUp = { required: false, acwMs: ACW, acwMsByChannel, dispositions: [] };
      await plantSeed(world.db, { agents: [], queues: [{ ...chat!, wrapUp }] }, world.now());
    };
    await policy({ x: 90_000 });
    const [direct, other] = [await take(undefined, 'x'), await take()];
    await finish(other);
    await finish(direct);
    expect(await presence()).toMatchObject({ state: 'acw', after: { workItemId: direct.workItemId, ms: 90_000 } });
    expect(await world.run('a-mara', 'acw.extend', over(direct))).toMatchObject({ ok: true });
    expect(await presence()).toMatchObject({ after: { ms: 180_000 } });
    await world.run('a-mara', 'acw.end', over(direct));
    await finish(await take());
    expect(await presence()).toMatchObject({ state: 'acw', after: { ms: ACW } });
    world.pass(ACW);
    await turn();
    await policy({ whatsapp: null });
    await finish(await take());
    expect((await presence()).state).toBe('available');
    await policy({});
  });

  test('waits for the last of several open items; what is parked is out of the way', async () => {
    const [first, second] = [await take(), await take()];
    await finish(first);
    expect((await presence()).state).toBe('available');
    const third = await take();
    await world.run('a-mara', 'work.park', { ...third, until: world.now() + 3_600_000, reason: null });
    await finish(second);
    expect(await presence()).toMatchObject({ state: 'acw', after: { workItemId: second.workItemId } });
  });

  test('of two that are finished at the same time comes with the second', async () => {
    const both = [await take(), await take()];
    await Promise.all(both.map(finish));
    expect((await presence()).state).toBe('acw');
  });

  test('is none in a queue without a time, nor for who is Not Ready, nor where the next one rings already', async () => {
    await finish(await take('Social, public'));
    expect((await presence()).state).toBe('available');

    const held = await take();
    await world.run('a-mara', 'presence.set', { state: 'not-ready', reason: 'Lunch' });
    await finish(held);
    expect(await presence()).toMatchObject({ state: 'not-ready', reason: 'Lunch', after: null });

    await world.run('a-mara', 'presence.set', { state: 'available', reason: null });
    const last = await take();
    await world.takeIn({ type: 'call', externalId: fresh('c'), number: fresh('+44770092'), state: 'ringing' });
    await turn();
    expect(await world.ringing('a-mara')).toBeDefined();
    await finish(last);
    expect((await presence()).state).toBe('available');
  });

  test('is extended once and ended before its time by its agent, and what was asked for meanwhile is taken', async () => {
    const one = await take();
    expect(await world.run('a-mara', 'acw.end', one)).toMatchObject({ ok: false, code: 'conflict' });
    await finish(one);
    for (const kind of ['acw.extend', 'acw.end'] as const)
      expect(await world.run('a-mara', kind, one)).toMatchObject({ ok: false, code: 'conflict' });
    expect(await world.run('a-mara', 'acw.extend', over(one))).toMatchObject({ ok: true });
    expect(await presence()).toMatchObject({ after: { ms: 2 * ACW, extended: true } });
    expect(await world.run('a-mara', 'acw.extend', over(one))).toMatchObject({ ok: false, code: 'conflict' });
    await world.run('a-mara', 'presence.set', { state: 'not-ready', reason: 'Lunch' });
    expect((await presence()).state).toBe('acw');
    expect(await world.run('a-priya', 'acw.end', over(one))).toMatchObject({ ok: false, code: 'not-found' });
    expect(await world.run('a-mara', 'acw.end', over(one))).toMatchObject({ ok: true });
    expect(await presence()).toMatchObject({ state: 'not-ready', reason: 'Lunch', after: null });
    expect(await world.run('a-mara', 'acw.end', over(one))).toMatchObject({ ok: false, code: 'conflict' });
  });

  test('runs on through a lost session, and a desk that starts from nothing knows what it is after', async () => {
    const one = await take();
    await finish(one);
    await world.centre.sessionLost('a-mara');
    await world.centre.sessionOpened('a-mara');
    expect(await presence()).toMatchObject({ state: 'acw', after: { workItemId: one.workItemId } });
    const told = await world.centre.snapshotOf(world.db, 'a-mara');
    expect(told).toContainEqual(
      expect.objectContaining({ kind: 'work.changed', workItem: expect.objectContaining({ id: one.workItemId }) }),
    );
  });
});
