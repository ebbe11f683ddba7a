// Who takes our words out, and what becomes of them when a node or the database is gone.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Sent } from '../../../backend/connectors/outlet.ts';
import { newCourier } from '../../../backend/commands/courier.ts';
import type { Db } from '../../../backend/store/db.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { fresh, imported, newWorld, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => void (world = await newWorld()));
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.clear();
  await world.db.query('DELETE FROM outgoing');
  await world.db.query('DELETE FROM node');
});

/** Words of ours in one conversation that have not left yet: their entries, in order. */
async function unsent(count: number): Promise<string[]> {
  const externalId = fresh('asked-');
  const party = { address: `+44 7700 9${fresh('1').slice(-5).padStart(5, '0')}` };
  const message = { type: 'message', externalId, channel: 'whatsapp', party, handle: 'us', text: 'Hello?' };
  const { customerId, entryId } = imported((await world.takeIn(message))[0]);
  const [asked] = (await world.entries(customerId!)).filter(({ id }) => id === entryId);
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const id = `${entryId}-${n}`;
    const delivery = { state: 'sent', at: world.now(), reason: null };
    const ours = { ...asked, id, version: 1, direction: 'out', text: `words ${n}`, delivery };
    await world.db.query(
      `INSERT INTO entry (id, customer_id, case_id, interaction_id, at, kind, json) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, customerId, asked!.caseId, asked!.interactionId, world.now(), asked!.kind, JSON.stringify(ours)],
    );
    await world.db.query('INSERT INTO outgoing (entry_id, at) VALUES ($1, $2)', [id, world.now() + n]);
    ids.push(id);
  }
  return ids;
}
const stateOf = async (id: string) =>
  (
    await world.db.query<{ state: string }>(`SELECT json->'delivery'->>'state' AS state FROM entry WHERE id = $1`, [id])
  )[0]?.state;
const lives = (id: string) => world.db.query('INSERT INTO node (id) VALUES ($1)', [id]);
const dies = (id: string) => world.db.query('DELETE FROM node WHERE id = $1', [id]);

function node(nodeId: string, send: (id: string) => Promise<Sent> = async () => ({ ok: true }), db: Db = world.db) {
  const asked: string[] = [];
  const outlet = { send: ({ id }: { id: string }) => (asked.push(id), send(id)) };
  const courier = newCourier({
    db,
    clock: { now: world.now, monotonic: world.now },
    outlet,
    id: () => fresh('id-'),
    nodeId,
    wake: () => {},
  });
  return { asked, courier };
}
const never = new Promise<never>(() => undefined);

describe('what a node was taking out', () => {
  test('is left to it while it lives, and taken out by another one when it is gone', async () => {
    const [id] = await unsent(1);
    await lives('a');
    await lives('b');
    const a = node('a', () => never);
    const b = node('b');
    a.courier.carry(id!, 'one');
    await expect.poll(() => a.asked).toEqual([id]);
    await b.courier.resume();
    await b.courier.settle();
    expect(b.asked).toEqual([]);
    await dies('a');
    await b.courier.resume();
    await b.courier.settle();
    expect(b.asked).toEqual([id]);
    expect(await stateOf(id!)).toBe('confirmed');
  });

  test('is asked for by one of two nodes that look at once', async () => {
    const ids = await unsent(3);
    await lives('a');
    await lives('b');
    const [a, b] = [node('a'), node('b')];
    await Promise.all([a.courier.resume(), b.courier.resume(), a.courier.resume()]);
    await Promise.all([a.courier.settle(), b.courier.settle()]);
    expect([...a.asked, ...b.asked].toSorted()).toEqual(ids.toSorted());
  });

  test('is not overtaken by later words of the same conversation on another node', async () => {
    const [first, second] = await unsent(2);
    await lives('a');
    await lives('b');
    let answer: (sent: Sent) => void = () => undefined;
    const a = node('a', () => new Promise<Sent>(done => (answer = done)));
    const b = node('b');
    a.courier.carry(first!, 'one');
    await expect.poll(() => a.asked).toEqual([first]);
    b.courier.carry(second!, 'one');
    await b.courier.settle();
    await b.courier.resume();
    await b.courier.settle();
    expect(b.asked).toEqual([]);
    answer({ ok: true });
    await a.courier.settle();
    await b.courier.resume();
    await b.courier.settle();
    expect(b.asked).toEqual([second]);
  });
});

test('an answer that the database refuses is written down later, and the outlet is not asked again', async () => {
  const [id] = await unsent(1);
  let refusals = 1;
  const refusing: Db = {
    ...world.db,
    transaction: run => {
      if (refusals-- > 0) throw new Fault('retry', 'the database did not answer');
      return world.db.transaction(run);
    },
  };
  const a = node('a', async () => ({ ok: true }), refusing);
  a.courier.carry(id!, 'one');
  await a.courier.settle();
  expect(a.asked).toEqual([id]);
  expect(await stateOf(id!)).toBe('confirmed');
});
