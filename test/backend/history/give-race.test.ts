// On PostgreSQL: what somebody is just being given, and a review of their rights beside it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ContactCentre, createServices } from '../../../backend/contact-centre.ts';
import { isGranted } from '../../../backend/feed/scopes.ts';
import { giveCustomer } from '../../../backend/history/give.ts';
import { reviewEverybody } from '../../../backend/history/review.ts';
import type { Store } from '../../../backend/store/db.ts';
import { openStore } from '../../../backend/store/open.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import { systemClock } from '../../../shared/lib/clock.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { fresh, imported, seed } from '../intake/world.ts';

const HOUR = 3_600_000;
const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
const outlet = { send: async () => ({ ok: true as const }) };

const postgres = withPostgres();
describe.skipIf(postgres === null)('a customer who is being given', () => {
  let db: Store;
  let centre: ContactCentre;
  let customerId = '';
  beforeAll(async () => {
    db = await openStore({ dataDir: null, databaseUrl: await postgres!().newDatabase() });
    await plantSeed(db, seed);
    centre = createServices({ db, clock: systemClock, random, outlet, wake: () => undefined });
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    const record = { type: 'message', channel: 'whatsapp', handle: '+44 20 7946 0000', text: 'Hello?' };
    const party = { address: fresh('+4420794677') };
    customerId = imported((await centre.intake([{ ...record, externalId: fresh('give-'), party }]))[0]).customerId!;
  });

  const give = (until: number) => ({ agentId: 'a-priya', customerId, why: 'named in a note', until });
  const seen = () => isGranted(db, 'a-priya', customerId);
  const waiting = async () =>
    (await db.query(`SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`))
      .length;
  /** Begins a review while the gift is not yet committed, and lets it come as far as it can. */
  async function reviewedBeside(gift: Parameters<typeof giveCustomer>[1]): Promise<void> {
    let review: Promise<number> = Promise.resolve(0);
    await db.transaction(async tx => {
      await giveCustomer(tx, gift);
      let done = false;
      review = reviewEverybody(db, () => Date.now()).finally(() => (done = true));
      await expect.poll(async () => done || (await waiting()) > 0, { interval: 5 }).toBe(true);
    });
    await review;
  }

  test('stays given, though the right they had before ran out in that very moment', async () => {
    await db.transaction(tx => giveCustomer(tx, give(Date.now() - HOUR)));
    await reviewedBeside(give(Date.now() + HOUR));
    expect(await seen()).toBe(true);
    expect(await reviewEverybody(db, () => Date.now() + 2 * HOUR)).toBeGreaterThan(0);
    expect(await seen()).toBe(false);
  });

  test('by a note that names them, as often as one likes: the mention can be opened', async () => {
    await centre.sessionOpened('a-mara');
    await centre.settle();
    const [entry] = await db.query<{ case_id: string }>('SELECT case_id FROM entry WHERE customer_id = $1', [
      customerId,
    ]);
    const words = { customerId, caseId: entry!.case_id, interactionId: null, text: '@Priya Shah', writtenAt: 0 };
    for (let round = 0; round < 20; round++) {
      await db.query(`UPDATE customer_grant SET until = 0`);
      const params = { ...words, mentions: ['a-priya'] };
      const [reply] = await Promise.all([
        centre.runCommand('a-mara', { id: uuidv7(), kind: 'note.add', params }),
        reviewEverybody(db, () => Date.now()),
        reviewEverybody(db, () => Date.now()),
      ]);
      expect([reply.ok, await seen()]).toEqual([true, true]);
    }
  });

  test('is not given to who was removed meanwhile', async () => {
    await centre.intake([{ type: 'agent', externalId: 'a-priya', disabled: true }]);
    await db.transaction(tx => giveCustomer(tx, give(Date.now() + HOUR)));
    expect(await seen()).toBe(false);
    await centre.intake([{ type: 'agent', externalId: 'a-priya', disabled: false }]);
  });
});
