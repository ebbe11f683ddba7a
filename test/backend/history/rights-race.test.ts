// Two nodes on PostgreSQL: work arrives, desks sign in and the roster takes an agent away, all at once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContactCentre, createServices } from '../../../backend/contact-centre.ts';
import type { Store } from '../../../backend/store/db.ts';
import { openStore } from '../../../backend/store/open.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import { systemClock } from '../../../shared/lib/clock.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { fresh, seed } from '../intake/world.ts';

const ROUNDS = 12;
const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
const outlet = { send: async () => ({ ok: true as const }) };

const postgres = withPostgres();
describe.skipIf(postgres === null)('a right that is being taken', () => {
  const stores: Store[] = [];
  const centres: ContactCentre[] = [];
  beforeAll(async () => {
    const databaseUrl = await postgres!().newDatabase();
    for (let node = 0; node < 2; node++) {
      const db = await openStore({ dataDir: null, databaseUrl });
      stores.push(db);
      centres.push(createServices({ db, clock: systemClock, random, outlet, wake: () => undefined }));
    }
    await plantSeed(stores[0]!, seed);
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
  });

  const one = async (sql: string) => Number((await stores[0]!.query<{ n: number }>(sql))[0]!.n);
  const list = (disabled: boolean) => centres[0]!.intake([{ type: 'agent', externalId: 'a-mara', disabled }]);
  const arrive = (centre: ContactCentre) =>
    centre.intake([
      { type: 'email', externalId: fresh('race-'), party: { address: `${fresh('race')}@post.example` }, text: 'x' },
    ]);

  test('is not given back by work that enters, by a desk that signs in, or by routing', async () => {
    const [here, there] = centres as [ContactCentre, ContactCentre];
    const left: number[][] = [];
    for (let i = 0; i < 80; i++) await arrive(here);
    let most = 0;
    for (let round = 0; round < ROUNDS; round++) {
      await list(false);
      most = Math.max(most, await one(`SELECT count(*) AS n FROM feed_grant WHERE agent_id = 'a-mara'`));
      // So that the desk that signs in has much to be granted while the right is taken.
      await stores[0]!.query(`DELETE FROM feed_grant WHERE agent_id = 'a-mara'`);
      const asked = { state: 'available', reason: null } as const;
      await Promise.all([
        arrive(here),
        arrive(there),
        there.sessionOpened('a-mara'),
        there.runCommand('a-mara', { id: uuidv7(), kind: 'presence.set', params: asked }),
        here.router.turn(),
        list(true),
        there.router.turn(),
        arrive(there),
      ]);
      await Promise.all([here.settle(), there.settle()]);
      await there.router.turn();
      left.push([
        await one(`SELECT count(*) AS n FROM feed_grant WHERE agent_id = 'a-mara'`),
        await one(`SELECT count(*) AS n FROM offer WHERE agent_id = 'a-mara' AND state = 'ringing'`),
        await one(`SELECT count(*) AS n FROM work_item WHERE holder_id = 'a-mara' AND state = 'held'`),
      ]);
    }
    expect(left).toEqual(Array.from({ length: ROUNDS }, () => [0, 0, 0]));
    expect(most).toBeGreaterThan(80); // there was something to lose
  });
});
