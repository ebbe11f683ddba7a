import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CommandOf } from '../../../shared/contract/commands.ts';
import type { Entry, EntryOf } from '../../../shared/domain/entry.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

const vip = { address: 'vip@larkwing.example', channel: 'email' as const, name: 'VIP' };
const team = {
  id: 'team-1',
  name: 'Larkwing Care',
  notReadyReasons: [],
  noResponseReasons: [],
  voiceExclusive: true,
  handles: [{ ...vip, signOff: null, shiftIntro: null, signature: null }],
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
  world.answerWith(async () => ({ ok: true }));
});

type Reply = CommandOf<'reply.send'>['params'];

async function held(record: object) {
  await world.centre.sessionOpened('a-mara');
  const made = imported((await world.takeIn({ externalId: fresh('w-'), ...record }))[0]);
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const entry = (await world.entries(made.customerId!)).find(one => one.id === made.entryId)!;
  const { epoch } = await world.item(made.workItemId!);
  return { customerId: made.customerId!, workItemId: made.workItemId!, epoch, entry };
}
type Held = Awaited<ReturnType<typeof held>>;

const post = () => ({
  type: 'post',
  channel: 'x',
  party: { address: fresh('@somebody') },
  handle: '@LarkwingCare',
  text: 'Is anybody there?',
});
const mail = () => ({
  type: 'email',
  party: { name: 'Ana Pereira', address: fresh('ana@x') + '.example' },
  handle: 'care@larkwing.example',
  mailSubject: 'My bag',
  messageId: `<${fresh('m')}@x.example>`,
  text: 'Where is my bag?\nAna',
});

function saying({ customerId, workItemId, epoch, entry }: Held, text: string, more: Partial<Reply> = {}): Reply {
  const { interactionId, channel, audience, handle, id } = entry;
  const target = { interactionId: interactionId!, channel, audience, handle, replyTo: id };
  return { workItemId, epoch, customerId, target, subject: null, text, writtenAt: world.now(), ...more };
}
const say = (one: Held, text: string, more: Partial<Reply> = {}, id = uuidv7()) =>
  world.run('a-mara', 'reply.send', saying(one, text, more), id);
const ours = async ({ customerId }: Held): Promise<Entry[]> =>
  (await world.entries(customerId)).filter(entry => entry.direction === 'out');

describe('a thread', () => {
  const long = `${'word '.repeat(50).trim()}. `.repeat(3).trim();

  test('is one command and a post for each part, each below the one before, sent in this order', async () => {
    const one = await held(post());
    const id = uuidv7();
    const reply = await say(one, long, { thread: 'numbered' }, id);
    await world.centre.settle();
    const posts = await ours(one);
    expect(posts.map(({ text }) => text.slice(-4))).toEqual([' 1/3', ' 2/3', ' 3/3']);
    expect(posts.map(({ replyTo }) => replyTo)).toEqual([one.entry.id, posts[0]!.id, posts[1]!.id]);
    expect(world.sent.map(entry => entry.id)).toEqual(posts.map(entry => entry.id));
    expect(posts.every(({ delivery }) => delivery?.state === 'confirmed' && delivery.commandId === id)).toBe(true);
    expect(await say(one, long, { thread: 'numbered' }, id)).toEqual(reply);
    await world.centre.settle();
    expect(world.sent).toHaveLength(3);
  });

  test('stops where the network refuses a part: what comes after it is not sent, and says why', async () => {
    const one = await held(post());
    world.answerWith(async ({ text }) => (text.endsWith('2/3') ? { ok: false, reason: 'rate limit' } : { ok: true }));
    await say(one, long, { thread: 'numbered' });
    await world.centre.settle();
    expect((await ours(one)).map(({ delivery }) => [delivery?.state, delivery?.reason])).toEqual([
      ['confirmed', null],
      ['failed', 'rate limit'],
      ['failed', 'the post before it in the thread was not sent'],
    ]);
    expect(world.sent).toHaveLength(2);
  });

  test('is not made unasked, nor of more posts than a thread may have', async () => {
    const one = await held(post());
    expect(await say(one, long)).toMatchObject({ ok: false, code: 'too-large' });
    expect(await say(one, 'word '.repeat(3_000), { thread: 'plain' })).toMatchObject({ ok: false, code: 'too-large' });
    expect(await ours(one)).toEqual([]);
  });
});

describe('what cannot leave is refused before anything is written', () => {
  test.each([
    ['a blank of a macro', 'Your bag comes {{?day}}.', {}, '“day” is not filled in.'],
    ['a missing name', 'Dear {{customer.name}}', {}, '“customer.name” is not filled in.'],
  ])('%s', async (_, text, more, reason) => {
    const one = await held(post());
    expect(await say(one, text, more)).toEqual({ ok: false, code: 'bad-input', reason });
    expect(await ours(one)).toEqual([]);
  });

  test('a mail to what is no address, to nobody, or with an unfilled signature', async () => {
    const one = await held(mail());
    const mailTo = (to: string[], signature: string | null = null) => ({
      mail: { to, cc: [], quote: false, signature },
    });
    expect(await say(one, 'Hello', mailTo(['ana@x']))).toMatchObject({
      code: 'bad-input',
      reason: '“ana@x” is no mail address.',
    });
    expect(await say(one, 'Hello', mailTo([]))).toMatchObject({ code: 'bad-input' });
    expect(await say(one, 'Hello', mailTo(['a@x.example'], '{{agent.name}}'))).toMatchObject({ code: 'bad-input' });
    expect(await ours(one)).toEqual([]);
  });
});

test('a mail goes to whom the agent says, with the quote and the signature, from the handle they chose', async () => {
  const one = await held(mail());
  const target = { ...saying(one, '').target, handle: 'vip@larkwing.example' };
  const to = ['Ana <ana@x.example>', 'bo@y.example'];
  const beside = { to, cc: ['c@z.example'], quote: true, signature: 'Mara Lindholm' };
  await say(one, 'It comes tomorrow.', { target, subject: 'Your bag', mail: beside });
  await world.centre.settle();
  const [entry] = await ours(one);
  expect(entry).toMatchObject({
    kind: 'email',
    handle: 'vip@larkwing.example',
    text: 'It comes tomorrow.',
    email: { from: 'vip@larkwing.example', to, cc: ['c@z.example'], subject: 'Your bag', signature: 'Mara Lindholm' },
  });
  expect(entry?.kind === 'email' && entry.email.quoted).toMatch(/Ana Pereira wrote:\n> Where is my bag\?\n> Ana$/u);
});

describe('a web form is answered by mail', () => {
  const form = (more: object = {}) => ({
    type: 'message',
    channel: 'web',
    party: { name: 'Graham Pettigrew', address: `${fresh('graham')}@post.example` },
    subject: 'Sandwich',
    text: 'Two slices.',
    ...more,
  });
  const target = ({ entry }: Held) => ({
    interactionId: entry.interactionId!,
    channel: 'email' as const,
    audience: 'private' as const,
    handle: null,
    replyTo: entry.id,
  });

  test('in a conversation of the same matter that begins with the answer, and goes on in it', async () => {
    const one = await held(form());
    const { address } = one.entry.author;
    await say(one, 'The caterer has been told.', { target: target(one), subject: 'Re: Sandwich' });
    await say(one, 'And is having it framed.', { target: target(one) });
    await world.centre.settle();
    const mails = await ours(one);
    expect(mails).toMatchObject([
      {
        kind: 'email',
        channel: 'email',
        audience: 'private',
        handle: 'vip@larkwing.example',
        caseId: one.entry.caseId,
      },
      { kind: 'email', text: 'And is having it framed.' },
    ]);
    expect(mails[0]).toMatchObject({ replyTo: one.entry.id, email: { to: [address], from: 'vip@larkwing.example' } });
    expect(mails[0]!.interactionId).not.toBe(one.entry.interactionId);
    expect(mails[1]!.interactionId).toBe(mails[0]!.interactionId);
    expect(world.sent.map(({ channel }) => channel)).toEqual(['email', 'email']);
    const [mail] = mails as [EntryOf<'email'>];
    const answer = { type: 'email', party: { address }, text: 'Well done.', inReplyTo: mail.email.messageId };
    const came = imported((await world.takeIn({ externalId: fresh('r-'), mailSubject: 'Re: Sandwich', ...answer }))[0]);
    const theirs = (await world.entries(one.customerId)).find(({ id }) => id === came.entryId);
    expect(theirs).toMatchObject({ interactionId: mail.interactionId, caseId: one.entry.caseId });
  });

  test('not where no address is known, nor what is no form', async () => {
    const nameless = await held(form({ party: { name: 'Graham', address: 'Graham, seat 14A' } }));
    expect(await say(nameless, 'Dear Graham', { target: target(nameless) })).toMatchObject({
      ok: false,
      code: 'bad-input',
    });
    const one = await held(post());
    expect(await say(one, 'Dear somebody', { target: target(one) })).toMatchObject({ ok: false, code: 'bad-input' });
    expect(await ours(one)).toEqual([]);
  });
});

describe('the guard of public words', () => {
  const known = async () => {
    const party = { address: fresh('@guarded'), name: 'Ana Pereira' };
    const one = await held({ ...post(), party });
    await world.takeIn({
      externalId: fresh('dm-'),
      type: 'message',
      channel: 'x',
      party,
      handle: '@LarkwingCare',
      text: 'My booking is QX7T2M',
    });
    const entries = await world.entries(one.customerId);
    expect(entries.some(({ audience, text }) => audience === 'private' && text.includes('QX7T2M'))).toBe(true);
    return one;
  };

  test('refuses what only private entries hold, names it, and writes nothing', async () => {
    const one = await known();
    expect(await say(one, 'Booking QX7T2M is changed.')).toEqual({
      ok: false,
      code: 'conflict',
      reason: 'This was said in private only: QX7T2M. Change the words, or send it knowing that.',
    });
    expect(await ours(one)).toEqual([]);
  });

  test('lets it pass where the agent sends it knowingly, and that alone', async () => {
    const one = await known();
    expect(await say(one, 'Booking QX7T2M is changed.', { knowingly: ['another'] })).toMatchObject({
      code: 'conflict',
    });
    expect(await say(one, 'Booking QX7T2M is changed.', { knowingly: ['QX7T2M'] })).toMatchObject({ ok: true });
    expect(await ours(one)).toHaveLength(1);
  });
});

test('a handle that is none of the team’s is refused, and so is one of another channel', async () => {
  const one = await held(post());
  const as = (handle: string) => ({ target: { ...saying(one, '').target, handle } });
  expect(await say(one, 'Hello', as('@Somebody'))).toMatchObject({ ok: false, code: 'bad-input' });
  expect(await say(one, 'Hello', as('vip@larkwing.example'))).toMatchObject({ ok: false, code: 'bad-input' });
  expect(await say(one, 'Hello')).toMatchObject({ ok: true });
});
