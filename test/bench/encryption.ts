// What a sealed cache costs beside a plain one: the same acts on the same corpus.
import { corpusOf, type Sealing } from './corpus.ts';
import { copyOf, removeCopy } from './corpus-desk.ts';
import { type Filled, firstSync, missedFill, times } from './fill.ts';
import { someCustomers, type Touched, touchByBridge } from './first-touch.ts';
import { type Grown, grownTo } from './growth.ts';
import { MILLION } from './million.ts';
import { type BenchRow, benchRow } from './stats.ts';

const TIMES = 300;
const FILLS = 3;

type Measured = {
  readonly touched: Touched;
  readonly grown: Grown;
  readonly first: readonly Filled[];
  readonly missed: readonly Filled[];
};

async function measure(sealing: Sealing): Promise<Measured> {
  const folder = copyOf(corpusOf(MILLION, sealing));
  const touched = await touchByBridge(folder, sealing, someCustomers(MILLION, TIMES));
  removeCopy(folder);
  const grown = await grownTo(MILLION, sealing);
  const first = await times(FILLS, () => firstSync(sealing));
  const missed = await times(FILLS, () => missedFill(sealing));
  return { touched, grown, first, missed };
}

/** Each ratio is to plain. */
export async function encryption(): Promise<BenchRow[]> {
  const plain = await measure('plain');
  const sealed = await measure('sealed');
  const row = (act: string, of: (measured: Measured) => readonly number[]): BenchRow =>
    benchRow(`encryption: ${act}`, 'ms', of(sealed), { name: 'plain', values: of(plain) });
  return [
    row('first touch', ({ touched }) => touched.cold),
    row('first touch, again', ({ touched }) => touched.warm),
    row('open', ({ grown }) => grown.open),
    row('page', ({ grown }) => grown.page),
    row('search', ({ grown }) => grown.search),
    row('fill', ({ first }) => first.map(({ ours }) => ours.ms)),
    row('fill, into a million', ({ missed }) => missed.map(({ ours }) => ours.ms)),
  ];
}
