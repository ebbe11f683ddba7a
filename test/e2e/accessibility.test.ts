// No violation that axe can find, on every view, light and dark, while it rings and while offline.
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { jayneTurner, ringing, type Told } from './harness/people.ts';
import { acceptOffer, connection, region, untilLive } from './harness/screen.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

describe('axe finds nothing', () => {
  let backend: TestBackend;
  let desk: Desk;
  let jayne: Told;

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    jayne = jayneTurner(Date.now());
    desk = await startDesk('browser', backend, { agent: 'Ruth Okafor', viewport: { width: 1280, height: 800 } });
    await untilLive(desk.page());
    await backend.intake(...jayne.records);
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
  });

  const violations = async (): Promise<string[]> => {
    const { violations: found } = await new AxeBuilder({ page: desk.page() }).withTags(TAGS).analyze();
    return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  };
  const inBothThemes = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await desk.page().emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      found.push(...(await violations()));
    }
    return found;
  };
  const goTo = (view: string): Promise<void> =>
    desk.page().getByRole('navigation').getByRole('link', { name: view, exact: true }).click();

  test.each(['Work', 'Queues', 'Review'])('%s', async view => {
    await goTo(view);
    await region(desk.page(), view).waitFor();
    expect(await inBothThemes()).toEqual([]);
  });

  test('Keeping, with what takes the space', async () => {
    await desk.page().evaluate(() => (location.hash = '#keeping'));
    await desk.page().getByRole('columnheader', { name: 'Space' }).first().waitFor();
    expect(await inBothThemes()).toEqual([]);
  });

  test('Work at 200 % zoom of 1280 x 800', async () => {
    await goTo('Work');
    await desk.page().setViewportSize({ width: 640, height: 400 });
    expect(await inBothThemes()).toEqual([]);
    const sideways = await desk.page().evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(sideways).toBeLessThanOrEqual(0);
    await desk.page().setViewportSize({ width: 1280, height: 800 });
  });

  test('while it rings, in the call, and offline', async () => {
    await desk.stop();
    desk = await startDesk('browser', backend, { viewport: { width: 1280, height: 800 } });
    await untilLive(desk.page());
    await backend.intake(ringing(jayne, 'call-axe'));
    await region(desk.page(), 'Offer').waitFor({ timeout: 30_000 });
    expect(await inBothThemes()).toEqual([]);
    await acceptOffer(desk.page());
    expect(await inBothThemes()).toEqual([]);
    await backend.stop();
    await connection(desk.page()).filter({ hasText: 'Offline' }).waitFor({ timeout: 15_000 });
    expect(await inBothThemes()).toEqual([]);
  });
});
