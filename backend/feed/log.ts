import type { FeedEvent } from '../../shared/contract/wire.ts';
import type { Tx } from '../store/db.ts';

/**
 * Who receives an event. `customer` reaches every desk that was granted that customer; `agent` one agent; `team`
 * everybody signed in; `leads` team leads.
 */
export type Audience =
  { readonly customer: string } | { readonly agent: string } | { readonly team: true } | { readonly leads: true };

export type LogRecord = { readonly to: Audience; readonly event: FeedEvent };

/** Appends in the transaction that makes the change, so the log never tells what did not happen. */
export async function append(_tx: Tx, _records: readonly LogRecord[]): Promise<void> {
  throw new Error('written by the feed');
}

/** Lets these agents see this customer from now on; idempotent. Their desks get the grant, history included, in feed order. */
export async function grantCustomer(_tx: Tx, _agentIds: readonly string[], _customerId: string): Promise<void> {
  throw new Error('written by the feed');
}
