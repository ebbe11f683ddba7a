import type { Attachment } from '../../shared/domain/entry.ts';
import type { Queryable } from '../store/db.ts';

/** Reads what an attachment holds, a part at a time. Throws where a part is missing. */
export type ContentOf = (attachment: Pick<Attachment, 'id' | 'size'>) => AsyncIterable<Uint8Array>;

export const contentIn = (db: Queryable): ContentOf =>
  async function* ({ id, size }) {
    for (let place = 0, read = 0; read < size; place++) {
      const [row] = await db.query<{ bytes: Uint8Array }>(
        'SELECT bytes FROM attachment_part WHERE attachment_id = $1 AND place = $2',
        [id, place],
      );
      if (!row) throw new Error(`part ${place} of an attachment is missing`);
      read += row.bytes.length;
      yield row.bytes;
    }
  };
