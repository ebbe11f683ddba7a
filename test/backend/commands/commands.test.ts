import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandOf } from '../../../shared/contract/commands.ts';
import type { EntryOf } from '../../../shared/domain/entry.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { fresh, imported, newWorld, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.centre.settle();
  await world.clear();
  world.sent.length = 0;
  world.answerWith(async () => ({ ok: true }));
});

async function offered(record: object, agentId = 'a-mara') {
  await world.centre.sessionOpened(agentId);
  const made = imported((await world.takeIn({ externalId: fresh('r-'), ...record }))[0]);
  await world.centre.router.turn();
  const offer = (await world.ringing(agentId))!;
  const entry = (await world.entries(made.customerId!)).find(one => one.id === made.entryId)!;
  return { made, offer, entry };
}
const call = () => ({ type: 'call', number: `+44 7700 9${fresh('00').slice(-5).padStart(5, '0')}`, state: 'ringing' });
const message = () => ({
  type: 'message',
  channel: 'whatsapp',
  party: { address: fresh('+4420794600') },
  handle: '+44 20 7946 0000',
  text: 'Hello?',
});
const accept = ({ offer }: Awaited<ReturnType<typeof offered>>, agentId = 'a-mara', id = uuidv7()) =>
  world.run(agentId, 'offer.accept', { offerId: offer.id, epoch: offer.epoch }, id);

async function replyTo(
  held: Awaited<ReturnType<typeof offered>>,
  text: string,
  more: Partial<CommandOf<'reply.send'>['params']> = {},
) {
  const item = await world.item(held.made.workItemId!);
  const { interactionId, channel, audience, handle, id } = held.entry;
  return {
    workItemId: item.id,
    epoch: item.epoch,
    customerId: held.made.customerId!,
    target: { interactionId: interactionId!, channel, audience, handle, replyTo: id },
    subject: null,
    text,
    writtenAt: world.now(),
    ...more,
  };
}

describe('offer.accept', () => {
  test('makes the agent the one holder, the call live and the agent on contact', async () => {
    const held = await offered(call());
    world.pass(4_000);
    expect(await accept(held)).toEqual({ ok: true, entryId: null });
    expect(await world.item(held.made.workItemId!)).toMatchObject({
      state: 'held',
      holderId: 'a-mara',
      epoch: held.offer.epoch + 1,
    });
    expect(await world.presence('a-mara')).toMatchObject({ state: 'on-contact' });
    const entries = await world.entries(held.made.customerId!);
    expect(entries.find(one => one.kind === 'call')).toMatchObject({
      call: { state: 'live', queueMs: 4_000, agentName: 'Mara Lindholm', answeredAt: world.now() },
    });
    expect(entries.filter(one => one.kind === 'event').map(one => one.event.name)).toEqual(['case.opened']);
  });

  test('the same id gives the same answer, at once and ever after; other parameters are a conflict', async () => {
    const held = await offered(call());
    const id = uuidv7();
    const answers = await Promise.all([
      accept(held, 'a-mara', id),
      accept(held, 'a-mara', id),
      accept(held, 'a-mara', id),
    ]);
    expect(answers).toEqual([
      { ok: true, entryId: null },
      { ok: true, entryId: null },
      { ok: true, entryId: null },
    ]);
    expect(await world.item(held.made.workItemId!)).toMatchObject({ holderId: 'a-mara', epoch: held.offer.epoch + 1 });
    expect(await world.run('a-mara', 'offer.accept', { offerId: held.offer.id, epoch: 77 }, id)).toMatchObject({
      code: 'conflict',
    });
    expect(await accept(held, 'a-priya', id)).toMatchObject({ code: 'conflict' });
  });

  test('too late is expired, even before the router has noticed, and stays so under the same id', async () => {
    const held = await offered(call());
    world.pass(20_000);
    const id = uuidv7();
    expect(await accept(held, 'a-mara', id)).toMatchObject({ ok: false, code: 'expired' });
    await world.centre.router.turn();
    expect(await accept(held, 'a-mara', id)).toMatchObject({ ok: false, code: 'expired' });
    expect(await accept(held)).toMatchObject({ ok: false, code: 'expired' });
  });

  test('somebody else’s offer is not found', async () => {
    expect(await accept(await offered(call()), 'a-priya')).toMatchObject({ ok: false, code: 'not-found' });
  });

  test('against the caller hanging up has exactly one winner', async () => {
    for (let round = 0; round < 15; round += 1) {
      await world.clear();
      const ringing = { ...call(), externalId: fresh('race-') };
      const held = await offered(ringing);
      const hangUp = () => world.takeIn({ ...ringing, state: 'abandoned' });
      const both = round % 2 ? [accept(held), hangUp()] : [hangUp(), accept(held)];
      await Promise.all(both);
      const item = await world.item(held.made.workItemId!);
      const offer = await world.offer(held.offer.id);
      expect([item.state, offer.state]).toEqual(
        item.state === 'held' ? ['held', 'accepted'] : ['abandoned', 'withdrawn'],
      );
    }
  });

  test('against the lease has exactly one winner', async () => {
    for (let round = 0; round < 10; round += 1) {
      await world.clear();
      const held = await offered(call());
      world.pass(round % 2 ? 19_999 : 20_000);
      const [reply] = await Promise.all([accept(held), world.centre.router.turn()]);
      const item = await world.item(held.made.workItemId!);
      expect(reply.ok).toBe(item.state === 'held');
      expect((await world.offer(held.offer.id)).state).toBe(reply.ok ? 'accepted' : 'missed');
    }
  });
});

describe('offer.decline', () => {
  test('goes back to its place with the reason, and later rings again', async () => {
    const held = await offered(call());
    const { offerId, epoch } = { offerId: held.offer.id, epoch: held.offer.epoch };
    expect(await world.run('a-mara', 'offer.decline', { offerId, epoch, reason: 'need-a-minute' })).toMatchObject({
      ok: true,
    });
    expect(await world.offer(offerId)).toMatchObject({ state: 'declined', declineReason: 'need-a-minute' });
    await world.centre.router.turn();
    expect(await world.ringing('a-mara')).toBeUndefined();
    expect(await world.item(held.made.workItemId!)).toMatchObject({
      state: 'waiting',
      enteredAt: held.offer.enteredAt,
    });
    world.pass(30_000);
    await world.centre.router.turn();
    expect((await world.ringing('a-mara'))!.workItemId).toBe(held.made.workItemId);
  });
});

describe('reply.send', () => {
  test('is sent, taken to the outlet once, and confirmed', async () => {
    const held = await offered(message());
    await accept(held);
    const id = uuidv7();
    const params = await replyTo(held, 'We are on it.');
    const [one, two] = await Promise.all([
      world.run('a-mara', 'reply.send', params, id),
      world.run('a-mara', 'reply.send', params, id),
    ]);
    expect(one).toEqual(two);
    await world.centre.settle();
    expect(world.sent.map(entry => entry.text)).toEqual(['We are on it.']);
    const reply = (await world.entries(held.made.customerId!)).find(entry => entry.direction === 'out')!;
    expect(reply).toMatchObject({
      kind: 'message',
      author: { agentId: 'a-mara' },
      delivery: { state: 'confirmed', commandId: id },
      version: 2,
    });
  });

  test('that the network refuses has failed, with the network’s reason', async () => {
    world.answerWith(async () => ({ ok: false, reason: 'recipient blocks us' }));
    const held = await offered(message());
    await accept(held);
    await world.run('a-mara', 'reply.send', await replyTo(held, 'Hello'));
    await world.centre.settle();
    const reply = (await world.entries(held.made.customerId!)).find(entry => entry.direction === 'out')!;
    expect(reply.delivery).toMatchObject({ state: 'failed', reason: 'recipient blocks us' });
  });

  test('that a crash left with the outlet is taken there again at the start, under the same entry id', async () => {
    world.answerWith(() => new Promise(() => undefined));
    const held = await offered(message());
    await accept(held);
    const crashing = world.open();
    const command = { id: uuidv7(), kind: 'reply.send' as const, params: await replyTo(held, 'Twice, if need be') };
    const reply = await crashing.runCommand('a-mara', command);
    await expect.poll(() => world.sent.length).toBe(1);
    world.answerWith(async () => ({ ok: true }));
    const again = world.open();
    await again.start();
    await again.stop();
    expect(world.sent.map(entry => entry.id)).toEqual([reply.ok && reply.entryId, reply.ok && reply.entryId]);
    const entry = (await world.entries(held.made.customerId!)).find(one => one.direction === 'out')!;
    expect(entry.delivery!.state).toBe('confirmed');
  });

  test('only the holder may send, at the epoch held', async () => {
    const held = await offered(message());
    expect(await world.run('a-mara', 'reply.send', await replyTo(held, 'Too early'))).toMatchObject({ code: 'denied' });
    await accept(held);
    const params = await replyTo(held, 'x');
    expect(await world.run('a-mara', 'reply.send', { ...params, epoch: params.epoch! - 1 })).toMatchObject({
      code: 'denied',
    });
    expect(await world.run('a-priya', 'reply.send', params)).toMatchObject({ code: 'not-found' });
    expect(await world.run('a-priya', 'reply.send', { ...params, workItemId: null, epoch: null })).toMatchObject({
      code: 'not-found',
    });
    expect(await world.run('a-mara', 'reply.send', { ...params, customerId: 'nobody' })).toMatchObject({
      code: 'not-found',
    });
    expect(world.sent).toEqual([]);
  });

  test('a post on X over 280 characters is refused and nothing of it is kept', async () => {
    const held = await offered({ type: 'post', channel: 'x', party: { address: fresh('@long') }, text: 'Well?' });
    await accept(held);
    expect(await world.run('a-mara', 'reply.send', await replyTo(held, 'é'.repeat(281)))).toMatchObject({
      code: 'too-large',
    });
    expect(await world.run('a-mara', 'reply.send', await replyTo(held, 'é'.repeat(280)))).toMatchObject({ ok: true });
    expect((await world.entries(held.made.customerId!)).filter(entry => entry.direction === 'out')).toHaveLength(1);
  });

  test('to an email answers its sender, under its subject and id', async () => {
    const held = await offered({
      type: 'email',
      party: { address: 'Jo@post.example' },
      handle: 'care@larkwing.example',
      mailSubject: 'Refund',
      messageId: '<m1@post>',
      text: 'When?',
    });
    await accept(held);
    await world.run('a-mara', 'reply.send', await replyTo(held, 'On Friday.'));
    const reply = (await world.entries(held.made.customerId!)).find(
      entry => entry.direction === 'out',
    ) as EntryOf<'email'>;
    expect(reply.email).toMatchObject({
      subject: 'Re: Refund',
      to: ['Jo@post.example'],
      from: 'care@larkwing.example',
      inReplyTo: '<m1@post>',
    });
  });
});

describe('note.add', () => {
  test('stays among ourselves and never goes to the outlet', async () => {
    const held = await offered(message());
    const { customerId, caseId } = held.offer;
    const note = { customerId, caseId, interactionId: null, text: 'Has rung twice', writtenAt: 0 };
    const reply = await world.run('a-mara', 'note.add', note);
    await world.centre.settle();
    const entry = (await world.entries(customerId)).find(one => one.kind === 'note')!;
    expect(reply).toEqual({ ok: true, entryId: entry.id });
    expect(entry).toMatchObject({ channel: 'internal', audience: 'internal', direction: 'internal' });
    expect(world.sent).toEqual([]);
    expect(await world.run('a-priya', 'note.add', note)).toMatchObject({ code: 'not-found' });
  });
});

describe('presence.set and work.finish', () => {
  test('what is asked for on a call is taken when its work is finished, and the call has ended with its wrap-up', async () => {
    const held = await offered(call());
    await accept(held);
    await world.run('a-mara', 'presence.set', { state: 'not-ready', reason: 'Lunch' });
    expect(await world.presence('a-mara')).toMatchObject({
      state: 'on-contact',
      pending: { state: 'not-ready', reason: 'Lunch' },
    });
    world.pass(90_000);
    const { id: workItemId, epoch } = await world.item(held.made.workItemId!);
    expect(
      await world.run('a-mara', 'work.finish', { workItemId, epoch: epoch - 1, wrapUp: null, disposition: null }),
    ).toMatchObject({
      code: 'conflict',
    });
    expect(
      await world.run('a-priya', 'work.finish', { workItemId, epoch, wrapUp: null, disposition: null }),
    ).toMatchObject({
      code: 'not-found',
    });
    expect(
      await world.run('a-mara', 'work.finish', { workItemId, epoch, wrapUp: 'Rebooked', disposition: null }),
    ).toMatchObject({
      ok: true,
    });
    expect(await world.presence('a-mara')).toMatchObject({ state: 'not-ready', reason: 'Lunch', pending: null });
    const entry = (await world.entries(held.made.customerId!)).find(one => one.kind === 'call');
    expect(entry).toMatchObject({ call: { state: 'ended', talkMs: 90_000, wrapUp: 'Rebooked' } });
    expect(await world.item(workItemId)).toMatchObject({ state: 'finished', holderId: 'a-mara' });
  });

  test('after the caller hangs up comes after-contact work, and after that the agent is available', async () => {
    const record = { ...call(), externalId: fresh('acw-') };
    const held = await offered(record);
    await accept(held);
    await world.takeIn({ ...record, state: 'ended' });
    expect((await world.presence('a-mara')).state).toBe('acw');
    const { id: workItemId, epoch, state } = await world.item(held.made.workItemId!);
    expect(state).toBe('held');
    await world.run('a-mara', 'work.finish', { workItemId, epoch, wrapUp: null, disposition: null });
    expect((await world.presence('a-mara')).state).toBe('available');
  });

  test('going away while an offer rings gives it back without a miss', async () => {
    const held = await offered(call());
    await world.run('a-mara', 'presence.set', { state: 'not-ready', reason: 'Break' });
    expect(await world.offer(held.offer.id)).toMatchObject({ state: 'withdrawn' });
    expect((await world.item(held.made.workItemId!)).state).toBe('waiting');
  });
});
