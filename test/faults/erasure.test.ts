// F33 with real processes: the built backend, the built desk, and the program that a person erases with.
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { erasureLogBeside } from '../../backend/erasure/log-file.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import type { Erasure } from '../../shared/domain/erasure.ts';
import { everythingIn, filesWith } from '../core/support/everything.ts';
import { startBackend, type TestBackend } from '../e2e/harness/backend.ts';
import { out } from '../e2e/harness/processes.ts';
import { deskKeys } from '../support/desk-keys.ts';
import { type DeskProcess, startDeskProcess } from './support/desk-process.ts';

const WORD = 'Quaggazebra';
let backend: TestBackend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(async () => {
  await backend.remove();
  await rm(erasureLogBeside(backend.dataDir), { force: true });
});

const erase = async (...args: string[]): Promise<string> =>
  (await promisify(execFile)(process.execPath, [join(out, 'erase.js'), '--data', backend.dataDir, ...args])).stdout;

type Status = { erasures: (Erasure & { confirmed: number; missing: { agentName: string }[] })[] };
const status = async (): Promise<Status['erasures']> =>
  (JSON.parse(await erase('--status', '--json')) as Status).erasures;

const party = { address: '@quagga', name: WORD };
const post = (externalId: string, text: string) => ({
  type: 'post',
  externalId,
  channel: 'x',
  party,
  handle: '@LarkwingCare',
  live: false,
  text,
});

/** Its files, opened with its own keys: what its tables and its index hold. */
function kept({ files, dataDir, agent }: DeskProcess): string {
  const keys = deskKeys(dataDir, agent);
  const cache = openCache(files.cache, { now: Date.now, key: keys.cache });
  const file = openDeskFile(files.outbox, { now: Date.now, key: keys.outbox });
  const all = everythingIn(cache.cache.db) + everythingIn(file.file.db);
  cache.close();
  file.close();
  return all;
}

test('F33: erased while the desk is off: it is gone before the desk shows or asks for anything, its files hold nothing, and the receipt is there', async () => {
  const [taken] = await backend.intake(post('q1', `${WORD} lost a bag`), post('q2', `${WORD} again`));
  const customerId = taken?.outcome === 'imported' ? taken.customerId! : '';
  const first = await startDeskProcess(backend);
  const read = (desk: DeskProcess) => desk.bridge.call('customer.open', { customerId });
  await expect
    .poll(
      () =>
        read(first).then(
          ({ page }) => page.items.length,
          () => 0,
        ),
      { timeout: 30_000 },
    )
    .toBeGreaterThan(1);
  const target = { interactionId: 'i', channel: 'x', audience: 'public', handle: null, replyTo: null } as const;
  await first.bridge.call('draft.write', {
    caseId: null,
    customerId,
    mode: 'note',
    text: `About ${WORD}`,
    target,
    subject: null,
  });
  await first.kill();
  expect(kept(first)).toContain(WORD);

  expect(await erase('--identity', 'x:@quagga', '--reason', 'request')).toMatch(/Erased: \d+ records of customer/);
  expect(await status()).toMatchObject([{ customerId, confirmed: 0, missing: [{ agentName: 'Mara Lindholm' }] }]);

  const second = await startDeskProcess(backend, { dataDir: first.dataDir });
  await expect.poll(status, { timeout: 30_000 }).toMatchObject([{ customerId, confirmed: 1, missing: [] }]);
  await expect(read(second)).rejects.toThrow(/no such customer/);
  await second.kill();
  expect(kept(second)).not.toMatch(/quagga/i);
  expect(filesWith(first.dataDir, WORD, WORD.toLowerCase())).toEqual([]);
});
