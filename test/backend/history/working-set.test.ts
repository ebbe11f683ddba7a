import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, imported, newWorld, NOW, type World } from '../intake/world.ts';

let world: World;
beforeAll(async () => void (world = await newWorld()));
afterAll(() => world.db.close());

const written = (externalId: string, address: string, at: number) => ({
  type: 'message',
  live: false,
  externalId,
  channel: 'x',
  party: { address },
  text: 'Where is my bag?',
  at,
});

const granted = async (agentId: string): Promise<string[]> =>
  (await world.told())
    .filter(row => row.audience === 'agent' && row.audience_id === agentId && 'customerId' in row.body)
    .map(row => (row.body as unknown as { customerId: string }).customerId);

test('who signs in is granted the recent customers, the newest last, once, and nobody long past', async () => {
  const results = await world.takeIn(
    written('1', '@newest', NOW - DAY),
    written('2', '@older', NOW - 30 * DAY),
    written('3', '@long-past', NOW - 100 * DAY),
  );
  const [newest, older] = results.map(result => imported(result).customerId);
  expect(await granted('a-mara')).toEqual([]);

  await world.centre.sessionOpened('a-mara');
  await world.centre.settle();
  expect(await granted('a-mara')).toEqual([older, newest]);

  await world.centre.sessionOpened('a-mara');
  await world.centre.settle();
  expect(await granted('a-mara')).toEqual([older, newest]);
  expect(await granted('a-priya')).toEqual([]);
});
