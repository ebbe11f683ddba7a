// What is read of a cache's file to show a customer whom nobody has looked at yet: by pages, not by time.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openDriver } from '../../electron/core/cache/files/driver.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { tempFolder } from './support/desk.ts';
import { message, NOW } from './support/records.ts';

/** Of this thread alone; Linux only. */
const COUNTED = '/proc/thread-self/io';
const bytesRead = (): number => Number(/^rchar: (\d+)$/m.exec(readFileSync(COUNTED, 'utf8'))![1]);
const readBy = (read: () => unknown): number => {
  const before = bytesRead();
  read();
  // The counter counts its own reading too.
  const own = bytesRead();
  return own - before - (bytesRead() - own);
};

const CUSTOMERS = 60;
const EACH = 60;
/** As they come: in the order of time, those of all customers in turns. */
const entries = (): Entry[] =>
  Array.from({ length: CUSTOMERS * EACH }, (_, i) =>
    message(`c${i % CUSTOMERS}`, `e${i}`, NOW + i * 1_000, { text: `${'x'.repeat(400)} ${i}` }),
  );

test.skipIf(!existsSync(COUNTED))(
  'the newest 50 entries of a customer are a few pages, though they came among those of all others',
  () => {
    const file = join(tempFolder(), 'mara.cache.db');
    const filled = openCache(file, { now: () => NOW, key: null });
    const all = entries();
    for (let i = 0; i < all.length; i += 100)
      filled.cache.write(() => filled.cache.entries.putMany(all.slice(i, i + 100)));
    filled.close();
    const plain = openDriver(file, { key: null });
    const pageSize = plain.pragma('page_size', { simple: true }) as number;
    // The same entries in the order in which they came, as a table with row ids has them.
    plain.exec(
      'CREATE TABLE came AS SELECT e.* FROM entries e ORDER BY at; CREATE INDEX came_of ON came (customer_id, at)',
    );
    plain.close();

    const opened = openCache(file, { now: () => NOW, key: null });
    let newest: Entry[] = [];
    const pages = readBy(() => (newest = opened.cache.entries.newest('c7', 50))) / pageSize;
    opened.close();
    const cold = openDriver(file, { key: null });
    const came = cold.prepare('SELECT json FROM came WHERE customer_id = ? ORDER BY at DESC LIMIT 50');
    const scattered = readBy(() => came.all('c7')) / pageSize;
    cold.close();
    expect(newest.map(({ at }) => at)).toEqual(
      all
        .filter(({ customerId }) => customerId === 'c7')
        .slice(-50)
        .map(({ at }) => at),
    );
    expect(scattered).toBeGreaterThan(50);
    expect(pages).toBeLessThan(25);
    expect(pages).toBeGreaterThan(5);
  },
);
