import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EntryOf } from '../../../shared/domain/entry.ts';
import { DAY, fresh, imported, newWorld, NOW, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.db.close());
beforeEach(() => world.clear());

const post = (text: string, more: object = {}) => ({
  type: 'post',
  source: 'x',
  externalId: fresh('post-'),
  channel: 'x',
  party: { address: '@Jayne', name: 'Jayne' },
  handle: '@LarkwingCare',
  text,
  ...more,
});
const ringing = (number: string | null, more: object = {}) => ({
  type: 'call',
  source: 'pbx',
  externalId: fresh('call-'),
  number,
  state: 'ringing',
  ...more,
});
const customer = (name: string, identities: { channel: string; address: string }[], more: object = {}) => ({
  type: 'customer',
  source: 'crm',
  externalId: fresh('C'),
  name,
  identities,
  ...more,
});

describe('one record', () => {
  test('a post of nobody known makes an unknown customer, a case, an entry and work, and is told after the grant', async () => {
    const [result] = await world.takeIn(
      post('@LarkwingCare my bag is still in Lisbon. Where is it?', { party: { address: '@Ana_P', name: 'Ana' } }),
    );
    const { customerId, workItemId } = imported(result);
    const entries = await world.entries(customerId!);
    expect(entries.map(entry => entry.kind)).toEqual(['event', 'post']);
    expect(await world.item(workItemId!)).toMatchObject({
      queueName: 'Social, public',
      state: 'waiting',
      subject: 'my bag is still in Lisbon. Where is it?',
    });
    const told = (await world.told()).map(row => row.body.kind);
    expect(told.indexOf('customer.granted')).toBeLessThan(told.lastIndexOf('entry.changed'));
  });

  test('is taken in once, however often and however simultaneously it comes', async () => {
    const record = post('once', { party: { address: '@once' } });
    const results = await Promise.all([1, 2, 3, 4].map(() => world.takeIn(record, record)));
    const outcomes = results.flat().map(result => result.outcome);
    expect(outcomes.filter(outcome => outcome === 'imported')).toHaveLength(1);
    expect(outcomes.filter(outcome => outcome === 'already-there')).toHaveLength(7);
  });

  test('a bad one is refused with its reason and the rest goes on', async () => {
    const results = await world.takeIn({ type: 'post', externalId: 'bad' }, post('good'), null as never, { type: 'x' });
    expect(results.map(result => result.outcome)).toEqual(['refused', 'imported', 'refused', 'refused']);
    expect(results[0]).toMatchObject({ externalId: 'bad', reason: expect.stringMatching(/^channel/) });
  });

  test('a second message of a conversation that waits makes no second work item', async () => {
    const message = (text: string) =>
      post(text, { type: 'message', channel: 'whatsapp', party: { address: '+44 7700 900123' } });
    const [first] = await world.takeIn(message('hello?'));
    const [second] = await world.takeIn(message('anybody?'));
    expect(imported(second).workItemId).toBe(imported(first).workItemId);
    expect(imported(second).customerId).toBe(imported(first).customerId);
  });

  test('history makes no work', async () => {
    const [result] = await world.takeIn(
      post('long ago', { live: false, at: NOW - 400 * DAY, party: { address: '@past' } }),
    );
    expect(imported(result).workItemId).toBeNull();
    expect((await world.entries(imported(result).customerId!)).map(entry => entry.kind)).toEqual(['post']);
  });
});

describe('identity', () => {
  test('a number in any notation is the same customer, also on another channel', async () => {
    const [known] = await world.takeIn(customer('Emma Smith', [{ channel: 'voice', address: '367-171-6840' }]));
    for (const number of ['367-171-6840', '(367) 171-6840', '+1 367 171 6840', '1-367-171-6840', 'tel:+13671716840']) {
      const [call] = await world.takeIn(ringing(number));
      expect(imported(call).customerId).toBe(imported(known).customerId);
    }
  });

  test('an address of two customers leads to an unknown one with both as candidates, and to the same one again', async () => {
    const address = 'Shared@Family.example';
    const family = await world.takeIn(
      customer('Ann', [{ channel: 'email', address }]),
      customer('Ben', [{ channel: 'email', address: 'shared@family.example' }]),
    );
    const mail = () => ({ type: 'email', externalId: fresh('m'), party: { address }, text: 'Hi', mailSubject: 'Seat' });
    const [one, two] = await world.takeIn(mail(), mail());
    expect(imported(one).customerId).toBe(imported(two).customerId);
    const grant = await world.centre.grantOf(world.db, imported(one).customerId!);
    expect(grant?.customer).toMatchObject({ known: false, identities: [{ sureness: 'shared', sharedBy: 2 }] });
    expect(grant?.customer.candidates.map(({ name }) => name)).toEqual(['Ann', 'Ben']);
    const ann = await world.centre.grantOf(world.db, imported(family[0]).customerId!);
    expect(ann?.customer.identities[0]).toMatchObject({ sureness: 'shared', sharedBy: 2 });
  });

  test('a master record takes over the history of the unknown customer who stood for its address alone', async () => {
    const handle = fresh('@late');
    const [tweet] = await world.takeIn(post('who am I?', { party: { address: handle } }));
    const before = imported(tweet);
    const [known] = await world.takeIn(customer('Late Known', [{ channel: 'x', address: handle.toUpperCase() }]));
    const after = imported(known).customerId!;
    expect((await world.entries(after)).map(entry => entry.text)).toContain('who am I?');
    expect(await world.entries(before.customerId!)).toEqual([]);
    expect(await world.item(before.workItemId!)).toMatchObject({ customerId: after, customerName: 'Late Known' });
    const [next] = await world.takeIn(post('again', { party: { address: handle } }));
    expect(imported(next).customerId).toBe(after);
    const told = await world.told();
    const place = (kind: string, id: string) =>
      told.findLastIndex(row => row.body.kind === kind && JSON.stringify(row).includes(id));
    expect(place('customer.revoked', before.customerId!)).toBeGreaterThan(place('customer.granted', after));
  });

  test('a withheld number is nobody, each time anew', async () => {
    const [one, two] = await world.takeIn(ringing(null), ringing('anonymous'));
    expect(imported(one).customerId).not.toBe(imported(two).customerId);
  });

  test('a source that names the customer is believed', async () => {
    const master = customer('Named', []);
    const [known] = await world.takeIn(master);
    const [call] = await world.takeIn({ ...ringing('+1 202 555 0199'), state: 'ended', customer: master.externalId });
    expect(imported(call).customerId).toBe(imported(known).customerId);
  });
});

describe('threads and cases', () => {
  test('an email thread is one conversation, also when the answer comes first', async () => {
    const party = { address: fresh('t') + '@post.example' };
    const mail = (messageId: string, more: object) => ({
      type: 'email',
      externalId: messageId,
      party,
      text: 'x',
      messageId: `<${messageId}>`,
      live: false,
      at: NOW - 100 * DAY,
      ...more,
    });
    const [answer, root, late] = await world.takeIn(
      mail(fresh('b@'), { references: ['<a@h>'], inReplyTo: '<a@h>' }),
      mail('a@h', { at: NOW - 120 * DAY }),
      mail(fresh('c@'), { references: ['<a@h>'], at: NOW - 30 * DAY }),
    );
    const entries = await world.entries(imported(answer).customerId!);
    expect(new Set(entries.map(entry => entry.interactionId)).size).toBe(1);
    expect(entries.find(entry => entry.id === imported(late).entryId)!.replyTo).toBeNull();
    expect(imported(root).customerId).toBe(imported(answer).customerId);
  });

  test('what happens now joins the open case on every channel, and says when it leaves the public and when it escalates', async () => {
    const number = '+44 7700 900555';
    const [known] = await world.takeIn(
      customer('Sam', [
        { channel: 'x', address: '@sam' },
        { channel: 'voice', address: number },
      ]),
    );
    await world.takeIn(post('public', { party: { address: '@sam' } }));
    await world.takeIn(post('private', { type: 'message', party: { address: '@sam' } }));
    await world.takeIn(ringing('07700 900555'));
    const entries = await world.entries(imported(known).customerId!);
    expect(new Set(entries.map(entry => entry.caseId)).size).toBe(1);
    const events = entries
      .filter((entry): entry is EntryOf<'event'> => entry.kind === 'event')
      .map(({ event }) => [event.name, event.detail]);
    expect(events).toEqual([
      ['case.opened', expect.any(String)],
      ['moved.private', null],
      ['escalated', 'X to Phone'],
    ]);
  });

  test('a later edit and a deletion change the entry, and the words of a deleted one stay', async () => {
    const original = post('first words', { party: { address: '@edit' } });
    const edit = { type: 'edit', source: 'x', target: original.externalId, text: 'better words' };
    const [made, edited] = await world.takeIn(original, edit);
    const again = await world.takeIn(
      edit,
      { type: 'delete', source: 'x', target: original.externalId },
      { type: 'delete', source: 'x', target: 'nothing' },
    );
    const entry = (await world.entries(imported(made).customerId!)).find(one => one.id === imported(edited).entryId)!;
    expect(entry).toMatchObject({ text: 'better words', editedAt: NOW, deletedAt: NOW, version: 3 });
    expect(again.map(result => result.outcome)).toEqual(['already-there', 'imported', 'refused']);
  });
});

describe('a call', () => {
  test('that ends unanswered leaves the queue and stops ringing; its end comes once', async () => {
    await world.centre.sessionOpened('a-mara');
    const call = ringing('+44 7700 900777');
    const [result] = await world.takeIn(call);
    await world.centre.router.turn();
    const offer = (await world.ringing('a-mara'))!;
    const end = { ...call, state: 'abandoned' };
    const ends = await Promise.all([world.takeIn(end), world.takeIn(end)]);
    expect(
      ends
        .flat()
        .map(one => one.outcome)
        .toSorted(),
    ).toEqual(['already-there', 'imported']);
    expect(await world.offer(offer.id)).toMatchObject({ state: 'withdrawn', withdrawnWhy: 'caller hung up' });
    expect(await world.item(imported(result).workItemId!)).toMatchObject({ state: 'abandoned' });
    expect(await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch })).toMatchObject({
      code: 'expired',
    });
  });
});
