import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import type { CommandOf } from '../../../shared/contract/commands.ts';
import { replyWays } from '../../../shared/domain/reply-ways.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

const team = {
  id: 'team-1',
  name: 'Larkwing Care',
  notReadyReasons: [],
  noResponseReasons: ['Spam', 'No question in it'],
  praiseReasons: ['Crew'],
  voiceExclusive: true,
  handles: [
    {
      address: 'care@larkwing.example',
      channel: 'email' as const,
      name: 'Care',
      signOff: null,
      shiftIntro: null,
      signature: null,
    },
  ],
  macros: [],
};

let world: World;
beforeAll(async () => {
  world = await newWorld();
  await plantSeed(world.db, { ...seed, team }, NOW);
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.centre.settle();
  await world.clear();
  world.sent.length = 0;
  world.acts.length = 0;
});

async function held(record: object = {}) {
  await world.centre.sessionOpened('a-mara');
  const post = {
    type: 'post',
    channel: 'x',
    party: { address: fresh('@fan') },
    handle: '@LarkwingCare',
    text: 'Lovely crew',
  };
  const made = imported((await world.takeIn({ externalId: fresh('s-'), ...post, ...record }))[0]);
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const { epoch } = await world.item(made.workItemId!);
  return { ...made, customerId: made.customerId!, workItemId: made.workItemId!, epoch };
}
type Held = Awaited<ReturnType<typeof held>>;
const lastEvent = async ({ customerId }: Held) =>
  (await world.entries(customerId)).findLast(entry => entry.kind === 'event')!;

describe('deciding not to respond', () => {
  const leave = ({ workItemId, epoch }: Held, reason = 'Spam', by = 0) =>
    world.run('a-mara', 'work.noResponse', { workItemId, epoch: epoch + by, reason });

  test('finishes the work with the team’s reason, told in the timeline and counted in the outcome', async () => {
    const one = await held();
    expect(await leave(one)).toEqual({ ok: true, entryId: null });
    expect(await world.item(one.workItemId)).toMatchObject({
      state: 'finished',
      outcome: 'no-response',
      epoch: one.epoch + 1,
    });
    expect(await lastEvent(one)).toMatchObject({
      author: { name: 'Mara Lindholm' },
      event: { name: 'finished', detail: 'No response: Spam' },
    });
    await world.centre.settle();
    expect(world.sent).toEqual([]);
  });

  test('needs a reason of the team, and the work in hand at this epoch', async () => {
    const one = await held();
    expect(await leave(one, 'Did not feel like it')).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await leave(one, 'Spam', -1)).toMatchObject({ ok: false, code: 'conflict' });
    const { workItemId, epoch } = one;
    const params = { workItemId, epoch, reason: 'Spam' };
    expect(await world.run('a-priya', 'work.noResponse', params)).toMatchObject({ ok: false, code: 'not-found' });
    expect(await world.item(workItemId)).toMatchObject({ state: 'held', outcome: null });
  });
});

describe('praise', () => {
  const praise = ({ workItemId, epoch }: Held, act: CommandOf<'work.praise'>['params']['act']) =>
    world.run('a-mara', 'work.praise', { workItemId, epoch, act, handle: null });

  test('is marked, and the work is over', async () => {
    const one = await held();
    expect(await praise(one, 'marked')).toEqual({ ok: true, entryId: null });
    expect(await world.item(one.workItemId)).toMatchObject({ state: 'finished', outcome: 'praise' });
    expect(await lastEvent(one)).toMatchObject({ event: { detail: 'Praise' } });
  });

  test('reposted is the network’s own repost, once, under the handle they wrote to', async () => {
    const one = await held();
    expect(await praise(one, 'reposted')).toMatchObject({ ok: true });
    await world.centre.settle();
    expect(world.sent).toEqual([]);
    expect(world.acts).toMatchObject([{ do: 'repost', handle: '@LarkwingCare', of: { entryId: one.entryId } }]);
  });

  test.each([
    ['marked', 'Praise: Crew'],
    ['thanked', 'Praise, thanked: Crew'],
    ['reposted', 'Praise, reposted: Crew'],
  ] as const)('%s says what for, by one of the team’s reasons and no other', async (act, detail) => {
    const one = await held();
    const { workItemId, epoch } = one;
    const praised = (reason: string) =>
      world.run('a-mara', 'work.praise', { workItemId, epoch, act, handle: null, reason });
    expect(await praised('The weather')).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await praised('Crew')).toMatchObject({ ok: true });
    expect(await world.item(workItemId)).toMatchObject({ outcome: 'praise', praised: act, outcomeReason: 'Crew' });
    expect(await lastEvent(one)).toMatchObject({ event: { detail } });
  });

  test('in private cannot be shown to all', async () => {
    const one = await held({ type: 'message', channel: 'whatsapp', party: { address: fresh('+4420794611') } });
    expect(await praise(one, 'reposted')).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await world.item(one.workItemId)).toMatchObject({ state: 'held' });
  });
});

describe('going on in private', () => {
  const move = ({ workItemId, epoch }: Held, way: CommandOf<'case.move'>['params']['way']) =>
    world.run('a-mara', 'case.move', { workItemId, epoch, way });
  const ways = async ({ customerId }: Held) => {
    const grant = (await world.centre.grantOf(world.db, customerId))!;
    return replyWays(grant.interactions, grant.entries, grant.customer.identities);
  };

  test('keeps case, work item and clock, is told, and makes the private way the default', async () => {
    const one = await held();
    const before = await world.item(one.workItemId);
    world.pass(1_000);
    expect(await move(one, 'direct-message')).toEqual({ ok: true, entryId: null });
    expect(await world.item(one.workItemId)).toEqual(before);
    expect(await lastEvent(one)).toMatchObject({
      caseId: before.caseId,
      event: { name: 'moved.private', detail: 'Direct message' },
    });
    const [way] = await ways(one);
    expect(way).toMatchObject({
      target: { channel: 'x', audience: 'private', handle: '@LarkwingCare', replyTo: null },
    });
    expect(way!.to).toMatch(/^@fan/u);
    const said = { workItemId: one.workItemId, epoch: one.epoch, customerId: one.customerId, subject: null };
    const reply = { ...said, target: way!.target, text: 'Hello in private', writtenAt: world.now() };
    expect(await world.run('a-mara', 'reply.send', reply)).toMatchObject({ ok: true });
    await world.centre.settle();
    expect(world.sent[0]).toMatchObject({ kind: 'message', audience: 'private', caseId: before.caseId });
  });

  test('twice is the same conversation, and by phone none is begun', async () => {
    const one = await held();
    await move(one, 'direct-message');
    world.pass(1_000);
    await move(one, 'direct-message');
    await move(one, 'phone');
    expect((await ways(one)).filter(({ target }) => target.audience === 'private')).toHaveLength(1);
    expect(await lastEvent(one)).toMatchObject({ interactionId: null, event: { detail: 'Phone' } });
  });

  test('from private it goes on by mail as the same case, where an address is known', async () => {
    const address = fresh('+4420794611');
    const one = await held({ type: 'message', channel: 'whatsapp', party: { address } });
    const mail = `${fresh('max')}@post.example`;
    await world.takeIn({
      type: 'customer',
      externalId: fresh('crm-'),
      name: 'Max Oyelaran',
      identities: [
        { channel: 'whatsapp', address },
        { channel: 'email', address: mail },
      ],
    });
    const before = await world.item(one.workItemId);
    expect(await move(one, 'email')).toEqual({ ok: true, entryId: null });
    const now = await world.item(one.workItemId);
    expect(now).toMatchObject({
      caseId: before.caseId,
      state: 'held',
      epoch: before.epoch,
      enteredAt: before.enteredAt,
    });
    const [way] = await ways({ ...one, customerId: now.customerId });
    expect(way).toMatchObject({ target: { channel: 'email', audience: 'private' }, to: mail });
  });

  /** A post in Mara's hands, and a direct message of the same case beside it. */
  async function postAndMessage() {
    const one = await held();
    const { caseId, from } = await world.item(one.workItemId);
    const message = {
      type: 'message',
      channel: 'x',
      party: { address: from },
      handle: '@LarkwingCare',
      text: 'Here is my booking',
    };
    const made = imported((await world.takeIn({ externalId: fresh('s-'), ...message }))[0]);
    const beside = await world.item(made.workItemId!);
    expect(beside).toMatchObject({ caseId, customerId: one.customerId, state: 'waiting' });
    return { one, beside };
  }

  test('takes the work of the private way along where that waits: the same hands hold both', async () => {
    const { one, beside } = await postAndMessage();
    expect(await move(one, 'direct-message')).toEqual({ ok: true, entryId: null });
    expect(await world.item(beside.id)).toMatchObject({
      state: 'held',
      holderId: 'a-mara',
      epoch: beside.epoch + 1,
      enteredAt: beside.enteredAt,
    });
    expect(await world.item(one.workItemId)).toMatchObject({ state: 'held', holderId: 'a-mara', epoch: one.epoch });
    const told = (await world.entries(one.customerId)).flatMap(one => (one.kind === 'event' ? [one.event] : []));
    expect(told).toContainEqual({ name: 'assigned', detail: `from ${beside.queueName}` });
    expect(told).toContainEqual({ name: 'moved.private', detail: 'Direct message' });
    expect(await move(one, 'direct-message')).toEqual({ ok: true, entryId: null });
    expect(await world.item(beside.id)).toMatchObject({ epoch: beside.epoch + 1 });
  });

  test('is refused while a colleague has the private way, and says what it is that they have', async () => {
    const { one, beside } = await postAndMessage();
    await world.db.query(
      `UPDATE work_item SET state = 'held', holder_id = 'a-priya',
         json = (json::jsonb || '{"state": "held", "holderId": "a-priya"}')::json WHERE id = $1`,
      [beside.id],
    );
    expect(await move(one, 'direct-message')).toEqual({
      ok: false,
      code: 'denied',
      reason: 'Priya Shah holds their direct message.',
    });
  });

  test('is refused where the waiting work asks for a skill that its taker has not, with the words for it', async () => {
    const { one, beside } = await postAndMessage();
    await world.db.query(
      `UPDATE work_item SET json = (json::jsonb || '{"skills": ["Portuguese"]}')::json WHERE id = $1`,
      [beside.id],
    );
    expect(await move(one, 'direct-message')).toEqual({
      ok: false,
      code: 'denied',
      reason: `Their direct message waits in ${beside.queueName}. This asks for Portuguese, which you do not have.`,
    });
    expect(await world.item(beside.id)).toMatchObject({ state: 'waiting', holderId: null });
  });

  test('is refused where no address is known', async () => {
    const one = await held();
    expect(await move(one, 'email')).toMatchObject({ ok: false, code: 'bad-input' });
  });
});
