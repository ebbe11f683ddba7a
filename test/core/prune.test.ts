// The cache kept small on real files: what goes, what never goes, and that nobody waits for it.
import { copyFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { checkFile } from '../../electron/core/cache/files/check.ts';
import { completenessOf } from '../../electron/core/cache/completeness.ts';
import { usedBytes } from '../../electron/core/cache/keeping/holdings.ts';
import { keepSchema } from '../../electron/core/cache/keeping/keep-policy.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { forgetCustomer } from '../../electron/core/cache/keeping/prune.ts';
import { pruner } from '../../electron/core/cache/keeping/pruner.ts';
import { storeHistory } from '../../electron/core/link/history.ts';
import { ingest } from '../../electron/core/link/ingest.ts';
import { uuidv7 } from '../../shared/lib/ids.ts';
import { eventually, keepLog, logLines } from './support/desk.ts';
import { granted, messages, NOW, offer, page, workItem } from './support/records.ts';

const DAY = 86_400_000;
const PER_CUSTOMER = 300;
const GRANTED = 50;
const WHO = Array.from({ length: 40 }, (_, i) => `c${String(i).padStart(2, '0')}`);
const folder = mkdtempSync(join(tmpdir(), 'foreword-prune-'));
const filled = join(folder, 'filled.db');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Customer `i` last wrote `i` days ago, and three hundred times over the hundred days before. */
const entriesOf = (customerId: string, i: number) =>
  messages(customerId, PER_CUSTOMER).map((entry, n) => ({
    ...entry,
    at: NOW - i * DAY - Math.floor(((PER_CUSTOMER - n) * 100 * DAY) / PER_CUSTOMER),
    text: `${`word${n % 97} thing${n % 31} `.repeat(12)} penguin`,
  }));

beforeAll(() => {
  const opened = openCache(filled, { now: () => NOW });
  WHO.forEach((customerId, i) => {
    const all = entriesOf(customerId, i);
    const older = all.slice(0, -GRANTED);
    const grant = granted(customerId, all.slice(-GRANTED), older.length);
    ingest(opened.cache, page(i === 0 ? null : `${i - 1}`, `${i}`, [grant]));
    const reach = opened.cache.completeness.get(customerId)!;
    storeHistory(opened.cache, { customerId, entries: older, older: 0 }, reach, NOW);
  });
  opened.close();
});

/** A copy of the filled cache, an empty outbox, and what prunes; `turns` are its turns in milliseconds of this thread. */
function desk(
  keep: Parameters<typeof keepSchema.parse>[0],
  free: () => number | null = () => null,
  { from = filled, now = NOW }: { from?: string; now?: number } = {},
) {
  const file = join(mkdtempSync(join(folder, 'desk-')), 'a.db');
  copyFileSync(from, file);
  const opened = openCache(file, { now: () => NOW });
  const outbox = openDeskFile(join(dirname(file), 'o.db'), { now: () => NOW });
  const changed: string[] = [];
  const failures: unknown[] = [];
  const pruning = pruner({
    cache: opened.cache,
    file: outbox.file,
    keep: () => keepSchema.parse(keep),
    clock: { now: () => now, monotonic: () => performance.now() },
    free,
    isBusy: () => false,
    changed: customerId => changed.push(customerId),
    failed: error => failures.push(error),
  });
  onTestFinished(() => {
    pruning.stop();
    opened.close();
    outbox.close();
  });
  const { cache } = opened;
  const count = (customerId: string): number => cache.entries.tallies.total(customerId);
  keepLog();
  const before = logLines.length;
  return {
    cache,
    failures,
    file,
    outbox: outbox.file,
    changed,
    count,
    pruning,
    async pruned(): Promise<void> {
      pruning.hurry();
      const isDone = () => logLines.slice(before).some(line => line.includes('"cache.pruned"'));
      await eventually(() => expect([isDone(), ...failures.map(String)]).toEqual([true]), 30_000);
    },
  };
}

test('a cache over its size gives the oldest of the longest silent, its marks stay true, and the file shrinks', async () => {
  const { cache, count, changed, pruned, file } = desk({ megabytes: 7 });
  const [wasUsed, wasFile] = [usedBytes(cache.db), statSync(file).size];
  expect(wasUsed).toBeGreaterThan(9 * 2 ** 20);
  await pruned();
  expect(usedBytes(cache.db)).toBeLessThan(7 * 2 ** 20);
  expect(WHO.every(one => count(one) >= GRANTED)).toBe(true);
  expect([count('c00'), count('c39')]).toEqual([PER_CUSTOMER, GRANTED]);
  expect(changed).toContain('c39');
  for (const [i, one] of WHO.entries()) {
    const mark = completenessOf(cache, one, NOW);
    expect(mark.have + mark.older!).toBe(PER_CUSTOMER);
    const held = entriesOf(one, i).slice(-mark.have);
    expect(cache.entries.newest(one, PER_CUSTOMER).map(({ id }) => id)).toEqual(held.map(({ id }) => id));
    expect(mark.from).toBe(held[mark.older! > 0 ? 1 : 0]!.at);
  }
  const found = cache.db.prepare(`SELECT count(*) FROM search WHERE search MATCH '"penguin"'`).pluck().get();
  expect(found).toBe(cache.entries.places.count());
  expect(checkFile(cache.db)).toBe('sound');
  expect(cache.db.pragma('freelist_count', { simple: true })).toBe(0);
  cache.db.pragma('wal_checkpoint(TRUNCATE)');
  expect(statSync(file).size).toBeLessThan(wasFile * 0.8);
});

test('what is too old goes whatever the room, down to the newest that a grant brings', async () => {
  const { count, pruned, cache } = desk({ days: 60 });
  await pruned();
  const expected = WHO.map((_, i) => Math.max(GRANTED, Math.floor(((60 - i) * PER_CUSTOMER) / 100)));
  for (const [i, one] of WHO.entries()) expect(Math.abs(count(one) - expected[i]!)).toBeLessThan(10);
  expect(cache.customers.all()).toHaveLength(WHO.length);
});

test('a disk short of room makes a small cache give too', async () => {
  const { cache, pruned, count } = desk({}, () => 1_000 * 2 ** 20);
  await pruned();
  expect(usedBytes(cache.db)).toBeLessThan(4 * 2 ** 20);
  expect(count('c00')).toBe(GRANTED);
});

test('open work, a ringing offer, a draft, unsent words, and what is being read: nothing of it goes', async () => {
  const { cache, outbox, pruning, pruned, count } = desk({ megabytes: 1 });
  const cursor = cache.feedState.read().cursor;
  const work = [
    workItem('c39'),
    workItem('c38', { id: 'w38', state: 'waiting', holderId: null }),
    workItem('c37', { id: 'w37', state: 'finished' }),
  ].map(one => ({ kind: 'work.changed', workItem: one }));
  ingest(cache, page(cursor, 'w', [...work, { kind: 'offer.changed', offer: offer('c36') }]));
  outbox.drafts.write('c35', null, {
    mode: 'note',
    text: 'Half a thou',
    target: null,
    subject: null,
    mail: null,
    thread: null,
    savedAt: NOW,
  });
  const params = { customerId: 'c34', caseId: 'c', interactionId: null, text: 'On its way.', writtenAt: NOW };
  outbox.commands.add({
    command: { id: uuidv7(), kind: 'note.add', params },
    lane: 'l',
    state: 'queued',
    at: NOW,
    customerId: 'c34',
    expiresAt: null,
    entryId: null,
    reason: null,
    code: null,
  });
  pruning.opened('c33');
  await pruned();
  const kept = ['c39', 'c38', 'c36', 'c35', 'c34', 'c33'];
  expect(kept.map(count)).toEqual(kept.map(() => PER_CUSTOMER));
  expect(WHO.filter(one => !kept.includes(one)).map(count)).toEqual(Array.from({ length: 34 }, () => GRANTED));
  expect(outbox.commands.all()).toHaveLength(1);
});

test('words written while it prunes stop it at their customer', async () => {
  const { outbox, cache, pruned, count } = desk({ megabytes: 1 });
  const done = pruned();
  await eventually(() => expect(count('c39')).toBeLessThan(PER_CUSTOMER));
  outbox.drafts.write('c00', null, {
    mode: 'reply',
    text: 'Dear',
    target: null,
    subject: null,
    mail: null,
    thread: null,
    savedAt: NOW,
  });
  await done;
  expect(count('c00')).toBe(PER_CUSTOMER);
  expect(cache.entries.places.count()).toBe(PER_CUSTOMER + 39 * GRANTED);
});

test('whoever asks meanwhile is answered: no turn keeps this thread for 10 ms', async () => {
  const { pruned } = desk({ megabytes: 1 });
  const turns: number[] = [];
  const cpu = (): number => {
    const { user, system } = process.threadCpuUsage();
    return (user + system) / 1_000;
  };
  let isOver = false;
  // Time that other programs take from this one is not the pruning's: what this thread itself has used between two looks.
  const look = (had: number): void => {
    const has = cpu();
    turns.push(has - had);
    if (!isOver) setTimeout(() => look(cpu()), 1);
  };
  setTimeout(() => look(cpu()), 1);
  await pruned();
  isOver = true;
  turns.sort((a, b) => a - b);
  expect(turns.length).toBeGreaterThan(100);
  expect(turns[Math.floor(turns.length * 0.99)]).toBeLessThan(10);
});

test('what was read within the hours of the policy stays after a restart too, and goes once they are over', async () => {
  const HOUR = 3_600_000;
  const before = desk({ days: 30, openedHours: 24 });
  const [last] = WHO.slice(-1) as [string];
  before.pruning.opened(last);
  before.pruning.stop();
  before.cache.db.pragma('wal_checkpoint(TRUNCATE)');
  // The file as a process that was killed leaves it.
  const soon = desk({ days: 30, openedHours: 24 }, undefined, { from: before.file, now: NOW + 23 * HOUR });
  await soon.pruned();
  expect(soon.count(last)).toBe(PER_CUSTOMER);
  expect(soon.count(WHO[20]!)).toBe(GRANTED);
  const later = desk({ days: 30, openedHours: 24 }, undefined, { from: before.file, now: NOW + 25 * HOUR });
  await later.pruned();
  expect(later.count(last)).toBe(GRANTED);
  expect(later.cache.opened.since(0)).toEqual([]);
}, 60_000);

test('reading is noted once a minute, also by a clock that was set back, and goes with a customer withdrawn', () => {
  const { cache } = desk({});
  const noted = () => cache.opened.since(0).length;
  cache.opened.note('c00', NOW);
  cache.opened.note('c00', NOW + 30_000);
  expect([cache.opened.since(NOW).length, cache.opened.since(NOW + 1).length]).toEqual([1, 0]);
  cache.opened.note('c00', NOW - 30 * DAY);
  expect([noted(), cache.opened.since(NOW).length]).toEqual([1, 0]);
  forgetCustomer(cache, 'c00');
  expect(noted()).toBe(0);
});

test('a desk that has no room, or no file of its own, reads all the same', () => {
  const { cache, pruning, failures } = desk({});
  cache.db.pragma('query_only = ON');
  pruning.opened('c00');
  expect(failures.map(String)).toEqual([expect.stringContaining('readonly')]);
});

test('limits that change while it prunes by those of before are looked at when that is done, not in ten minutes', async () => {
  const keep: { days?: number } = {};
  let looks = 0;
  const { pruning, count } = desk(keep, () => {
    // In the middle of the first look.
    if (looks++ === 0) {
      Object.assign(keep, { days: 30 });
      pruning.soon();
    }
    return null;
  });
  const before = count(WHO[10]!);
  pruning.soon();
  await eventually(() => expect(count(WHO[10]!)).toBeLessThan(before), 10_000);
});
