// From rows of the log to events for desks: a grant's marker becomes the customer with history, as it is now.
import * as z from 'zod';
import type { CustomerGrant } from '../../shared/contract/wire.ts';
import { idSchema } from '../../shared/domain/primitives.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import { nextTurn } from '../store/next-turn.ts';
import { bytesOf, fitGrant } from './fit.ts';
import type { LogRow } from './read.ts';

const log = logger('feed');

export type GrantOf = (customerId: string) => Promise<CustomerGrant | null>;

export type Ready = { readonly row: LogRow; readonly event: unknown };
export type Expanded = {
  readonly events: readonly Ready[];
  /** The rows that went in, from the first; fewer than given when a page is full. */
  readonly taken: readonly LogRow[];
};

export type PageEvent = { readonly id: string; readonly event: unknown };
export const pageEvent = ({ row, event }: Ready): PageEvent => ({ id: `${row.at.xid}.${row.at.seq}`, event });

const markerSchema = z.object({ customerId: idSchema });

/**
 * The event of a grant, cut to what fits; null when there is no such customer any more. A customer who cannot be read
 * is left out with an error in the log rather than holding up everybody's feed; a lost database is not that.
 */
export async function granted(grantOf: GrantOf, customerId: string): Promise<object | null> {
  try {
    const grant = await grantOf(customerId);
    await nextTurn(); // a page may hold a thousand of them
    return grant && { kind: 'customer.granted', grant: fitGrant(grant) };
  } catch (error) {
    if (Fault.from(error).code === 'retry') throw error;
    log.error('grant.failed', { customerId }, error);
    return null;
  }
}

/** Expands rows in order until `limit` bytes are full; the first always goes in. Each customer is read once. */
export async function expand(rows: readonly LogRow[], grantOf: GrantOf, limit: number): Promise<Expanded> {
  const seen = new Map<string, { event: object | null; bytes: number }>();
  const events: Ready[] = [];
  let total = 0;
  for (const [index, row] of rows.entries()) {
    const { event, bytes } = row.kind === 'customer.granted' ? await once(seen, row, grantOf) : asIs(row);
    if (index > 0 && total + bytes > limit) return { events, taken: rows.slice(0, index) };
    if (event !== null) events.push({ row, event });
    total += bytes;
  }
  return { events, taken: rows };
}

const asIs = (row: LogRow) => ({ event: row.body, bytes: row.bytes });

async function once(seen: Map<string, { event: object | null; bytes: number }>, row: LogRow, grantOf: GrantOf) {
  const { customerId } = markerSchema.parse(row.body);
  const known = seen.get(customerId);
  if (known) return known;
  const event = await granted(grantOf, customerId);
  const fresh = { event, bytes: event ? bytesOf(event) : 0 };
  seen.set(customerId, fresh);
  return fresh;
}
