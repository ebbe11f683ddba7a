// A question to a queue or a skill: whoever does not come is followed by the next best, each once, whichever node sees to it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import type { Among } from '../../../shared/domain/among.ts';
import type { Mention } from '../../../shared/domain/mention.ts';
import type { Offer } from '../../../shared/domain/offer.ts';
import type { Agent, WorkItem } from '../../../shared/domain/work.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

const RING = 20_000;
const who = (id: string, name: string, more: Partial<Agent> = {}) => ({ ...seed.agents[0]!, id, name, ...more });
const able = { skills: [{ name: 'Refunds', level: 2 }] };
const QUEUE: Among = { to: 'queue', queueId: 'q-voice' };

let world: World;
beforeAll(async () => {
  world = await newWorld();
  const agents = [
    who('a-mara', 'Mara Lindholm'),
    who('a-priya', 'Priya Shah', { queueIds: ['q-voice'] }),
    who('a-sena', 'Sena Aydin', able),
    who('a-ruth', 'Ruth Okafor', able),
  ];
  await plantSeed(world.db, { queues: seed.queues, agents }, NOW);
});
afterAll(() => world.db.close());
beforeEach(() => world.clear());

const turn = (centre = world.centre) => centre.router.turn();
const at = (item: WorkItem) => ({ workItemId: item.id, epoch: item.epoch });
const message = () => ({
  type: 'message',
  externalId: fresh('a-'),
  channel: 'whatsapp',
  party: { address: fresh('+4420794655') },
  text: 'Where is my bag?',
});
const call = () => ({ type: 'call', externalId: fresh('ac-'), number: fresh('+44770097'), state: 'ringing' });

/** Mara holds it; Priya, Sena and Ruth have been free since, in this order. */
async function held(record: object = message()): Promise<WorkItem> {
  await world.centre.sessionOpened('a-mara');
  const made = imported((await world.takeIn(record as never))[0]);
  await turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  for (const agentId of ['a-priya', 'a-sena', 'a-ruth']) {
    world.pass(1);
    await world.centre.sessionOpened(agentId);
  }
  return world.item(made.workItemId!);
}
const ask = (item: WorkItem, among: Among = QUEUE) =>
  world.run('a-mara', 'work.consult', { ...at(item), agentId: null, among, note: 'May I refund this?' });
const decline = async (agentId: string) => {
  const { id: offerId, epoch } = (await world.ringing(agentId))!;
  expect(await world.run(agentId, 'offer.decline', { offerId, epoch, reason: 'other' })).toMatchObject({ ok: true });
};
/** Rings out: the lease begins at the router's first look after the commit. */
async function miss(): Promise<void> {
  await turn();
  world.pass(RING);
  await turn();
}
const offers = async ({ id }: WorkItem): Promise<Offer[]> =>
  (
    await world.db.query<{ json: Offer }>(
      `SELECT json FROM offer WHERE work_item_id = $1 AND json->>'kind' = 'consult' ORDER BY (json->>'madeAt')::bigint, id`,
      [id],
    )
  ).map(({ json }) => json);
const rung = async (item: WorkItem) => (await offers(item)).map(({ agentId, state }) => `${agentId} ${state}`);
const ringsAt = async (item: WorkItem) =>
  (await offers(item)).find(({ state }) => state === 'ringing')?.agentId ?? null;
const events = async ({ customerId }: WorkItem) =>
  (await world.entries(customerId)).flatMap(one => (one.kind === 'event' ? [[one.event.name, one.event.detail]] : []));
const toldMara = async () =>
  (await world.db.query<{ json: Mention }>(`SELECT json FROM mention WHERE agent_id = 'a-mara'`)).map(row => row.json);

describe('a question to a queue', () => {
  test('goes on to the next who declines, misses or goes away, each once, and says where nobody is left', async () => {
    const item = await held();
    expect(await ask(item)).toMatchObject({ ok: true });
    expect(await ringsAt(item)).toBe('a-priya');
    world.pass(1);
    await decline('a-priya');
    expect(await world.ringing('a-sena')).toMatchObject({
      kind: 'consult',
      handover: { fromId: 'a-mara', note: 'May I refund this?' },
    });
    expect((await world.item(item.id)).participants).toMatchObject([{ agentId: 'a-sena', role: 'asked' }]);
    await miss();
    expect(await ringsAt(item)).toBe('a-ruth');
    // Priya is free all the while, and was asked.
    expect((await world.presence('a-priya')).state).toBe('available');
    world.pass(1);
    await world.run('a-ruth', 'presence.set', { state: 'not-ready', reason: 'Lunch' });
    await miss();
    expect(await rung(item)).toEqual(['a-priya declined', 'a-sena missed', 'a-ruth withdrawn']);
    expect(await world.item(item.id)).toMatchObject({
      state: 'held',
      holderId: 'a-mara',
      epoch: item.epoch,
      participants: [],
    });
    const words = 'Nobody of Priority care is free. Asked: 3';
    const said = await events(item);
    expect(said.filter(([name]) => name === 'consult.asked').map(([, detail]) => detail)).toEqual([
      'Priya Shah: May I refund this?',
      'Sena Aydin',
      'Ruth Okafor',
    ]);
    expect(said.filter(([name]) => name === 'consult.nobody')).toEqual([['consult.nobody', words]]);
    expect((await toldMara()).filter(({ customerId }) => customerId === item.customerId)).toMatchObject([
      { about: 'unanswered', words, seenAt: null },
    ]);
  });

  test('stops with who comes in, and with its asker, who takes it back or gives the work away', async () => {
    const [first, second] = [await held(), await held()];
    await ask(first);
    await decline('a-priya');
    const { id: offerId, epoch } = (await world.ringing('a-sena'))!;
    await world.run('a-sena', 'offer.accept', { offerId, epoch });
    await miss();
    expect((await world.item(first.id)).participants).toMatchObject([{ agentId: 'a-sena', role: 'consulted' }]);

    await ask(second);
    const asked = (await ringsAt(second))!;
    expect(await world.run('a-mara', 'work.endConsult', { ...at(second), agentId: asked })).toMatchObject({ ok: true });
    await miss();
    expect([await ringsAt(second), (await world.item(second.id)).participants]).toEqual([null, []]);

    await ask(second);
    await decline((await ringsAt(second))!);
    const next = await ringsAt(second);
    expect(next).not.toBeNull();
    const destination = { to: 'queue', queueId: 'q-chat' } as const;
    await world.run('a-mara', 'work.transfer', { ...at(second), destination, note: null });
    await miss();
    expect((await offers(second)).filter(({ state }) => state === 'ringing')).toEqual([]);
    expect((await events(second)).map(([name]) => name)).not.toContain('consult.nobody');
  });

  test('of one skill asks nobody without it, and one that names a colleague goes to nobody else', async () => {
    const item = await held();
    await ask(item, { to: 'skill', skill: 'Refunds' });
    await decline('a-sena');
    await decline('a-ruth');
    expect(await rung(item)).toEqual(['a-sena declined', 'a-ruth declined']);
    expect(await events(item)).toContainEqual(['consult.nobody', 'Nobody of Refunds is free. Asked: 2']);
    await world.run('a-mara', 'work.consult', { ...at(item), agentId: 'a-priya', among: null, note: null });
    await decline('a-priya');
    expect([await ringsAt(item), (await world.item(item.id)).participants]).toEqual([null, []]);
    expect((await events(item)).filter(([name]) => name === 'consult.nobody')).toHaveLength(1);
  });

  test('about a call that has ended meanwhile goes to nobody else', async () => {
    const record = call();
    const item = await held(record);
    await ask(item);
    expect(await ringsAt(item)).toBe('a-priya');
    await world.takeIn({ ...record, state: 'ended' });
    await miss();
    expect(await ringsAt(item)).toBeNull();
    expect(await rung(item)).toHaveLength(1);
  });
});

test('of two nodes that see it ring out at once one goes on; a node that has just come goes on where another left off', async () => {
  const item = await held();
  await ask(item);
  const other = world.open();
  await Promise.all([turn(), turn(other)]);
  world.pass(RING);
  await Promise.all([turn(), turn(other)]);
  expect(await rung(item)).toEqual(['a-priya missed', 'a-sena ringing']);
  const late = world.open();
  await turn(late);
  world.pass(RING);
  await turn(late);
  expect(await rung(item)).toEqual(['a-priya missed', 'a-sena missed', 'a-ruth ringing']);
  await turn(late);
  world.pass(RING);
  await turn(late);
  expect(await events(item)).toContainEqual(['consult.nobody', 'Nobody of Priority care is free. Asked: 3']);
});
