// A customer who stands in every table there is, and whoever may have them erased.
import { imported, type World } from '../intake/world.ts';

export const SECRETS = ['Zenobia', 'Quagga', 'zenobia@post.example', '7700900777', 'Kestrel'];
export const party = { address: '@zenobia', name: 'Zenobia Quagga' };
export const mail = { type: 'email', party: { address: 'zenobia@post.example' }, mailSubject: 'Kestrel seat' };
export const post = (externalId: string, text: string) => ({
  type: 'post',
  externalId,
  channel: 'x',
  party,
  handle: '@us',
  text,
});

/** Takes a world into its hands: a lead comes into it. */
export async function withLead(world: World): Promise<World> {
  const lead = {
    type: 'agent',
    externalId: 'a-lead',
    name: 'Lea Lead',
    role: 'lead',
    queues: ['q-voice', 'q-chat', 'q-public', 'q-mail'],
  };
  await world.takeIn({ ...lead, channels: ['x', 'email', 'voice'] });
  return world;
}

/** A customer in every table that there is. Returns their id. */
export async function zenobia(world: World): Promise<string> {
  const identities = [
    { channel: 'x', address: '@zenobia' },
    { channel: 'email', address: 'zenobia@post.example' },
    { channel: 'voice', address: '+447700900777' },
  ];
  const results = await world.takeIn(
    post('z0', 'Kestrel, before anybody knew me'),
    { type: 'customer', externalId: 'crm-z', name: 'Zenobia Quagga', value: 'Kestrel Gold', identities },
    post('z1', 'My Kestrel is lost'),
    {
      ...mail,
      externalId: 'z2',
      text: 'Zenobia again',
      html: '<b>Kestrel</b>',
      messageId: '<kestrel@z>',
      attachments: [{ name: 'Kestrel.pdf', size: 7, content: 'S2VzdHJlbA==' }],
    },
    {
      type: 'call',
      externalId: 'z3',
      number: '07700 900777',
      state: 'ended',
      turns: [{ at: 0, speaker: 'customer', name: 'Zenobia', text: 'Kestrel' }],
    },
    { type: 'note', externalId: 'z4', customer: 'crm-z', agent: 'Mara Lindholm', text: 'Zenobia rang' },
    {
      type: 'survey',
      externalId: 'z5',
      customer: 'crm-z',
      channel: 'email',
      measure: 'nps',
      score: 2,
      of: 10,
      text: 'Kestrel!',
    },
  );
  return imported(results[1]).customerId!;
}

export const erase = (world: World, customerId: string, entryId: string | null = null, by = 'a-lead') =>
  world.run(by, 'customer.erase', { customerId, entryId, reason: 'request' });

/** Mara takes what of Zenobia rings or waits first. */
export async function held(world: World): Promise<{ workItemId: string; epoch: number; customerId: string }> {
  await world.centre.sessionOpened('a-mara');
  await world.run('a-mara', 'presence.set', { state: 'available', reason: null });
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const { id, epoch, customerId } = await world.item(offer.workItemId);
  return { workItemId: id, epoch, customerId };
}

export async function finishAll(world: World, customerId: string): Promise<void> {
  await world.db.query(
    `UPDATE work_item SET state = 'finished', json = (json::jsonb || '{"state": "finished"}')::json WHERE customer_id = $1`,
    [customerId],
  );
}
