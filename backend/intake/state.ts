// What the intake knows of the records in hand: gathered at once, then kept in step while it decides.
import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer, Identity } from '../../shared/domain/customer.ts';
import type { Audience, Channel } from '../../shared/domain/primitives.ts';
import type { Agent, Queue, WorkItem } from '../../shared/domain/work.ts';
import type { Region } from '../identity/address.ts';
import type { Changes } from '../records/changes.ts';

export type Had = { readonly type: string; readonly recordId: string; readonly customerId: string };
export type KnownIdentity = {
  readonly id: string;
  readonly kind: string;
  readonly address: string;
  readonly strangerId: string | null;
  /** Known customers who have it. */
  readonly known: readonly string[];
};
/** What a case can be named after, the worst first: a subject says more than first words, the customer more than we. */
export const NAMED_AFTER = ['nothing', 'our words', 'their words', 'our subject', 'their subject'] as const;

export type Naming = { readonly after: (typeof NAMED_AFTER)[number]; readonly at: number };
/** `named` is kept with the case, so that a later import can tell a better name. Left out: it is called that for good. */
export type NamedCase = Case & { readonly named?: Naming };
export type KnownCase = { readonly case: NamedCase; readonly lastAt: number };
export type Thread = {
  readonly channel: Channel;
  readonly audience: Audience;
  readonly interactionId: string;
  readonly entryId: string | null;
};

/** A code that is good now. */
export type LiveCode = { readonly code: string; readonly caseId: string; readonly customerId: string };
/** Of one address: wrong codes of late, and the good one it brought last, while that lives. */
export type Bringer = { wrong: number; good: LiveCode | null };
export type Attempt = { readonly address: string; readonly code: string; readonly good: boolean; readonly at: number };

export type State = {
  readonly now: number;
  readonly region: Region;
  readonly id: () => string;
  readonly changes: Changes;
  readonly queues: readonly Queue[];
  readonly agents: readonly Agent[];
  /** By `source\nexternalId`. */
  readonly had: Map<string, Had>;
  /** Records of a source that were erased with their customer, by `source\nexternalId`: not taken again. */
  readonly erased: Set<string>;
  /** Entries of calls that have not ended. */
  readonly openCalls: Set<string>;
  /** Customers named by a master record, by `externalId`: of the same source first. */
  readonly named: Map<string, readonly { readonly source: string; readonly customerId: string }[]>;
  /** By `kind\naddress`. */
  readonly identities: Map<string, KnownIdentity>;
  readonly customers: Map<string, Customer>;
  readonly cases: Map<string, readonly KnownCase[]>;
  /** By `customerId\nname`. */
  readonly threads: Map<string, readonly Thread[]>;
  readonly interactions: Map<string, Interaction>;
  /** The newest conversation of each kind in a case, by case. */
  readonly said: Map<string, readonly Interaction[]>;
  /** Unfinished work by interaction. */
  readonly work: Map<string, WorkItem>;
  /** Codes that are good now, of those in the records in hand. */
  readonly codes: Map<string, LiveCode>;
  /** By `kind\naddress`; empty where no code is out. */
  readonly bringers: Map<string, Bringer>;
  /** Codes brought here, right and wrong; written at the end. */
  readonly attempts: Attempt[];
  /** Cases opened here; they get their numbers at the end. */
  readonly opened: Set<string>;
};

export const pair = (a: string, b: string): string => `${a}\n${b}`;

export function putCustomer(state: State, customer: Customer): Customer {
  state.customers.set(customer.id, customer);
  state.changes.customer(customer);
  return customer;
}

export function putIdentity(state: State, identity: KnownIdentity): void {
  const { id, kind, address, strangerId } = identity;
  state.identities.set(pair(kind, address), identity);
  state.changes.put('identity', { id, kind, address, stranger_id: strangerId });
}

export function putLink(state: State, customer: Customer, { id, evidence }: Identity): void {
  state.changes.put('link', { identity_id: id, customer_id: customer.id, known: customer.known, evidence });
}

export function putCase(state: State, changed: NamedCase, lastAt: number): void {
  const others = (state.cases.get(changed.customerId) ?? []).filter(one => one.case.id !== changed.id);
  state.cases.set(changed.customerId, [...others, { case: changed, lastAt }]);
  state.changes.case(changed, lastAt);
}

export function putInteraction(state: State, interaction: Interaction): void {
  state.interactions.set(interaction.id, interaction);
  const { caseId, channel, audience, handle } = interaction;
  const others = (state.said.get(caseId) ?? []).filter(
    one => one.channel !== channel || one.audience !== audience || one.handle !== handle,
  );
  state.said.set(caseId, [...others, interaction]);
  state.changes.interaction(interaction);
}

export function putThread(state: State, customerId: string, name: string, thread: Thread): void {
  const key = pair(customerId, name);
  const kept = state.threads.get(key) ?? [];
  const others = kept.filter(one => one.channel !== thread.channel || one.audience !== thread.audience);
  const before = kept.find(one => !others.includes(one));
  const merged = { ...thread, entryId: thread.entryId ?? before?.entryId ?? null };
  state.threads.set(key, [...others, merged]);
  const { channel, audience, interactionId, entryId } = merged;
  const row = { key: name, customer_id: customerId, channel, audience };
  state.changes.put('threadKey', { ...row, interaction_id: interactionId, entry_id: entryId });
}

export function putWork(state: State, item: WorkItem): void {
  if (item.state === 'finished' || item.state === 'abandoned') state.work.delete(item.interactionId);
  else state.work.set(item.interactionId, item);
  state.changes.workItem(item);
}
