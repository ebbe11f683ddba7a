// A press on a conversation in Work → its newest entries are painted: 10,000 entries beside 100.
import type { Page } from 'playwright-core';
import { firstTouch, openLong } from './core.ts';
import { cachedEntries } from './desk-files.ts';
import { type Fixture, fixture } from './fixture.ts';
import type { Person } from './people.ts';
import { openScreen, painted, REGION } from './screen.ts';
import { type BenchRow, benchRow } from './stats.ts';

const WARM_UP = 3;
/** The page keeps forty conversations: with this many others in between, the core is asked; with one, it is not. */
const ANEW = { times: 12, others: 41, rests: false };
const AGAIN = { times: 30, others: 1, rests: false };
const RESTED = { times: 12, others: 41, rests: true };

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

/** Milliseconds for which a person's pointer stands on what it is about to press. */
const REST = 200;

/** From the pointer going down, by the page's own clock; it has just come, or has rested there. */
async function press(page: Page, { id, name, newest }: Shown, rests: boolean): Promise<number> {
  const line = page.locator(`${REGION.work} a[href*="/${id}"]`);
  // From elsewhere: a pointer that stays where it is tells nothing.
  await page.mouse.move(2, 2);
  if (rests) {
    await line.hover();
    await page.waitForTimeout(REST);
  }
  await page.evaluate(() => {
    addEventListener(
      'pointerdown',
      ({ timeStamp }) => (document.body.dataset['pressed'] = String(performance.timeOrigin + timeStamp)),
      { capture: true, once: true },
    );
  });
  const shown = painted(page, [{ region: 'timeline', texts: [name, newest] }], 0);
  await line.click();
  const at = await shown;
  return at - Number(await page.evaluate(() => document.body.dataset['pressed']));
}

type Times = { readonly long: number[]; readonly short: number[] };

async function measure(made: Fixture): Promise<{ anew: Times; again: Times; rested: Times }> {
  const folder = made.desk('full');
  const [long, short] = [withNewest(folder, made.people.long), withNewest(folder, made.people.short)];
  const others = [...made.people.others, ...made.people.callers].map(person => withNewest(folder, person));
  const screen = await openScreen(made, folder);
  const opened = async (setting: typeof ANEW): Promise<Times> => {
    const taken: Times = { long: [], short: [] };
    for (let i = 0; i < setting.times + WARM_UP; i++) {
      await lookAway(screen.page, others.slice(0, setting.others));
      for (const one of i % 2 === 0 ? [long, short] : [short, long]) {
        const ms = await press(screen.page, one, setting.rests);
        if (i >= WARM_UP) taken[one === long ? 'long' : 'short'].push(ms);
      }
    }
    return taken;
  };
  const times = { anew: await opened(ANEW), again: await opened(AGAIN), rested: await opened(RESTED) };
  await screen.close();
  return times;
}

/** On the screen, and in the core alone, where no frame rounds the difference away. */
export async function open(): Promise<BenchRow[]> {
  const { anew, again, rested } = await measure(await fixture());
  const beside = (values: number[]) => ({ name: 'a conversation of 100', values });
  return [
    benchRow('open', 'ms', anew.long, beside(anew.short), '10,000 entries, asked of the core'),
    benchRow('open, pointer rested', 'ms', rested.long, beside(rested.short), '10,000 entries, 200 ms on it before'),
    benchRow('open again', 'ms', again.long, beside(again.short), '10,000 entries, held by the page'),
    ...openLong().map(row => ({ ...row, name: `core: ${row.name}` })),
    ...firstTouch().map(row => ({ ...row, name: `core: ${row.name}` })),
  ];
}
