// A press on a conversation in Work → its newest entries are painted: 10,000 entries beside 100.
import type { Page } from 'playwright-core';
import { firstTouch, openLong } from './core.ts';
import { cachedEntries } from './desk-files.ts';
import { type Fixture, fixture } from './fixture.ts';
import type { Person } from './people.ts';
import { openScreen, painted, REGION } from './screen.ts';
import { type BenchRow, benchRow } from './stats.ts';

const TIMES = 30;
const WARM_UP = 3;
/** The page keeps this many conversations; as many others are opened in between, so that the core is asked each time. */
const KEPT = 12;

type Shown = Person & { readonly newest: string };

/** Words of the newest entry that has some: these stand at the end that a timeline opens at. */
function withNewest(folder: string, person: Person): Shown {
  const entries = cachedEntries(folder, person.id, 20);
  const newest = entries.findLast(entry => entry.text !== '' && entry.kind !== 'event');
  if (!newest) throw new Error('nothing to look for');
  return { ...person, newest: newest.text.slice(0, 40) };
}

async function lookAway(page: Page, others: readonly Shown[]): Promise<void> {
  for (const other of others) {
    await page.evaluate(id => (location.hash = `#work/${encodeURIComponent(id)}`), other.id);
    await painted(page, [{ region: 'timeline', texts: [other.name, other.newest] }], 0);
  }
}

/** From the pointer going down, by the page's own clock. */
async function press(page: Page, { id, name, newest }: Shown): Promise<number> {
  await page.evaluate(() => {
    addEventListener(
      'pointerdown',
      ({ timeStamp }) => (document.body.dataset['pressed'] = String(performance.timeOrigin + timeStamp)),
      { capture: true, once: true },
    );
  });
  const shown = painted(page, [{ region: 'timeline', texts: [name, newest] }], 0);
  await page.locator(`${REGION.work} a[href$="${id}"]`).click();
  const at = await shown;
  return at - Number(await page.evaluate(() => document.body.dataset['pressed']));
}

async function measure(made: Fixture): Promise<{ long: number[]; short: number[] }> {
  const folder = made.desk('full');
  const [long, short] = [withNewest(folder, made.people.long), withNewest(folder, made.people.short)];
  const others = made.people.others.slice(0, KEPT).map(person => withNewest(folder, person));
  const screen = await openScreen(made, folder);
  const times = { long: [] as number[], short: [] as number[] };
  for (let i = 0; i < TIMES + WARM_UP; i++) {
    await lookAway(screen.page, others);
    const first = i % 2 === 0;
    for (const one of first ? [long, short] : [short, long]) {
      const ms = await press(screen.page, one);
      if (i >= WARM_UP) times[one === long ? 'long' : 'short'].push(ms);
    }
  }
  await screen.close();
  return times;
}

/** On the screen, and in the core alone, where no frame rounds the difference away. */
export async function open(): Promise<BenchRow[]> {
  const { long, short } = await measure(await fixture());
  return [
    benchRow('open', 'ms', long, { name: 'a conversation of 100', values: short }, '10,000 entries'),
    ...openLong().map(row => ({ ...row, name: `core: ${row.name}` })),
    ...firstTouch().map(row => ({ ...row, name: `core: ${row.name}` })),
  ];
}
