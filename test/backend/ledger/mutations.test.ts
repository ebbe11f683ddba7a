// Ledgers of days at work are good; broken in any one place in any of many ways they are not, and the first bad row is named.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportLedger } from '../../../backend/ledger/export.ts';
import { newWorld, NOW, type World } from '../intake/world.ts';
import { asideAndBack, aShift, handOvers, hireLead } from './days.ts';
import { brokenBy, type Ledger, lineOf, mutations, newBench } from './mutations.ts';

const bench = newBench();
const good: Ledger[] = [];

async function ledgerOf(day: (world: World) => Promise<void>): Promise<Ledger> {
  const world = await newWorld();
  try {
    await hireLead(world);
    await day(world);
    const lines: string[] = [];
    await exportLedger(world.db, NOW, line => void lines.push(line));
    return lines.slice(1, -1).map(line => JSON.parse(line) as Ledger[number]);
  } finally {
    await world.db.close();
  }
}

beforeAll(async () => {
  for (const day of [aShift, handOvers, asideAndBack]) good.push(await ledgerOf(day));
});
afterAll(() => bench.remove());

test('unbroken, the days are good', async () => {
  for (const ledger of good) expect(await bench.judge(ledger)).toMatchObject({ kind: 'good' });
});

test.each(Object.keys(mutations))('%s: found in every place', async name => {
  const broken = good.flatMap(ledger => brokenBy(name, ledger));
  expect(broken.length).toBeGreaterThan(0);
  for (const { rows, bad } of broken)
    expect({ row: rows[bad], ...(await bench.judge(rows)) }).toMatchObject({ kind: 'broken', line: lineOf(bad) });
});
