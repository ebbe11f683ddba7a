// Nothing that can be done is out of reach of the keyboard: every action has a key that is told, or a line in the palette.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTION_IDS } from '../../renderer/keys/actions.ts';
import { actionWords } from '../../renderer/text/keys.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { untilLive } from './harness/screen.ts';

let backend: TestBackend;
let desk: Desk;
const page = (): Page => desk.page();

beforeAll(async () => {
  await built();
  backend = await startBackend();
  desk = await startDesk('browser', backend);
  await untilLive(page());
});
afterAll(async () => {
  await desk?.stop();
  await backend?.remove();
});

test('every action has a key that is told, or a line in the palette of an empty desk', async () => {
  await page().keyboard.press('?');
  const dialog = page().getByRole('dialog', { name: 'Keys' });
  const lines = dialog.locator('[data-action]');
  await lines.first().waitFor();
  const told = await lines.evaluateAll(all =>
    all.map(line => ({ id: line.getAttribute('data-action'), hasKey: line.querySelector('kbd') !== null })),
  );
  expect(told.map(({ id }) => id)).toEqual([...ACTION_IDS]);
  await page().keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });

  // By the key that works also while writing.
  await page().getByRole('searchbox', { name: 'Search history' }).focus();
  await page().keyboard.press('Alt+k');
  const palette = page().getByRole('dialog', { name: 'Commands' });
  await palette.getByRole('menuitem').first().waitFor();
  const offered = await palette.getByRole('menuitem').allTextContents();
  const unreachable = told.filter(
    ({ id, hasKey }) => !hasKey && !offered.some(line => line.startsWith(actionWords[id as keyof typeof actionWords])),
  );
  expect(unreachable).toEqual([]);
});
