// Contents of attachments on this desk: sealed files of their own, thrown away oldest first. What outside says names no path.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Fault } from '../../../shared/lib/fault.ts';
import { sealing } from '../sealed-file.ts';
import type { FileKey } from './files/driver.ts';

export type AttachmentPlace = { readonly customerId: string; readonly attachmentId: string };
export type AttachmentFilesOptions = {
  readonly folder: string;
  /** Bytes; the file used longest ago goes first. */
  readonly maxBytes?: number;
  readonly now: () => number;
  /** That of the cache; null: they lie there as they came. */
  readonly key?: FileKey;
};

const MAX_BYTES = 500_000_000;
const PART = '.part';
/** With a key nobody else can try names; what another key or none has named is nobody's, and goes at the next start. */
const hashWith =
  (key: FileKey) =>
  (text: string): string =>
    (key === null ? createHash('sha256') : createHmac('sha256', key)).update(text).digest('hex');

/** Name of the file below the desk's folder of attachments: two hashes, whatever the ids are. */
export function attachmentFile({ customerId, attachmentId }: AttachmentPlace, key: FileKey = null): string {
  const hash = hashWith(key);
  return `${hash(customerId)}/${hash(attachmentId)}`;
}

/** The folder is made when there is something to keep. */
export function attachmentFiles({ folder, maxBytes = MAX_BYTES, now, key = null }: AttachmentFilesOptions) {
  const hash = hashWith(key);
  const pathOf = (place: AttachmentPlace): string => join(folder, attachmentFile(place, key));

  const prune = (): void => {
    const files = list(folder);
    let bytes = files.reduce((sum, { size }) => sum + size, 0);
    for (const { path, size } of files.toSorted((a, b) => a.usedAt - b.usedAt)) {
      if (bytes <= maxBytes) return;
      rmSync(path, { force: true });
      bytes -= size;
    }
  };

  return {
    fileOf: (place: AttachmentPlace): string => attachmentFile(place, key),
    has: (place: AttachmentPlace): boolean => existsSync(pathOf(place)),
    /** Used again: it stays longer than others. */
    touch: (place: AttachmentPlace): void => utimesSync(pathOf(place), now() / 1_000, now() / 1_000),
    /**
     * Writes what comes, whole or not at all. Throws `too-large` for more bytes than were promised and `internal` for
     * fewer.
     */
    async keep(place: AttachmentPlace, body: AsyncIterable<Uint8Array>, size: number): Promise<void> {
      const path = pathOf(place);
      mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
      const part = `${path}${PART}-${randomBytes(6).toString('hex')}`;
      try {
        // Synced before it has its name: after a power cut the name would stand over nothing, and nobody would ask again.
        const file = createWriteStream(part, { flags: 'wx', mode: 0o600, flush: true });
        const sealed = key === null ? new PassThrough() : sealing(key);
        await pipeline(Readable.from(body), exactly(size), sealed, file);
        renameSync(part, path);
      } finally {
        rmSync(part, { force: true });
      }
      utimesSync(path, now() / 1_000, now() / 1_000);
      prune();
    },
    /** A customer that this desk may not see any more leaves nothing. */
    forget: (customerId: string): void => rmSync(join(folder, hash(customerId)), { recursive: true, force: true }),
    /** Keeps what is of these customers alone, and nothing half written. */
    keepOnly(customerIds: () => readonly string[]): void {
      if (!existsSync(folder)) return;
      const kept = new Set(customerIds().map(hash));
      for (const name of readdirSync(folder))
        if (!kept.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
      for (const { path } of list(folder)) if (path.includes(PART)) rmSync(path, { force: true });
    },
  };
}
export type AttachmentFiles = ReturnType<typeof attachmentFiles>;

type Kept = { readonly path: string; readonly size: number; readonly usedAt: number };

function list(folder: string): Kept[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  return entries.map(({ parentPath, name }) => {
    const path = join(parentPath, name);
    const { size, mtimeMs } = statSync(path);
    return { path, size, usedAt: mtimeMs };
  });
}

/** Ends a stream that is longer or shorter than was said. */
function exactly(size: number): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      bytes += chunk.byteLength;
      if (bytes > size) done(new Fault('too-large', 'more bytes came than the attachment has'));
      else done(null, chunk);
    },
    flush(done) {
      done(bytes === size ? null : new Fault('offline', `${bytes} of ${size} bytes came`));
    },
  });
}
