// F29: an agent accepts while the caller gives up, or while the lease ends. FOREWORD_RACES=10000 for the whole number.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fresh, imported, newWorld, type World } from '../intake/world.ts';

const RACES = Number(process.env['FOREWORD_RACES'] ?? 200);
const RING = 20_000;
/** A race takes a dozen transactions; on a busy machine half a second. */
const TIME = 60_000 + RACES * 1_500;

let world: World;
beforeAll(async () => {
  world = await newWorld();
  await world.centre.sessionOpened('a-mara');
});
afterAll(() => world.db.close());

/** A call that rings at Mara's. */
async function ringing() {
  const call = { type: 'call', externalId: fresh('race-'), number: '+44 7700 900123' };
  const { workItemId } = imported((await world.takeIn({ ...call, state: 'ringing' }))[0]);
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  expect(offer.workItemId).toBe(workItemId);
  return {
    workItemId: offer.workItemId,
    offerId: offer.id,
    accept: () => world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch }),
    giveUp: () => world.takeIn({ ...call, state: 'abandoned' }),
  };
}

/** The item goes, so that the next call rings; the agent is free again. */
async function over(workItemId: string): Promise<void> {
  const item = await world.item(workItemId);
  const finish = { workItemId, epoch: item.epoch, wrapUp: null, disposition: null };
  if (item.state === 'held') await world.run('a-mara', 'work.finish', finish);
  const { state } = await world.presence('a-mara');
  if (state !== 'available') await world.run('a-mara', 'presence.set', { state: 'available', reason: null });
}

/** What each rival may leave behind: the accept with its answer, or the other. */
async function judged(race: Awaited<ReturnType<typeof ringing>>, accepted: boolean, lost: readonly string[]) {
  const { state, holderId } = await world.item(race.workItemId);
  const offer = await world.offer(race.offerId);
  const won = accepted ? ['held', 'accepted', 'a-mara'] : [lost[0], lost[1], null];
  expect([state, offer.state, holderId]).toEqual(won);
  return accepted;
}

test(
  `F29: accept against the caller giving up, ${RACES} times: exactly one of them has happened`,
  { timeout: TIME },
  async () => {
    let wins = 0;
    for (let n = 0; n < RACES; n += 1) {
      const race = await ringing();
      const sides = [race.accept, race.giveUp];
      const answers = await Promise.all((n % 2 ? sides : sides.toReversed()).map(side => side()));
      const reply = answers.find(one => 'ok' in one) as Awaited<ReturnType<typeof race.accept>>;
      // A caller who gives up after the answer ends the talk, and the item stays held for its wrap-up.
      wins += (await judged(race, reply.ok, ['abandoned', 'withdrawn'])) ? 1 : 0;
      await over(race.workItemId);
    }
    expect(wins).toBeGreaterThan(0);
    expect(wins).toBeLessThan(RACES);
    const rows = await world.db.query(
      `SELECT work_item_id FROM ledger WHERE kind = 'offer' AND offer->>'state' <> 'ringing'
     GROUP BY work_item_id, offer->>'id' HAVING count(*) <> 1`,
    );
    expect(rows).toEqual([]);
  },
);

test(
  `F29: accept against the end of the lease, ${RACES} times: exactly one of them has happened`,
  { timeout: TIME },
  async () => {
    let wins = 0;
    for (let n = 0; n < RACES; n += 1) {
      const race = await ringing();
      world.pass(RING - 1 + (n % 2));
      const sides = [race.accept, () => world.centre.router.turn().then(() => null)];
      const answers = await Promise.all((n % 4 < 2 ? sides : sides.toReversed()).map(side => side()));
      const reply = answers.find(one => one !== null)!;
      // What was missed goes back to its place: it waits there, or rings again at once.
      const { state } = await world.item(race.workItemId);
      const offer = await world.offer(race.offerId);
      expect([reply.ok, offer.state]).toEqual(reply.ok ? [true, 'accepted'] : [false, 'missed']);
      expect(reply.ok ? ['held'] : ['waiting', 'offered']).toContain(state);
      wins += reply.ok ? 1 : 0;
      if (!reply.ok) await race.giveUp();
      await over(race.workItemId);
    }
    expect(wins).toBeGreaterThan(0);
    expect(wins).toBeLessThan(RACES);
  },
);
