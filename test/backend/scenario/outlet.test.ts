import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { outletOf, scenarioOutlet } from '../../../backend/connectors/outlet.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import { setLogSink } from '../../../shared/lib/log.ts';

setLogSink(() => {});

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'outlet-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const entry = (id: string, changes: Partial<Entry> = {}): Entry =>
  ({
    kind: 'message',
    id,
    version: 1,
    customerId: 'customer',
    caseId: 'case',
    interactionId: 'interaction',
    at: 1,
    channel: 'whatsapp',
    direction: 'out',
    audience: 'private',
    handle: null,
    author: { kind: 'agent', name: 'Mara Lindholm', address: null, agentId: 'agent-mara' },
    text: `words of ${id}`,
    language: null,
    replyTo: null,
    sourceUrl: null,
    attachments: [],
    editedAt: null,
    deletedAt: null,
    truncated: false,
    delivery: null,
    ...changes,
  }) as Entry;
const at = () => scenarioOutlet({ file: join(dir, 'mailbox.ndjson'), delayMs: () => 5 });
const idsIn = (file: string) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => (JSON.parse(line) as { entryId: string }).entryId);

test('an entry sent twice at once, and again later, arrives once', async () => {
  const outlet = at();
  expect(await Promise.all([outlet.send(entry('a')), outlet.send(entry('a'))])).toEqual([{ ok: true }, { ok: true }]);
  expect(await outlet.send(entry('a'))).toEqual({ ok: true });
  expect(idsIn(join(dir, 'mailbox.ndjson'))).toEqual(['a']);
});

test('another start knows what has arrived before', async () => {
  await at().send(entry('a'));
  const outlet = at();
  await outlet.send(entry('a'));
  await outlet.send(entry('b'));
  expect(outlet.mail().map(({ entryId }) => entryId)).toEqual(['a', 'b']);
  expect(idsIn(join(dir, 'mailbox.ndjson'))).toEqual(['a', 'b']);
});

test('a line torn by a crash does not count, and does not spoil the next one', async () => {
  await at().send(entry('a'));
  appendFileSync(join(dir, 'mailbox.ndjson'), '{"entryId":"b","te');
  const outlet = at();
  expect(outlet.mail()).toHaveLength(1);
  await outlet.send(entry('b'));
  expect(
    at()
      .mail()
      .map(({ entryId }) => entryId),
  ).toEqual(['a', 'b']);
});

test('only our own written words leave', async () => {
  const outlet = at();
  expect(await outlet.send(entry('a', { direction: 'in' }))).toMatchObject({ ok: false });
  expect(await outlet.send(entry('b', { text: '  ' }))).toMatchObject({ ok: false });
  expect(await outlet.send(entry('c', { kind: 'note' } as Partial<Entry>))).toMatchObject({ ok: false });
  expect(outlet.mail()).toEqual([]);
});

test('who listens hears each mail once, until they stop', async () => {
  const outlet = at();
  const heard: string[] = [];
  const stop = outlet.onMail(mail => heard.push(mail.entryId));
  await outlet.send(entry('a'));
  await outlet.send(entry('a'));
  stop();
  await outlet.send(entry('b'));
  expect(heard).toEqual(['a']);
});

test('one data directory has one mailbox in a process', () => {
  expect(outletOf(dir)).toBe(outletOf(`${dir}/.`));
  expect(outletOf(null)).not.toBe(outletOf(null));
});
