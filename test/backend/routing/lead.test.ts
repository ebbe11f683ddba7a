import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import { newWorld, NOW, seed, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
  const ruth = { ...seed.agents[0]!, id: 'a-ruth', name: 'Ruth Okafor', role: 'lead' as const };
  await plantSeed(world.db, { ...seed, agents: [...seed.agents, ruth] }, NOW);
});
afterAll(() => world.db.close());

test('a lead who signs in is offered no work until they say that they are available', async () => {
  await world.centre.sessionOpened('a-ruth');
  expect(await world.presence('a-ruth')).toMatchObject({ state: 'not-ready', reason: 'Leading' });
  await world.takeIn({
    type: 'call',
    externalId: 'ring',
    number: '+44 7700 900123',
    state: 'ringing',
    queue: 'Priority care',
  });
  await world.centre.router.turn();
  expect(await world.ringing('a-ruth')).toBeUndefined();

  await world.run('a-ruth', 'presence.set', { state: 'available', reason: null });
  await world.centre.router.turn();
  expect(await world.ringing('a-ruth')).toMatchObject({ state: 'ringing' });
});
