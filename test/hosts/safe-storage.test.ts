// The desktop's keys in the system's own store, as far as its calls go: the stand-in keeps a keyring in a file.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Unprotected } from '../../electron/host/keys/vault.ts';

function keyPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foreword-system-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'keys', 'mara.json');
}

/** The desktop's vault over a keyring in this file; `none`: a Linux without one. */
async function openOver(keyring: string, path: string, policy: Unprotected) {
  vi.resetModules();
  vi.stubEnv('FOREWORD_STAND_IN_KEYRING', keyring);
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.doMock('electron', () => import('../e2e/stand-in/safe-storage.ts'));
  const { systemWrapper } = await import('../../electron/desktop/safe-storage.ts');
  const { openVault } = await import('../../electron/host/keys/vault.ts');
  return (await openVault({ path, policy, wrapper: systemWrapper })).now();
}

test('the keys are sealed by the system, and come back by it', async () => {
  const path = keyPath();
  const keyring = join(path, '..', '..', 'ring');
  const open = () => openOver(keyring, path, 'refuse');
  const first = await open();
  expect(first).toMatchObject({ keptIn: 'files', keyNotice: null });
  const kept = readFileSync(path, 'utf8');
  expect(JSON.parse(kept)).toMatchObject({ by: 'system' });
  expect(kept).not.toContain(Buffer.from(first.keys!.cache).toString('base64'));
  expect((await open()).keys).toEqual(first.keys);
});

test('a keyring that was made anew does not open them: memory, and the file is left as it is', async () => {
  const path = keyPath();
  await openOver(join(path, '..', '..', 'one'), path, 'warn');
  const kept = readFileSync(path, 'utf8');
  const vault = await openOver(join(path, '..', '..', 'two'), path, 'warn');
  expect(vault).toMatchObject({ keptIn: 'memory', keyNotice: 'key-unreadable' });
  expect(readFileSync(path, 'utf8')).toBe(kept);
});

test.runIf(process.platform === 'linux')('a Linux whose store is basic_text cannot protect', async () => {
  const path = keyPath();
  const open = (policy: Unprotected) => openOver('none', path, policy);
  await expect(open('refuse')).rejects.toMatchObject({ code: 'denied' });
  expect(await open('warn')).toMatchObject({ keptIn: 'files', keyNotice: 'key-unprotected' });
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ by: 'file' });
});
