import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { fresh, imported, newWorld, seed, type World } from '../intake/world.ts';

const ACW = 30_000;
const dispositions = [
  { code: 'refund', label: 'Refund promised' },
  { code: 'info', label: 'Question answered' },
];

let world: World;
beforeAll(async () => {
  world = await newWorld();
  const wrapUp = { required: true, acwMs: ACW, dispositions };
  await plantSeed(world.db, { agents: [], queues: [{ ...seed.queues[0]!, wrapUp }] }, world.now());
});
afterAll(() => world.db.close());
beforeEach(() => world.clear());

const turn = () => world.centre.router.turn();
const hangUp = (externalId: string, number: string) =>
  world.takeIn({ type: 'call', externalId, number, state: 'ended' });

/** A call that Mara holds. */
async function held() {
  const number = `+44 7700 9${fresh('00').slice(-5).padStart(5, '0')}`;
  const externalId = fresh('wrap-');
  await world.centre.sessionOpened('a-mara');
  const made = imported((await world.takeIn({ type: 'call', externalId, number, state: 'ringing' }))[0]);
  await turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const { id: workItemId, epoch } = await world.item(made.workItemId!);
  return { workItemId, epoch, customerId: made.customerId!, hangUp: () => hangUp(externalId, number) };
}
const finish = (
  { workItemId, epoch }: { workItemId: string; epoch: number },
  disposition: string | null,
  wrapUp: string | null = null,
) => world.run('a-mara', 'work.finish', { workItemId, epoch, wrapUp, disposition }, uuidv7());
const callOf = async (customerId: string) => (await world.entries(customerId)).find(one => one.kind === 'call');

describe('a wrap-up', () => {
  test('of a call lasts as long as its queue gives for calls, which is not its time for everything else', async () => {
    const plant = (more: object) => {
      const wrapUp = { required: true, acwMs: ACW, dispositions, ...more };
      return plantSeed(world.db, { agents: [], queues: [{ ...seed.queues[0]!, wrapUp }] }, world.now());
    };
    await plant({ acwMs: 1_000, acwMsByChannel: { voice: 2 * ACW } });
    const work = await held();
    await work.hangUp();
    expect(await world.presence('a-mara')).toMatchObject({ state: 'acw', after: { ms: 2 * ACW } });
    await expect(plant({ acwMsByChannel: { telegraph: ACW } })).rejects.toThrow('telegraph');
    await plant({});
  });

  test('that must say how it ended is refused without, and with what is no disposition of its queue', async () => {
    const work = await held();
    expect(await finish(work, null, 'Refunded')).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await finish(work, 'made-up')).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await world.item(work.workItemId)).toMatchObject({ state: 'held', disposition: null });
    expect(await world.presence('a-mara')).toMatchObject({ state: 'on-contact' });
  });

  test('stands on the work, in the call and in the timeline, by the name of its disposition', async () => {
    const work = await held();
    expect(await finish(work, 'refund', '80 pounds, by Friday')).toMatchObject({ ok: true });
    const item = await world.item(work.workItemId);
    expect(item).toMatchObject({ state: 'finished', disposition: 'refund', outcome: 'done', endedBy: 'agent' });
    expect(await callOf(work.customerId)).toMatchObject({ call: { wrapUp: 'Refund promised: 80 pounds, by Friday' } });
    const events = (await world.entries(work.customerId)).filter(one => one.kind === 'event');
    expect(events.at(-1)).toMatchObject({
      event: { name: 'finished', detail: 'Refund promised: 80 pounds, by Friday' },
      author: { agentId: 'a-mara' },
    });
  });
});

describe('after-contact work', () => {
  test('ends by itself after the time of its queue, and the agent is free; no sooner', async () => {
    const work = await held();
    await work.hangUp();
    await turn();
    expect(await world.presence('a-mara')).toMatchObject({
      state: 'acw',
      after: { workItemId: work.workItemId, ms: ACW, extended: false },
    });
    world.pass(ACW - 1);
    await turn();
    expect((await world.presence('a-mara')).state).toBe('acw');
    world.pass(1);
    await turn();
    expect(await world.presence('a-mara')).toMatchObject({ state: 'available', after: null });
    expect(await world.item(work.workItemId)).toMatchObject({
      state: 'finished',
      endedBy: 'time',
      disposition: null,
      epoch: work.epoch + 1,
    });
  });

  test('is extended once, by as much again', async () => {
    const work = await held();
    await work.hangUp();
    await turn();
    world.pass(20_000);
    const extend = () => world.run('a-mara', 'acw.extend', { workItemId: work.workItemId, epoch: work.epoch });
    expect(await extend()).toMatchObject({ ok: true });
    expect(await extend()).toMatchObject({ ok: false, code: 'conflict' });
    await turn();
    world.pass(39_999);
    await turn();
    expect((await world.presence('a-mara')).state).toBe('acw');
    world.pass(1);
    await turn();
    expect((await world.presence('a-mara')).state).toBe('available');
  });

  test('is not extended by who does not hold the work, nor before the call is over', async () => {
    const work = await held();
    const params = { workItemId: work.workItemId, epoch: work.epoch };
    expect(await world.run('a-mara', 'acw.extend', params)).toMatchObject({ ok: false, code: 'conflict' });
    expect(await world.run('a-priya', 'acw.extend', params)).toMatchObject({ ok: false, code: 'not-found' });
    await work.hangUp();
    const old = { ...params, epoch: params.epoch - 1 };
    expect(await world.run('a-mara', 'acw.extend', old)).toMatchObject({ ok: false, code: 'conflict' });
  });

  test('runs on over a restart of the backend, and is over when its time is', async () => {
    const work = await held();
    await work.hangUp();
    await turn();
    world.pass(12_000);
    const again = world.open();
    await again.router.turn();
    world.pass(17_999);
    await again.router.turn();
    expect((await world.presence('a-mara')).state).toBe('acw');
    world.pass(1);
    await again.router.turn();
    expect((await world.presence('a-mara')).state).toBe('available');
    expect((await world.item(work.workItemId)).state).toBe('finished');
  });

  test('runs on while the desk is away, which then comes back free', async () => {
    const work = await held();
    await work.hangUp();
    await turn();
    await world.centre.sessionLost('a-mara');
    expect(await world.presence('a-mara')).toMatchObject({ state: 'offline', after: { ms: ACW } });
    world.pass(ACW);
    await turn();
    expect(await world.presence('a-mara')).toMatchObject({ state: 'offline', after: null });
    expect((await world.item(work.workItemId)).state).toBe('finished');
    await world.centre.sessionOpened('a-mara');
    expect((await world.presence('a-mara')).state).toBe('available');
  });

  test('whose words come when the time is over takes them, from its holder and under the epoch held', async () => {
    const work = await held();
    await work.hangUp();
    await turn();
    world.pass(ACW);
    await turn();
    expect(await finish({ ...work, epoch: work.epoch - 1 }, 'refund')).toMatchObject({ ok: false, code: 'conflict' });
    expect(await finish(work, 'refund', 'Written in time')).toMatchObject({ ok: true });
    expect(await world.item(work.workItemId)).toMatchObject({ disposition: 'refund', epoch: work.epoch + 1 });
    expect(await callOf(work.customerId)).toMatchObject({ call: { wrapUp: 'Refund promised: Written in time' } });
    expect(await world.presence('a-mara')).toMatchObject({ state: 'available' });
  });

  test('is left at once with the wrap-up, and what was asked for meanwhile is taken', async () => {
    const work = await held();
    await world.run('a-mara', 'presence.set', { state: 'not-ready', reason: 'Lunch' });
    await work.hangUp();
    expect(await world.presence('a-mara')).toMatchObject({ state: 'acw', pending: { reason: 'Lunch' } });
    await finish(work, 'info');
    expect(await world.presence('a-mara')).toMatchObject({ state: 'not-ready', reason: 'Lunch', after: null });
  });
});
