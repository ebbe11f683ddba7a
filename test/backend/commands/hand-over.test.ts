// Work that goes on to somebody else: one holder at a time, whatever is asked at once, and the note goes along.
import type { Among } from '../../../shared/domain/among.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import { reviewRights } from '../../../backend/history/review.ts';
import { isGranted } from '../../../backend/feed/scopes.ts';
import type { Mention } from '../../../shared/domain/mention.ts';
import type { Agent } from '../../../shared/domain/work.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

let world: World;
const who = (id: string, name: string, more: Partial<Agent> = {}) => ({ ...seed.agents[0]!, id, name, ...more });
const NOTE = 'Bag is in Oslo; I promised delivery today.';

beforeAll(async () => {
  world = await newWorld();
  await plantSeed(
    world.db,
    {
      queues: seed.queues.map(queue => ({ ...queue, seniorSkill: queue.id === 'q-chat' ? 'Senior' : null })),
      agents: [
        who('a-mara', 'Mara Lindholm'),
        who('a-priya', 'Priya Shah', { queueIds: ['q-voice'] }),
        who('a-sena', 'Sena Aydin', { skills: [{ name: 'Senior', level: 3 }] }),
        who('a-post', 'Otto Post', { queueIds: ['q-mail'], channels: ['email'] }),
        who('a-ruth', 'Ruth Okafor', { role: 'lead' }),
      ],
    },
    NOW,
  );
});
afterAll(() => world.db.close());
beforeEach(() => world.clear());

const message = () => ({
  type: 'message',
  externalId: fresh('m-'),
  channel: 'whatsapp',
  party: { address: fresh('+4420794601') },
  handle: '+44 20 7946 0000',
  text: 'Where is my bag?',
});
const call = () => ({
  type: 'call',
  externalId: fresh('c-'),
  number: `+44 7700 9${fresh('10').slice(-5).padStart(5, '0')}`,
  state: 'ringing',
});

/** Held by Mara; the others come when a test wants them, so that it rings with her. */
async function held(record: object) {
  await world.centre.sessionOpened('a-mara');
  const made = imported((await world.takeIn(record as never))[0]);
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  return world.item(made.workItemId!);
}
const at = (item: { id: string; epoch: number }) => ({ workItemId: item.id, epoch: item.epoch });
const toAgent = (agentId: string) => ({ to: 'agent' as const, agentId });
const eventsOf = async (customerId: string) =>
  (await world.entries(customerId)).flatMap(one => (one.kind === 'event' ? [[one.event.name, one.event.detail]] : []));
const accept = async (agentId: string) => {
  const offer = (await world.ringing(agentId))!;
  return world.run(agentId, 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
};
const granted = (agentId: string, customerId: string) => isGranted(world.db, agentId, customerId);
const review = (agentId: string) => world.db.transaction(tx => reviewRights(tx, agentId, world.now()));

describe('a blind transfer', () => {
  test('to an agent rings there with the note, keeps the place, and gives them the history first', async () => {
    const item = await held(message());
    await world.centre.sessionOpened('a-priya');
    const params = { ...at(item), destination: toAgent('a-priya'), note: NOTE };
    expect(await world.run('a-mara', 'work.transfer', params)).toEqual({ ok: true, entryId: null });
    const moved = await world.item(item.id);
    expect(moved).toMatchObject({ state: 'offered', holderId: null, epoch: item.epoch + 1 });
    expect([moved.enteredAt, moved.priority]).toEqual([item.enteredAt, item.priority]);
    const handover = { why: 'transferred', fromId: 'a-mara', fromName: 'Mara Lindholm', note: NOTE };
    const ringing = await world.ringing('a-priya');
    expect(ringing).toMatchObject({ why: 'Transferred by Mara Lindholm', epoch: moved.epoch, handover });
    const told = (await world.told()).filter(({ audience_id }) => audience_id === 'a-priya');
    const kinds = told.map(({ body }) => ('customerId' in body ? 'granted' : body.kind));
    expect(kinds.indexOf('granted')).toBeGreaterThanOrEqual(0);
    expect(kinds.indexOf('granted')).toBeLessThan(kinds.lastIndexOf('offer.changed'));
    expect(await accept('a-priya')).toMatchObject({ ok: true });
    expect(await world.item(item.id)).toMatchObject({ state: 'held', holderId: 'a-priya', handover });
    expect(await eventsOf(item.customerId)).toContainEqual(['transferred', `to Priya Shah: ${NOTE}`]);
    await review('a-priya');
    expect(await granted('a-priya', item.customerId)).toBe(true);
  });

  test.each([
    [
      'declined',
      (offerId: string, epoch: number) => world.run('a-priya', 'offer.decline', { offerId, epoch, reason: 'other' }),
    ],
    [
      'missed',
      async () => {
        // Its lease begins at the router's first look after the commit.
        await world.centre.router.turn();
        world.pass(21_000);
        await world.centre.router.turn();
      },
    ],
    ['left', async () => world.run('a-priya', 'presence.set', { state: 'offline', reason: null })],
  ])('%s: it waits in its queue, with its place and the note', async (_what, happens) => {
    const item = await held(message());
    await world.centre.sessionOpened('a-priya');
    await world.run('a-mara', 'work.transfer', { ...at(item), destination: toAgent('a-priya'), note: NOTE });
    await world.run('a-mara', 'presence.set', { state: 'not-ready', reason: null });
    const offer = (await world.ringing('a-priya'))!;
    await happens(offer.id, offer.epoch);
    const back = await world.item(item.id);
    expect(back).toMatchObject({ state: 'waiting', holderId: null, enteredAt: item.enteredAt });
    expect(back.handover?.note).toBe(NOTE);
  });

  describe('that is not taken', () => {
    const transferred = async (record: object = message()) => {
      const item = await held(record);
      await world.centre.sessionOpened('a-priya');
      await world.run('a-mara', 'work.transfer', { ...at(item), destination: toAgent('a-priya'), note: NOTE });
      return item;
    };
    const miss = async () => {
      await world.centre.router.turn();
      world.pass(21_000);
      await world.centre.router.turn();
    };
    const notices = (agentId: string) =>
      world.db.query<{ json: Mention }>(`SELECT json FROM mention WHERE agent_id = $1 ORDER BY at, id`, [agentId]);

    test.each([
      ['missed', miss],
      [
        'declined',
        async () => {
          const { id: offerId, epoch } = (await world.ringing('a-priya'))!;
          await world.run('a-priya', 'offer.decline', { offerId, epoch, reason: 'other' });
        },
      ],
    ])('%s: rings with its sender again, who is told, and keeps its place', async (_what, happens) => {
      const item = await transferred();
      await happens();
      const offer = (await world.ringing('a-mara'))!;
      expect(offer).toMatchObject({ workItemId: item.id, why: 'Priya Shah did not take it' });
      expect(offer.handover).toMatchObject({ fromId: 'a-mara', untakenBy: 'Priya Shah', note: NOTE });
      expect(await world.item(item.id)).toMatchObject({ state: 'offered', enteredAt: item.enteredAt });
      const told = (await notices('a-mara')).at(-1)!.json;
      expect(told).toMatchObject({ about: 'untaken', fromName: 'Priya Shah', words: 'Rings with you again' });
      const event = (await world.entries(item.customerId)).find(({ id }) => id === told.entryId);
      expect(event).toMatchObject({ kind: 'event', event: { name: `offer.${_what}` } });
      expect(await accept('a-mara')).toMatchObject({ ok: true });
      expect(await world.item(item.id)).toMatchObject({ state: 'held', holderId: 'a-mara' });
    });

    test.each([
      ['agent not available', () => world.run('a-priya', 'presence.set', { state: 'not-ready', reason: null })],
      ['agent not available', () => world.run('a-priya', 'presence.set', { state: 'offline', reason: null })],
      [
        'queue no longer served',
        () => world.takeIn({ type: 'agent', externalId: 'a-priya', queues: ['q-mail'] } as never),
      ],
      ['agent not available', () => world.takeIn({ type: 'agent', externalId: 'a-priya', disabled: true } as never)],
    ])('%s: rings with its sender again, who is told', async (why, happens) => {
      const item = await transferred();
      try {
        await happens();
        expect(await world.ringing('a-priya')).toBeUndefined();
        expect(await world.ringing('a-mara')).toMatchObject({ workItemId: item.id, why: 'Priya Shah did not take it' });
        expect(await world.item(item.id)).toMatchObject({ state: 'offered', enteredAt: item.enteredAt });
        const told = (await notices('a-mara')).at(-1)!.json;
        expect(told).toMatchObject({ about: 'untaken', fromName: 'Priya Shah', words: 'Rings with you again' });
        expect(await eventsOf(item.customerId)).toContainEqual(['offer.withdrawn', why]);
      } finally {
        await world.takeIn({ type: 'agent', externalId: 'a-priya', queues: ['q-voice'], disabled: false } as never);
      }
    });

    test('nor by its sender then: it waits in its queue for anybody, and is not sent round in circles', async () => {
      const item = await transferred();
      await miss();
      await world.run('a-priya', 'presence.set', { state: 'not-ready', reason: null });
      await miss();
      expect(await world.item(item.id)).toMatchObject({ enteredAt: item.enteredAt });
      expect((await world.ringing('a-mara'))?.why ?? 'nobody').not.toBe('Priya Shah did not take it');
    });

    test('a call rings back too, with the customer on hold until somebody takes it', async () => {
      const item = await transferred(call());
      const line = async () => (await world.entries(item.customerId)).find(one => one.kind === 'call')!.call;
      await miss();
      expect(await line()).toMatchObject({ state: 'live', onHold: true });
      await accept('a-mara');
      expect(await line()).toMatchObject({ onHold: false, agentName: 'Mara Lindholm' });
      expect((await world.presence('a-mara')).state).toBe('on-contact');
    });

    test('and its sender has their hands full: it waits in its queue, and they are told', async () => {
      const item = await transferred();
      await world.run('a-mara', 'presence.set', { state: 'not-ready', reason: null });
      await miss();
      expect(await world.item(item.id)).toMatchObject({ state: 'waiting', holderId: null, enteredAt: item.enteredAt });
      expect((await notices('a-mara')).at(-1)!.json.words).toBe(`Waits in ${item.queueName}`);
    });

    test('where the team wants it in its queue, it goes to whoever is next there, though its sender is free', async () => {
      const team = { id: 't', version: 1, name: 'Team', notReadyReasons: [], noResponseReasons: [] };
      const rest = { voiceExclusive: true, handles: [], macros: [], untaken: 'queue' };
      await world.db.query(`INSERT INTO team (id, json) VALUES ('t', $1)`, [JSON.stringify({ ...team, ...rest })]);
      try {
        const item = await transferred();
        await world.centre.sessionOpened('a-sena');
        await miss();
        expect((await world.item(item.id)).handover?.untakenBy).toBe('Priya Shah');
        expect(await world.ringing('a-mara')).toBeUndefined();
        expect((await world.ringing('a-sena'))?.workItemId).toBe(item.id);
        expect((await notices('a-mara')).at(-1)!.json.words).toBe(`Waits in ${item.queueName}`);
      } finally {
        await world.db.query(`DELETE FROM team WHERE id = 't'`);
      }
    });
  });

  test('to who is away, unknown, on another channel or oneself is refused in words, and nothing changes', async () => {
    const item = await held(message());
    const to = (agentId: string) =>
      world.run('a-mara', 'work.transfer', { ...at(item), destination: toAgent(agentId), note: NOTE });
    expect(await to('a-priya')).toMatchObject({ ok: false, reason: 'Priya Shah is not signed in.' });
    expect(await to('a-nobody')).toMatchObject({ ok: false, reason: 'This colleague is not here any more.' });
    await world.centre.sessionOpened('a-post');
    expect(await to('a-post')).toMatchObject({ reason: 'Otto Post does not serve work of the channel whatsapp.' });
    expect(await to('a-mara')).toMatchObject({ ok: false, reason: 'It is with you already.' });
    expect(await world.item(item.id)).toEqual(item);
  });

  test('to a queue changes the queue and who may see; one that does not serve the channel is refused', async () => {
    const item = await held({ ...message(), channel: 'x', handle: '@LarkwingCare' });
    await world.centre.sessionOpened('a-sena');
    const to = (queueId: string) =>
      world.run('a-mara', 'work.transfer', { ...at(item), destination: { to: 'queue', queueId }, note: NOTE });
    expect(await to('q-mail')).toMatchObject({ ok: false, code: 'bad-input' });
    const other = item.queueId === 'q-chat' ? 'q-public' : 'q-chat';
    expect(await to(other)).toMatchObject({ ok: true });
    expect(await world.item(item.id)).toMatchObject({ state: 'waiting', queueId: other, enteredAt: item.enteredAt });
    await world.centre.router.turn();
    expect((await world.ringing('a-sena'))?.workItemId).toBe(item.id);
  });

  test('only the holder, at the epoch, and with a note where the team wants one', async () => {
    const item = await held(message());
    await world.centre.sessionOpened('a-priya');
    const params = { ...at(item), destination: toAgent('a-priya'), note: NOTE };
    // Who serves its queue is told that it is another's; who may not see the customer, nothing at all.
    expect(await world.run('a-sena', 'work.transfer', params)).toMatchObject({ ok: false, code: 'denied' });
    expect(await world.run('a-priya', 'work.transfer', params)).toMatchObject({ ok: false, code: 'not-found' });
    const old = { ...params, epoch: item.epoch - 1 };
    expect(await world.run('a-mara', 'work.transfer', old)).toMatchObject({ ok: false, code: 'denied' });
    const team = { id: 't', version: 1, name: 'Team', notReadyReasons: [], noResponseReasons: [] };
    const rest = { voiceExclusive: true, handles: [], macros: [], handoverNote: true };
    await world.db.query(`INSERT INTO team (id, json) VALUES ('t', $1)`, [JSON.stringify({ ...team, ...rest })]);
    expect(await world.run('a-mara', 'work.transfer', { ...params, note: ' ' })).toMatchObject({ code: 'bad-input' });
    await world.db.query(`DELETE FROM team WHERE id = 't'`);
    expect(await world.item(item.id)).toEqual(item);
  });

  test('of a call puts the customer on hold and frees the agent; taken over, the call is the other’s', async () => {
    const item = await held(call());
    await world.centre.sessionOpened('a-priya');
    await world.run('a-mara', 'work.transfer', { ...at(item), destination: toAgent('a-priya'), note: NOTE });
    const line = async () => (await world.entries(item.customerId)).find(one => one.kind === 'call')!.call;
    expect(await line()).toMatchObject({ state: 'live', onHold: true });
    expect((await world.presence('a-mara')).state).toBe('available');
    world.pass(3_000);
    await accept('a-priya');
    expect(await line()).toMatchObject({ state: 'live', onHold: false, holdMs: 3_000, agentName: 'Priya Shah' });
    expect((await world.presence('a-priya')).state).toBe('on-contact');
  });
});

describe('escalating', () => {
  test('asks for the queue’s senior skill and keeps the place', async () => {
    const item = await held(message());
    expect(await world.run('a-mara', 'work.escalate', { ...at(item), note: NOTE })).toMatchObject({ ok: true });
    const moved = await world.item(item.id);
    expect(moved).toMatchObject({ state: 'waiting', skills: ['Senior'], enteredAt: item.enteredAt });
    expect(moved.handover).toMatchObject({ why: 'escalated', note: NOTE });
    await world.centre.sessionOpened('a-sena');
    await world.centre.router.turn();
    expect((await world.ringing('a-sena'))?.handover?.note).toBe(NOTE);
  });

  test('a queue without seniors says so', async () => {
    const item = await held(call());
    expect(await world.run('a-mara', 'work.escalate', { ...at(item), note: null })).toMatchObject({
      ok: false,
      reason: 'Priority care has no seniors to escalate to.',
    });
  });
});

describe('asking a colleague in', () => {
  async function asked(record: object) {
    const item = await held(record);
    await world.centre.sessionOpened('a-priya');
    const done = await world.run('a-mara', 'work.consult', {
      ...at(item),
      agentId: 'a-priya',
      among: null,
      note: NOTE,
    });
    expect(done).toEqual({ ok: true, entryId: null });
    return item;
  }

  test('of a queue or a skill rings at one who is free, and says where nobody is', async () => {
    const item = await held(message());
    const consult = (among: Among) =>
      world.run('a-mara', 'work.consult', { ...at(item), agentId: null, among, note: NOTE });
    expect(await consult({ to: 'skill', skill: 'Nobody has it' })).toMatchObject({
      ok: false,
      reason: 'Nobody of Nobody has it can be asked now.',
    });
    await world.centre.sessionOpened('a-sena');
    expect(await consult({ to: 'queue', queueId: item.queueId })).toMatchObject({ ok: true });
    expect(await world.ringing('a-sena')).toMatchObject({ kind: 'consult' });
    expect((await world.item(item.id)).participants).toMatchObject([{ agentId: 'a-sena', role: 'asked' }]);
  });

  test('rings there without taking the work; who comes in sees the customer, and does not send', async () => {
    const item = await asked(message());
    expect(await world.ringing('a-priya')).toMatchObject({ kind: 'consult', why: 'Mara Lindholm asks for your help' });
    expect(await accept('a-priya')).toMatchObject({ ok: true });
    const now = await world.item(item.id);
    expect(now).toMatchObject({ state: 'held', holderId: 'a-mara', epoch: item.epoch });
    expect(now.participants).toMatchObject([{ agentId: 'a-priya', role: 'consulted' }]);
    await review('a-priya');
    expect(await granted('a-priya', item.customerId)).toBe(true);
    const target = {
      interactionId: item.interactionId,
      channel: 'whatsapp',
      audience: 'private',
      handle: null,
      replyTo: null,
    } as const;
    const words = { ...at(item), customerId: item.customerId, target, subject: null, text: 'Hello', writtenAt: NOW };
    expect(await world.run('a-priya', 'reply.send', words as never)).toMatchObject({ ok: false, code: 'denied' });
    expect(await world.run('a-priya', 'work.leave', { workItemId: item.id })).toMatchObject({ ok: true });
    expect((await world.item(item.id)).participants).toEqual([]);
    await review('a-priya');
    expect(await granted('a-priya', item.customerId)).toBe(false);
  });

  test.each([
    [
      'declined',
      (offerId: string, epoch: number) => world.run('a-priya', 'offer.decline', { offerId, epoch, reason: 'other' }),
    ],
    [
      'missed',
      async () => {
        // Its lease begins at the router's first look after the commit.
        await world.centre.router.turn();
        world.pass(21_000);
        await world.centre.router.turn();
      },
    ],
    ['taken back', async () => undefined],
  ])('%s: the holder goes on as if nobody had been asked', async (what, happens) => {
    const item = await asked(message());
    const offer = (await world.ringing('a-priya'))!;
    await happens(offer.id, offer.epoch);
    if (what === 'taken back') await world.run('a-mara', 'work.endConsult', { ...at(item), agentId: 'a-priya' });
    expect(await world.ringing('a-priya')).toBeUndefined();
    expect(await world.item(item.id)).toMatchObject({
      state: 'held',
      holderId: 'a-mara',
      epoch: item.epoch,
      participants: [],
    });
  });

  test('warm: the work goes to who was asked in, once they have come in', async () => {
    const item = await asked(call());
    const complete = () =>
      world.run('a-mara', 'work.completeTransfer', { ...at(item), agentId: 'a-priya', note: NOTE });
    expect(await complete()).toMatchObject({ ok: false, reason: 'Priya Shah has not come in yet.' });
    await accept('a-priya');
    expect((await world.presence('a-priya')).state).toBe('on-contact');
    expect(await complete()).toMatchObject({ ok: true });
    expect(await world.item(item.id)).toMatchObject({
      state: 'held',
      holderId: 'a-priya',
      epoch: item.epoch + 1,
      participants: [],
      handover: { why: 'warm', note: NOTE },
    });
    expect((await world.presence('a-mara')).state).toBe('available');
    expect((await world.presence('a-priya')).state).toBe('on-contact');
    const sent = { ...at(item), wrapUp: null, disposition: null };
    expect(await world.run('a-mara', 'work.finish', sent as never)).toMatchObject({ ok: false });
  });

  test('conference: both stay on, and the end of the work frees both', async () => {
    const item = await asked(call());
    await accept('a-priya');
    expect(await world.run('a-mara', 'work.conference', { ...at(item), agentId: 'a-priya' })).toMatchObject({
      ok: true,
    });
    expect((await world.item(item.id)).participants).toMatchObject([{ agentId: 'a-priya', role: 'conference' }]);
    const sent = { ...at(item), wrapUp: null, disposition: null };
    expect(await world.run('a-mara', 'work.finish', sent as never)).toMatchObject({ ok: true });
    expect((await world.item(item.id)).participants).toEqual([]);
    expect((await world.presence('a-priya')).state).toBe('available');
  });
});

describe('a lead reassigns', () => {
  test('what an agent holds goes to another, under a new epoch; the old holder is fenced off', async () => {
    const item = await held(message());
    await world.centre.sessionOpened('a-sena');
    const params = { ...at(item), agentId: 'a-sena', note: null };
    expect(await world.run('a-ruth', 'work.reassign', params)).toMatchObject({ ok: true });
    expect(await world.item(item.id)).toMatchObject({ state: 'held', holderId: 'a-sena', epoch: item.epoch + 1 });
    const back = { ...at(await world.item(item.id)), agentId: null, note: 'Wrong queue.' };
    expect(await world.run('a-ruth', 'work.reassign', back)).toMatchObject({ ok: true });
    expect(await world.item(item.id)).toMatchObject({ state: 'waiting', holderId: null, enteredAt: item.enteredAt });
  });

  test('who loses it is told who has it and why, and may still look for the words they had begun', async () => {
    const item = await held(message());
    await world.centre.sessionOpened('a-sena');
    await world.run('a-ruth', 'work.reassign', { ...at(item), agentId: 'a-sena', note: 'Sena knows them.' });
    const [told] = await world.db.query<{ json: Mention }>(
      `SELECT json FROM mention WHERE agent_id = 'a-mara' ORDER BY at DESC, id DESC LIMIT 1`,
    );
    expect(told!.json).toMatchObject({
      about: 'taken',
      fromName: 'Ruth Okafor',
      customerId: item.customerId,
      words: 'Now with Sena Aydin: Sena knows them.',
      seenAt: null,
    });
    const events = (await world.told()).filter(({ audience_id }) => audience_id === 'a-mara').map(({ body }) => body);
    expect(events).toContainEqual({ kind: 'mention.changed', mention: told!.json });
    await review('a-mara');
    expect(await granted('a-mara', item.customerId)).toBe(true);
  });

  test('what a lead takes from themselves, or what nobody held, tells nobody', async () => {
    const item = await held(message());
    await world.centre.sessionOpened('a-ruth');
    await world.run('a-ruth', 'work.reassign', { ...at(item), agentId: 'a-ruth', note: null });
    const count = async () => (await world.db.query(`SELECT id FROM mention`)).length;
    const before = await count();
    const again = await world.item(item.id);
    await world.run('a-ruth', 'work.reassign', { ...at(again), agentId: null, note: null });
    await world.centre.sessionOpened('a-sena');
    const waiting = await world.item(item.id);
    await world.run('a-ruth', 'work.reassign', { ...at(waiting), agentId: 'a-sena', note: null });
    expect(await count()).toBe(before);
  });

  test('an agent who uses it is refused', async () => {
    const item = await held(message());
    await world.centre.sessionOpened('a-sena');
    const params = { ...at(item), agentId: 'a-sena', note: null };
    expect(await world.run('a-sena', 'work.reassign', params)).toMatchObject({ ok: false, code: 'denied' });
    expect(await world.item(item.id)).toEqual(item);
  });

  test('while the agent accepts: one holder, and who came second is told', async () => {
    for (let round = 0; round < 20; round += 1) {
      await world.clear();
      await world.centre.sessionOpened('a-mara');
      const made = imported((await world.takeIn(message() as never))[0]);
      await world.centre.router.turn();
      await world.centre.sessionOpened('a-sena');
      const offer = (await world.ringing('a-mara'))!;
      const item = await world.item(made.workItemId!);
      const both = [
        () => world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch }),
        () => world.run('a-ruth', 'work.reassign', { ...at(item), agentId: 'a-sena', note: null }),
      ];
      const answers = await Promise.all((round % 2 ? both : both.toReversed()).map(run => run()));
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      const end = await world.item(item.id);
      expect(end).toMatchObject({ state: 'held', epoch: item.epoch + 1 });
      const rows = await world.db.query<{ after: { holder: string | null } }>(
        `SELECT after FROM ledger WHERE work_item_id = $1 AND kind = 'item' ORDER BY step`,
        [item.id],
      );
      expect(rows.at(-1)!.after.holder).toBe(end.holderId);
      expect(await world.ringing('a-mara')).toBeUndefined();
    }
  });
});
