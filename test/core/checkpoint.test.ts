import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkpointer } from '../../electron/core/cache/files/checkpoint.ts';
import { indexUpkeep } from '../../electron/core/cache/search/index-upkeep.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { eventually, tempFolder } from './support/desk.ts';
import { messages, NOW } from './support/records.ts';

function written() {
  const file = join(tempFolder(), 'mara.cache.db');
  const { cache, close } = openCache(file, { now: () => NOW });
  const asked = { isBusy: true };
  const checkpoints = checkpointer(
    cache.db,
    indexUpkeep(cache.db, () => performance.now()),
    () => asked.isBusy,
  );
  onTestFinished(() => {
    checkpoints.stop();
    close();
  });
  cache.write(() => cache.entries.putMany(messages('sam', 200)));
  checkpoints.wrote();
  const waiting = (): number => {
    const [journal] = cache.db.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[];
    return journal!.log - journal!.checkpointed;
  };
  return { asked, waiting, size: () => statSync(file).size };
}

test('while somebody asks the journal is left alone; once nobody does it is carried over', async () => {
  const { asked, waiting, size } = written();
  const before = { pages: waiting(), size: size() };
  expect(before.pages).toBeGreaterThan(0);

  // Longer than it waits for quiet: as long as somebody asks, nothing may happen.
  await new Promise(resolve => setTimeout(resolve, 700));
  expect({ pages: waiting(), size: size() }).toEqual(before);

  asked.isBusy = false;
  await eventually(() => expect(waiting()).toBe(0));
  expect(size()).toBeGreaterThan(before.size);
});
