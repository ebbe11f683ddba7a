// How an export is written: in slices, whole or not at all, in bounded pieces, over a real cache and real files.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { exportsOver, type ExportsOptions } from '../../electron/core/export/exports.ts';
import type { Open } from '../../electron/core/export/part-files.ts';
import { pace, SLICE_MS } from '../../electron/core/export/write.ts';
import type { Parsed } from '../../shared/contract/bridge.ts';
import type { ExportRecord } from '../../shared/contract/commands/export.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { keepLog, tempFolder } from './support/desk.ts';
import { customer, interaction, mara, matter, messages, NOW } from './support/records.ts';

const ASK: Parsed<'export.start'> = {
  scope: { kind: 'customer', customerId: 'sam' },
  format: 'html',
  options: { withNotes: false, withPrivate: true, withEvents: true },
  zone: 'UTC',
};

function exportsOf(n: number, more: Partial<ExportsOptions> = {}) {
  keepLog();
  const folder = tempFolder();
  const clock = { now: () => NOW, monotonic: () => performance.now() };
  const { cache, close } = openCache(join(folder, 'cache.db'), { now: clock.now });
  const desk = openDeskFile(join(folder, 'outbox.db'), { now: clock.now });
  onTestFinished(() => {
    close();
    desk.close();
  });
  cache.write(() => {
    cache.customers.put(customer('sam'));
    cache.cases.put(matter('sam'));
    cache.interactions.put(interaction('sam'));
    cache.entries.putMany(messages('sam', n));
  });
  const records: ExportRecord[] = [];
  const files = join(folder, 'exports');
  const exports = exportsOver({
    folder: files,
    printsItself: false,
    version: '0.1.0',
    cache,
    file: desk.file,
    clock,
    backendNow: clock.now,
    agent: () => mara,
    search: async () => ({ ids: [], next: null }),
    reading: () => undefined,
    changed: () => undefined,
    record: (_id, record) => void records.push(record),
    ...more,
  });
  exports.sweep();
  onTestFinished(() => exports.stop());
  const ended = async () => {
    await vi.waitFor(() => expect(exports.read()?.state).not.toBe('running'), { timeout: 20_000, interval: 5 });
    return exports.read()!;
  };
  return { exports, ended, records, left: () => (existsSync(files) ? readdirSync(files) : []), folder: files };
}

test('between its slices whatever waits for the core has its turn', async () => {
  // Each look at this clock finds that a millisecond has gone.
  let at = 0;
  const { exports, ended } = exportsOf(400, { clock: { now: () => NOW, monotonic: () => (at += 1) } });
  let turns = 0;
  let counting = true;
  const turn = (): void => {
    turns += 1;
    if (counting) setImmediate(turn);
  };
  exports.start(ASK);
  turn();
  expect(await ended()).toMatchObject({ state: 'written', entries: 400 });
  counting = false;
  expect(turns).toBeGreaterThanOrEqual(400 / (SLICE_MS + 1));
});

test('a step reads more rows while they cost little, and fewer when they cost much', () => {
  let ms = 0;
  const steps = pace(() => ms);
  const step = (took: number): number => {
    steps.began();
    ms += took;
    steps.ended();
    return steps.limit();
  };
  expect([step(0), step(0), step(0), step(0)]).toEqual([40, 80, 100, 100]);
  expect([step(9), step(9), step(1)]).toEqual([50, 25, 25]);
  for (let i = 0; i < 10; i++) step(50);
  expect(steps.limit()).toBe(1);
});

/** A disk that has room for so many bytes. */
function diskOf(bytes: number): Open {
  let room = bytes;
  const opened = async (...args: Parameters<Open>): Promise<FileHandle> => {
    const file = await open(...args);
    const write = file.writeFile.bind(file);
    file.writeFile = async (...data) => {
      room -= Buffer.byteLength(data[0] as string | Buffer);
      if (room < 0) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
      return write(...data);
    };
    return file;
  };
  return opened as Open;
}

test.each([
  ['while entries are written', 100_000],
  ['while the whole is put together', 1_050_000],
])(
  'a disk that fills %s: said as that, no half file, nothing on record, and it can be asked again',
  async (_when, room) => {
    const { exports, ended, records, left } = exportsOf(2_000, { open: diskOf(room) });
    const { exportId } = exports.start(ASK);
    expect(await ended()).toMatchObject({ state: 'failed', code: 'not-kept' });
    expect(left()).toEqual([]);
    expect(records).toEqual([]);
    expect(() => exports.file(exportId)).toThrow('no such export');
    exports.start(ASK);
    expect((await ended()).state).toBe('failed');
  },
);

test('what cannot be put on record is not handed out', async () => {
  const record = (): void => {
    throw new Fault('not-kept', 'the outbox cannot be written');
  };
  const { exports, ended, left } = exportsOf(3, { record });
  const { exportId } = exports.start(ASK);
  expect(await ended()).toMatchObject({ state: 'failed', code: 'not-kept' });
  expect(left()).toEqual([]);
  expect(() => exports.file(exportId)).toThrow('no such export');
});

test('a host that draws PDFs has them on record by their own hash, and before that nothing', async () => {
  const { exports, ended, records, left, folder } = exportsOf(3, { printsItself: true });
  const { exportId } = exports.start({ ...ASK, format: 'pdf' });
  expect(await ended()).toMatchObject({ state: 'written' });
  expect(records).toEqual([]);
  expect(left()).toEqual([`${exportId}.html`]);
  const pdf = Buffer.from('%PDF-1.7');
  writeFileSync(join(folder, `${exportId}.pdf`), pdf);
  expect(await exports.printed(exportId)).toEqual({ size: pdf.byteLength });
  const sha256 = createHash('sha256').update(pdf).digest('hex');
  expect(records).toMatchObject([{ format: 'pdf', sha256 }]);
  await exports.handedOut(exportId);
  expect(left()).toEqual([]);
});

test('more than a PDF takes is refused', { timeout: 60_000 }, async () => {
  const { exports, ended, left } = exportsOf(20_001);
  exports.start({ ...ASK, format: 'pdf' });
  expect(await ended()).toMatchObject({ state: 'failed', code: 'too-large' });
  expect(left()).toEqual([]);
});
