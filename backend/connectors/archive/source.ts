// Files as their formats see them: unpacked, sampled, openable again.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable, type Transform } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import { asUtf8, utf16Of } from './encoding.ts';
import type { Sample, Source } from './format.ts';

const SAMPLE_BYTES = 64 * 1024;
/** Gzip within gzip, as where a program packed what was packed already. */
const MAX_LAYERS = 3;

export const isGzip = (bytes: Uint8Array): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

export function sampleOf(bytes: Uint8Array): Sample {
  const start = bytes.subarray(0, SAMPLE_BYTES);
  return {
    bytes: start,
    text: Buffer.from(start)
      .toString('utf8')
      .replace(/^\ufeff/, ''),
  };
}

/** A tar member's header holds a checksum of itself: stronger than the magic word, which old archives lack. */
export function isTar({ bytes }: Sample): boolean {
  if (bytes.length < 512) return false;
  const stated = Number.parseInt(Buffer.from(bytes.subarray(148, 156)).toString('latin1').replace(/\0.*$/, ''), 8);
  const sum = bytes.subarray(0, 512).reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0);
  return Number.isFinite(stated) && stated === sum && sum > 256;
}

/** `input` through `by`; the end of either, whichever way, is the end of both. */
export function through(input: Readable, by: Transform): Readable {
  input.on('error', error => by.destroy(error));
  by.on('close', () => input.destroy());
  return input.pipe(by);
}

type Opener = () => Readable;

/** What `open` gives, without the gzip around it, and in UTF-8. */
async function unpacked(open: Opener): Promise<Opener> {
  let inner = open;
  for (let layers = 0; layers < MAX_LAYERS && isGzip(await firstBytes(inner(), 2)); layers++) {
    const packed = inner;
    inner = () => through(packed(), createGunzip());
  }
  const encoding = utf16Of(await firstBytes(inner(), 2));
  return encoding === null ? inner : () => through(inner(), asUtf8(encoding));
}

async function firstBytes(input: Readable, most = SAMPLE_BYTES): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= most) break;
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** The beginning of what a source holds. */
export const firstOf = async (source: Source): Promise<Sample> => sampleOf(await firstBytes(source.open()));

/** A file on disk, unpacked when it is gzip, and its first bytes. */
export async function fileSource(path: string): Promise<{ readonly source: Source; readonly sample: Sample }> {
  const { mtimeMs } = await stat(path);
  const open = await unpacked(() => createReadStream(path));
  return { source: { name: path, modifiedAt: Math.round(mtimeMs), open }, sample: sampleOf(await firstBytes(open())) };
}

/**
 * A file inside an archive, held in memory.
 * @throws when it is packed and larger than `most` bytes unpacked, or damaged
 */
export function memberSource(name: string, bytes: Uint8Array, modifiedAt: number | null, most: number): Source {
  let plain = bytes;
  for (let layers = 0; layers < MAX_LAYERS && isGzip(plain); layers++)
    plain = gunzipSync(plain, { maxOutputLength: most });
  const encoding = utf16Of(plain);
  if (encoding !== null) plain = Buffer.from(new TextDecoder(encoding).decode(plain));
  return { name, modifiedAt, open: () => Readable.from([plain], { objectMode: false }) };
}
