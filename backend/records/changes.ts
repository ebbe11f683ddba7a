import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Introduction } from '../../shared/domain/introduction.ts';
import type { Mention } from '../../shared/domain/mention.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { Attendance } from '../../shared/domain/presence.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { appending, granting, type LogRecord } from '../feed/log.ts';
import type { Act, Cause } from '../ledger/cause.ts';
import { ledgerRows } from '../ledger/write.ts';
import { runAll, type Statement, type Tx } from '../store/db.ts';
import { type RowOf, saving, type TableName, tables } from './tables.ts';

export type PresenceRow = Attendance;

/**
 * What one transaction is about to do. Decisions fill it in memory; `flush` writes the rows and tells the feed. So a
 * refusal half-way leaves nothing behind, and a record changed twice is written and told once, in its last version.
 */
export type Changes = ReturnType<typeof newChanges>;

export function newChanges(cause: Cause) {
  const rows = new Map<TableName, Map<string, object>>();
  const told = new Map<string, LogRecord>();
  const grants = new Map<string, Set<string>>();
  const items = new Map<string, WorkItem>();
  const offers = new Map<string, Offer>();
  const acts: Act[] = [];

  const put = <T extends TableName>(table: T, row: RowOf<T>): void => {
    const key = Object.keys(tables[table].columns)
      .slice(0, tables[table].keys)
      .map(column => (row as Record<string, unknown>)[column])
      .join('\n');
    let kept = rows.get(table);
    if (!kept) rows.set(table, (kept = new Map()));
    kept.set(key, row);
  };
  const tell = (key: string, record: LogRecord): void => void told.set(key, record);

  function* statements(): Generator<Statement> {
    yield* ledgerRows({ items: items.values(), offers: offers.values(), acts }, cause);
    for (const name of Object.keys(tables) as TableName[]) yield* saving(name, rows.get(name)?.values() ?? []);
    for (const [customerId, agents] of grants) if (agents.size > 0) yield granting([...agents], customerId);
    if (told.size > 0) yield appending([...told.values()]);
  }

  return {
    put,
    tell,
    customer(customer: Customer): void {
      put('customer', { id: customer.id, known: customer.known, json: customer });
      put('wordsDue', { kind: 'customer', id: customer.id });
      tell(customer.id, { to: { customer: customer.id }, event: { kind: 'customer.changed', customer } });
    },
    case(changed: Case, lastAt: number): void {
      const { id, number, customerId, state, openedAt } = changed;
      put('case', { id, number, customer_id: customerId, state, opened_at: openedAt, last_at: lastAt, json: changed });
      tell(id, { to: { customer: customerId }, event: { kind: 'case.changed', case: changed } });
    },
    interaction(interaction: Interaction): void {
      const { id, caseId, customerId, channel, audience, handle, startedAt } = interaction;
      const placed = { id, case_id: caseId, customer_id: customerId, started_at: startedAt };
      put('interaction', { ...placed, channel, audience, handle, json: interaction });
      tell(id, { to: { customer: customerId }, event: { kind: 'interaction.changed', interaction } });
    },
    entry(entry: Entry): void {
      const { id, customerId, caseId, interactionId, at, kind } = entry;
      const placed = { id, customer_id: customerId, case_id: caseId, interaction_id: interactionId };
      put('entry', { ...placed, at, kind, json: entry });
      if (kind !== 'event') put('wordsDue', { kind: 'entry', id });
      tell(id, { to: { customer: customerId }, event: { kind: 'entry.changed', entry } });
    },
    workItem(changed: WorkItem): void {
      const item = inHands(changed);
      const { id, channel, state, priority } = item;
      const placed = { id, queue_id: item.queueId, customer_id: item.customerId, interaction_id: item.interactionId };
      const moved = { entered_at: item.enteredAt, holder_id: item.holderId, held_at: item.heldAt };
      items.set(id, item);
      put('workItem', { ...placed, ...moved, channel, state, priority, json: item });
      const event = { kind: 'work.changed', workItem: item } as const;
      tell(id, { to: { customer: item.customerId }, event });
      if (item.holderId) tell(`${id} holder`, { to: { agent: item.holderId }, event });
    },
    offer(offer: Offer): void {
      const { id, workItemId, agentId, state, madeAt, expiresAt } = offer;
      const timed = { made_at: madeAt, expires_at: expiresAt };
      offers.set(id, offer);
      put('offer', { id, work_item_id: workItemId, agent_id: agentId, state, ...timed, json: offer });
      tell(id, { to: { agent: agentId }, event: { kind: 'offer.changed', offer } });
    },
    presence({ presence, missed, resume }: PresenceRow): void {
      const { agentId, state } = presence;
      put('presence', { agent_id: agentId, state, missed, resume, json: presence });
      tell(`presence ${agentId}`, { to: { agent: agentId }, event: { kind: 'presence.changed', presence } });
    },
    mention(mention: Mention): void {
      const { id, agentId, at } = mention;
      put('mention', { id, agent_id: agentId, at, json: mention });
      tell(id, { to: { agent: agentId }, event: { kind: 'mention.changed', mention } });
    },
    introduction(introduction: Introduction): void {
      const { id, agentId, channel, handle, shiftFrom, at } = introduction;
      put('introduction', { id, agent_id: agentId, channel, handle, shift_from: shiftFrom, at, json: introduction });
      tell(id, { to: { agent: agentId }, event: { kind: 'introduction.changed', introduction } });
    },
    /** Words sent under the epoch of a work item, whose lock is held. */
    act: (act: Act): void => void acts.push(act),
    grant(agentIds: readonly string[], customerId: string): void {
      const to = grants.get(customerId) ?? new Set();
      for (const agentId of agentIds) to.add(agentId);
      grants.set(customerId, to);
    },
    /** Grants come after the rows, so what a desk is given holds them, and before the events that build on them. */
    flush: (tx: Tx): Promise<void> => runAll(tx, statements()),
  };
}

/** Only what somebody holds can be set aside or have come back to them, and only there can others take part. */
const inHands = (item: WorkItem): WorkItem =>
  item.state === 'held' ? item : { ...item, parked: null, woken: null, participants: [] };
