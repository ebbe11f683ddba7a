// Since when work that ended is counted where the team has no shifts: since the day began where its queues are.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newOutcomes } from '../../../backend/queues/outcomes.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import { fresh, imported, newWorld, NOW, seed, type World } from '../intake/world.ts';

// The world begins on Friday, 20 November 2026, 12:00 UTC.
const HOUR = 3_600_000;
const team = {
  id: 'team-1',
  name: 'Larkwing Care',
  notReadyReasons: [],
  noResponseReasons: [],
  voiceExclusive: true,
  handles: [],
  macros: [],
};

let world: World;
beforeAll(async () => {
  world = await newWorld();
  await plantSeed(world.db, { ...seed, team }, NOW);
});
afterAll(() => world.db.close());

/** Mail that has been finished at that moment. */
async function endedAt(finishedAt: number): Promise<void> {
  const party = { address: `${fresh('sam-')}@post.example` };
  const mail = {
    type: 'email',
    externalId: fresh('m-'),
    party,
    handle: 'care@larkwing.example',
    mailSubject: 'My bag',
  };
  const { workItemId } = imported((await world.takeIn({ ...mail, text: 'Where is it?' }))[0]);
  const change = JSON.stringify({ state: 'finished', finishedAt, answered: true });
  await world.db.query(
    `UPDATE work_item SET state = 'finished', json = (json::jsonb || $2::jsonb)::json WHERE id = $1`,
    [workItemId, change],
  );
}
const hoursIn = (zone: string) => ({ zone, week: [[], [], [], [], [], [], []], holidays: [] });
const inZone = (zone: string | null) => {
  const hours = zone === null ? null : hoursIn(zone);
  return plantSeed(world.db, { agents: [], queues: seed.queues.map(queue => ({ ...queue, hours })) }, NOW);
};
async function counted(): Promise<{ from: number; zone: string | undefined; ended: number }> {
  const clock = { now: () => NOW, monotonic: () => 0 };
  const { from, zone, rows } = await newOutcomes(world.db, clock)();
  return { from, zone, ended: rows.reduce((sum, { count }) => sum + count, 0) };
}

test('the day is that of the zone, on either side of the date, and it counts from its first moment on', async () => {
  // Auckland: 01:00 of Saturday. New York: 07:00 of Friday.
  for (const at of [NOW - 13 * HOUR, NOW - 11 * HOUR, NOW - 2 * HOUR, NOW - HOUR, NOW - 1]) await endedAt(at);
  await inZone('Pacific/Auckland');
  expect(await counted()).toEqual({ from: NOW - HOUR, zone: 'Pacific/Auckland', ended: 2 });
  await inZone('America/New_York');
  expect(await counted()).toEqual({ from: NOW - 7 * HOUR, zone: 'America/New_York', ended: 3 });
  await inZone(null);
  expect(await counted()).toEqual({ from: NOW - 12 * HOUR, zone: 'UTC', ended: 4 });
});

test('where only single channels of a queue have hours, the day is that of their zone; of a queue’s own before it', async () => {
  const outside = { serve: false, reply: null };
  const byChannel = {
    whatsapp: { hours: null, outside },
    email: { hours: hoursIn('Pacific/Auckland'), outside },
  };
  const [first, ...others] = seed.queues;
  const plant = (last: object) =>
    plantSeed(
      world.db,
      { agents: [], queues: [{ ...first!, byChannel }, ...others.map(one => ({ ...one, ...last }))] },
      NOW,
    );
  await plant({});
  expect(await counted()).toMatchObject({ from: NOW - HOUR, zone: 'Pacific/Auckland' });
  await plant({ hours: hoursIn('America/New_York') });
  expect(await counted()).toMatchObject({ from: NOW - 7 * HOUR, zone: 'America/New_York' });
});

test('since a shift began there is no day to name', async () => {
  await plantSeed(
    world.db,
    { agents: [], queues: [], team: { ...team, shifts: { zone: 'UTC', starts: [6 * 60] } } },
    NOW,
  );
  expect(await counted()).toMatchObject({ from: NOW - 6 * HOUR, zone: undefined });
});
