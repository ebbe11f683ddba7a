// The ledger of a real run is good; each way of breaking it is found, and the row named.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportLedger, type LedgerRow } from '../../../backend/ledger/export.ts';
import { judgeFile } from '../../../build/ledger-check/file.ts';
import { NOW, newWorld, type World } from '../intake/world.ts';
import { aShift } from './days.ts';

const folder = mkdtempSync(join(tmpdir(), 'foreword-ledger-'));
let world: World;
let good: LedgerRow[];
let count = 0;

beforeAll(async () => {
  world = await newWorld();
  await aShift(world);
  const lines: string[] = [];
  await exportLedger(world.db, NOW, line => void lines.push(line));
  good = lines.slice(1, -1).map(line => JSON.parse(line) as LedgerRow);
});
afterAll(async () => {
  await world.db.close();
  rmSync(folder, { recursive: true, force: true });
});

const fileOf = (rows: readonly object[], end: object | null = { end: true, rows: rows.length }): string => {
  const path = join(folder, `${(count += 1)}.ndjson`);
  const lines = [{ ledger: 1, incarnation: 'one', exportedAt: NOW }, ...rows, ...(end ? [end] : [])];
  writeFileSync(path, `${lines.map(line => JSON.stringify(line)).join('\n')}\n`);
  return path;
};
const check = (path: string) => spawnSync(process.execPath, ['build/ledger-check/main.ts', path], { encoding: 'utf8' });

test('the ledger of a real run is good, and says how much it holds', () => {
  expect(new Set(good.map(({ kind }) => kind))).toEqual(new Set(['item', 'offer', 'act']));
  const { status, stdout } = check(fileOf(good));
  expect(stdout).toMatch(/^The promises held: \d+ rows, 4 work items/);
  expect(stdout).toMatch(/2 sent under a held epoch; 1 finished once/);
  expect(status).toBe(0);
});

test('what is no ledger is told from a broken one', () => {
  expect(check(join(import.meta.dirname, 'ledger.test.ts')).status).toBe(2);
  expect(check(join(folder, 'nowhere')).status).toBe(2);
  const broken = check(fileOf(good.slice(0, -3), null));
  expect(broken.stdout).toContain('the end is missing');
  expect(broken.status).toBe(1);
});

test('a cut end is found by the count', async () => {
  expect(await judgeFile(fileOf(good.slice(0, -1), { end: true, rows: good.length }))).toMatchObject({
    kind: 'broken',
  });
});

describe('the first bad row is named', () => {
  const at = (want: (row: LedgerRow) => boolean): number => good.findIndex(want);
  const why = (name: string) => (row: LedgerRow) => row.why === name;
  const state = (row: LedgerRow) => (row.after as { state?: string } | null)?.state;
  const offerState = (row: LedgerRow) => (row.offer as { state?: string } | null)?.state;
  const edit = (place: number, change: (row: LedgerRow) => object) =>
    good.map((row, index) => (index === place ? { ...row, ...change(row) } : row));
  const insert = (place: number, ...rows: object[]) => {
    const later = good.slice(place).map((row, index) => {
      const moved = rows.filter(one => (one as LedgerRow).item === row.item).length;
      return { ...row, seq: 10_000 + rows.length + index, step: row.step + moved };
    });
    return [...good.slice(0, place), ...rows.map((row, index) => ({ ...row, seq: 10_000 + index })), ...later];
  };

  const cases: Record<string, () => { rows: readonly object[]; line: number; says: string }> = {
    'two rows swapped': () => {
      const place = at(why('offer.accept'));
      const rows = [...good];
      [rows[place], rows[place + 1]] = [rows[place + 1]!, rows[place]!];
      return { rows, line: place, says: 'step' };
    },
    'a row removed': () => {
      const place = at(row => row.kind === 'act');
      return { rows: good.filter((_row, index) => index !== place), line: place, says: 'follows step' };
    },
    'an accept doubled': () => {
      const place = at(row => offerState(row) === 'accepted');
      const two = [good[place]!, good[place + 1]!].map((row, index) => ({
        ...row,
        tx: '999999',
        command: 'again',
        step: good[place + 1]!.step + 1 + index,
      }));
      return { rows: insert(place + 2, ...two), line: place + 2, says: 'was accepted already' };
    },
    'a command with two effects': () => {
      const place = at(row => row.kind === 'act');
      const twice = { ...good[place]!, tx: '999999', step: good[place]!.step + 1 };
      return { rows: insert(place + 1, twice), line: place + 1, says: 'had its effect before' };
    },
    'an accept without an offer': () => {
      const place = at(row => offerState(row) === 'accepted');
      return {
        rows: edit(place, row => ({ offer: { ...row.offer, agent: 'a-priya' } })),
        line: place,
        says: 'made to another agent',
      };
    },
    'an accept by another agent': () => {
      const place = at(row => row.kind === 'item' && row.why === 'offer.accept');
      return {
        rows: edit(place, row => ({ after: { ...row.after, holder: 'a-priya' } })),
        line: place,
        says: 'not offered to them',
      };
    },
    'an epoch used again': () => {
      const place = at(row => row.kind === 'item' && row.why === 'offer.accept');
      return {
        rows: edit(place, row => ({ after: { ...row.after, epoch: (row.before as { epoch: number }).epoch } })),
        line: place,
        says: 'keeps the epoch',
      };
    },
    'an epoch that goes back': () => {
      const place = at(row => state(row) === 'finished');
      return { rows: edit(place, row => ({ after: { ...row.after, epoch: 0 } })), line: place, says: 'goes back' };
    },
    'a send by another than the holder': () => {
      const place = at(row => row.kind === 'act');
      return { rows: edit(place, () => ({ agent: 'a-priya' })), line: place, says: 'does not hold' };
    },
    'a send under an old epoch': () => {
      const place = at(row => row.kind === 'act');
      return {
        rows: edit(place, row => ({ after: { ...row.after, epoch: 0 } })),
        line: place,
        says: 'sent under epoch 0',
      };
    },
    'the same words sent twice': () => {
      const [first, second] = [at(row => row.kind === 'act'), good.findLastIndex(row => row.kind === 'act')];
      return { rows: edit(second, () => ({ after: good[first]!.after })), line: second, says: 'sent already' };
    },
    'a finish by another than the holder': () => {
      const place = at(row => state(row) === 'finished');
      return { rows: edit(place, () => ({ agent: 'a-priya' })), line: place, says: 'does not hold' };
    },
    'a finish a second time': () => {
      const place = at(row => state(row) === 'finished');
      const { after, step } = good[place]! as LedgerRow & { after: { epoch: number } };
      const row = {
        ...good[place]!,
        tx: '999999',
        command: 'other',
        step: step + 1,
        before: after,
        after: { ...after, epoch: after.epoch + 1 },
      };
      return { rows: insert(place + 1, row), line: place + 1, says: 'was finished already' };
    },
    'a second offer to one agent': () => {
      const place = good.findLastIndex(row => offerState(row) === 'ringing');
      const first = at(row => offerState(row) === 'ringing');
      const [a, b] = [good[place]!, good[place - 1]!];
      const rung = {
        ...a,
        item: 'other',
        tx: '999999',
        step: 3,
        offer: { ...a.offer, id: 'o', agent: good[first]!.agent },
      };
      const made = {
        ...b,
        item: 'other',
        tx: '999999',
        step: 1,
        before: null,
        after: { state: 'waiting', holder: null, epoch: 0 },
        why: 'customer',
      };
      const offered = {
        ...made,
        step: 2,
        why: b.why,
        before: made.after,
        after: { state: 'offered', holder: null, epoch: 0 },
      };
      const rows = insert(first + 1, made, offered, { ...rung, offer: { ...rung.offer, epoch: 0 } });
      return { rows, line: first + 3, says: 'ringing already' };
    },
    'hands that changed between two rows': () => {
      const place = at(row => state(row) === 'finished');
      return {
        rows: edit(place, row => ({ before: { ...row.before, holder: 'a-priya' } })),
        line: place,
        says: 'row before left',
      };
    },
    'an offer that outlives its item': () => {
      const place = at(row => offerState(row) === 'withdrawn');
      return {
        rows: good
          .filter((_row, index) => index !== place)
          .map(row =>
            row.item === good[place]!.item && row.step > good[place]!.step ? { ...row, step: row.step - 1 } : row,
          ),
        line: place,
        says: 'still rings',
      };
    },
  };

  test.each(Object.keys(cases))('%s', async name => {
    const { rows, line, says } = cases[name]!();
    const verdict = await judgeFile(fileOf(rows));
    // Line 1 is the header, and places count from 0.
    expect(verdict).toMatchObject({ kind: 'broken', line: line + 2 });
    expect((verdict as { why: string }).why).toContain(says);
  });
});

test('the database itself refuses to change or remove a row', async () => {
  await expect(world.db.query(`UPDATE ledger SET why = 'x'`)).rejects.toThrow(/only grows/);
  await expect(world.db.query(`DELETE FROM ledger`)).rejects.toThrow(/only grows/);
  await expect(world.db.query(`TRUNCATE ledger`)).rejects.toThrow(/only grows/);
});

test('the checker shares no code with what it judges', () => {
  for (const name of ['main', 'file', 'judge', 'row', 'causes', 'skills'])
    expect(readFileSync(join('build/ledger-check', `${name}.ts`), 'utf8')).not.toMatch(/from '(?!\.\/|node:)/);
});
