// The host is spawned → the first timeline is painted: 100,000 entries cached beside an empty cache.
import { type Fixture, fixture } from './fixture.ts';
import { blankPage, epochNow, painted, skewOf, startHost } from './screen.ts';
import { type BenchRow, benchRow } from './stats.ts';

const TIMES = 7;

/** Chromium runs already: what is measured is the desk. */
async function startOnce(made: Fixture, folder: string): Promise<number> {
  const page = await blankPage();
  const skewMs = await skewOf(page);
  const started = epochNow();
  const program = await startHost(made, folder);
  await page.goto(program.ready.url, { waitUntil: 'commit' });
  const at = await painted(page, [{ region: 'timeline', texts: [], anyOf: namesOf(made) }], skewMs);
  await page.context().close();
  await program.stop();
  return at - started;
}

/** Whose conversation is shown first depends on what the agent holds, which other benchmarks of the run have a part in. */
const namesOf = ({ people: { long, short, callers, others } }: Fixture): string[] =>
  [long, short, ...callers, ...others].map(({ name }) => name);

export async function start(): Promise<BenchRow[]> {
  const made = await fixture();
  const full = made.desk('full');
  const synced = made.desk('synced');
  // The backend may have gone on since these were made; catching up is measured elsewhere.
  for (const folder of [full, synced]) await startOnce(made, folder);
  const times = { full: [] as number[], synced: [] as number[], empty: [] as number[] };
  for (let i = 0; i < TIMES; i++) {
    times.full.push(await startOnce(made, full));
    times.synced.push(await startOnce(made, synced));
    times.empty.push(await startOnce(made, made.desk('empty')));
  }
  const note = `${made.cached.toLocaleString('en-GB')} entries cached`;
  return [
    benchRow('start', 'ms', times.full, { name: 'an empty cache, filled by the backend', values: times.empty }, note),
    benchRow('start, size alone', 'ms', times.full, { name: 'a cache of 4,300', values: times.synced }, note),
  ];
}
