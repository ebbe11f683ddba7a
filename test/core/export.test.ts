// Exports by the real core over real files: what is in them, what stays out, and that each is recorded once.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { Input } from '../../shared/contract/bridge.ts';
import type { ExportState } from '../../shared/contract/bridge/export.ts';
import type { CommandOf } from '../../shared/contract/commands.ts';
import { exportFileSchema } from '../../shared/contract/export.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { FakeBackend } from './support/fake-backend.ts';
import { connectionIs, type Desk, eventually, startBackend, startDesk } from './support/desk.ts';
import { email, entryChanged, granted, message, messages, NOW } from './support/records.ts';

type Ask = Pick<Input<'export.start'>, 'scope'> & Partial<Input<'export.start'>>;
const CASE = { kind: 'case', caseId: 'case-sam' } as const;

/** Starts it and waits until it is there, or is not going to be. */
async function exported({ bridge }: Desk, ask: Ask): Promise<ExportState> {
  await bridge.call('export.start', { format: 'json', zone: 'Europe/London', ...ask });
  await eventually(async () => expect((await bridge.call('export.read', {}))?.state).not.toBe('running'));
  return (await bridge.call('export.read', {}))!;
}
async function fileOf(desk: Desk, { exportId }: ExportState): Promise<string> {
  const { file } = await desk.bridge.call('export.file', { exportId });
  return join(desk.files.exports, file);
}
const leftAt = ({ files }: Desk): string[] => (existsSync(files.exports) ? readdirSync(files.exports) : []);
const textOf = async (desk: Desk, state: ExportState): Promise<string> =>
  readFileSync(await fileOf(desk, state), 'utf8');
const jsonOf = async (desk: Desk, ask: Ask) =>
  exportFileSchema.parse(JSON.parse(await textOf(desk, await exported(desk, ask))));

const note = (id: string, at: number, text: string): Entry => ({
  ...message('sam', id, at, { channel: 'internal', direction: 'internal', audience: 'internal', text }),
  kind: 'note',
});
const event = (id: string, at: number, detail: string): Entry => ({
  ...message('sam', id, at, { channel: 'internal', direction: 'internal', audience: 'internal', text: '' }),
  kind: 'event',
  event: { name: 'code.given', detail },
});
const post = (id: string, at: number, text: string): Entry => ({
  ...message('sam', id, at, { audience: 'public', text }),
  kind: 'post',
  reach: null,
});
const history = (): Entry[] => [
  post('e1', NOW - 5_000, 'Where is my bag?'),
  message('sam', 'e2', NOW - 4_000, { text: 'It is blue.' }),
  note('e3', NOW - 3_000, 'She was rude'),
  event('e4', NOW - 2_000, '4821-77'),
  email('sam', 'e5', NOW - 1_000, '<img src="https://evil.example/x">'),
  message('sam', 'other', NOW, { caseId: 'case-other', text: 'Another matter' }),
];

async function deskWith(entries: Entry[], older = 0): Promise<{ backend: FakeBackend; desk: Desk }> {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  const [given, later] = [entries.slice(0, 50), entries.slice(50)];
  backend.append([granted('sam', given, older), ...later.map(entryChanged)]);
  const read = () => desk.bridge.call('timeline.page', { customerId: 'sam', limit: 1 });
  await eventually(async () => expect((await read()).items[0]?.entry.id).toBe(entries.at(-1)!.id));
  return { backend, desk };
}
const recordsAt = ({ effects }: FakeBackend) =>
  effects.filter((one): one is CommandOf<'export.record'> => one.kind === 'export.record');

test('a case holds its own entries, without notes unless they are asked for, and says what is missing', async () => {
  const { desk } = await deskWith(history(), 12);
  const file = await jsonOf(desk, { scope: CASE });
  expect(file.entries.map(({ id }) => id)).toEqual(['e1', 'e2', 'e4', 'e5']);
  expect(file.leftOut).toEqual({ note: 1, private: 0, event: 0, unreadable: 0 });
  expect(JSON.stringify(file)).not.toMatch(/4821-77|She was rude|evil\.example|Another matter/);
  expect(file.customers[0]).toMatchObject({ id: 'sam', complete: { older: 12, from: NOW - 4_000 } });
  expect(file.cases.map(({ number }) => number)).toEqual([48213]);

  const noted = await jsonOf(desk, { scope: CASE, options: { withNotes: true, withPrivate: false } });
  expect(noted.entries.map(({ id }) => id)).toEqual(['e1', 'e3', 'e4']);
  expect(noted.leftOut).toMatchObject({ private: 2 });
  expect(JSON.stringify(noted)).not.toContain('4821-77');
});

test('a selection, a whole customer, and what a search finds', async () => {
  const { desk } = await deskWith(history());
  const ids = async (ask: Ask) => (await jsonOf(desk, ask)).entries.map(({ id }) => id);
  expect(await ids({ scope: { kind: 'entries', entryIds: ['other', 'e1', 'gone', 'e1'] } })).toEqual(['e1', 'other']);
  expect(await ids({ scope: { kind: 'customer', customerId: 'sam' } })).toEqual(['e1', 'e2', 'e4', 'e5', 'other']);
  expect(await ids({ scope: { kind: 'search', query: 'blue' } })).toEqual(['e2']);
  const gone = await jsonOf(desk, { scope: { kind: 'entries', entryIds: ['e1', 'gone'] } });
  expect(gone.leftOut.unreadable).toBe(1);
});

test('CSV and HTML carry the same entries; the file is its owner’s alone, and its hash is the one on record', async () => {
  const { backend, desk } = await deskWith(history());
  const csv = await exported(desk, { scope: CASE, format: 'csv' });
  const path = await fileOf(desk, csv);
  const rows = parse(readFileSync(path), { bom: true, columns: true }) as Record<string, string>[];
  expect(rows.map(row => row['entry_id'])).toEqual(['e1', 'e2', 'e4', 'e5']);
  expect(rows[0]).toMatchObject({ text: 'Where is my bag?', author_address: "'@sam", at: '2026-03-04T08:59:55.000Z' });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await eventually(() => expect(recordsAt(backend)).toHaveLength(1));
  expect(recordsAt(backend)[0]!.params).toMatchObject({
    format: 'csv',
    scope: 'case',
    caseNumber: 48213,
    withNotes: false,
    sha256: createHash('sha256').update(readFileSync(path)).digest('hex'),
    customers: [{ customerId: 'sam', entries: 4 }],
  });

  const html = await textOf(desk, await exported(desk, { scope: CASE, format: 'html' }));
  expect(html).toContain('Where is my bag?');
  expect(html).toContain('1 private note (not asked for)');
  expect(html).not.toContain('She was rude');
  expect(existsSync(path)).toBe(false);
});

test('made offline it is written down at once, and in the backend once after a start over', async () => {
  const { backend, desk } = await deskWith(history());
  const { port } = backend;
  await backend.stop();
  await eventually(async () => expect((await desk.bridge.call('connection.read', {})).state).not.toBe('live'));
  const made = await exported(desk, { scope: CASE, format: 'html' });
  expect(made).toMatchObject({ state: 'written', entries: 4, leftOut: 1 });
  const [queued] = await desk.bridge.call('outbox.read', {});
  expect(queued).toMatchObject({ kind: 'export.record', commandId: made.exportId, state: 'queued' });
  const takeBack = desk.bridge.call('outbox.takeBack', { commandId: made.exportId });
  await expect(takeBack).rejects.toMatchObject({ code: 'denied' });
  await desk.core.stop();
  expect(existsSync(desk.files.exports)).toBe(false);

  const again = startDesk(backend.url, { dataDir: desk.dataDir });
  const back = await startBackend({ port });
  await eventually(() => expect(recordsAt(back).map(({ id }) => id)).toEqual([made.exportId]));
  await eventually(async () => expect(await again.bridge.call('outbox.read', {})).toEqual([]));
});

test('one at a time; cancelled, it leaves no file and no record', async () => {
  const { backend, desk } = await deskWith(messages('sam', 600));
  const scope = { kind: 'customer', customerId: 'sam' } as const;
  const { exportId } = await desk.bridge.call('export.start', { scope, format: 'html', zone: 'UTC' });
  // In one breath, before anything more of it is written.
  const second = desk.bridge.call('export.start', { scope, format: 'html', zone: 'UTC' });
  const cancelled = desk.bridge.call('export.cancel', { exportId });
  await expect(second).rejects.toMatchObject({ code: 'conflict' });
  await cancelled;
  expect(await desk.bridge.call('export.read', {})).toMatchObject({ exportId, state: 'cancelled' });
  expect(leftAt(desk)).toEqual([]);
  await expect(desk.bridge.call('export.file', { exportId })).rejects.toMatchObject({ code: 'not-found' });
  const after = await exported(desk, { scope, format: 'csv' });
  expect(after).toMatchObject({ state: 'written', entries: 600, done: 600, of: 600 });
  await eventually(() => expect(recordsAt(backend).map(({ id }) => id)).toEqual([after.exportId]));
});

test('what cannot be exported is refused with why, and nothing is left behind', async () => {
  const { desk } = await deskWith(history());
  const start = (ask: Ask) => desk.bridge.call('export.start', { format: 'html', zone: 'UTC', ...ask });
  await expect(start({ scope: { kind: 'case', caseId: 'none' } })).rejects.toMatchObject({ code: 'not-found' });
  await expect(start({ scope: CASE, zone: 'Nowhere/Land' })).rejects.toMatchObject({ code: 'bad-input' });
  const none = await exported(desk, { scope: { kind: 'search', query: 'zeppelin' } });
  expect(none).toMatchObject({ state: 'failed', code: 'not-found' });
  expect(leftAt(desk)).toEqual([]);
});

test('an erasure of a single entry takes a file along that may hold it', async () => {
  const { backend, desk } = await deskWith(history());
  const path = await fileOf(desk, await exported(desk, { scope: CASE, format: 'html' }));
  const erasure = { id: 'erasure-1', customerId: 'sam', entryId: 'e2', at: NOW, reason: 'request' } as const;
  backend.append([{ kind: 'customer.erased', erasure }]);
  await eventually(() => expect(existsSync(path)).toBe(false));
  const file = await jsonOf(desk, { scope: CASE });
  expect(file.entries.map(({ id }) => id)).not.toContain('e2');
});

test('a customer who is taken from the desk takes the file along; a start over sweeps what was left', async () => {
  const { backend, desk } = await deskWith(history());
  const path = await fileOf(desk, await exported(desk, { scope: CASE, format: 'html' }));
  backend.append([{ kind: 'customer.revoked', customerId: 'sam' }]);
  await eventually(() => expect(existsSync(path)).toBe(false));
  await desk.core.stop();
  const again = startDesk(backend.url, { dataDir: desk.dataDir });
  await again.core.stop();
  mkdirSync(again.files.exports);
  writeFileSync(join(again.files.exports, 'left.part'), 'words');
  startDesk(backend.url, { dataDir: desk.dataDir });
  expect(leftAt(again)).toEqual([]);
});
