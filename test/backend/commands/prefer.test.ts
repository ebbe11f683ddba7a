// Row 30: whose customer it is, until when, is said by a command, and the routing goes by it.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import type { Customer } from '../../../shared/domain/customer.ts';
import { DAY, fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

const like = (id: string, name: string, more: object = {}) => ({ ...seed.agents[0]!, id, name, ...more });
const mail = seed.queues.find(({ id }) => id === 'q-mail')!;

let world: World;
beforeAll(async () => {
  world = await newWorld();
  const agents = [...seed.agents, like('a-ben', 'Ben'), like('a-zoe', 'Zoe'), like('a-lead', 'Ruth', { role: 'lead' })];
  const queues = seed.queues.map(queue => (queue === mail ? { ...queue, preferredMs: 20_000 } : queue));
  await plantSeed(world.db, { queues, agents }, NOW);
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.centre.settle();
  await world.clear();
});

const write = async (address = `${fresh('sam-')}@post.example`) => {
  const record = { type: 'email', externalId: fresh('m-'), party: { address }, handle: 'care@larkwing.example' };
  const made = imported((await world.takeIn({ ...record, mailSubject: 'My bag', text: 'Where is it?' }))[0]);
  return { address, customerId: made.customerId!, workItemId: made.workItemId! };
};
async function accept(agentId: string): Promise<string> {
  await world.centre.router.turn();
  const offer = (await world.ringing(agentId))!;
  await world.run(agentId, 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  return offer.why;
}
const finish = async (agentId: string, workItemId: string) => {
  const { epoch } = await world.item(workItemId);
  await world.run(agentId, 'work.finish', { workItemId, epoch, wrapUp: null, disposition: null });
};
const prefer = (by: string, customerId: string, agentId: string | null, until: number | null, id?: string) =>
  world.run(by, 'customer.prefer', { customerId, agentId, until }, id);
const customer = async (id: string): Promise<Customer> =>
  (await world.db.query<{ json: Customer }>(`SELECT json FROM customer WHERE id = $1`, [id]))[0]!.json;

test('the holder names a colleague until a day; the customer’s next work rings there, and after that day anywhere', async () => {
  await world.centre.sessionOpened('a-zoe');
  const { address, customerId, workItemId } = await write();
  await accept('a-zoe');
  const until = world.now() + 2 * DAY;
  expect(await prefer('a-zoe', customerId, 'a-ben', until)).toEqual({ ok: true, entryId: null });
  expect(await customer(customerId)).toMatchObject({
    preferred: { agentId: 'a-ben', agentName: 'Ben', until, byName: 'Zoe', at: world.now() },
  });
  await finish('a-zoe', workItemId);
  await world.centre.sessionOpened('a-ben');
  const again = await write(address);
  expect(again.customerId).toBe(customerId);
  expect(await accept('a-ben')).toBe('Email, general: this customer is with you first');
  expect(await customer(customerId)).toMatchObject({ preferred: { agentId: 'a-ben' } });
  await finish('a-ben', again.workItemId);

  world.pass(2 * DAY);
  await write(address);
  await world.centre.router.turn();
  expect((await world.ringing('a-ben'))?.why ?? (await world.ringing('a-zoe'))?.why).not.toContain('with you first');
});

test('every desk that may see the customer is told, and a later word of theirs does not undo it', async () => {
  await world.centre.sessionOpened('a-zoe');
  const { address, customerId } = await write();
  await accept('a-zoe');
  await prefer('a-zoe', customerId, 'a-zoe', world.now() + DAY);
  const told = (await world.told()).findLast(({ body }) => body.kind === 'customer.changed')!;
  expect(told).toMatchObject({ audience: 'customer', audience_id: customerId });
  expect(told.body).toMatchObject({ customer: { preferred: { agentId: 'a-zoe' } } });
  await write(address);
  expect(await customer(customerId)).toMatchObject({ preferred: { agentId: 'a-zoe' } });
  expect(await prefer('a-zoe', customerId, null, null)).toMatchObject({ ok: true });
  expect(await customer(customerId)).toMatchObject({ preferred: null });
});

test('a lead may say so, a colleague without the work may not, and nobody for a customer they may not see', async () => {
  await world.centre.sessionOpened('a-zoe');
  await world.centre.sessionOpened('a-lead');
  await world.run('a-lead', 'presence.set', { state: 'not-ready', reason: 'Leading' });
  const { customerId } = await write();
  await accept('a-zoe');
  const until = world.now() + DAY;
  expect(await prefer('a-lead', customerId, 'a-ben', until)).toMatchObject({ ok: true });
  expect(await prefer('a-ben', customerId, 'a-ben', until)).toMatchObject({
    ok: false,
    code: 'denied',
  });
  expect(await prefer('a-priya', customerId, 'a-ben', until)).toMatchObject({ ok: false, code: 'not-found' });
});

test('is refused without a time to come, for more than a year, and for who is no colleague; nothing changes', async () => {
  await world.centre.sessionOpened('a-zoe');
  const { customerId } = await write();
  await accept('a-zoe');
  for (const until of [null, world.now(), world.now() + 400 * DAY])
    expect(await prefer('a-zoe', customerId, 'a-ben', until)).toMatchObject({ ok: false, code: 'bad-input' });
  expect(await prefer('a-zoe', customerId, 'a-nobody', world.now() + DAY)).toMatchObject({
    ok: false,
    code: 'not-found',
  });
  expect((await customer(customerId)).preferred ?? null).toBeNull();
});
