// Row 35: while the work of a conversation is open its holder alone answers there, at the epoch held.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import type { CommandOf } from '../../../shared/contract/commands.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

const EVERYWHERE = ['q-voice', 'q-chat', 'q-public', 'q-mail'];
const agents = seed.agents.map(one => ({ ...one, queueIds: EVERYWHERE, capacity: 5 }));
const team = {
  id: 'team',
  name: 'Care',
  notReadyReasons: [],
  noResponseReasons: [],
  voiceExclusive: true,
  handles: [
    { address: 'care@larkwing.example', channel: 'email' as const, name: 'Care', signOff: null, shiftIntro: null },
    { address: '@Care', channel: 'x' as const, name: 'Care', signOff: null, shiftIntro: null },
  ].map(one => ({ ...one, signature: null })),
  macros: [],
};

async function prepared(databaseUrl?: string): Promise<World> {
  const made = await newWorld(undefined, databaseUrl);
  await plantSeed(made.db, { ...seed, agents, team }, NOW);
  return made;
}

let world: World;
beforeAll(async () => {
  world = await prepared();
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.centre.settle();
  await world.clear();
  world.sent.length = 0;
});

const phone = (): string => `+44 7700 9${fresh('20').slice(-5).padStart(5, '0')}`;
const message = (address = phone()) => ({
  type: 'message',
  channel: 'whatsapp',
  party: { address },
  handle: '+44 20 7946 0000',
  text: 'Hello?',
});
const written = (address: string) => ({ party: { name: 'Ana Pereira', address }, text: 'Where is my bag?' });
const mail = (address: string) => ({
  type: 'email',
  ...written(address),
  handle: 'care@larkwing.example',
  mailSubject: 'My bag',
  messageId: `<${fresh('m')}@x.example>`,
});
const form = (address: string) => ({ type: 'message', channel: 'web', ...written(address) });

type Made = { readonly customerId: string; readonly item: WorkItem; readonly entry: Entry };
async function comes(record: object, at = world): Promise<Made> {
  const made = imported((await at.takeIn({ externalId: fresh('s-'), ...record }))[0]);
  const entry = (await at.entries(made.customerId!)).find(({ id }) => id === made.entryId)!;
  return { customerId: made.customerId!, item: await at.item(made.workItemId!), entry };
}
type At = Pick<WorkItem, 'id' | 'epoch'>;
/** Under this work; null: under none. */
function reply({ customerId, entry }: Made, under: At | null, to: object = {}, now = world.now()) {
  const { interactionId, channel, audience, handle, id } = entry;
  const target = { interactionId: interactionId!, channel, audience, handle, replyTo: id, ...to };
  const named = { workItemId: under?.id ?? null, epoch: under?.epoch ?? null };
  return { ...named, customerId, target, subject: null, text: 'We are on it.', writtenAt: now };
}
const say = (agentId: string, made: Made, under: At | null = null, to: object = {}) =>
  world.run(agentId, 'reply.send', reply(made, under, to) as CommandOf<'reply.send'>['params']);
const take = async (agentId: string, { item }: Made) => {
  const params = { workItemId: item.id, epoch: (await world.item(item.id)).epoch };
  expect(await world.run(agentId, 'work.take', params)).toEqual({ ok: true, entryId: null });
  return world.item(item.id);
};
const finish = ({ id, epoch }: At, agentId = 'a-mara') =>
  world.run(agentId, 'work.finish', { workItemId: id, epoch, wrapUp: null, disposition: null });
const refusal = (reason: string) => ({ ok: false, code: 'denied', reason });
const acts = async ({ item }: Made) =>
  (await world.db.query(`SELECT FROM ledger WHERE kind = 'act' AND work_item_id = $1`, [item.id])).length;

describe('words into a conversation', () => {
  test('whose work waits are nobody’s to send, and say what to do', async () => {
    const made = await comes(message());
    const no = refusal('This waits in Disruption, messaging. Take it first.');
    expect(await say('a-mara', made)).toEqual(no);
    expect(await say('a-mara', made, made.item)).toEqual(no);
    expect((await world.entries(made.customerId)).filter(({ direction }) => direction === 'out')).toEqual([]);
  });

  test('whose work rings are nobody’s either: not of others, nor of whom it rings with', async () => {
    const made = await comes(message());
    await world.centre.sessionOpened('a-mara');
    await world.centre.router.turn();
    expect(await say('a-priya', made)).toEqual(refusal('This rings at Mara Lindholm.'));
    expect(await say('a-mara', made)).toEqual(refusal('This rings at your desk. Accept it first.'));
  });

  test('are its holder’s alone, at the epoch held; parked too; and anybody’s who may see it once it is over', async () => {
    const made = await comes(message());
    const held = await take('a-mara', made);
    expect(await say('a-priya', made)).toEqual(refusal('Mara Lindholm holds this.'));
    expect(await say('a-priya', made, held)).toEqual(refusal('Mara Lindholm holds this.'));
    expect(await say('a-mara', made, { ...held, epoch: held.epoch - 1 })).toMatchObject({ code: 'denied' });
    expect(await say('a-mara', made)).toEqual({
      ok: false,
      code: 'conflict',
      reason: 'You hold this by now. Send it again.',
    });
    expect(await acts(made)).toBe(0);
    expect(await say('a-mara', made, held)).toMatchObject({ ok: true });
    expect(await acts(made)).toBe(1);
    const asked = { workItemId: held.id, epoch: held.epoch, until: null, reason: null };
    await world.run('a-mara', 'work.park', asked);
    expect(await say('a-priya', made)).toEqual(refusal('Mara Lindholm holds this.'));
    await finish(held);
    expect(await say('a-priya', made)).toMatchObject({ ok: true });
    expect(await say('a-mara', made, held)).toEqual(refusal('This work is over.'));
  });

  test('are not covered by other work of the case, whose own still waits', async () => {
    const number = phone();
    const chat = await comes(message(number));
    const call = await comes({ type: 'call', number, state: 'ringing', externalId: fresh('c-') });
    expect(call.item.caseId).toBe(chat.item.caseId);
    await world.centre.sessionOpened('a-mara');
    await world.centre.router.turn();
    const offer = (await world.ringing('a-mara'))!;
    expect(offer.workItemId).toBe(call.item.id);
    await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
    const held = await world.item(call.item.id);
    expect(await say('a-mara', chat, held)).toEqual(refusal('This waits in Disruption, messaging. Take it first.'));
    const own = await take('a-mara', chat);
    expect(await say('a-mara', chat, held)).toMatchObject({ code: 'conflict' });
    expect(await say('a-mara', chat, own)).toMatchObject({ ok: true });
  });
});

describe('a form that is answered by mail', () => {
  test('is its holder’s to answer, also where the answer goes into a mail of the case', async () => {
    const address = `${fresh('ana')}@x.example`;
    const letter = await comes(mail(address));
    const held = await take('a-mara', letter);
    await finish(held);
    const asked = await comes(form(address));
    expect(asked.item.caseId).toBe(letter.item.caseId);
    const no = refusal('This waits in Email, general. Take it first.');
    expect(await say('a-priya', letter)).toEqual(no);
    expect(await say('a-priya', asked, null, { channel: 'email', audience: 'private' })).toEqual(no);
    const own = await take('a-priya', asked);
    expect(await say('a-priya', letter, own)).toMatchObject({ ok: true });
    expect(await say('a-mara', letter)).toEqual(refusal('Priya Shah holds this.'));
  });

  test('goes into no mail that another holds', async () => {
    const address = `${fresh('ana')}@x.example`;
    const letter = await comes(mail(address));
    await take('a-mara', letter);
    const asked = await comes(form(address));
    const own = await take('a-priya', asked);
    const to = { channel: 'email', audience: 'private' };
    expect(await say('a-priya', asked, own, to)).toEqual(refusal('Mara Lindholm holds this.'));
  });
});

describe('what else speaks to the customer', () => {
  const post = (address: string) => ({
    type: 'post',
    channel: 'x',
    party: { address },
    handle: '@Care',
    text: 'Well?',
  });
  const direct = (address: string) => ({ ...post(address), type: 'message', text: 'In private' });

  test('goes into no conversation whose work is another’s: a matter that is moved, a post that is shown to all', async () => {
    const address = fresh('@ana');
    const spoken = await comes(post(address));
    const told = await comes(direct(address));
    expect(told.item.caseId).toBe(spoken.item.caseId);
    const held = await take('a-mara', told);
    const own = await take('a-priya', spoken);
    const at = ({ id, epoch }: At) => ({ workItemId: id, epoch });
    const move = { ...at(own), way: 'direct-message' as const };
    expect(await world.run('a-priya', 'case.move', move)).toEqual(refusal('Mara Lindholm holds their direct message.'));
    const shown = { entryId: spoken.entry.id, handle: '@Care' };
    expect(await world.run('a-mara', 'post.repost', { ...at(held), ...shown })).toEqual(
      refusal('Priya Shah holds this.'),
    );
    await finish(held);
    expect(await world.run('a-priya', 'case.move', move)).toMatchObject({ ok: true });
    expect(await world.run('a-priya', 'post.repost', { ...at(own), ...shown })).toMatchObject({ ok: true });
  });
});

const postgres = withPostgres();
describe.skipIf(postgres === null)('on PostgreSQL', () => {
  test('words wait for an intake that is under way, and are refused where it brings work', async () => {
    const there = await prepared(await postgres!().newDatabase());
    const made = await comes(message(), there);
    const as = (state: string) => `state = '${state}', json = (json::jsonb || '{"state": "${state}"}')::json`;
    await there.db.query(`UPDATE work_item SET ${as('finished')}`);
    const waits = () => there.db.query(`SELECT 1 AS yes FROM pg_locks WHERE NOT granted`);
    let answer: ReturnType<World['run']> | undefined;
    await there.db.transaction(async tx => {
      // As the intake writes it: the case of what came, then its work.
      await tx.query(`UPDATE "case" SET last_at = last_at + 1 WHERE id = $1`, [made.item.caseId]);
      answer = there.run('a-priya', 'reply.send', reply(made, null, {}, there.now()));
      await expect.poll(async () => (await waits()).length).toBeGreaterThan(0);
      await tx.query(`UPDATE work_item SET ${as('waiting')} WHERE id = $1`, [made.item.id]);
    });
    expect(await answer).toEqual(refusal('This waits in Disruption, messaging. Take it first.'));
    await there.db.close();
  });
});
