// Row 40: a note names colleagues, who are told, may see the customer, and nothing of it leaves the company.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { reviewEverybody } from '../../../backend/history/review.ts';
import type { Mention } from '../../../shared/domain/mention.ts';
import { fresh, imported, newWorld, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
  await world.centre.sessionOpened('a-mara');
});
afterAll(() => world.db.close());

/** A customer of Mara's queues alone. */
async function customer() {
  const party = { address: fresh('+4420794688') };
  const record = { type: 'message', channel: 'whatsapp', party, handle: '+44 20 7946 0000', text: 'Hello?' };
  const made = imported((await world.takeIn({ externalId: fresh('m-'), ...record }))[0]);
  const [entry] = await world.entries(made.customerId!);
  return { customerId: made.customerId!, caseId: entry!.caseId, interactionId: entry!.interactionId };
}
const note = (place: Awaited<ReturnType<typeof customer>>, mentions: string[], text = '@Priya Shah please look') =>
  world.run('a-mara', 'note.add', { ...place, text, writtenAt: world.now(), mentions });
const toldTo = async (agentId: string): Promise<Mention[]> =>
  (await world.told()).flatMap(({ audience, audience_id, body }) =>
    audience === 'agent' && audience_id === agentId && body.kind === 'mention.changed' ? [body.mention] : [],
  );
const granted = async (agentId: string, customerId: string) =>
  (
    await world.db.query(`SELECT 1 AS yes FROM feed_grant WHERE agent_id = $1 AND customer_id = $2`, [
      agentId,
      customerId,
    ])
  ).length > 0;

test('who is named is told once, may see the customer also after a review of rights, and says when it was opened', async () => {
  const place = await customer();
  expect(await granted('a-priya', place.customerId)).toBe(false);
  const reply = await note(place, ['a-priya', 'a-priya', 'a-mara']);
  expect(reply).toMatchObject({ ok: true });
  const [mention, ...more] = await toldTo('a-priya');
  expect(more).toEqual([]);
  expect(mention).toMatchObject({
    fromName: 'Mara Lindholm',
    customerId: place.customerId,
    entryId: reply.ok && reply.entryId,
    words: '@Priya Shah please look',
    seenAt: null,
  });
  expect(await toldTo('a-mara')).toEqual([]);
  await reviewEverybody(world.db, world.now);
  expect(await granted('a-priya', place.customerId)).toBe(true);

  expect(await world.run('a-mara', 'mention.see', { mentionIds: [mention!.id] })).toMatchObject({ ok: true });
  expect((await toldTo('a-priya')).length).toBe(1);
  await world.run('a-priya', 'mention.see', { mentionIds: [mention!.id] });
  expect((await toldTo('a-priya')).at(-1)).toMatchObject({ id: mention!.id, version: 2, seenAt: world.now() });
  expect(await world.centre.snapshotOf(world.db, 'a-priya')).toContainEqual(
    expect.objectContaining({ kind: 'mention.changed' }),
  );
});

test('one who is no colleague is refused before anything is written', async () => {
  const place = await customer();
  expect(await note(place, ['a-priya', 'a-nobody'])).toMatchObject({ ok: false, code: 'not-found' });
  expect((await world.entries(place.customerId)).some(({ kind }) => kind === 'note')).toBe(false);
  expect(await granted('a-priya', place.customerId)).toBe(false);
});

test('neither the note nor the names in it ever reach the outlet', async () => {
  const place = await customer();
  await note(place, ['a-priya']);
  await world.centre.settle();
  expect(world.sent).toEqual([]);
  expect(await world.db.query(`SELECT entry_id FROM outgoing`)).toEqual([]);
});
