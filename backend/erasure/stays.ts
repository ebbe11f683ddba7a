import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { append, type LogRecord } from '../feed/log.ts';
import type { Tx } from '../store/db.ts';

const OPEN = `state IN ('waiting', 'offered', 'held')`;

/**
 * Work of an erased customer that waits, rings or is in hand goes on, without a history: desks that have it are told its
 * empty records, after the erasure. Without such work nobody sees the customer any more.
 */
export async function tellWhatStays(tx: Tx, customerId: string): Promise<void> {
  const all = async <T>(sql: string): Promise<T[]> =>
    (await tx.query<{ json: T }>(sql, [customerId])).map(({ json }) => json);
  const work = await all<WorkItem>(`SELECT json FROM work_item WHERE customer_id = $1 AND ${OPEN}`);
  if (work.length === 0) {
    await tx.query('DELETE FROM feed_grant WHERE customer_id = $1', [customerId]);
    await tx.query('DELETE FROM customer_grant WHERE customer_id = $1', [customerId]);
    return;
  }
  const to = { customer: customerId };
  const told: LogRecord[] = [];
  for (const customer of await all<Customer>('SELECT json FROM customer WHERE id = $1'))
    told.push({ to, event: { kind: 'customer.changed', customer } });
  for (const one of await all<Case>('SELECT json FROM "case" WHERE customer_id = $1'))
    told.push({ to, event: { kind: 'case.changed', case: one } });
  for (const interaction of await all<Interaction>('SELECT json FROM interaction WHERE customer_id = $1'))
    told.push({ to, event: { kind: 'interaction.changed', interaction } });
  for (const entry of await all<Entry>('SELECT json FROM entry WHERE customer_id = $1'))
    told.push({ to, event: { kind: 'entry.changed', entry } });
  for (const workItem of work) {
    const event = { kind: 'work.changed', workItem } as const;
    told.push({ to, event });
    if (workItem.holderId) told.push({ to: { agent: workItem.holderId }, event });
  }
  const ringing = `SELECT o.json FROM offer o JOIN work_item w ON w.id = o.work_item_id
    WHERE w.customer_id = $1 AND o.state = 'ringing'`;
  for (const offer of await all<Offer>(ringing))
    told.push({ to: { agent: offer.agentId }, event: { kind: 'offer.changed', offer } });
  await append(tx, told);
}
