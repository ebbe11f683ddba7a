// A case of an imported real archive is found, read and exported with the network off from the start, by keys alone.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Summary } from '../../backend/connectors/archive/report.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { startDesk } from '../e2e/harness/desk.ts';
import { countPointers, focusOf, press, tabTo } from '../e2e/harness/keys.ts';
import { root } from '../e2e/harness/processes.ts';
import { connection, region, untilLive } from '../e2e/harness/screen.ts';
import { devData, devDataIsMissing } from './dev-data.ts';

/** By hand: four posts to an account, answered, by one customer of the archive. */
const WHO = '@105840';
const SAID = 'Spotify Premium skipping through songs';
const LEAD = 'Ruth Okafor';

/** The command that an administrator types, beside a backend that runs. */
async function importedInto(dataDir: string, file: string): Promise<Summary> {
  const args = [join(root, 'build', 'run.mjs'), 'import', '--data', dataDir, '--region', 'US', '--json', file];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 64_000_000 });
  return JSON.parse(stdout) as Summary;
}

const hitsIn = (page: Page) => region(page, 'Review').getByRole('status').filter({ hasText: /\bhit/ });

/** Nothing of it is here; all of it is brought as a set, by keys alone, and here when this ends. */
async function bringArchive(page: Page, entries: number): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'On the backend' });
  await press(page, 'G R');
  await expect.poll(async () => (await focusOf(page))?.name).toBe('Search history');
  await page.keyboard.type(`"${SAID}"`, { delay: 5 });
  await region(page, 'Review').getByText('No hits on this workstation').waitFor();
  await tabTo(page, /^Look on the backend for/);
  await press(page, 'Enter');
  await dialog.getByRole('list', { name: 'Customers on the backend' }).getByText(WHO).waitFor();
  await tabTo(page, /^Find a customer$/);
  await press(page, 'ArrowRight Space');
  await dialog.getByRole('option', { name: /^twcs-sample\.csv/ }).waitFor({ state: 'attached' });
  await tabTo(page, /^How much is it\?/);
  await press(page, 'Enter');
  await dialog.getByText(new RegExp(`All would come: ${entries} entries`)).waitFor();
  await tabTo(page, /^Bring \d+ customers$/);
  await press(page, 'Enter');
  await dialog.getByText(new RegExp(`${entries} entries, all here`)).waitFor({ timeout: 60_000 });
  await press(page, 'Escape');
}

describe.skipIf(devDataIsMissing('review of an imported archive'))('review of an imported archive', () => {
  test('is done offline, by keys alone, and a case of it leaves as a file', async () => {
    await built();
    const dataDir = await mkdtemp(join(tmpdir(), 'foreword-review-'));
    onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
    const backend = await startBackend();
    onTestFinished(() => backend.remove());
    const { total } = await importedInto(backend.dataDir, devData('social', 'twcs-sample.csv'));
    expect(total).toMatchObject({ imported: total.read, refused: 0 });
    const first = await startDesk('browser', backend, { dataDir, agent: LEAD });
    await untilLive(first.page());
    await bringArchive(first.page(), total.imported);
    await first.stop();
    await backend.stop();

    const desk = await startDesk('browser', backend, { dataDir, agent: LEAD });
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
