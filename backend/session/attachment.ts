// The content of an attachment, for whoever may see its customer. One answer for everything else.
import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import { idSchema } from '../../shared/domain/primitives.ts';
import { Fault } from '../../shared/lib/fault.ts';
import type { Queryable } from '../store/db.ts';

type Found = { readonly id: string; readonly size: number };

const PATH = /^\/attachment\/([^/]{1,200})$/;

/** The id that a path names; null when it is another path. */
export function attachmentIdAt(path: string): string | null {
  const [, named] = PATH.exec(path) ?? [];
  if (named === undefined) return null;
  try {
    const id = idSchema.safeParse(decodeURIComponent(named));
    return id.success && !id.data.includes('\0') ? id.data : '';
  } catch {
    return '';
  }
}

/**
 * One question for the attachment and the right to it, so that what is somebody else's and what is not there answer
 * alike and in the same time.
 * @throws Fault('not-found')
 */
export async function findAttachment(db: Queryable, agentId: string, id: string): Promise<Found> {
  const [found] = await db.query<Found>(
    `SELECT a.id, a.size FROM attachment a JOIN entry e ON e.id = a.entry_id
     JOIN feed_grant g ON g.customer_id = e.customer_id AND g.agent_id = $1 WHERE a.id = $2`,
    [agentId, id],
  );
  if (!found) throw new Fault('not-found', 'no such attachment');
  return found;
}

/** Bytes and nothing a browser could take for a page. Reads a part at a time, as fast as they are taken. */
export async function sendAttachment(db: Queryable, { id, size }: Found, response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'content-length': size,
    'content-disposition': 'attachment',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  for (let place = 0, sent = 0; sent < size && !response.destroyed; place++) {
    const bytes = await partOf(db, id, place);
    sent += bytes.length;
    if (!response.write(bytes)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}

async function partOf(db: Queryable, id: string, place: number): Promise<Buffer> {
  const [row] = await db.query<{ bytes: Uint8Array }>(
    'SELECT bytes FROM attachment_part WHERE attachment_id = $1 AND place = $2',
    [id, place],
  );
  if (!row) throw new Error(`part ${place} of an attachment is missing`);
  return Buffer.from(row.bytes);
}
