// Which keys the core is started with, and what it must say about them.
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { Fault } from '../../../shared/lib/fault.ts';
import { logger } from '../../../shared/lib/log.ts';
import { type Discard, discardSchema, type Vault } from '../../core/config.ts';
import { isPrivateIn, readKeyFile, writeKeyFile } from './key-file.ts';
import { Unreadable } from './unreadable.ts';
import { fileWrapper, type Wrapper } from './wrapper.ts';

const log = logger('keys');

/** What happens on a platform that cannot protect the keys: no start, a warning on the screen, or nothing on the disk. */
export const unprotectedSchema = z.enum(['refuse', 'warn', 'memory']);
export type Unprotected = z.infer<typeof unprotectedSchema>;

const words = {
  refused:
    'This workstation cannot protect what Foreword keeps on it, and it was told not to start then. ' +
    'Give --passphrase, or --unprotected warn or memory.',
  wantsPassphrase: 'What is kept on this desk is sealed with a passphrase: start it with --passphrase.',
} as const;

const keyText = z.base64().transform((text, context) => {
  const key = new Uint8Array(Buffer.from(text, 'base64'));
  if (key.length !== 32) context.addIssue({ code: 'custom', message: 'not 32 bytes' });
  return key;
});
/** `discard`: what the keys before these had sealed and may still lie there. */
const recordSchema = z.object({ cache: keyText, outbox: keyText, discard: discardSchema });
type KeyRecord = z.output<typeof recordSchema>;

const textOf = ({ cache, outbox, discard }: KeyRecord): string =>
  JSON.stringify({
    cache: Buffer.from(cache).toString('base64'),
    outbox: Buffer.from(outbox).toString('base64'),
    discard,
  });
const newKey = () => new Uint8Array(randomBytes(32));
const newKeys = (): KeyRecord => ({ cache: newKey(), outbox: newKey(), discard: 'nothing' });

export type VaultOptions = {
  readonly path: string;
  /** The best this host can do here. */
  readonly wrapper: Wrapper;
  readonly policy: Unprotected;
};
export type OpenedVault = {
  now(): Vault;
  /** Forgets the key of the cache, or both: what they have sealed can never be read again. Answers with what is now. */
  forget(what: Exclude<Discard, 'nothing'>): Promise<Vault>;
  /** What was to be thrown away is gone. */
  discarded(): Promise<void>;
};

/**
 * Reads the keys, or makes them. Keys in a file of their own are wrapped better as soon as this host can. Throws a Fault with a
 * sentence where the desk must not start; keys that are there and cannot be had mean memory, and nothing is written.
 */
export async function openVault({ path, wrapper, policy }: VaultOptions): Promise<OpenedVault> {
  const isProtected = await wrapper.canProtect();
  if (!isProtected && policy === 'refuse') throw new Fault('denied', words.refused);
  if (!isProtected && policy === 'memory') return inMemory('memory-only');
  const use = isProtected ? wrapper : fileWrapper(() => isPrivateIn(path));
  try {
    let record = await readRecord(path, use);
    const notice = isProtected ? null : 'key-unprotected';
    log.info('keys.opened', { by: use.by, isProtected });
    const write = async (next: KeyRecord): Promise<Vault> => {
      record = next;
      await keep(path, use, record, 'again');
      return vaultOf(record, notice);
    };
    return {
      now: () => vaultOf(record, notice),
      forget: what => write({ cache: newKey(), outbox: what === 'all' ? newKey() : record.outbox, discard: what }),
      async discarded() {
        if (record.discard !== 'nothing') await write({ ...record, discard: 'nothing' });
      },
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    log.error('keys.unreadable', {}, error);
    return inMemory('key-unreadable');
  }
}

const vaultOf = ({ cache, outbox, discard }: KeyRecord, keyNotice: Vault['keyNotice']): Vault => ({
  keys: { cache, outbox },
  keptIn: 'files',
  keyNotice,
  discard,
});

/** With keys all the same, for what is too large for memory; nobody has them after the end. */
function inMemory(keyNotice: 'memory-only' | 'key-unreadable'): OpenedVault {
  const made = (): Vault => ({ ...vaultOf(newKeys(), keyNotice), keptIn: 'memory' });
  let vault = made();
  return {
    now: () => vault,
    forget: () => Promise.resolve((vault = made())),
    discarded: () => Promise.resolve(),
  };
}

async function readRecord(path: string, use: Wrapper): Promise<KeyRecord> {
  const kept = await readKeyFile(path);
  if (kept === null) {
    const record = newKeys();
    if (await keep(path, use, record, 'fresh')) return record;
    return readRecord(path, use); // another start was quicker
  }
  if (kept.by === 'passphrase' && use.by !== 'passphrase') throw new Fault('denied', words.wantsPassphrase);
  if (kept.by !== use.by && kept.by !== 'file') throw new Unreadable(`the keys were sealed by the ${kept.by}`, null);
  const { text, stale } = kept.by === 'file' ? { text: kept.sealed, stale: false } : await use.open(kept.sealed);
  const record = parsed(text);
  if (stale || kept.by !== use.by) await keep(path, use, record, 'again');
  return record;
}

function parsed(text: string): KeyRecord {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch (error) {
    // Not its message, which could hold a part of what was read.
    throw new Unreadable('what was sealed is not the keys of a desk', (error as Error).name);
  }
}

async function keep(path: string, use: Wrapper, record: KeyRecord, how: 'fresh' | 'again'): Promise<boolean> {
  return writeKeyFile(path, { version: 1, by: use.by, sealed: await use.seal(textOf(record)) }, how);
}
