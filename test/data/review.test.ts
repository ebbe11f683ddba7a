// A case of an imported real archive is found, read and exported with the network off from the start, by keys alone.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { importArchives } from '../../backend/connectors/archive/import-run.ts';
import { findArchives } from '../../backend/connectors/archive/walk.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { startDesk } from '../e2e/harness/desk.ts';
import { countPointers, focusOf, press } from '../e2e/harness/keys.ts';
import { connection, region, untilLive } from '../e2e/harness/screen.ts';
import { devData, devDataIsMissing } from './dev-data.ts';

/** By hand: four posts to an account, answered, by one customer of the archive. */
const WHO = '@105840';
const SAID = 'Spotify Premium skipping through songs';

describe.skipIf(devDataIsMissing('review of an imported archive'))('review of an imported archive', () => {
  test('is done offline, by keys alone, and a case of it leaves as a file', async () => {
    await built();
    const dataDir = await mkdtemp(join(tmpdir(), 'foreword-review-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const backend = await startBackend();
    onTestFinished(() => backend.remove());
    const send = (records: readonly unknown[]) => backend.intake(...(records as object[]));
    const found = await findArchives([devData('social', 'twcs-sample.csv')]);
    const delivery = { send, close: async () => undefined };
    const { total } = await importArchives(found, delivery, { region: 'US', brands: [] }, () => undefined);
    expect(total).toMatchObject({ imported: total.read, refused: 0 });
    // Somebody who waits again: their history is loaded ahead.
    const post = { type: 'message', channel: 'x', party: { address: WHO }, handle: '@SpotifyCares' };
    await send([{ ...post, externalId: 'again', thread: 'again', text: 'Is there anything new?' }]);

    const first = await startDesk('browser', backend, { dataDir });
    await untilLive(first.page());
    await press(first.page(), 'G R');
    const hitsIn = (page: ReturnType<typeof first.page>) =>
      region(page, 'Review').getByRole('status').filter({ hasText: /\bhit/ });
    const ask = async (): Promise<string> => {
      const field = first.page().getByRole('searchbox', { name: 'Search history' });
      await field.fill('');
      await field.fill(`"${SAID}"`);
      return hitsIn(first.page()).innerText();
    };
    await expect.poll(ask, { timeout: 60_000, interval: 1_500 }).toMatch(/^[1-9]/);
    await first.stop();
    await backend.stop();

    const desk = await startDesk('browser', backend, { dataDir });
    onTestFinished(() => desk.stop());
    const page = desk.page();
    await connection(page).filter({ hasText: 'Offline' }).waitFor({ timeout: 30_000 });
    const pointers = await countPointers(page);
    await press(page, 'G R');
    await expect.poll(async () => (await focusOf(page))?.name).toBe('Search history');
    await page.keyboard.type(`channel:x kind:post "${SAID}"`, { delay: 5 });
    await expect.poll(() => hitsIn(page).innerText()).toMatch(/in 1 case$/);
    await press(page, 'Enter');
    const hit = region(page, 'Timeline').locator('article[aria-current=true]');
    await expect.poll(() => hit.count()).toBe(1);
    await expect.poll(() => region(page, 'Timeline').innerText()).toContain(SAID);
    await press(page, 'G E');
    const dialog = page.getByRole('dialog', { name: /^Export/ });
    await dialog.getByRole('radio', { name: 'Web page' }).waitFor();
    const downloading = page.waitForEvent('download');
    await press(page, 'Enter');
    expect(await readFile(await (await downloading).path(), 'utf8')).toContain(SAID);
    expect(await pointers()).toBe(0);
    expect(desk.outside).toEqual([]);
  });
});
