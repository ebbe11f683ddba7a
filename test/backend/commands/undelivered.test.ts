// Words that were accepted and then refused by their network: their author is told, and work that was done comes back.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isGranted } from '../../../backend/feed/scopes.ts';
import { chooseQueue } from '../../../backend/intake/work.ts';
import { exportLedger, type LedgerRow } from '../../../backend/ledger/export.ts';
import { broughtBack } from '../../../backend/routing/brought-back.ts';
import type { CommandOf } from '../../../shared/contract/commands.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import type { Mention } from '../../../shared/domain/mention.ts';
import { FRESH_WORK, queueSchema, type WorkItem } from '../../../shared/domain/work.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';
import { newBench } from '../ledger/mutations.ts';

const queues = seed.queues.map(queue => queueSchema.parse({ ...queue, version: 1 }));

describe('what has to come back', () => {
  const item = (id: string, state: WorkItem['state'], more: Partial<WorkItem> = {}): WorkItem => ({
    id,
    version: 3,
    customerId: 'max',
    caseId: 'case',
    interactionId: 'chat',
    channel: 'whatsapp',
    queueId: 'q-chat',
    queueName: 'Disruption, messaging',
    state,
    subject: 'Lost',
    from: '+44 20 7946 01',
    customerName: 'Max',
    priority: 60,
    enteredAt: 1,
    holderId: 'a-mara',
    epoch: 4,
    heldAt: 2,
    finishedAt: state === 'finished' ? 3 : null,
    ...FRESH_WORK,
    ...more,
  });
  const chat = { caseId: 'case', interactionId: 'chat', channel: 'whatsapp', audience: 'private' } as const;
  const mail = { caseId: 'case', interactionId: 'mail', channel: 'email', audience: 'private' } as const;
  const back = (words: Parameters<typeof broughtBack>[0], items: readonly WorkItem[]) =>
    broughtBack(words, { items, queues, id: 'new', now: NOW });

  test('is finished work of that conversation, as fresh work with who had it last preferred', () => {
    const ended = { outcome: 'done', disposition: 'lost', endedBy: 'agent', outcomeReason: 'Spam' } as const;
    const done = item('done', 'finished', { ...ended, skills: ['Spanish'] });
    expect(back(chat, [item('older', 'finished', { finishedAt: 1, holderId: 'a-priya' }), done])).toEqual(
      item('new', 'waiting', {
        version: 1,
        epoch: 0,
        holderId: null,
        heldAt: null,
        enteredAt: NOW,
        skills: ['Spanish'],
        preferredAgentId: 'a-mara',
      }),
    );
  });

  test.each(['waiting', 'offered', 'held'] as const)('is nothing while work of the conversation is %s', state => {
    expect(back(chat, [item('done', 'finished'), item('open', state)])).toBeNull();
  });

  test('is finished work of the conversation also while another conversation of the case is in hand', () => {
    const call = item('call', 'held', { interactionId: 'call', channel: 'voice', queueId: 'q-voice' });
    expect(back(chat, [item('done', 'finished'), call])).toMatchObject({ interactionId: 'chat' });
  });

  test('of a matter that went on by mail is the work it went on from, in a queue that serves mail', () => {
    expect(back(mail, [item('done', 'finished')])).toMatchObject({
      interactionId: 'mail',
      channel: 'email',
      queueId: chooseQueue(queues, undefined, 'email', 'private')!.id,
      priority: 20,
      preferredAgentId: 'a-mara',
    });
    expect(back(mail, [item('still', 'held')])).toBeNull();
  });

  test('is nothing where nobody ever had it in hand, or only the customer left', () => {
    expect(back(chat, [])).toBeNull();
    expect(back(chat, [item('left', 'abandoned')])).toBeNull();
    expect(back({ ...chat, interactionId: null }, [item('done', 'finished')])).toBeNull();
  });
});

describe('a reply that the network refuses', () => {
  let world: World;
  beforeAll(async () => void (world = await newWorld()));
  afterAll(() => world.db.close());
  beforeEach(() => world.clear());

  const REASON = 'the account is suspended';
  const message = () => ({
    type: 'message',
    externalId: fresh('m-'),
    channel: 'whatsapp',
    party: { address: fresh('+4420794602') },
    handle: '+44 20 7946 0000',
    text: 'Where is my bag?',
  });
  async function held(): Promise<WorkItem> {
    await world.centre.sessionOpened('a-mara');
    const made = imported((await world.takeIn(message()))[0]);
    await world.centre.router.turn();
    const offer = (await world.ringing('a-mara'))!;
    await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
    return world.item(made.workItemId!);
  }
  const reply = (item: WorkItem, text = 'It comes today.'): CommandOf<'reply.send'>['params'] => ({
    workItemId: item.id,
    epoch: item.epoch,
    customerId: item.customerId,
    target: {
      interactionId: item.interactionId,
      channel: 'whatsapp',
      audience: 'private',
      handle: '+44 20 7946 0000',
      replyTo: null,
    },
    subject: null,
    text,
    writtenAt: 1,
  });
  const finish = (item: WorkItem) =>
    world.run('a-mara', 'work.finish', { workItemId: item.id, epoch: item.epoch, wrapUp: null, disposition: null });
  const workOf = async (customerId: string): Promise<WorkItem[]> =>
    (
      await world.db.query<{ json: WorkItem }>(`SELECT json FROM work_item WHERE customer_id = $1 ORDER BY id`, [
        customerId,
      ])
    ).map(({ json }) => json);
  const toldTo = async (agentId: string): Promise<Mention[]> =>
    (
      await world.db.query<{ json: Mention }>(`SELECT json FROM mention WHERE agent_id = $1 ORDER BY at`, [agentId])
    ).map(({ json }) => json);
  const events = async (customerId: string) =>
    (await world.entries(customerId)).flatMap(one =>
      one.kind === 'event' ? [[one.event.name, one.event.detail]] : [],
    );
  /** What the checker says of the item's rows of the ledger. */
  async function judged(workItemId: string) {
    const lines: string[] = [];
    await exportLedger(world.db, NOW, line => void lines.push(line));
    const rows = lines.slice(1, -1).map(line => JSON.parse(line) as LedgerRow);
    const bench = newBench();
    try {
      return await bench.judge(rows.filter(({ item }) => item === workItemId));
    } finally {
      bench.remove();
    }
  }
  /** The network takes its time: answered when the returned function is called. */
  function slowNetwork(): () => void {
    let refuse = (): void => undefined;
    const refused = new Promise<void>(done => (refuse = done));
    world.answerWith(async () => {
      await refused;
      return { ok: false, reason: REASON };
    });
    return refuse;
  }

  test('while its work is held is told to its author, once, and the work stays where it is', async () => {
    const item = await held();
    world.answerWith(async () => ({ ok: false, reason: REASON }));
    const sent = await world.run('a-mara', 'reply.send', reply(item));
    await world.centre.settle();
    const told = { about: 'undelivered', customerId: item.customerId, words: REASON, seenAt: null };
    const own = (await toldTo('a-mara')).filter(({ customerId }) => customerId === item.customerId);
    expect(own).toMatchObject([{ ...told, entryId: sent.ok && sent.entryId }]);
    expect(await workOf(item.customerId)).toEqual([item]);
    expect((await events(item.customerId)).map(([name]) => name)).not.toContain('undelivered');
  });

  test('after the work was finished brings it back: waiting, offered to who had it, with the reason', async () => {
    const item = await held();
    const refuse = slowNetwork();
    await world.run('a-mara', 'reply.send', reply(item));
    expect(await finish(item)).toEqual({ ok: true, entryId: null });
    refuse();
    await world.centre.settle();
    const work = await workOf(item.customerId);
    expect(work.map(({ state }) => state).toSorted()).toEqual(['finished', 'waiting']);
    const back = work.find(({ state }) => state === 'waiting')!;
    expect(back).toMatchObject({ interactionId: item.interactionId, caseId: item.caseId, preferredAgentId: 'a-mara' });
    expect(await events(item.customerId)).toContainEqual(['undelivered', REASON]);
    const rows = await world.db.query(
      `SELECT kind, before, after, why, command_id FROM ledger WHERE work_item_id = $1`,
      [back.id],
    );
    const after = { state: 'waiting', holder: null, epoch: 0 };
    expect(rows).toEqual([{ kind: 'item', before: null, after, why: 'not delivered', command_id: null }]);
    expect(await judged(back.id)).toMatchObject({ kind: 'good', summary: { items: 1 } });
    await world.centre.router.turn();
    expect(await world.ringing('a-mara')).toMatchObject({ workItemId: back.id });
    expect(await isGranted(world.db, 'a-mara', item.customerId)).toBe(true);
  });

  /** Mara holds a post, answers it with several, and has finished it before the network says anything of them. */
  async function thread() {
    await world.centre.sessionOpened('a-mara');
    const post = { ...message(), type: 'post', channel: 'x', party: { address: fresh('@fan') }, handle: '@Care' };
    const made = imported((await world.takeIn(post))[0]);
    await world.centre.router.turn();
    const offer = (await world.ringing('a-mara'))!;
    await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
    const item = await world.item(made.workItemId!);
    const [asked] = await world.entries(item.customerId);
    const target = {
      interactionId: item.interactionId,
      channel: 'x',
      audience: 'public',
      handle: '@Care',
      replyTo: asked!.id,
    } as const;
    const words = { ...reply(item, 'word '.repeat(100)), target, thread: 'numbered' } as const;
    expect(await world.run('a-mara', 'reply.send', words)).toMatchObject({ ok: true });
    await finish(item);
    return item;
  }

  test('a thread of which two posts fail is told once, comes back once, and was no answer', async () => {
    const refuse = slowNetwork();
    const item = await thread();
    expect(await world.item(item.id)).toMatchObject({ state: 'finished', answered: true });
    refuse();
    await world.centre.settle();
    const failed = (await world.entries(item.customerId)).filter((one: Entry) => one.delivery?.state === 'failed');
    expect(failed.length).toBeGreaterThan(1);
    expect((await toldTo('a-mara')).filter(({ customerId }) => customerId === item.customerId)).toHaveLength(1);
    expect(await workOf(item.customerId)).toHaveLength(2);
    expect(await world.item(item.id)).toMatchObject({ state: 'finished', answered: false });
  });

  test('a thread of which the first post reached them was an answer, although the rest comes back', async () => {
    let refuse = (): void => undefined;
    const refused = new Promise<void>(done => (refuse = done));
    let posts = 0;
    world.answerWith(() => {
      const isFirst = (posts += 1) === 1;
      return refused.then(() => (isFirst ? { ok: true } : { ok: false, reason: REASON }));
    });
    const item = await thread();
    refuse();
    await world.centre.settle();
    expect(await world.item(item.id)).toMatchObject({ state: 'finished', answered: true });
    expect((await workOf(item.customerId)).map(({ state }) => state)).toContain('waiting');
  });

  test('what was removed of its author is told to nobody, and still comes back', async () => {
    const item = await held();
    const refuse = slowNetwork();
    await world.run('a-mara', 'reply.send', reply(item));
    await finish(item);
    await world.db.query(`UPDATE agent SET disabled = true WHERE id = 'a-mara'`);
    try {
      refuse();
      await world.centre.settle();
      expect((await toldTo('a-mara')).filter(({ customerId }) => customerId === item.customerId)).toEqual([]);
      expect((await workOf(item.customerId)).map(({ state }) => state)).toContain('waiting');
    } finally {
      await world.db.query(`UPDATE agent SET disabled = false WHERE id = 'a-mara'`);
    }
  });
});
