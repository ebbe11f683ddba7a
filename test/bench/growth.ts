// What opening, paging and searching cost in caches of 10,000, 100,000 and 1,000,000 entries.
import type { Place } from '../../shared/contract/bridge.ts';
import { chanceFrom } from './core-data.ts';
import { corpusOf, type Sealing } from './corpus.ts';
import { coreOver, copyOf, type CorpusCore, removeCopy } from './corpus-desk.ts';
import { timed } from './first-touch.ts';
import { countsOf, customerIdOf, historyOf, MILLION, type Size, SIZES } from './million.ts';
import { vocabularyOf } from './million-words.ts';
import { type BenchRow, benchRow } from './stats.ts';

const TIMES = 200;
/** Customers of so many entries: as much is read of each, whatever the size of the cache. */
const LIKE = { least: 30, most: 70 };

export type Grown = { readonly open: number[]; readonly page: number[]; readonly search: number[] };

function alikeIn(size: Size): { id: string; middle: Place }[] {
  const counts = countsOf(size);
  const chance = chanceFrom(9);
  const alike = counts.flatMap((count, n) => (count >= LIKE.least && count <= LIKE.most ? [n] : []));
  return Array.from({ length: TIMES }, () => {
    const n = alike[Math.floor(chance() * alike.length)]!;
    const { entries } = historyOf(size, n, counts[n]!);
    const middle = entries[Math.floor(entries.length / 2)]!;
    return { id: customerIdOf(n), middle: { at: middle.at, id: middle.id } };
  });
}

/** Words that are there in every size: common ones, some less so. */
const wordsAsked = (): string[] => {
  const words = vocabularyOf('latin');
  return Array.from({ length: TIMES }, (_, i) => words[(i % 20) * 25]!);
};

/** All of it asked twice; the second time counts: what a first touch costs is measured elsewhere. */
async function askAll(core: CorpusCore, size: Size): Promise<Grown> {
  const alike = alikeIn(size);
  const open = alike.map(
    ({ id }) =>
      () =>
        core.ask('customer.open', { customerId: id, limit: 100 }),
  );
  const page = alike.map(
    ({ id, middle }) =>
      () =>
        core.ask('timeline.page', { customerId: id, before: middle, limit: 20 }),
  );
  const search = wordsAsked().map(query => () => core.ask('history.search', { query, limit: 50 }));
  for (const asks of [open, page, search]) await timed(asks);
  return { open: await timed(open), page: await timed(page), search: await timed(search) };
}

export async function grownTo(size: Size, sealing: Sealing): Promise<Grown> {
  const folder = copyOf(corpusOf(size, sealing));
  const core = await coreOver(folder, sealing);
  const grown = await askAll(core, size);
  await core.stop();
  removeCopy(folder);
  return grown;
}

export async function growth(): Promise<BenchRow[]> {
  const sizes = new Map<Size, Grown>();
  const upto = SIZES.filter(size => size <= MILLION);
  for (const size of upto) sizes.set(size, await grownTo(size, 'sealed'));
  const least = sizes.get(10_000)!;
  const said = (size: Size): string => size.toLocaleString('en-GB');
  return upto.slice(1).flatMap(size =>
    (['open', 'page', 'search'] as const).map(act =>
      benchRow(`growth: ${act}, ${said(size)} entries`, 'ms', sizes.get(size)![act], {
        name: `${said(10_000)} entries`,
        values: least[act],
      }),
    ),
  );
}
