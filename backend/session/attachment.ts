// The content of an attachment, for whoever may see its customer. One answer for everything else.
import type { ServerResponse } from 'node:http';
import { once } from 'node:events';
import { idSchema } from '../../shared/domain/primitives.ts';
import { Refused } from '../audit/refused.ts';
import type { Queryable } from '../store/db.ts';
import { contentIn } from '../uploads/content.ts';

type Found = { readonly id: string; readonly size: number; readonly customerId: string };

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
    `SELECT a.id, a.size, e.customer_id AS "customerId" FROM attachment a JOIN entry e ON e.id = a.entry_id
     JOIN feed_grant g ON g.customer_id = e.customer_id AND g.agent_id = $1 WHERE a.id = $2`,
    [agentId, id],
  );
  if (!found)
    throw new Refused('not-found', 'no such attachment', {
      kind: 'read.refused',
      what: 'attachment',
      agentId,
      about: id,
    });
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
  for await (const bytes of contentIn(db)({ id, size })) {
    if (response.destroyed) break;
    if (!response.write(bytes)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  }
  response.end();
}
