import { MAX_MAIL_BYTES, parseMail } from '../email/parse.ts';
import type { Format, Read, ReadOptions, Sample, Source } from './format.ts';

const HEADER = /^[\x21-\x39\x3b-\x7e]{1,76}[ \t]{0,3}:/;
const TELLING =
  /^(?:from|to|subject|date|message-id|received|return-path|mime-version|content-type|delivered-to|reply-to|x-mailer)[ \t]{0,3}:/i;

/** A block of header lines, at least one of them one that mail has, before an empty line or the sample's end. */
export function looksLikeMail(text: string): boolean {
  let telling = 0;
  const lines = text.replace(/^\s+/, '').slice(0, 16_384).split(/\r?\n/, 60);
  for (const [index, line] of lines.entries()) {
    if (line === '') return telling > 0;
    if (index > 0 && /^[ \t]/.test(line)) continue;
    if (!HEADER.test(line)) return index > 2 && telling > 1;
    if (TELLING.test(line)) telling += 1;
  }
  return telling > 0;
}

/** What is left out beyond the cap still counts towards the key, so that two long mails never pass for one. */
export type Bytes = { readonly bytes: Uint8Array; readonly cut: boolean };

/** Reads to the end and keeps the first `most` bytes. */
export async function readAtMost(input: AsyncIterable<Uint8Array>, most: number): Promise<Bytes> {
  const kept: Uint8Array[] = [];
  let size = 0;
  let cut = false;
  for await (const chunk of input) {
    const room = most - size;
    if (room < chunk.length) cut = true;
    if (room > 0) kept.push(chunk.subarray(0, room));
    size += Math.min(chunk.length, Math.max(room, 0));
  }
  return { bytes: Buffer.concat(kept), cut };
}

/** One mail as a record; an archive's mail without a date happened when its file was written, as far as is known. */
export async function mailRecord({ bytes, cut }: Bytes, at: number | null, { brands }: ReadOptions): Promise<Read> {
  const parsed = await parseMail(bytes, { brands, live: false, cut });
  if ('refused' in parsed || parsed.record.at !== undefined || at === null) return parsed;
  return { record: { ...parsed.record, at } };
}

async function* read(source: Source, options: ReadOptions): AsyncGenerator<Read> {
  yield await mailRecord(await readAtMost(source.open(), MAX_MAIL_BYTES), source.modifiedAt, options);
}

export const mailFile: Format = {
  name: 'email',
  what: 'one raw email (header lines, an empty line, a body; .eml, .box)',
  rank: 3,
  recognise: ({ text }: Sample) => looksLikeMail(text),
  read,
};
