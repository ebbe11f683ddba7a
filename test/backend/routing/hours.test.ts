import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plantSeed, type SeedQueue } from '../../../backend/store/seed.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

// The world begins on Friday, 20 November 2026, 12:00 UTC.
const HOUR = 3_600_000;
const day = [{ from: 8 * 60, to: 11 * 60 }];
const hours = { zone: 'Europe/London', week: [day, day, day, day, day, [], []], holidays: [] };
const MONDAY = Date.UTC(2026, 10, 23, 8);
const WORDS = 'We are back on Monday.';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.centre.settle();
  await world.clear();
  world.sent.length = 0;
  world.pass(NOW - world.now());
});

const mailQueue = seed.queues.find(({ id }) => id === 'q-mail')!;
const plant = (change: Partial<SeedQueue>) =>
  plantSeed(world.db, { agents: [], queues: [{ ...mailQueue, ...change }] }, world.now());
const turn = () => world.centre.router.turn();

async function mail() {
  const address = `${fresh('sam-')}@post.example`;
  const made = imported(
    (
      await world.takeIn({
        type: 'email',
        externalId: fresh('m-'),
        party: { address },
        handle: 'care@larkwing.example',
        mailSubject: 'My bag',
        text: 'Where is it?',
      })
    )[0],
  );
  return { ...made, address };
}

describe('outside the hours of its queue', () => {
  test('work waits for the opening in its place, and is offered then', async () => {
    await plant({ hours, outside: { serve: false, reply: null } });
    await world.centre.sessionOpened('a-mara');
    const first = await mail();
    world.pass(1_000);
    await mail();
    await turn();
    expect(await world.ringing('a-mara')).toBeUndefined();
    expect(await world.item(first.workItemId!)).toMatchObject({ state: 'waiting', enteredAt: NOW });
    world.pass(MONDAY - world.now() - 1);
    await turn();
    expect(await world.ringing('a-mara')).toBeUndefined();
    world.pass(1);
    await turn();
    expect((await world.ringing('a-mara'))!.workItemId).toBe(first.workItemId);
  });

  test('it does not stand in the way of what can be served', async () => {
    await plant({ hours, outside: { serve: false, reply: null } });
    await world.centre.sessionOpened('a-mara');
    await mail();
    const post = { type: 'message', channel: 'whatsapp', handle: '+44 20 7946 0000', text: 'Hello?' };
    const chat = imported(
      (await world.takeIn({ ...post, externalId: fresh('w-'), party: { address: fresh('+4420794601') } }))[0],
    );
    await turn();
    expect((await world.ringing('a-mara'))!.workItemId).toBe(chat.workItemId);
  });

  test('it is served all the same where the team wants that', async () => {
    await plant({ hours, outside: { serve: true, reply: null } });
    await world.centre.sessionOpened('a-mara');
    const { workItemId } = await mail();
    await turn();
    expect((await world.ringing('a-mara'))!.workItemId).toBe(workItemId);
  });

  test('the customer is answered once, by the system, as an automatic mail', async () => {
    await plant({ hours, outside: { serve: false, reply: WORDS } });
    const { customerId, address } = await mail();
    await turn();
    await turn();
    await world.open().router.turn();
    await world.centre.settle();
    const out = (await world.entries(customerId!)).filter(one => one.direction === 'out');
    expect(out).toHaveLength(1);
    expect(out[0]).toMatchObject({
      kind: 'email',
      text: WORDS,
      author: { kind: 'system', agentId: null },
      email: { to: [address], subject: 'Re: My bag', automatic: true },
      delivery: { state: 'confirmed' },
    });
    expect(world.sent.map(one => one.text)).toEqual([WORDS]);
  });

  test('who wrote within the hours is not told that they are over', async () => {
    await plant({ hours, outside: { serve: false, reply: WORDS } });
    world.pass(-2 * HOUR);
    const { customerId } = await mail();
    world.pass(3 * HOUR);
    await turn();
    await world.centre.settle();
    expect((await world.entries(customerId!)).filter(one => one.direction === 'out')).toEqual([]);
  });

  test('the board says so, and when it opens', async () => {
    await plant({ hours, outside: { serve: false, reply: null } });
    const { rows } = await world.centre.board();
    expect(rows.find(({ queueId }) => queueId === 'q-mail')).toMatchObject({ closed: { opensAt: MONDAY } });
    expect(rows.find(({ queueId }) => queueId === 'q-voice')).toMatchObject({ closed: null });
  });
});

describe('a channel of a queue with hours of its own', () => {
  const closed = { hours, outside: { serve: false, reply: WORDS } };
  const always = { hours: null, outside: { serve: false, reply: null } };
  async function web() {
    const record = {
      type: 'message',
      channel: 'web',
      party: { address: fresh('web-') },
      text: 'Where is it?',
      live: true,
    };
    return imported((await world.takeIn({ ...record, externalId: fresh('w-'), queue: 'Email, general' }))[0]);
  }
  const answered = async (customerId: string) =>
    (await world.entries(customerId)).filter(one => one.direction === 'out').map(({ text }) => text);

  test('waits while the rest of it is served, and says its own words', async () => {
    await plant({ hours: null, byChannel: { email: closed } });
    await world.centre.sessionOpened('a-mara');
    const closedOne = await mail();
    const open = await web();
    await turn();
    await world.centre.settle();
    expect((await world.ringing('a-mara'))!.workItemId).toBe(open.workItemId);
    expect(await world.item(closedOne.workItemId!)).toMatchObject({ state: 'waiting' });
    expect(await answered(closedOne.customerId!)).toEqual([WORDS]);
    expect(await answered(open.customerId!)).toEqual([]);
    const row = (await world.centre.board()).rows.find(({ queueId }) => queueId === 'q-mail')!;
    expect(row.closed).toBeNull();
    expect(row.perChannel.map(({ channel, closed: at }) => [channel, at])).toEqual(
      expect.arrayContaining([
        ['email', { opensAt: MONDAY }],
        ['web', null],
      ]),
    );
  });

  test('is served while the rest of it waits, and says nothing then', async () => {
    await plant({ ...closed, byChannel: { web: always } });
    await world.centre.sessionOpened('a-mara');
    const closedOne = await mail();
    const open = await web();
    await turn();
    await world.centre.settle();
    expect((await world.ringing('a-mara'))!.workItemId).toBe(open.workItemId);
    expect(await answered(closedOne.customerId!)).toEqual([WORDS]);
    expect(await answered(open.customerId!)).toEqual([]);
    world.pass(MONDAY - world.now());
    const offer = (await world.ringing('a-mara'))!;
    await world.run('a-mara', 'offer.decline', { offerId: offer.id, epoch: offer.epoch, reason: 'other' });
    await turn();
    expect((await world.ringing('a-mara'))!.workItemId).toBe(closedOne.workItemId);
  });

  test('all of them closed, the board says when the first opens', async () => {
    const later = { ...hours, week: hours.week.map(spans => spans.map(({ to }) => ({ from: 9 * 60, to }))) };
    const rest = { ...closed, hours: later };
    await plant({ ...rest, channels: ['email', 'web'], byChannel: { email: closed, web: rest } });
    const row = (await world.centre.board()).rows.find(({ queueId }) => queueId === 'q-mail')!;
    expect(row.closed).toEqual({ opensAt: MONDAY });
  });
});

describe('skills and the agent before', () => {
  const open = { hours: null, outside: { serve: false, reply: null } };
  const accept = async (agentId: string) => {
    const offer = (await world.ringing(agentId))!;
    await world.run(agentId, 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
    const { id: workItemId, epoch } = await world.item(offer.workItemId);
    await world.run(agentId, 'work.finish', { workItemId, epoch, wrapUp: null, disposition: null });
    return offer;
  };
  const agent = (id: string, name: string, skills: string[]) => ({
    ...seed.agents[0]!,
    id,
    name,
    queueIds: ['q-mail'],
    skills: skills.map(skill => ({ name: skill, level: 3 })),
  });

  test('who spoke with the customer last is tried first, and the offer says why; after the time it is anybody’s', async () => {
    await plantSeed(world.db, { queues: [], agents: [agent('a-ben', 'Ben', []), agent('a-zoe', 'Zoe', [])] }, NOW);
    await plant({ ...open, preferredMs: 20_000 });
    await world.centre.sessionOpened('a-zoe');
    const { address } = await mail();
    await turn();
    await accept('a-zoe');
    world.pass(60_000);
    await world.centre.sessionOpened('a-ben');
    world.pass(-50_000); // Ben has been free for longer
    const again = () =>
      world.takeIn({
        type: 'email',
        externalId: fresh('m-'),
        party: { address },
        handle: 'care@larkwing.example',
        mailSubject: 'Once more',
        text: 'Still no bag',
      });
    await again();
    await turn();
    expect((await world.ringing('a-zoe'))!.why).toBe('Email, general: spoke with this customer last');
    await accept('a-zoe');
    await world.run('a-zoe', 'presence.set', { state: 'not-ready', reason: 'Lunch' });
    await again();
    await turn();
    expect(await world.ringing('a-ben')).toBeDefined();
  });

  test('work that asks for a skill goes to nobody without it', async () => {
    await plantSeed(
      world.db,
      { queues: [], agents: [agent('a-ben', 'Ben', ['refunds']), agent('a-zoe', 'Zoe', ['refunds', 'french'])] },
      NOW,
    );
    await plant({ ...open, preferredMs: 0, skills: ['french'] });
    await world.centre.sessionOpened('a-ben');
    const { workItemId } = await mail();
    await turn();
    expect(await world.ringing('a-ben')).toBeUndefined();
    await world.centre.sessionOpened('a-zoe');
    await turn();
    expect((await world.ringing('a-zoe'))!.workItemId).toBe(workItemId);
  });

  test('a queue that asks for a level takes whoever has it, and the board counts nobody else', async () => {
    const at = (id: string, name: string, level: number) => ({
      ...agent(id, name, []),
      skills: [{ name: 'french', level }],
    });
    await plantSeed(world.db, { queues: [], agents: [at('a-ben', 'Ben', 2), at('a-zoe', 'Zoe', 4)] }, NOW);
    await plant({ ...open, preferredMs: 0, skills: ['french'], levels: { french: 4 } });
    await world.centre.sessionOpened('a-ben');
    const { workItemId } = await mail();
    await turn();
    expect(await world.ringing('a-ben')).toBeUndefined();
    expect((await world.centre.board()).waiting.map(({ couldServe }) => couldServe)).toEqual([[]]);
    await world.centre.sessionOpened('a-zoe');
    await turn();
    expect((await world.ringing('a-zoe'))!.workItemId).toBe(workItemId);
  });
});
