// Two nodes on PostgreSQL whose clocks are an hour apart: what was declined, and what was set aside, is judged by one clock.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContactCentre, createServices } from '../../../backend/contact-centre.ts';
import type { Store } from '../../../backend/store/db.ts';
import { openStore } from '../../../backend/store/open.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import type { Command } from '../../../shared/contract/commands.ts';
import type { Offer } from '../../../shared/domain/offer.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { withPostgres } from '../../fixtures/postgres.ts';
import { fresh, imported, seed } from '../intake/world.ts';

const HOUR = 3_600_000;
const MARA = 'a-mara';
const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
const outlet = { send: async () => ({ ok: true as const }) };

const postgres = withPostgres();
describe.skipIf(postgres === null)('nodes whose clocks are an hour apart', () => {
  const stores: Store[] = [];
  const centres: ContactCentre[] = [];
  beforeAll(async () => {
    const databaseUrl = await postgres!().newDatabase();
    for (const skew of [-HOUR / 2, HOUR / 2]) {
      const db = await openStore({ dataDir: null, databaseUrl });
      stores.push(db);
      const clock = { now: () => Date.now() + skew, monotonic: () => performance.now() };
      centres.push(createServices({ db, clock, random, outlet, wake: () => undefined }));
    }
    await plantSeed(stores[0]!, seed);
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
  });

  const run = (centre: ContactCentre, kind: string, params: object) =>
    centre.runCommand(MARA, { id: uuidv7(), kind, params } as Command);
  const ringing = async () =>
    (
      await stores[0]!.query<{ json: Offer }>(`SELECT json FROM offer WHERE agent_id = $1 AND state = 'ringing'`, [
        MARA,
      ])
    )[0]?.json;
  const itemOf = async (id: string) =>
    (await stores[0]!.query<{ json: WorkItem }>(`SELECT json FROM work_item WHERE id = $1`, [id]))[0]!.json;

  /** A message that rings at Mara's desk. */
  async function rung(centre: ContactCentre): Promise<Offer> {
    const made = imported(
      (
        await centre.intake([
          {
            type: 'message',
            externalId: fresh('m-'),
            channel: 'whatsapp',
            party: { address: fresh('+4420794602') },
            handle: '+44 20 7946 0000',
            text: 'Where is my bag?',
          },
        ])
      )[0],
    );
    await centre.sessionOpened(MARA);
    await run(centre, 'presence.set', { state: 'available', reason: null });
    await centre.router.turn();
    const offer = (await ringing())!;
    expect(offer.workItemId).toBe(made.workItemId);
    return offer;
  }

  test.each([
    ['behind', 0, 1],
    ['ahead', 1, 0],
  ])('what was declined on the one that is %s is offered again in its time, by either', async (_how, one, other) => {
    const offer = await rung(centres[one]!);
    await run(centres[one]!, 'offer.decline', { offerId: offer.id, epoch: offer.epoch, reason: 'other' });
    for (const centre of centres) await centre.router.turn();
    expect(await ringing()).toBeUndefined();
    // Mara alone is there: three seconds, and not an hour more or less.
    await new Promise(done => setTimeout(done, 3_100));
    await centres[other]!.router.turn();
    const again = (await ringing())!;
    expect(again.workItemId).toBe(offer.workItemId);
    await run(centres[other]!, 'offer.accept', { offerId: again.id, epoch: again.epoch });
    const { id, epoch } = await itemOf(offer.workItemId);
    await run(centres[other]!, 'work.finish', { workItemId: id, epoch, wrapUp: null, disposition: null });
  });

  test('what is set aside at a desk of the one comes back in its time, by either', async () => {
    const offer = await rung(centres[0]!);
    await run(centres[0]!, 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
    const { id, epoch } = await itemOf(offer.workItemId);
    // The desk counts by the clock of its node.
    const until = Date.now() - HOUR / 2 + 2_000;
    expect(await run(centres[0]!, 'work.park', { workItemId: id, epoch, until, reason: null })).toMatchObject({
      ok: true,
    });
    for (const centre of centres) await centre.router.turn();
    expect((await itemOf(id)).parked).not.toBeNull();
    await new Promise(done => setTimeout(done, 2_100));
    await centres[0]!.router.turn();
    expect(await itemOf(id)).toMatchObject({ parked: null, woken: { why: 'time' } });
  });
});
