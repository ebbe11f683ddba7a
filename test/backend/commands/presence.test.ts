import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import { newWorld, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
  const none = { noResponseReasons: [], voiceExclusive: true, handles: [], macros: [] };
  const team = { id: 't', name: 'Care', notReadyReasons: ['Break', 'Lunch'], ...none };
  await plantSeed(world.db, { agents: [], queues: [], team }, world.now());
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.clear();
  await world.centre.sessionOpened('a-mara');
});
const ask = (state: 'available' | 'not-ready' | 'offline', reason: string | null = null) =>
  world.run('a-mara', 'presence.set', { state, reason });

test('Not Ready takes a reason of the team, and no other', async () => {
  expect(await ask('not-ready', 'Golf')).toMatchObject({ ok: false, code: 'bad-input' });
  expect(await ask('not-ready')).toMatchObject({ ok: false, code: 'bad-input' });
  expect(await world.presence('a-mara')).toMatchObject({ state: 'available' });
  expect(await ask('not-ready', 'Lunch')).toMatchObject({ ok: true });
  expect(await world.presence('a-mara')).toMatchObject({ state: 'not-ready', reason: 'Lunch' });
});

test('F24: a machine that slept leaves its agent Not Ready, through the loss of its session, and not blamed', async () => {
  expect(await ask('not-ready', 'Away')).toMatchObject({ ok: true });
  await world.centre.sessionLost('a-mara');
  expect(await world.presence('a-mara')).toMatchObject({ state: 'offline' });
  world.pass(8 * 3_600_000);
  await world.centre.sessionOpened('a-mara');
  expect(await world.presence('a-mara')).toMatchObject({ state: 'not-ready', reason: 'Away' });
  const [row] = await world.db.query<{ missed: number }>(`SELECT missed FROM presence WHERE agent_id = 'a-mara'`);
  expect(row!.missed).toBe(0);
});

test('how long a session may be lost is the team’s policy', async () => {
  await world.db.query(`UPDATE team SET json = (json::jsonb || '{"lostGraceMs": 5000}')::json`);
  await world.centre.sessionLost('a-mara');
  world.pass(5_001);
  await world.centre.sessionOpened('a-mara');
  expect(await world.presence('a-mara')).toMatchObject({ state: 'not-ready', reason: 'Connection lost' });
  expect(await ask('available')).toMatchObject({ ok: true });
  expect(await world.presence('a-mara')).toMatchObject({ state: 'available', reason: null });
});

test('F24: a desk that says in its hello that it slept is not rung; its agent is Not Ready until they say otherwise', async () => {
  await ask('available', null);
  await world.centre.sessionLost('a-mara');
  const call = { type: 'call', externalId: 'slept', number: '+44 7700 900199', state: 'ringing' };
  await world.takeIn(call);
  await world.centre.sessionOpened('a-mara', undefined, true);
  await world.centre.router.turn();
  expect(await world.ringing('a-mara')).toBeUndefined();
  expect(await world.presence('a-mara')).toMatchObject({ state: 'not-ready', reason: 'Away' });
  await ask('available', null);
  await world.centre.router.turn();
  expect(await world.ringing('a-mara')).toBeDefined();
  await world.takeIn({ ...call, state: 'abandoned' });
});
