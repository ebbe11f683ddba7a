// Attachments of a record: what the entry says of them, and the rows that keep their contents. Pure.
import type { IntakeOf } from '../../shared/contract/intake.ts';
import { type Attachment, type Entry, MAX_ATTACHED_BYTES, MAX_ATTACHMENT_BYTES } from '../../shared/domain/entry.ts';
import type { Changes } from '../records/changes.ts';
import { typeOf } from '../../shared/domain/media-type.ts';

type Given = IntakeOf<'message'>['attachments'];

/** Bytes of one row; as text of a statement twice that. */
const PART = 1_000_000;

export type Attached = { readonly attachment: Attachment; readonly declared: string; readonly content: Buffer | null };

/** Contents are kept while they fit together; of the others the name stays. What was declared gives way to the bytes. */
export function attachedOf(given: Given, id: () => string): Attached[] {
  let left = MAX_ATTACHED_BYTES;
  return given.map(({ name, type, size, content: base64 }) => {
    const bytes = base64 === undefined ? null : Buffer.from(base64, 'base64');
    const fits = bytes !== null && bytes.length <= MAX_ATTACHMENT_BYTES && bytes.length <= left;
    if (fits) left -= bytes.length;
    return {
      attachment: {
        id: id(),
        name,
        size: bytes?.length ?? size,
        type: bytes ? typeOf(bytes, type) : type,
        kept: fits,
      },
      declared: type,
      content: fits ? bytes : null,
    };
  });
}

/** Written with the entry, in one transaction: an entry never promises a content that is not there. */
export function keepContents(changes: Changes, entry: Entry, attached: readonly Attached[]): void {
  for (const { attachment, declared, content } of attached) {
    if (!content) continue;
    const { id, name, type, size } = attachment;
    changes.put('attachment', { id, entry_id: entry.id, name, declared, type, size });
    for (let place = 0; place * PART < content.length; place++) {
      const part = content.subarray(place * PART, (place + 1) * PART);
      changes.put('attachmentPart', { attachment_id: id, place, bytes: `\\x${part.toString('hex')}` });
    }
  }
}
