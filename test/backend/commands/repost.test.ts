// Row 44: a customer's public post is shown to all by the network's own means, once under each handle, and taken back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scenarioOutlet } from '../../../backend/connectors/outlet.ts';
import { newCourier } from '../../../backend/commands/courier.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import type { Channel } from '../../../shared/domain/primitives.ts';
import type { EntryOf, Repost } from '../../../shared/domain/entry.ts';
import type { Mention } from '../../../shared/domain/mention.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

const handle = (address: string, channel: Channel) => ({
  address,
  channel,
  name: address,
  signOff: null,
  shiftIntro: null,
  signature: null,
});
const team = {
  id: 'team',
  name: 'Care',
  notReadyReasons: [],
  noResponseReasons: [],
  praiseReasons: ['Crew', 'Food'],
  voiceExclusive: true,
  handles: [handle('@Care', 'x'), handle('@Air', 'x'), handle('Air', 'facebook'), handle('@air', 'instagram')],
  macros: [],
};
const lead = { ...seed.agents[0]!, id: 'a-lead', name: 'Ruth Okafor', role: 'lead' as const };
const colleague = { ...seed.agents[0]!, id: 'a-elo', name: 'Elodie Marchetti' };

let world: World;
beforeAll(async () => {
  world = await newWorld();
  const agents = [
    ...seed.agents.map(one => ({ ...one, channels: [...one.channels, 'facebook' as const, 'instagram' as const] })),
    lead,
    colleague,
  ];
  await plantSeed(world.db, { ...seed, agents, team }, NOW);
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.centre.settle();
  await world.clear();
  world.acts.length = 0;
  world.answerActsWith(async () => ({ ok: true }));
});

async function held(record: object = {}) {
  await world.centre.sessionOpened('a-mara');
  const post = { type: 'post', channel: 'x', party: { address: fresh('@fan') }, handle: '@Care', text: 'Lovely crew' };
  const made = imported((await world.takeIn({ externalId: fresh('p-'), ...post, ...record }))[0]);
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const { epoch } = await world.item(made.workItemId!);
  return { customerId: made.customerId!, workItemId: made.workItemId!, entryId: made.entryId!, epoch };
}
type Held = Awaited<ReturnType<typeof held>>;
const repost = ({ workItemId, epoch, entryId }: Held, over: object = {}, agentId = 'a-mara', id?: string) =>
  world.run(agentId, 'post.repost', { workItemId, epoch, entryId, handle: '@Care', ...over }, id);
const undo = ({ entryId }: Held, agentId = 'a-mara', as = '@Care') =>
  world.run(agentId, 'post.undoRepost', { entryId, handle: as });
const reposts = async ({ customerId, entryId }: Held): Promise<readonly Repost[]> =>
  (await world.entries(customerId)).find((one): one is EntryOf<'post'> => one.id === entryId)?.reposts ?? [];

describe('a repost', () => {
  test('goes out once, stands on the entry with who did it, and the work goes on', async () => {
    const one = await held();
    expect(await repost(one)).toEqual({ ok: true, entryId: one.entryId });
    expect(await reposts(one)).toMatchObject([{ handle: '@Care', agentName: 'Mara Lindholm', state: 'sent' }]);
    await world.centre.settle();
    const of = { customerId: one.customerId, entryId: one.entryId };
    expect(world.acts).toMatchObject([{ do: 'repost', channel: 'x', handle: '@Care', agentId: 'a-mara', of }]);
    expect(await reposts(one)).toMatchObject([{ state: 'confirmed', reason: null }]);
    expect(world.sent).toEqual([]);
    expect(await world.item(one.workItemId)).toMatchObject({ state: 'held', epoch: one.epoch });
    const [act] = await world.db.query<{ after: object }>(
      `SELECT after FROM ledger WHERE work_item_id = $1 AND kind = 'act'`,
      [one.workItemId],
    );
    expect(act?.after).toMatchObject({ epoch: one.epoch, entry: world.acts[0]!.id });
  });

  test('asked for again, by whatever command, is no second one; under another handle it is', async () => {
    const one = await held();
    const first = await repost(one, {}, 'a-mara', 'repost-once');
    expect(await repost(one, {}, 'a-mara', 'repost-once')).toEqual(first);
    expect(await repost(one)).toMatchObject({ ok: false, code: 'conflict' });
    expect(await repost(one, { handle: '@Air' })).toMatchObject({ ok: true });
    const settled = { workItemId: one.workItemId, epoch: one.epoch, act: 'reposted' as const, handle: '@Care' };
    expect(await world.run('a-mara', 'work.praise', settled)).toMatchObject({ ok: true });
    await world.centre.settle();
    expect(world.acts.map(act => act.handle)).toEqual(['@Care', '@Air']);
  });

  test('says what for, by the team’s list and nothing else, also where it ends the work', async () => {
    const one = await held();
    expect(await repost(one, { reason: 'Nonsense' })).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await reposts(one)).toEqual([]);
    expect(await repost(one, { reason: 'Crew' })).toMatchObject({ ok: true });
    expect(await repost(one, { handle: '@Air' })).toMatchObject({ ok: true });
    const said = await reposts(one);
    expect(said).toMatchObject([{ praisedFor: 'Crew', queueId: (await world.item(one.workItemId)).queueId }, {}]);
    expect(said[1]).not.toHaveProperty('praisedFor');
    const other = await held();
    const { workItemId, epoch } = other;
    await world.run('a-mara', 'work.praise', { workItemId, epoch, act: 'reposted', handle: '@Care', reason: 'Food' });
    expect(await reposts(other)).toMatchObject([{ praisedFor: 'Food' }]);
  });

  test('is for the holder at the epoch held', async () => {
    const one = await held();
    expect(await repost(one, {}, 'a-elo')).toMatchObject({ ok: false, code: 'not-found' });
    expect(await repost(one, { epoch: one.epoch - 1 })).toMatchObject({ ok: false, code: 'conflict' });
    const other = await held();
    expect(await repost(one, { entryId: other.entryId })).toMatchObject({ ok: false, code: 'not-found' });
    expect(world.acts).toEqual([]);
  });

  test('that the network refuses says why on the entry, and may be tried again', async () => {
    const one = await held();
    world.answerActsWith(async () => ({ ok: false, reason: 'the post is protected' }));
    await repost(one);
    await world.centre.settle();
    expect(await reposts(one)).toMatchObject([{ state: 'failed', reason: 'the post is protected' }]);
    const told = await world.db.query<{ json: Mention }>(
      `SELECT json FROM mention WHERE agent_id = 'a-mara' AND json->>'customerId' = $1`,
      [one.customerId],
    );
    const said = { about: 'not-reposted', entryId: one.entryId, words: 'the post is protected' };
    expect(told.map(({ json }) => json)).toMatchObject([said]);
    world.answerActsWith(async () => ({ ok: true }));
    expect(await repost(one)).toMatchObject({ ok: true });
    await world.centre.settle();
    expect((await reposts(one)).map(({ state }) => state)).toEqual(['failed', 'confirmed']);
  });

  test.each([
    ['a network that has none', { channel: 'instagram', handle: '@air' }, '@air', 'Instagram has no reposts'],
    ['a share without a link', { channel: 'facebook', handle: 'Air' }, 'Air', 'no link'],
    ['a handle of nobody', {}, '@Evil', '@Evil'],
  ])('is refused: %s', async (_what, record, as, words) => {
    const one = await held(record);
    expect(await repost(one, { handle: as })).toMatchObject({
      ok: false,
      code: 'bad-input',
      reason: expect.stringContaining(words),
    });
    await world.centre.settle();
    expect(world.acts).toEqual([]);
    expect(await reposts(one)).toEqual([]);
  });
});

describe('taking it back', () => {
  test('leaves behind the repost, in this order, and is told', async () => {
    const one = await held();
    await repost(one);
    expect(await undo(one)).toMatchObject({ ok: true });
    expect(await undo(one)).toMatchObject({ ok: false, code: 'conflict' });
    await world.centre.settle();
    expect(world.acts.map(act => act.do)).toEqual(['repost', 'undo-repost']);
    expect(world.acts[1]).toMatchObject({ undoes: world.acts[0]!.id });
    expect(await reposts(one)).toMatchObject([{ state: 'undone' }]);
    expect(await repost(one)).toMatchObject({ ok: true });
  });

  test('is for who did it, who holds the customer’s work, or a lead, also when the work is over', async () => {
    const one = await held();
    await world.centre.sessionOpened('a-elo');
    await world.centre.sessionOpened('a-lead');
    await repost(one);
    await world.run('a-mara', 'work.finish', {
      workItemId: one.workItemId,
      epoch: one.epoch,
      wrapUp: null,
      disposition: null,
    });
    expect(await undo(one, 'a-priya')).toMatchObject({ ok: false, code: 'not-found' });
    expect(await undo(one, 'a-elo')).toMatchObject({ ok: false, code: 'denied' });
    expect(await undo(one, 'a-lead')).toMatchObject({ ok: true });
  });

  test('of one that then turns out not to have come through leaves it as failed', async () => {
    const one = await held();
    world.answerActsWith(async () => ({ ok: false, reason: 'the post is protected' }));
    await repost(one);
    await undo(one);
    await world.centre.settle();
    expect(await reposts(one)).toMatchObject([{ state: 'failed', reason: 'the post is protected' }]);
  });

  test('that the network refuses leaves it as it is, with the reason', async () => {
    const one = await held();
    await repost(one);
    await world.centre.settle();
    world.answerActsWith(async () => ({ ok: false, reason: 'rate limit' }));
    await undo(one);
    await world.centre.settle();
    expect(await reposts(one)).toMatchObject([{ state: 'confirmed', reason: 'rate limit' }]);
  });
});

test('the network sees an act once, though it is carried twice', async () => {
  const one = await held();
  const outlet = scenarioOutlet({ file: null, delayMs: () => 0 });
  const act = { id: 'a', do: 'repost', channel: 'x', handle: '@Care', agentId: 'a-mara' } as const;
  const all = { ...act, of: { customerId: one.customerId, entryId: one.entryId, sourceUrl: null } };
  for (const node of ['one', 'two']) {
    await world.db.query(`INSERT INTO outgoing (entry_id, at, line, act) VALUES ('a', 1, 'l', $1)`, [
      JSON.stringify(all),
    ]);
    const clock = { now: world.now, monotonic: world.now };
    const courier = newCourier({ db: world.db, clock, outlet, id: () => fresh('id-'), nodeId: node, wake: () => {} });
    await courier.resume();
    await courier.settle();
  }
  expect(outlet.seen().map(({ act: { id } }) => id)).toEqual(['a']);
  expect(outlet.mail()).toEqual([]);
});
