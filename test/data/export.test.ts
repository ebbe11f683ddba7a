// What really was written, exported: every entry is in each form, and no word of it is anything but text.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Parser } from 'htmlparser2';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { startBackend } from '../../backend/backend.ts';
import { importArchives } from '../../backend/connectors/archive/import-run.ts';
import { findArchives } from '../../backend/connectors/archive/walk.ts';
import { demoSeed } from '../../backend/connectors/scenario/seed.ts';
import type { Cache } from '../../electron/core/cache/cache.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { exportsOver } from '../../electron/core/export/exports.ts';
import { exportFileSchema } from '../../shared/contract/export.ts';
import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { ExportFormat } from '../../shared/domain/export/ask.ts';
import { systemClock } from '../../shared/lib/clock.ts';
import { keepLog, tempFolder } from '../core/support/desk.ts';
import { mara } from '../core/support/records.ts';
import { devData, devDataIsMissing } from './dev-data.ts';

/** A desk that has the whole of these archives. */
async function cacheOf(...paths: readonly string[]): Promise<{ cache: Cache; folder: string }> {
  const backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed: demoSeed });
  const delivery = {
    send: (records: readonly unknown[]) => backend.services.intake(records),
    close: async () => undefined,
  };
  await importArchives(await findArchives(paths), delivery, { region: 'US', brands: [] }, () => undefined);
  const folder = tempFolder();
  const { cache, close } = openCache(join(folder, 'cache.db'), { now: Date.now });
  onTestFinished(close);
  const rows = async <T>(table: string) =>
    (await backend.db.query<{ json: T }>(`SELECT json FROM ${table}`)).map(row => row.json);
  const customers = await rows<Customer>('customer');
  const cases = await rows<Case>('"case"');
  const interactions = await rows<Interaction>('interaction');
  const entries = await rows<Entry>('entry');
  cache.write(() => {
    for (const one of customers) cache.customers.put(one);
    for (const one of cases) cache.cases.put(one);
    for (const one of interactions) cache.interactions.put(one);
    cache.entries.putMany(entries);
  });
  await backend.stop();
  return { cache, folder };
}

const OURS = new Set(
  'html head meta title style body header main footer p h1 h2 h3 dl dt dd ul li article time b bdi div table tr td'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set('lang charset http-equiv content name dir class datetime'.split(' '));

/** Elements and attributes that are not of our making, and how many entries there are. */
function readPage(html: string): { strange: string[]; articles: number } {
  const strange: string[] = [];
  let articles = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'article') articles += 1;
      if (!OURS.has(name)) strange.push(name);
      strange.push(...Object.keys(attributes).filter(attribute => !ATTRIBUTES.has(attribute)));
    },
  });
  parser.end(html);
  return { strange, articles };
}

describe.skipIf(devDataIsMissing('exports of real archives'))('exports of real archives', () => {
  test('mails and threads: all entries in each form, nothing but text, JSON by the contract', async () => {
    keepLog();
    const { cache, folder } = await cacheOf(devData('email'), devData('social/twcs-threads.csv.gz'));
    const { file, close } = openDeskFile(join(folder, 'outbox.db'), { now: Date.now });
    onTestFinished(close);
    const exports = exportsOver({
      folder: join(folder, 'exports'),
      printsItself: false,
      version: '0.1.0',
      cache,
      file,
      clock: systemClock,
      backendNow: Date.now,
      agent: () => mara,
      search: async () => ({ ids: [], next: null }),
      reading: () => undefined,
      changed: () => undefined,
      record: () => undefined,
    });
    exports.sweep();
    onTestFinished(() => exports.stop());
    const options = { withNotes: true, withPrivate: true, withEvents: true };
    async function textOf(customerId: string, format: ExportFormat): Promise<string> {
      const { exportId } = exports.start({ scope: { kind: 'customer', customerId }, format, options, zone: 'UTC' });
      await vi.waitFor(() => expect(exports.read()?.state).toBe('written'), { timeout: 60_000, interval: 2 });
      return readFileSync(join(folder, 'exports', exports.file(exportId).file), 'utf8');
    }

    const most = cache.customers
      .all()
      .map(({ id }) => ({ id, n: cache.entries.tallies.total(id) }))
      .toSorted((a, b) => b.n - a.n)
      .slice(0, 60);
    let seen = 0;
    for (const { id, n } of most) {
      expect(readPage(await textOf(id, 'html'))).toEqual({ strange: [], articles: n });
      expect(parse(await textOf(id, 'csv'), { bom: true, columns: true })).toHaveLength(n);
      const json = exportFileSchema.parse(JSON.parse(await textOf(id, 'json')));
      expect(json.entries).toHaveLength(n);
      expect(json.leftOut).toEqual({ note: 0, private: 0, event: 0, unreadable: 0 });
      seen += n;
    }
    console.log(`exported three times: ${seen} entries of ${most.length} customers`);
    expect(seen).toBeGreaterThan(500);
  });
});
