// The files that a reply names: those its agent has brought, whole, for this customer, and for no other reply.
import type { CommandOf } from '../../shared/contract/commands.ts';
import type { Interaction } from '../../shared/domain/case.ts';
import type { Attachment, Entry } from '../../shared/domain/entry.ts';
import { whyNoFiles } from '../../shared/domain/writing/files.ts';
import { fileReasons } from '../uploads/reasons.ts';
import { refuse, type Scene } from './command.ts';

type Params = Pick<CommandOf<'reply.send'>['params'], 'customerId' | 'files'>;
type Row = {
  id: string;
  attachment_id: string;
  customer_id: string;
  complete: boolean;
  entry_id: string | null;
  name: string;
  declared: string;
  type: string;
  size: number;
};
export type ReplyFile = { readonly attachment: Attachment; readonly declared: string };

/** In the order in which they were named; locked, so that none goes with two replies. Refused where one cannot go. */
export async function filesOfReply(
  { tx, agent }: Scene,
  { customerId, files: ids = [] }: Params,
  { channel, audience }: Interaction,
): Promise<ReplyFile[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<Row>(
    `SELECT u.id, u.attachment_id, u.customer_id, u.complete, a.entry_id, a.name, a.declared, a.type, a.size
     FROM upload u JOIN attachment a ON a.id = u.attachment_id
     WHERE u.agent_id = $1 AND u.id = ANY($2::text[]) ORDER BY u.id FOR UPDATE OF u, a`,
    [agent.id, ids],
  );
  const named = ids.map(id => rows.find(row => row.id === id && row.customer_id === customerId));
  const there = named.flatMap(row => (row?.complete && row.entry_id === null ? [row] : []));
  // Others' and unknown ones alike; and the same one twice.
  if (there.length < ids.length || new Set(ids).size < ids.length)
    return refuse('not-found', 'A file of this reply is not here, or was sent before. Attach it again.');
  const wrong = whyNoFiles(there, channel, audience);
  if (wrong) return refuse('bad-input', fileReasons[wrong.why](wrong.name));
  return there.map(({ attachment_id: id, name, size, type, declared }) => ({
    attachment: { id, name, size, type, kept: true },
    declared,
  }));
}

/** From now on they are the entry's, and seen by whoever sees it. */
export function keepWith({ changes }: Scene, entry: Entry, files: readonly ReplyFile[]): void {
  for (const { attachment, declared } of files) {
    const { id, name, type, size } = attachment;
    changes.put('broughtFile', { id, entry_id: entry.id, name, declared, type, size });
  }
}
