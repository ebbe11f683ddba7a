// A customer is forgotten while somebody reads others: how long until nothing is shown, until the files are clean, and who waits.
import { setTimeout as after } from 'node:timers/promises';
import { setLogSink } from '../../shared/lib/log.ts';
import { corpusOf } from './corpus.ts';
import { coreOver, copyOf, type CorpusCore, line, removeCopy } from './corpus-desk.ts';
import { someCustomers } from './first-touch.ts';
import { customerIdOf, MILLION } from './million.ts';
import { askingWhile } from './steps.ts';
import { type BenchRow, benchRow } from './stats.ts';

/** Number 0 has a tenth of all entries; these some hundred each. */
const UNASKED = [1, 2, 3, 4, 5];
const ASKED = [6];
const SETTLE_MS = 2_000;

type Erased = { readonly shownMs: number; readonly cleanMs: number };

/** Resolves when the core has said that its files hold nothing any more. */
function cleaned(): Promise<void> {
  return new Promise(resolve => {
    setLogSink(text => {
      if ((JSON.parse(text) as { event: string }).event === 'erasure.cleaned') resolve();
    });
  });
}

async function eraseOn(core: CorpusCore, to: ReturnType<typeof line>, n: number, page: number): Promise<Erased> {
  const customerId = customerIdOf(n);
  const erasure = { id: `erasure-${n}`, customerId, entryId: null, at: Date.now(), reason: 'request' } as const;
  const clean = cleaned();
  const started = performance.now();
  const taken = await to.page({
    after: page === 1 ? null : `c${page - 1}`,
    upto: `c${page}`,
    events: [{ id: `e-${n}`, event: { kind: 'customer.erased', erasure } }],
    at: Date.now(),
    left: 0,
    reset: false,
  });
  if (!taken) throw new Error('the page was refused');
  const shownMs = performance.now() - started;
  if ((await core.ask('customer.erasure', { customerId })) === null) throw new Error('nobody was erased');
  await clean;
  return { shownMs, cleanMs: performance.now() - started };
}

/** While nobody asks for anything, and while somebody asks every 5 ms. */
export async function erasure(): Promise<BenchRow[]> {
  const folder = copyOf(corpusOf(MILLION, 'sealed'));
  const to = line();
  const core = await coreOver(folder, 'sealed', to);
  await to.live;
  const customers = someCustomers(MILLION, 400).filter(id => ![0, ...UNASKED, ...ASKED].map(customerIdOf).includes(id));
  const quiet = await askingWhile(core, customers, () => after(SETTLE_MS));
  let page = 0;
  const rows: BenchRow[] = [];
  const floor = { name: 'asked while nothing else goes on', values: quiet.waits };
  const told = ({ shownMs, cleanMs }: Erased): string =>
    `nothing shown after ${shownMs.toFixed(0)} ms, files clean after ${(cleanMs / 1_000).toFixed(2)} s`;
  const unasked: Erased[] = [];
  for (const n of UNASKED) unasked.push(await eraseOn(core, to, n, (page += 1)));
  const cleans = unasked.map(({ cleanMs }) => cleanMs);
  rows.push(benchRow('erasure: nobody asks, some hundred entries', 'ms', cleans, { name: 'the same', values: cleans }));
  for (const n of [...ASKED, 0]) {
    let done: Erased | null = null;
    const asked = await askingWhile(core, customers, async () => (done = await eraseOn(core, to, n, (page += 1))));
    const note = `${told(done!)}; longest hold ${asked.holdMs.toFixed(1)} ms, ${quiet.holdMs.toFixed(1)} when quiet`;
    rows.push(benchRow(`erasure: asked while customer ${n} is erased`, 'ms', asked.waits, floor, note));
  }
  await core.stop();
  removeCopy(folder);
  return [...rows, await theLargest()];
}

/** Nobody asks: the customer of a tenth of all entries, in a copy of its own. */
async function theLargest(): Promise<BenchRow> {
  const folder = copyOf(corpusOf(MILLION, 'sealed'));
  const to = line();
  const core = await coreOver(folder, 'sealed', to);
  await to.live;
  const few = await eraseOn(core, to, 1, 1);
  const many = await eraseOn(core, to, 0, 2);
  await core.stop();
  removeCopy(folder);
  const floor = { name: 'some hundred entries', values: [few.cleanMs] };
  return benchRow('erasure: nobody asks, a tenth of all entries', 'ms', [many.cleanMs], floor);
}
