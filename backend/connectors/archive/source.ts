// Files as their formats see them: unpacked, sampled, openable again.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip, gunzipSync } from 'node:zlib';
import type { Sample, Source } from './format.ts';

const SAMPLE_BYTES = 64 * 1024;

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

function unpacked(path: string): Readable {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.on('error', error => gunzip.destroy(error));
  gunzip.on('close', () => file.destroy());
  return file.pipe(gunzip);
}

async function firstBytes(input: Readable): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= SAMPLE_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, SAMPLE_BYTES);
}

/** A file on disk, unpacked when it is gzip, and its first bytes. */
export async function fileSource(path: string): Promise<{ readonly source: Source; readonly sample: Sample }> {
  const { mtimeMs } = await stat(path);
  const packed = isGzip(await firstBytes(createReadStream(path, { end: 3 })));
  const open = packed ? () => unpacked(path) : () => createReadStream(path);
  return { source: { name: path, modifiedAt: Math.round(mtimeMs), open }, sample: sampleOf(await firstBytes(open())) };
}

/**
 * A file inside an archive, held in memory.
 * @throws when it is packed and larger than `most` bytes unpacked, or damaged
 */
export function memberSource(name: string, bytes: Uint8Array, modifiedAt: number | null, most: number): Source {
  const plain = isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: most }) : bytes;
  return { name, modifiedAt, open: () => Readable.from([plain], { objectMode: false }) };
}
