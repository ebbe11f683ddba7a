// Row 35: without work in hand nobody answers what a colleague holds.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fresh, imported, newWorld, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.db.close());

test('a reply without work in hand is refused while a colleague holds the conversation, and sent once nobody does', async () => {
  await world.db.query(
    `UPDATE agent SET json = jsonb_set(json::jsonb, '{queueIds}', '["q-voice", "q-chat"]')::json WHERE id = 'a-priya'`,
  );
  await world.centre.sessionOpened('a-mara');
  const party = { address: fresh('+4420794677') };
  const record = { type: 'message', channel: 'whatsapp', party, handle: '+44 20 7946 0000', text: 'Hello?' };
  const { workItemId, customerId, entryId } = imported((await world.takeIn({ externalId: fresh('e-'), ...record }))[0]);
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const entry = (await world.entries(customerId!)).find(({ id }) => id === entryId)!;
  const { interactionId, channel, audience, handle } = entry;
  const target = { interactionId: interactionId!, channel, audience, handle, replyTo: null };
  const params = { workItemId: null, epoch: null, customerId: customerId!, target, subject: null, text: 'We too' };
  const send = () => world.run('a-priya', 'reply.send', { ...params, writtenAt: world.now() } as never);

  expect(await send()).toMatchObject({ ok: false, code: 'denied', reason: 'a colleague holds this conversation' });
  const { epoch } = await world.item(workItemId!);
  await world.run('a-mara', 'work.finish', { workItemId: workItemId!, epoch, wrapUp: null, disposition: null });
  expect(await send()).toMatchObject({ ok: true });
});
