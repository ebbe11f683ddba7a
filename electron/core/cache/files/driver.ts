// The one place that knows which SQLite this is, and how its files are sealed. See docs/decisions: encryption.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import SQLite, { type Database } from 'better-sqlite3';
import { watchStatements } from '../slow-statements.ts';

export type { Database } from 'better-sqlite3';

/** 32 random bytes; null: the file is plain. */
export type FileKey = Uint8Array | null;
export type DriverOptions = {
  readonly key: FileKey;
  /** Milliseconds that a lock of another program is waited for. */
  readonly lockWaitMs?: number;
  readonly readonly?: boolean;
};

export const KEY_BYTES = 32;
/** SQLite's whole header stays readable: which version wrote the file is known without its key. No word of anybody is in it. */
const HEADER_BYTES = 100;
const LOCK_WAIT_MS = 3_000;

/** What the types of the plain driver do not know. */
type Keyed = Database & { key(key: Buffer): number; rekey(key: Buffer): number };

/** Given as they are: a key that is random needs no derivation, which would cost half a second at each start. */
const rawKey = (key: Uint8Array): Buffer => Buffer.concat([Buffer.from('raw:'), key]);

/**
 * Opens a file, or `:memory:`, and looks at nothing in it. With a key every page and its journal are encrypted and
 * authenticated (AEGIS-256), and what a statement sets aside stays in memory. A wrong key shows with the first statement, as
 * `SQLITE_NOTADB`.
 */
export function openDriver(
  path: string,
  { key, lockWaitMs = LOCK_WAIT_MS, readonly = false }: DriverOptions,
): Database {
  const db = watchStatements(new SQLite(path, { timeout: lockWaitMs, readonly }));
  if (key === null || path === ':memory:') return db;
  try {
    useCipher(db);
    (db as Keyed).key(rawKey(key));
    db.pragma('temp_store = MEMORY');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function useCipher(db: Database): void {
  db.pragma(`cipher = 'aegis'`);
  db.pragma(`algorithm = 'aegis-256'`);
  db.pragma(`plaintext_header_size = ${HEADER_BYTES}`);
}

/** Writes into a new file whose it is: 31 bits of a hash of its key, which say nothing about the key. */
export function signFile(db: Database, key: FileKey): void {
  if (key !== null && !db.memory && db.pragma('application_id', { simple: true }) === 0)
    db.pragma(`application_id = ${markOf(key)}`);
}

export const markOf = (key: Uint8Array): number =>
  createHash('sha256').update('foreword file').update(key).digest().readUInt32BE(0) >>> 1;

/**
 * Runs work that passes over damaged pages whose content it does not use, as VACUUM does over those it gives back. Only after
 * every page that it does use has proven sound.
 */
export function withoutProof(db: Database, key: FileKey, work: () => void): void {
  const prove = (how: 0 | 1): void => {
    if (key === null || db.memory) return;
    db.pragma(`hmac_check = ${how}`);
    (db as Keyed).key(rawKey(key)); // it is read when the key is given
  };
  prove(0);
  try {
    work();
  } finally {
    prove(1);
  }
}

/** Encrypts a plain file in place. Not safe against a kill: of a copy, only. */
export function sealInPlace(path: string, key: Uint8Array): void {
  const db = openDriver(path, { key: null });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = OFF');
    db.pragma('synchronous = OFF');
    db.pragma(`application_id = ${markOf(key)}`);
    useCipher(db);
    (db as Keyed).rekey(rawKey(key));
  } finally {
    db.close();
  }
}

/** What a file says of itself before it is opened. `mark` is that of the key it was sealed with. */
export type FileHead =
  | { readonly kind: 'none' }
  | { readonly kind: 'other' }
  | { readonly kind: 'plain'; readonly version: number }
  | { readonly kind: 'sealed'; readonly version: number; readonly mark: number };

/**
 * Reads the header alone, so that nothing can be written (https://sqlite.org/fileformat.html): `user_version` at 60,
 * `application_id` at 68, bytes kept free in each page at 20, which only a sealed file has.
 */
export function headOf(path: string): FileHead {
  const header = headerOf(path);
  if (header === null || header.length === 0) return { kind: 'none' };
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, 15) !== 'SQLite format 3') return { kind: 'other' };
  const version = header.readUInt32BE(60);
  return header[20] === 0 ? { kind: 'plain', version } : { kind: 'sealed', version, mark: header.readUInt32BE(68) };
}

function headerOf(path: string): Buffer | null {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    const header = Buffer.alloc(Math.min(HEADER_BYTES, fstatSync(handle).size));
    return header.subarray(0, readSync(handle, header, 0, header.length, 0));
  } finally {
    closeSync(handle);
  }
}
