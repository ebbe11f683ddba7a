// A code that an agent gives out: who may, how often, and where it leads the customer who rings with it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CODE_LIFETIME, goodCode } from '../../../shared/domain/case-code.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { fresh, imported, newWorld, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => void (world = await newWorld()));
afterAll(() => world.db.close());
beforeEach(() => world.clear());

const post = (handle: string, text: string) => ({
  type: 'post',
  channel: 'x',
  externalId: fresh('p-'),
  party: { address: handle },
  handle: '@LarkwingCare',
  text,
});

/** A post that Mara holds. */
async function posted() {
  await world.centre.sessionOpened('a-mara');
  const handle = fresh('@ringer');
  const [made] = [imported((await world.takeIn(post(handle, 'Charged twice')))[0])];
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const { caseId } = await world.item(made.workItemId!);
  return { customerId: made.customerId!, caseId, workItemId: made.workItemId! };
}
const give = (caseId: string, agentId = 'a-mara', id = uuidv7()) => world.run(agentId, 'case.code', { caseId }, id);
const codeOf = async (customerId: string, caseId: string) =>
  goodCode(await world.entries(customerId), caseId, world.now());
const ledger = () => world.db.query('SELECT * FROM ledger');

test('is written into the case by name, once for one command id, and no hands change', async () => {
  const { customerId, caseId, workItemId } = await posted();
  const [before, item, id] = [await ledger(), await world.item(workItemId), uuidv7()];
  const reply = await give(caseId, 'a-mara', id);
  expect(reply).toMatchObject({ ok: true, entryId: expect.any(String) });
  expect(await give(caseId, 'a-mara', id)).toEqual(reply);
  const events = (await world.entries(customerId)).filter(
    entry => entry.kind === 'event' && entry.event.name === 'code.given',
  );
  expect(events).toMatchObject([
    {
      caseId,
      audience: 'internal',
      author: { name: 'Mara Lindholm' },
      event: { detail: expect.stringMatching(/^\d{4}-\d\d$/) },
    },
  ]);
  expect(await codeOf(customerId, caseId)).toMatchObject({ expiresAt: world.now() + CODE_LIFETIME });
  expect(await ledger()).toEqual(before);
  expect(await world.item(workItemId)).toEqual(item);
});

test('one that is good is told again, also to two who ask at once; after its time there is a new one', async () => {
  const { customerId, caseId } = await posted();
  const [one, two] = await Promise.all([give(caseId), give(caseId)]);
  expect(two).toEqual(one);
  const first = await codeOf(customerId, caseId);
  const version = async () => (await world.entries(customerId)).find(entry => entry.id === (one as never)['entryId']);
  const told = (await version())!.version;
  world.pass(CODE_LIFETIME - 1);
  expect(await give(caseId)).toEqual(one);
  expect((await version())!.version).toBe(told + 1);
  expect(await codeOf(customerId, caseId)).toEqual(first);
  world.pass(1);
  expect(await codeOf(customerId, caseId)).toBeNull();
  await give(caseId);
  expect((await codeOf(customerId, caseId))!.code).not.toBe(first!.code);
});

test('X12, X14: the case of others and none at all are refused alike, and the id of another agent is no key', async () => {
  const { customerId, caseId } = await posted();
  const others = await give(caseId, 'a-priya');
  expect(others).toMatchObject({ ok: false, code: 'not-found' });
  expect(await give('none', 'a-priya')).toEqual(others);
  expect(await codeOf(customerId, caseId)).toBeNull();
  const id = uuidv7();
  await give(caseId, 'a-mara', id);
  expect(await give(caseId, 'a-priya', id)).toMatchObject({ ok: false, code: 'conflict' });
  expect(await world.run('a-mara', 'case.code', { caseId: 'none' }, id)).toMatchObject({ code: 'conflict' });
});

test('who rings with it from a withheld number is offered as that case, and asked of nobody else', async () => {
  const { customerId, caseId } = await posted();
  await give(caseId);
  const { code } = (await codeOf(customerId, caseId))!;
  const call = { type: 'call', externalId: fresh('c-'), number: null, state: 'ringing', code: code.replace('-', '') };
  const rung = imported((await world.takeIn(call))[0]);
  expect(await world.item(rung.workItemId!)).toMatchObject({ customerId, caseId, channel: 'voice' });
  expect((await world.entries(customerId)).map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['post', 'event', 'call']),
  );
});

test('is not said in public by mistake', async () => {
  const { customerId, caseId, workItemId } = await posted();
  await give(caseId);
  const { code } = (await codeOf(customerId, caseId))!;
  const entry = (await world.entries(customerId)).find(({ kind }) => kind === 'post')!;
  const { interactionId, channel, audience, handle, id } = entry;
  const target = { interactionId: interactionId!, channel, audience, handle, replyTo: id };
  const { epoch } = await world.item(workItemId);
  const say = { workItemId, epoch, customerId, target, subject: null, writtenAt: world.now() };
  for (const shown of [code, code.replace('-', '')]) {
    const reply = await world.run('a-mara', 'reply.send', { ...say, text: `Ring us with ${shown} please` });
    expect(reply).toMatchObject({ ok: false, code: 'conflict', reason: expect.stringContaining(shown) });
  }
});
