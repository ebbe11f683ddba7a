// Row 88: the keys of what a desk keeps, and what a platform that cannot protect them means.
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isPrivateIn } from '../../electron/host/keys/key-file.ts';
import { Unreadable } from '../../electron/host/keys/unreadable.ts';
import { openVault, type Unprotected, type VaultOptions } from '../../electron/host/keys/vault.ts';
import { fileWrapper, passphraseWrapper, type Wrapper } from '../../electron/host/keys/wrapper.ts';
import { coreConfigOf, readLaunch } from '../../electron/host/launch.ts';
import { setLogSink } from '../../shared/lib/log.ts';

function keyPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foreword-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'keys', 'mara.json');
}
/** The vault, and what it holds at first. */
const opened = async (options: VaultOptions) => {
  const vault = await openVault(options);
  return { ...vault, ...vault.now() };
};
const plainly = (path: string, policy: Unprotected = 'warn') =>
  opened({ path, policy, wrapper: fileWrapper(() => isPrivateIn(path)) });
const hex = (bytes: Uint8Array | undefined) => Buffer.from(bytes!).toString('hex');

/** A system's store; `off`: there is none, `other`: it has forgotten what it sealed. */
function system(state: { is: 'on' | 'off' | 'other'; stale?: boolean }): Wrapper {
  return {
    by: 'system',
    canProtect: async () => state.is !== 'off',
    seal: async text => Buffer.from(text).toString('hex'),
    open: async sealed => {
      if (state.is !== 'on') throw new Unreadable('another keyring', null);
      return { text: Buffer.from(sealed, 'hex').toString(), stale: state.stale ?? false };
    },
  };
}

test('a key file is made once, is its owner’s alone, and holds two keys of 32 bytes', async () => {
  const path = keyPath();
  const first = await plainly(path);
  expect([first.keptIn, first.keyNotice, first.discard]).toEqual(['files', null, 'nothing']);
  expect([first.keys!.cache.length, first.keys!.outbox.length]).toEqual([32, 32]);
  expect(hex(first.keys!.cache)).not.toBe(hex(first.keys!.outbox));
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect((await plainly(path)).keys).toEqual(first.keys);
  expect(readdirSync(dirname(path))).toEqual(['mara.json']);
});

test('two starts at once have the same keys', async () => {
  const path = keyPath();
  const vaults = await Promise.all(Array.from({ length: 8 }, () => plainly(path)));
  expect(new Set(vaults.map(({ keys }) => hex(keys!.cache))).size).toBe(1);
  expect((await plainly(path)).keys).toEqual(vaults[0]!.keys);
});

test('a key file that others may read is no protection: warned, refused, or nothing on the disk, as was chosen', async () => {
  const path = keyPath();
  const { keys } = await plainly(path);
  chmodSync(path, 0o644);
  expect(await plainly(path)).toMatchObject({ keys, keptIn: 'files', keyNotice: 'key-unprotected' });
  expect(await plainly(path, 'memory')).toMatchObject({ keptIn: 'memory', keyNotice: 'memory-only' });
  await expect(plainly(path, 'refuse')).rejects.toMatchObject({ code: 'denied', message: /cannot protect/ });
});

test('what is no key file is left as it is: memory, and one sentence', async () => {
  for (const text of [
    'not a key file',
    '{"version":2}',
    '{"version":1,"by":"file","sealed":"{\\"cache\\":\\"AA==\\"}"}',
    '',
  ]) {
    const path = keyPath();
    await plainly(path);
    writeFileSync(path, text);
    expect(await plainly(path)).toMatchObject({ keptIn: 'memory', keyNotice: 'key-unreadable' });
    expect(readFileSync(path, 'utf8')).toBe(text);
  }
});

test('a passphrase seals the keys; another one opens nothing and changes nothing', async () => {
  const path = keyPath();
  const open = (words: string) => opened({ path, policy: 'refuse', wrapper: passphraseWrapper(words) });
  const { keys } = await open('correct horse');
  const kept = readFileSync(path, 'utf8');
  for (const encoding of ['hex', 'base64'] as const)
    expect(kept).not.toContain(Buffer.from(keys!.cache).toString(encoding));
  expect((await open('correct horse')).keys).toEqual(keys);
  await expect(open('correct horsf')).rejects.toMatchObject({ code: 'denied', message: /not the one of this desk/ });
  await expect(plainly(path)).rejects.toMatchObject({ code: 'denied', message: /--passphrase/ });
  expect(readFileSync(path, 'utf8')).toBe(kept);
  expect(() => passphraseWrapper('short')).toThrow('at least 8');
});

test('keys in a plain file are sealed as soon as there is a passphrase or a system that keeps them', async () => {
  for (const wrapper of [passphraseWrapper('correct horse'), system({ is: 'on' })]) {
    const path = keyPath();
    const { keys } = await plainly(path);
    expect((await opened({ path, policy: 'warn', wrapper })).keys).toEqual(keys);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ by: wrapper.by });
    expect(readFileSync(path, 'utf8')).not.toContain(Buffer.from(keys!.cache).toString('base64'));
  }
});

test('a system without a keyring: warned and a key file, refused, or memory', async () => {
  const path = keyPath();
  const open = (policy: Unprotected) => opened({ path, policy, wrapper: system({ is: 'off' }) });
  await expect(open('refuse')).rejects.toMatchObject({ code: 'denied' });
  expect(await open('memory')).toMatchObject({ keptIn: 'memory', keyNotice: 'memory-only' });
  expect(existsSync(path)).toBe(false);
  expect(await open('warn')).toMatchObject({ keptIn: 'files', keyNotice: 'key-unprotected' });
});

test('a keyring that has forgotten: nothing is overwritten, and it is itself again when it is back', async () => {
  const path = keyPath();
  const state: Parameters<typeof system>[0] = { is: 'on' };
  const open = () => opened({ path, policy: 'warn', wrapper: system(state) });
  const { keys } = await open();
  const kept = readFileSync(path, 'utf8');
  for (const is of ['other', 'off'] as const) {
    state.is = is;
    expect(await open()).toMatchObject({ keptIn: 'memory', keyNotice: 'key-unreadable' });
  }
  expect(readFileSync(path, 'utf8')).toBe(kept);
  Object.assign(state, { is: 'on', stale: true });
  expect((await open()).keys).toEqual(keys);
});

test('forgetting: the key of the history is another one at once, that of unsent words only when it is said', async () => {
  const path = keyPath();
  const vault = await plainly(path);
  const before = vault.keys!;
  const now = await vault.forget('cache');
  expect(now.discard).toBe('cache');
  expect(hex(now.keys!.outbox)).toBe(hex(before.outbox));
  expect(hex(now.keys!.cache)).not.toBe(hex(before.cache));
  expect(readFileSync(path, 'utf8')).not.toContain(Buffer.from(before.cache).toString('base64'));
  // Killed before the files were removed: the next start is told again.
  expect(await plainly(path)).toMatchObject({ keys: now.keys, discard: 'cache' });
  await vault.discarded();
  expect(await plainly(path)).toMatchObject({ keys: now.keys, discard: 'nothing' });
  expect(hex((await vault.forget('all')).keys!.outbox)).not.toBe(hex(before.outbox));
});

test('no key stands in the log, and none in what the core is told beside its own place', async () => {
  const log: string[] = [];
  setLogSink(line => log.push(line));
  const path = keyPath();
  const vault = await plainly(path);
  const secretFile = join(dirname(path), 'secret');
  writeFileSync(secretFile, 'hush');
  const launch = readLaunch([
    `--data=${dirname(path)}`,
    '--backend=http://127.0.0.1:1',
    '--agent=Mara',
    `--secret-file=${secretFile}`,
  ]);
  const config = await coreConfigOf(launch, 'browser', vault.now());
  expect(config).not.toHaveProperty('forget');
  writeFileSync(path, randomBytes(200));
  await plainly(path);
  const said = log.join('\n');
  expect(said).toContain('keys.opened');
  for (const key of [vault.keys!.cache, vault.keys!.outbox])
    for (const encoding of ['hex', 'base64'] as const) expect(said).not.toContain(Buffer.from(key).toString(encoding));
  expect(JSON.stringify(process.env)).not.toContain(hex(vault.keys!.cache));
});

test.each([
  [['--passphrase=hunter2'], '--passphrase'],
  [['--unprotected=maybe'], '--unprotected'],
])('%j is refused with a sentence, so no passphrase ever stands on a command line', (argv, name) => {
  const given = ['--data=x', '--backend=http://127.0.0.1:1', '--agent=Mara', '--secret-file=s'];
  expect(() => readLaunch([...given, ...argv])).toThrow(name);
  expect(() => readLaunch([...given, ...argv])).not.toThrow('hunter2');
});
