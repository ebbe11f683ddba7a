// The completeness mark of a desk on real files, while the network loses, repeats and reorders, entries cannot be read,
// history is loaded in parts, old entries go, and the desk is killed in the middle of a page and started again.
import fc from 'fast-check';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { completenessOf } from '../../electron/core/cache/completeness.ts';
import { openCache, type OpenedCache } from '../../electron/core/cache/files/open.ts';
import { evictOldest } from '../../electron/core/cache/keeping/prune.ts';
import { storeHistory } from '../../electron/core/link/history.ts';
import { Gap, ingest, parsePage } from '../../electron/core/link/ingest.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import './support/desk.ts';
import { endWithoutOrder } from './support/desk-files.ts';
import { entryChanged, granted, message, NOW, page } from './support/records.ts';

type Net = 'well' | 'lost' | 'twice' | 'early';
type Step =
  | { do: 'write'; at: number; poison: boolean; net: Net }
  | { do: 'grant'; size: number; poison: number; net: Net }
  | { do: 'history'; size: number; parts: number; cutAfter: number; notBefore: number | null }
  | { do: 'evict'; keep: number; before: number; most: number }
  | { do: 'revoke'; net: Net }
  | { do: 'reset'; net: Net }
  | { do: 'start'; how: 'ended' | 'killed' | 'killed in a page of history' | 'killed in a page of the feed' };

const at = fc.integer({ min: 0, max: 40 });
const net = fc.constantFrom<Net>('well', 'well', 'well', 'lost', 'twice', 'early');
const is = <T extends string>(what: T) => fc.constant(what);
const size = fc.integer({ min: 1, max: 12 });
const HOW = ['ended', 'killed', 'killed in a page of history', 'killed in a page of the feed'] as const;
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: is('write'), at, poison: fc.boolean(), net }) },
    { weight: 3, arbitrary: fc.record({ do: is('grant'), size: fc.integer({ min: 0, max: 8 }), poison: fc.integer({ min: 0, max: 12 }), net }) },
    { weight: 6, arbitrary: fc.record({ do: is('history'), size, parts: fc.integer({ min: 1, max: 4 }), cutAfter: fc.integer({ min: 1, max: 5 }), notBefore: fc.option(at) }) },
    { weight: 2, arbitrary: fc.record({ do: is('evict'), keep: fc.integer({ min: 0, max: 6 }), before: at, most: fc.integer({ min: 1, max: 9 }) }) },
    { weight: 1, arbitrary: fc.record({ do: is('revoke'), net }) },
    { weight: 1, arbitrary: fc.record({ do: is('reset'), net }) },
    { weight: 3, arbitrary: fc.record({ do: is('start'), how: fc.constantFrom(...HOW) }) },
  ),
  { minLength: 5, maxLength: 40 },
); // prettier-ignore

const folder = mkdtempSync(join(tmpdir(), 'foreword-mark-'));
const fresh = join(folder, 'fresh.db');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
// Migrated once: every run begins with a copy.
beforeAll(() => openCache(fresh, { now: () => NOW }).close());

const byPlace = (a: Entry, b: Entry): number => a.at - b.at || (a.id < b.id ? -1 : 1);
const broken = (entry: Entry): Entry => ({ ...entry, kind: 'hologram' }) as never;
const ended = new Error('killed');

/** The files as they are at this moment, as a power switch would leave them to the next start. */
function copied(from: string): string {
  const to = join(mkdtempSync(join(folder, 'desk-')), 'a.db');
  for (const end of ['', '-wal', '.open']) if (existsSync(from + end)) copyFileSync(from + end, to + end);
  return to;
}

/** A backend that knows everything, its log, and one desk that follows it over a bad network. */
function world() {
  let file = copied(fresh);
  let opened: OpenedCache = openCache(file, { now: () => NOW });
  const truth: Entry[] = [];
  const log: { upto: string; raw: object; ids: string[] }[] = [];
  /** The backend's clock goes on with each page; when each entry was told of, by it. */
  let clock = NOW;
  const toldAt = new Map<string, number>();
  const between = { pages: () => {} };
  /** In the log, and not yet at the desk. */
  const onTheWay = new Set<string>();
  /** Written while the customer was not this desk's. */
  let untold: string[] = [];
  let isGranted = false;

  const take = ({ raw, ids, upto }: (typeof log)[number]): void => {
    const page = parsePage(raw);
    ingest(opened.cache, page);
    // A snapshot stands for all that was told before it.
    if (page.reset)
      for (const before of log.slice(
        0,
        log.findIndex(one => one.upto === upto),
      ))
        for (const id of before.ids) onTheWay.delete(id);
    for (const id of ids) onTheWay.delete(id);
  };
  /** What the desk asks for after a gap, a connection or a start: all that follows its cursor. */
  const resume = (): void => {
    const { cursor } = opened.cache.feedState.read();
    const missed = log.slice(log.findIndex(({ upto }) => upto === cursor) + 1);
    clock += 1_000;
    for (const [i, one] of missed.entries()) {
      take({ ...one, raw: { ...one.raw, at: clock, left: missed.length - 1 - i } });
      between.pages();
    }
  };
  const orResume = (one: (typeof log)[number]): void => {
    try {
      take(one);
    } catch (error) {
      if (!(error instanceof Gap)) throw error;
      resume();
    }
    // A snapshot that comes once more begins anew: the desk asks for what followed it.
    if (one.upto !== log.at(-1)?.upto) resume();
  };
  const deliver = (events: readonly unknown[], ids: string[], how: Net, reset = false): void => {
    const after = log.at(-1)?.upto ?? null;
    const upto = `c${log.length + 1}`;
    const told = [...ids, ...untold];
    untold = [];
    clock += 1_000;
    const one = { upto, raw: page(reset ? null : after, upto, events, { reset, at: clock }), ids: told };
    log.push(one);
    for (const id of told) {
      onTheWay.add(id);
      toldAt.set(id, clock);
    }
    if (how === 'lost') return;
    orResume(one);
    if (how === 'twice') orResume(one);
    // A page that was sent long ago comes once more.
    if (how === 'early' && log.length > 1) orResume(log.at(-2)!);
  };

  const historyBefore = (most: number) => {
    const asked = opened.cache.completeness.get('sam');
    if (!asked || !isGranted) return null;
    const reached = asked.reached ?? { at: Infinity, id: '' };
    const older = truth
      .toSorted(byPlace)
      .filter(entry => entry.at < reached.at || (entry.at === reached.at && entry.id < reached.id));
    const entries = older.slice(-most);
    return { asked, entries, older: older.length - entries.length };
  };
  /** A page of history in parts, newest first, of which `cutAfter` come to be stored. As `link/older.ts` does it. */
  const loadHistory = ({ size: most, parts, cutAfter, notBefore }: Extract<Step, { do: 'history' }>): void => {
    const answer = historyBefore(most);
    let asked = answer?.asked ?? null;
    let rest = answer?.entries ?? [];
    const each = Math.ceil(most / parts);
    for (let part = 0; part < cutAfter && asked && rest.length > 0 && asked.nextAt === undefined; part++) {
      const entries = rest.slice(-each);
      rest = rest.slice(0, -each);
      const told = { customerId: 'sam', entries, older: answer!.older + rest.length };
      storeHistory(opened.cache, told, asked, NOW, notBefore === null ? undefined : NOW + notBefore);
      asked = opened.cache.completeness.get('sam');
    }
  };

  const killedIn = (work: () => void): void => {
    const { cache } = opened;
    let left = file;
    expect(() =>
      cache.write(() => {
        work();
        left = copied(file);
        throw ended;
      }),
    ).toThrow(ended);
    cache.db.close();
    file = left;
    opened = openCache(file, { now: () => NOW });
  };
  const start = (how: (typeof HOW)[number]): void => {
    if (how === 'killed in a page of history') {
      const answer = historyBefore(5);
      killedIn(() => answer && storeHistory(opened.cache, { customerId: 'sam', ...answer }, answer.asked, NOW));
    } else if (how === 'killed in a page of the feed') {
      const next = page(opened.cache.feedState.read().cursor, 'lost', [
        entryChanged(message('sam', 'ghost', NOW + 50)),
      ]);
      killedIn(() => ingest(opened.cache, parsePage(next)));
    } else {
      if (how === 'ended') opened.close();
      else endWithoutOrder(opened, file);
      opened = openCache(file, { now: () => NOW });
    }
    resume();
  };

  const run = (step: Step): void => {
    switch (step.do) {
      case 'write': {
        const entry = message('sam', `e${truth.length}`, NOW + step.at);
        truth.push(entry);
        // Of a customer who was taken from the desk nothing comes: it shows with the page that tells so.
        if (!isGranted) {
          onTheWay.add(entry.id);
          untold.push(entry.id);
        } else deliver([entryChanged(step.poison ? broken(entry) : entry)], [entry.id], step.net);
        return;
      }
      case 'grant': {
        const newest = step.size === 0 ? [] : truth.toSorted(byPlace).slice(-step.size);
        const given = newest.map((entry, i) => (i === step.poison ? broken(entry) : entry));
        isGranted = true;
        return deliver([granted('sam', given, truth.length - newest.length)], [], step.net);
      }
      case 'history':
        return loadHistory(step);
      case 'evict':
        return void evictOldest(opened.cache, 'sam', { ...step, before: NOW + step.before });
      case 'revoke':
        isGranted = false;
        return deliver([{ kind: 'customer.revoked', customerId: 'sam' }], [], step.net);
      case 'reset':
        isGranted = false;
        return deliver([], [], step.net, true);
      case 'start':
        return start(step.how);
    }
  };
  return { cache: () => opened.cache, truth, onTheWay, toldAt, between, run, end: () => opened.close() };
}

/** What is here or was told is counted; from where the mark begins to where it ends nothing is missing. */
function checkMark({ cache, truth, onTheWay, toldAt }: ReturnType<typeof world>): void {
  const mark = completenessOf(cache(), 'sam', cache().feedState.read().completeTo);
  const claimed = [...onTheWay].filter(id => (toldAt.get(id) ?? Infinity) <= (mark.to ?? -Infinity));
  expect(claimed).toEqual([]);
  const here = new Set(
    cache()
      .entries.newest('sam', 1_000)
      .map(entry => entry.id),
  );
  expect(mark.have).toBe(here.size);
  if (mark.older === null) return;
  const absent = truth.filter(entry => !here.has(entry.id) && !onTheWay.has(entry.id));
  expect(mark.older).toBeGreaterThanOrEqual(absent.length);
  expect(absent.filter(entry => entry.at >= (mark.from ?? Infinity))).toEqual([]);
}

test('over losses, repeats, gaps, poison, evictions, parts of pages, kills and starts the mark never claims more than there is', () => {
  expect.hasAssertions();
  fc.assert(
    fc.property(steps, list => {
      const one = world();
      one.between.pages = () => checkMark(one);
      for (const step of list) {
        one.run(step);
        checkMark(one);
      }
      one.end();
    }),
    { numRuns: 60 },
  );
}, 120_000);
