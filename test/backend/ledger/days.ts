// Days at work whose ledgers are good.
import { expect } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import { imported, NOW, seed, type World } from '../intake/world.ts';

/** Two agents: one item declined, missed, accepted, answered and finished; a call given up; one held at the end. */
export async function aShift({ centre, run, ringing, pass, takeIn, item }: World): Promise<void> {
  const call = (last: string, state: 'ringing' | 'abandoned') =>
    takeIn({ type: 'call', externalId: `call-${last}`, number: `+4477009001${last}`, state });
  const party = { address: '+442079460012' };
  const handle = '+44 20 7946 0000';
  await takeIn({ type: 'message', externalId: 'm', channel: 'whatsapp', party, handle, text: 'Where is my bag?' });
  await centre.sessionOpened('a-mara');
  await centre.settle();
  await centre.router.turn();
  const first = (await ringing('a-mara'))!;
  await run('a-mara', 'offer.decline', { offerId: first.id, epoch: first.epoch, reason: 'need-a-minute' });
  pass(5_000);
  await centre.router.turn();
  pass(30_000);
  await centre.router.turn();
  const again = (await ringing('a-mara'))!;
  await run('a-mara', 'offer.accept', { offerId: again.id, epoch: again.epoch });
  const held = await item(again.workItemId);
  const { interactionId, customerId, id: workItemId, epoch } = held;
  const target = { interactionId, channel: 'whatsapp', audience: 'private', handle: null, replyTo: null } as const;
  const words = { workItemId, epoch, customerId, target, subject: null, writtenAt: NOW };
  await run('a-mara', 'reply.send', { ...words, text: 'It is on the next flight.' });
  await run('a-mara', 'reply.send', { ...words, text: 'You will have it tonight.' });
  await centre.settle();
  await run('a-mara', 'work.finish', { workItemId, epoch, wrapUp: null, disposition: null });
  await run('a-mara', 'presence.set', { state: 'not-ready', reason: 'Break' });
  await centre.sessionOpened('a-priya');
  await call('02', 'ringing');
  await centre.router.turn();
  await call('02', 'abandoned');
  await call('03', 'ringing');
  await call('04', 'ringing');
  await centre.router.turn();
  const offer = (await ringing('a-priya'))!;
  await run('a-priya', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
}

/** Before `handOvers`. */
export async function hireLead({ db }: World): Promise<void> {
  const ruth = { ...seed.agents[0]!, id: 'a-ruth', name: 'Ruth Okafor', role: 'lead' as const };
  await plantSeed(db, { ...seed, agents: [...seed.agents, ruth] }, NOW);
}

/** One item: asked about, handed over warm, transferred, reassigned twice, offered again and finished. */
export async function handOvers(world: World): Promise<void> {
  const { centre, run, ringing, item, takeIn } = world;
  const accept = async (agentId: string) => {
    const offer = (await ringing(agentId))!;
    expect(await run(agentId, 'offer.accept', { offerId: offer.id, epoch: offer.epoch })).toMatchObject({ ok: true });
  };
  await centre.sessionOpened('a-mara');
  const party = { address: '+442079460077' };
  const handle = '+44 20 7946 0000';
  const record = { type: 'message', externalId: 'm', channel: 'whatsapp', party, handle, text: 'Where is my bag?' };
  const { workItemId } = imported((await takeIn(record))[0]);
  const at = async () => ({ workItemId: workItemId!, epoch: (await item(workItemId!)).epoch });
  await centre.router.turn();
  await accept('a-mara');
  await centre.sessionOpened('a-priya');
  const good = async (
    agentId: string,
    ...[kind, params]: Parameters<World['run']> extends [string, ...infer R] ? R : never
  ) => expect(await run(agentId, kind, params as never)).toMatchObject({ ok: true });
  await good('a-mara', 'work.consult', { ...(await at()), agentId: 'a-priya', note: null });
  await accept('a-priya');
  await good('a-mara', 'work.completeTransfer', { ...(await at()), agentId: 'a-priya', note: 'Warm.' });
  await good('a-priya', 'work.transfer', {
    ...(await at()),
    destination: { to: 'agent', agentId: 'a-mara' },
    note: null,
  });
  await accept('a-mara');
  await good('a-ruth', 'work.reassign', { ...(await at()), agentId: 'a-priya', note: null });
  await good('a-ruth', 'work.reassign', { ...(await at()), agentId: null, note: null });
  await run('a-priya', 'presence.set', { state: 'not-ready', reason: null });
  await centre.router.turn();
  world.pass(40_000);
  await centre.router.turn();
  await accept('a-mara');
  await good('a-mara', 'work.finish', { ...(await at()), wrapUp: null, disposition: null } as never);
}

/** One item taken as it waits, one as it rings; one set aside that comes back to its queue; one not delivered, and back. */
export async function asideAndBack(world: World): Promise<void> {
  const { centre, run, ringing, item, takeIn, pass } = world;
  const chat = async (last: string) => {
    const party = { address: `+4420794601${last}` };
    const handle = '+44 20 7946 0000';
    const record = {
      type: 'message',
      externalId: `a-${last}`,
      channel: 'whatsapp',
      party,
      handle,
      text: 'Where is it?',
    };
    return imported((await takeIn(record))[0]).workItemId!;
  };
  const at = async (workItemId: string) => ({ workItemId, epoch: (await item(workItemId)).epoch });
  const good = async (...[agentId, kind, params]: Parameters<World['run']>) =>
    expect(await run(agentId, kind, params)).toMatchObject({ ok: true });
  const waits = await chat('21');
  await good('a-mara', 'work.take', await at(waits));
  await centre.sessionOpened('a-mara');
  const rings = await chat('22');
  await centre.router.turn();
  expect((await ringing('a-mara'))?.workItemId).toBe(rings);
  await good('a-mara', 'work.take', await at(rings));

  let refuse = (): void => undefined;
  const refused = new Promise<void>(done => (refuse = done));
  world.answerWith(async () => {
    await refused;
    return { ok: false, reason: 'The account is suspended.' };
  });
  const { interactionId, customerId } = await item(rings);
  const target = { interactionId, channel: 'whatsapp', audience: 'private', handle: null, replyTo: null } as const;
  const words = { customerId, target, subject: null, text: 'It is on the next flight.', writtenAt: NOW };
  await good('a-mara', 'reply.send', { ...(await at(rings)), ...words });
  await good('a-mara', 'work.finish', { ...(await at(rings)), wrapUp: null, disposition: null });
  refuse();
  await centre.settle();

  await good('a-mara', 'work.park', { ...(await at(waits)), until: world.now() + 60_000, reason: null });
  pass(60_000);
  await centre.router.turn();
  await centre.sessionLost('a-mara');
  pass(16 * 60_000);
  await centre.router.turn();
  expect(await item(waits)).toMatchObject({ state: 'waiting', handover: { why: 'returned' } });
}
