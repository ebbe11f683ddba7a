// Faults of the feed as an agent meets them: the built desk, its page in Chromium, a real backend, a network that meddles.
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { startDesk } from '../e2e/harness/desk.ts';
import { connection, untilLive } from '../e2e/harness/screen.ts';
import { type Page, startFeedProxy, withBody } from './support/feed-proxy.ts';
import { greeted, said } from './support/talk.ts';

beforeAll(async () => void (await built()));

async function freshBackend() {
  const backend = await startBackend();
  onTestFinished(() => backend.remove());
  return backend;
}

/** The page with every event that speaks of `marker` made unreadable. */
const poisoned = (page: Page, marker: string): Page => ({
  ...page,
  events: page.events.map(one =>
    JSON.stringify(one).includes(marker) ? { ...one, event: { ...one.event, entry: { kind: 'hologram' } } } : one,
  ),
});

test('F21: a poison event is counted beside Connection on the screen, and what came after it is there', async () => {
  const backend = await freshBackend();
  await greeted(backend, 'pia');
  const proxy = await startFeedProxy(backend.url);
  proxy.onFeed((message, page, pass) => pass(withBody(message, poisoned(page, 'BAD'))));
  const desk = await startDesk('browser', { ...backend, url: proxy.url });
  onTestFinished(() => desk.stop());
  const page = desk.page();
  await untilLive(page);
  const aside = connection(page).getByLabel(/unreadable records? set aside/);
  expect(await aside.count()).toBe(0);
  await backend.intake(said('pia', 'BAD'), said('pia', 'penguin one'));
  await backend.intake(said('pia', 'BAD again'), said('pia', 'penguin two'));
  await connection(page).getByLabel('2 unreadable records set aside').waitFor({ timeout: 15_000 });
  expect(await connection(page).getAttribute('data-state')).toBe('live');
  const search = page.getByRole('searchbox', { name: 'Search history' }).first();
  await search.fill('penguin');
  await search.press('Enter');
  const results = page.getByRole('group', { name: 'Results' });
  for (const words of [/penguin one/, /penguin two/]) await results.getByRole('button', { name: words }).waitFor();
});
