// The key that accepts goes down → the screen shows the work as held, as the backend has answered; and the core's part of it.
import type { Page } from 'playwright-core';
import type { IntakeResult } from '../../shared/contract/intake.ts';
import { forgedCall } from '../e2e/harness/forged-call.ts';
import { AGENT, coreDesk } from './desk-files.ts';
import { type Fixture, fixture, intake, message } from './fixture.ts';
import { socketHop } from './floors.ts';
import type { Person } from './people.ts';
import { openScreen, painted, REGION } from './screen.ts';
import { type BenchRow, benchRow, together } from './stats.ts';

/** First accepts of a page run code that nothing has run before. */
const WARM_UP = 6;
const TIMES = 120;
/** Milliseconds within which nobody has read who rings. */
const READ = 300;
const IN_CORE = 200;

const takenFrom = (results: readonly IntakeResult[]): string => {
  const [result] = results;
  if (result?.outcome !== 'imported' || !result.workItemId) throw new Error(`a message was ${result?.outcome}`);
  return result.workItemId;
};

/** Who writes next; the words are new each time, and so is the work. */
const askedBy = (made: Fixture, who: Person, n: number): Promise<string> =>
  intake(made.backend, [message(who, `accept/${n}`, `Any news about my suitcase? This is the ${n}. time I ask.`)]).then(
    takenFrom,
  );

/** Milliseconds from F2 going down, by the page's own clock, until the frame is handed over that shows this person's work as held. */
async function acceptOnce(page: Page, { id }: Person): Promise<number> {
  const shown = page.evaluate(async place => {
    const pressed = new Promise<number>(done => {
      const hear = ({ key, timeStamp }: KeyboardEvent): void => {
        if (key !== 'F2') return;
        removeEventListener('keydown', hear, { capture: true });
        done(timeStamp);
      };
      addEventListener('keydown', hear, { capture: true });
    });
    document.body.dataset['listening'] = 'yes';
    const isThere = (): boolean => document.querySelector(place) !== null;
    if (isThere()) throw new Error('held before it was accepted');
    await new Promise<void>((done, fail) => {
      const late = setTimeout(() => fail(new Error('not held within half a minute')), 30_000);
      const watch = new MutationObserver(() => {
        if (!isThere()) return;
        clearTimeout(late);
        watch.disconnect();
        done();
      });
      watch.observe(document, { subtree: true, childList: true, attributes: true });
    });
    await new Promise(done =>
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.addEventListener('message', done, { once: true });
        port1.start();
        port2.postMessage(null);
      }),
    );
    return performance.now() - (await pressed);
  }, `${REGION.work} a[href*="/${id}"]:not([data-accepting])`);
  await page.locator('body[data-listening=yes]').waitFor();
  await page.keyboard.press('F2');
  const ms = await shown;
  await page.evaluate(() => delete document.body.dataset['listening']);
  return ms;
}

/** The work is ended, so that the next may ring: an agent's capacity is three. */
async function finish(page: Page, workItemId: string, { id }: Person): Promise<void> {
  const asked = await forgedCall(page, 'work.finish', JSON.stringify({ workItemId, wrapUp: null }), 1);
  if (!('ok' in asked) || !asked.ok) throw new Error(`work.finish: ${JSON.stringify(asked)}`);
  await page.locator(`${REGION.work} a[href*="/${id}"]:not([data-accepting])`).waitFor({ state: 'detached' });
}

async function onScreen(made: Fixture): Promise<number[]> {
  const screen = await openScreen(made, made.desk('full'));
  const { page } = screen;
  await painted(page, [{ region: 'connection', texts: ['Live'] }], 0);
  const times: number[] = [];
  for (let n = 0; n < WARM_UP + TIMES; n++) {
    const who = made.people.callers[n % made.people.callers.length]!;
    const workItemId = await askedBy(made, who, n);
    await painted(page, [{ region: 'work', texts: [who.name] }], 0);
    await page.waitForTimeout(READ);
    const ms = await acceptOnce(page, who);
    if (n >= WARM_UP) times.push(ms);
    await finish(page, workItemId, who);
  }
  await screen.close();
  return times;
}

/** The same without host and page: asked of the core, until the core has the answer and the work. */
async function inCore(made: Fixture): Promise<number[]> {
  const desk = coreDesk(made.desk('synced'), made.backend.url, made.backend.secrets[AGENT]!, 'bench-accept');
  await desk.connection(({ state }) => state === 'live');
  const times: number[] = [];
  for (let n = 0; n < WARM_UP + IN_CORE; n++) {
    const who = made.people.others[n % made.people.others.length]!;
    const workItemId = await askedBy(made, who, TIMES + WARM_UP + n);
    const { offer } = await desk.work(work => work.offer?.workItemId === workItemId);
    const start = performance.now();
    await desk.ask('offer.accept', { offerId: offer!.id });
    await desk.work(({ items }) => items.some(item => item.id === workItemId));
    if (n >= WARM_UP) times.push(performance.now() - start);
    await desk.ask('work.finish', { workItemId, wrapUp: null });
    await desk.work(({ items }) => items.every(item => item.id !== workItemId));
  }
  await desk.core.stop();
  return times;
}

/** One row, written down in a transaction of its own by the backend's own engine. */
async function durableCommit({ backend: { db } }: Fixture, n: number): Promise<number[]> {
  await db.query('CREATE TABLE IF NOT EXISTS bench_commit (id integer PRIMARY KEY, words text NOT NULL)');
  const times: number[] = [];
  for (let i = 0; i < n; i++) {
    const start = performance.now();
    await db.transaction(tx => tx.query('INSERT INTO bench_commit VALUES ($1, $2)', [i, 'held']));
    times.push(performance.now() - start);
  }
  await db.query('DROP TABLE bench_commit');
  return times;
}

/** Both directions of a message as small as the command is. */
const roundTrip = async (n: number): Promise<number[]> =>
  (await socketHop({ id: '0'.repeat(36), kind: 'offer.accept' }, n)).map(ms => ms * 2);

export async function accept(): Promise<BenchRow[]> {
  const made = await fixture();
  const times = await onScreen(made);
  const core = await inCore(made);
  const values = together(await roundTrip(IN_CORE), await durableCommit(made, IN_CORE));
  const floor = { name: 'socket.io round trip + durable commit', values };
  return [
    benchRow('accept', 'ms', times, floor, 'F2 → held, on screen'),
    benchRow('core: accept', 'ms', core, floor, 'asked of the core → the core has the work'),
  ];
}
