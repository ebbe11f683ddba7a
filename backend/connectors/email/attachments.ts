import type { Attachment } from 'postal-mime';
import { MAX_ATTACHED_BYTES, MAX_ATTACHMENT_BYTES } from '../../../shared/domain/entry.ts';
import { typeOf } from '../../../shared/domain/media-type.ts';
import { clean, cut } from './clean.ts';

/** A name that is only a name: no path, no invisible or reserved characters, never empty, its ending kept when cut. */
export function fileName(raw: string | null, place: number): string {
  const line = clean(raw ?? '', 1_000);
  const last = line.split(/[/\\]/).findLast(part => part.trim() !== '') ?? '';
  const plain = last
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
    .trim();
  if (plain === '') return `attachment-${place}`;
  if (plain.length <= 200) return plain;
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(plain)?.[0] ?? '';
  return cut(plain, 200 - ending.length) + ending;
}

const bytesOf = (content: Attachment['content']): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content as ArrayBuffer);

/** Name, type and size of each, with the contents as base64 as far as they are kept: the first that fit together. */
export function listAttachments(found: readonly Attachment[], limit: number) {
  let left = MAX_ATTACHED_BYTES;
  return found.slice(0, limit).map((one, index) => {
    const content = bytesOf(one.content);
    const size = content.byteLength;
    const name = fileName(one.filename, index + 1);
    const type = typeOf(content, clean(one.mimeType, 120));
    if (size > MAX_ATTACHMENT_BYTES || size > left) return { name, type, size };
    left -= size;
    return { name, type, size, content: Buffer.from(content.buffer, content.byteOffset, size).toString('base64') };
  });
}
