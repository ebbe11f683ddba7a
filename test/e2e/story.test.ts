// The path of a word, from an intake to the pixels and back, with the real backend, core, host and Chromium.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, hosts, startDesk } from './harness/desk.ts';
import { jayneTurner, ringing, type Told } from './harness/people.ts';
import { acceptOffer, articles, composer, connection, feed, isInView, region, untilLive } from './harness/screen.ts';

describe.each(hosts())('the escalated call on %s', host => {
  let backend: TestBackend;
  let desk: Desk;
  let jayne: Told;

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    jayne = jayneTurner(Date.now());
    desk = await startDesk(host, backend);
    await untilLive(desk.page());
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
  });

  test('the history is taken in through the ordinary intake', async () => {
    const results = await backend.intake(...jayne.records);
    expect(results.map(({ outcome }) => outcome)).toEqual(jayne.records.map(() => 'imported'));
  });

  test('the offer says who rings, from where, and what came before, before it is accepted', async () => {
    await backend.intake(ringing(jayne, 'call-1'));
    const offer = region(desk.page(), 'Offer');
    await offer.waitFor({ timeout: 30_000 });
    await offer.getByText('Jayne Turner').first().waitFor();
    await offer.getByText('Still nothing. I am ringing you now.').first().waitFor();
    await offer
      .getByText(/7700 ?900 ?123/)
      .first()
      .waitFor();
    await expect.poll(() => offer.getByRole('button', { name: 'Accept', exact: true }).isVisible()).toBe(true);
  });

  test('F2 accepts: the merged timeline stands there, the last words in view, the call as its newest entry', async () => {
    await acceptOffer(desk.page());
    const last = articles(desk.page()).filter({ hasText: 'Still nothing. I am ringing you now.' });
    await last.waitFor();
    await expect.poll(() => isInView(last)).toBe(true);
    // "Taken by …" is an event about the call and stands under it; of what was said, the call is the newest.
    const labels = (): Promise<string[]> =>
      articles(desk.page()).evaluateAll(all => all.map(one => one.getAttribute('aria-label') ?? ''));
    await expect.poll(async () => (await labels()).findLast(label => !label.startsWith('Taken by'))).toMatch(/call/i);
    for (const words of ['Where is it?', 'LWPX4471', 'Missing bag'])
      await expect.poll(() => feed(desk.page()).getByText(words).count()).toBeGreaterThan(0);
  });

  test('the customer stands beside it with every identity, and the foreword cites what was asked', async () => {
    const customer = region(desk.page(), 'Customer');
    for (const words of ['Jayne Turner', '@jaynet', 'jayne.turner@post.example'])
      await expect.poll(() => customer.getByText(words).count()).toBeGreaterThan(0);
    await expect.poll(() => region(desk.page(), 'Foreword').getByRole('button').count()).toBeGreaterThan(0);
  });

  test('a reply is queued, sent and confirmed, once', async () => {
    await composer(desk.page()).fill('We have found your bag, Jayne. It comes to you tomorrow before noon.');
    await region(desk.page(), 'Composer').getByRole('button', { name: 'Send', exact: true }).click();
    const reply = articles(desk.page()).filter({ hasText: 'It comes to you tomorrow before noon.' });
    await reply.waitFor();
    await reply.getByText(/Confirmed/).waitFor({ timeout: 15_000 });
    expect(await reply.count()).toBe(1);
  });

  test('without a network it says so, everything cached is readable, and a reply queues', async () => {
    await backend.stop();
    await connection(desk.page()).filter({ hasText: 'Offline' }).waitFor({ timeout: 15_000 });
    await expect.poll(() => articles(desk.page()).filter({ hasText: 'Where is it?' }).count()).toBe(1);
    await composer(desk.page()).fill('One more thing: keep your receipts.');
    await region(desk.page(), 'Composer').getByRole('button', { name: 'Send', exact: true }).click();
    const reply = articles(desk.page()).filter({ hasText: 'keep your receipts' });
    await reply.getByText(/Queued/).waitFor();
  });

  test('the network is back: caught up, sent once, nothing doubled', async () => {
    await backend.again();
    await untilLive(desk.page());
    const reply = articles(desk.page()).filter({ hasText: 'keep your receipts' });
    await reply.getByText(/Confirmed/).waitFor({ timeout: 20_000 });
    expect(await reply.count()).toBe(1);
    expect(await articles(desk.page()).filter({ hasText: 'before noon' }).count()).toBe(1);
  });

  test('a search finds it without a network too, and opens the timeline at the hit', async () => {
    const page = desk.page();
    await backend.stop();
    await connection(page).filter({ hasText: 'Offline' }).waitFor({ timeout: 15_000 });
    await page.getByRole('searchbox', { name: 'Search history' }).first().fill('wedding Sat');
    await page.keyboard.press('Enter');
    const review = region(page, 'Review');
    const hit = review.getByRole('group', { name: 'Results' }).getByRole('button', { name: /before the wedding/ });
    await hit.waitFor();
    await expect.poll(() => hit.locator('mark').allInnerTexts()).toEqual(['wedding', 'Saturday']);
    const read = articles(page).filter({ hasText: 'Will I get it back before the wedding on Saturday?' });
    await expect.poll(() => isInView(read)).toBe(true);
    await expect.poll(() => read.getAttribute('aria-current')).toBe('true');
    await expect.poll(() => read.locator('mark').allInnerTexts()).toEqual(['wedding', expect.stringMatching(/^Sat/)]);

    await review.getByRole('button', { name: 'Open in Work' }).click();
    await region(page, 'Composer').waitFor();
    await expect.poll(() => isInView(read)).toBe(true);
    await expect.poll(() => connection(page).innerText()).toContain('Offline');
    await backend.again();
    await untilLive(page);
  });

  test('nothing of all this asked any other address', () => {
    expect(desk.outside).toEqual([]);
  });
});
