// What the network may do to the feed, between a real desk and a real backend: in the end both have the same.
import { beforeAll, afterAll, expect, test } from 'vitest';
import { connectionIs, eventually } from '../core/support/desk.ts';
import { startBackend, type TestBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { type DeskProcess, hashOf, startDeskProcess } from './support/desk-process.ts';
import { startFeedProxy } from './support/feed-proxy.ts';
import { greeted, said, timeline } from './support/talk.ts';

let backend: TestBackend;
beforeAll(async () => {
  await built();
  backend = await startBackend();
});
afterAll(() => backend.remove());

const WORDS = 24;

/** A customer says many things, one after the other, so that each is a page of its own or nearly. */
async function talk(who: string, words = WORDS): Promise<void> {
  for (let i = 0; i < words; i++) await backend.intake(said(who, `Word ${i}.`));
}
const hasAll = (desk: DeskProcess, customerId: string, words = WORDS): Promise<void> =>
  eventually(async () => {
    const texts = (await timeline(desk, customerId)).map(({ entry }) => entry.text);
    expect(texts.toSorted()).toEqual(['Hello?', ...Array.from({ length: words }, (_, i) => `Word ${i}.`)].toSorted());
  }, 15_000);
const statesOf = ({ pushes }: DeskProcess): string[] =>
  pushes.flatMap(push => (push.topic === 'connection' ? [push.connection.state] : []));

/** The same as a desk that was never disturbed. */
async function sameAsUndisturbed(desk: DeskProcess, customerId: string, words = WORDS): Promise<void> {
  await desk.stop();
  const calm = await startDeskProcess(backend);
  await connectionIs(calm, 'live', 10_000);
  await hasAll(calm, customerId, words);
  await calm.stop();
  expect(hashOf(desk)).toBe(hashOf(calm));
}

test('F4: every page of the feed comes twice: the cache is that of a desk to whom each came once', async () => {
  const [id = ''] = await greeted(backend, 'twice');
  const proxy = await startFeedProxy(backend.url);
  let pages = 0;
  proxy.onFeed((message, page, pass) => {
    pages += page.events.length > 0 ? 1 : 0;
    pass(message);
    pass(message);
  });
  const desk = await startDeskProcess(backend, { url: proxy.url });
  await connectionIs(desk, 'live', 10_000);
  await talk('twice');
  await hasAll(desk, id);
  expect(pages).toBeGreaterThan(5);
  expect(proxy.resumes).toHaveLength(1);
  await sameAsUndisturbed(desk, id);
});

test('F5: pages change places on the way: put in order without asking again, and without a flicker', async () => {
  const [id = ''] = await greeted(backend, 'swapped');
  const proxy = await startFeedProxy(backend.url);
  const desk = await startDeskProcess(backend, { url: proxy.url });
  await connectionIs(desk, 'live', 10_000);
  const seen = desk.pushes.length;
  let held: (() => void) | null = null;
  let swaps = 0;
  proxy.onFeed((message, _page, pass) => {
    if (held) {
      pass(message);
      held();
      swaps++;
    } else {
      const late = (): void => {
        clearTimeout(timer);
        held = null;
        pass(message);
      };
      const timer = setTimeout(late, 100); // nothing has come to change places with
      held = late;
    }
  });
  await Promise.all(Array.from({ length: WORDS }, (_, i) => backend.intake(said('swapped', `Word ${i}.`))));
  await hasAll(desk, id);
  expect(swaps).toBeGreaterThan(0);
  expect(proxy.resumes).toHaveLength(1);
  expect(new Set(statesOf({ ...desk, pushes: desk.pushes.slice(seen) }))).toEqual(new Set(['live']));
  await sameAsUndisturbed(desk, id);
});

test('F6: a page is lost: asked for again within 500 ms of the one that shows it, and Connection says so meanwhile', async () => {
  const [id = ''] = await greeted(backend, 'gap');
  const proxy = await startFeedProxy(backend.url);
  const desk = await startDeskProcess(backend, { url: proxy.url });
  await connectionIs(desk, 'live', 10_000);
  const seen = desk.pushes.length;
  let lost = 0;
  let shownAt = 0;
  proxy.onFeed((message, page, pass) => {
    if (lost === 0 && page.events.length > 0) return void lost++;
    shownAt ||= lost > 0 ? performance.now() : 0;
    pass(message);
  });
  await talk('gap');
  await hasAll(desk, id);
  expect(lost).toBe(1);
  expect(proxy.resumes).toHaveLength(2);
  expect(proxy.resumes[1]! - shownAt).toBeLessThan(500);
  await connectionIs(desk, 'live');
  expect(statesOf({ ...desk, pushes: desk.pushes.slice(seen) })).toContain('catching-up');
  await sameAsUndisturbed(desk, id);
});
