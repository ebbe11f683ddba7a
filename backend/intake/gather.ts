import type { Interaction } from '../../shared/domain/case.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Agent, Queue, WorkItem } from '../../shared/domain/work.ts';
import type { IntakeRecord } from '../../shared/contract/intake.ts';
import { erasedAmong } from '../erasure/keys.ts';
import { byItself } from '../ledger/cause.ts';
import { newChanges } from '../records/changes.ts';
import type { Tx } from '../store/db.ts';
import { gatherCodes } from './codes.ts';
import { addressesOf, customerRefOf } from './who.ts';
import { threadNames } from './place.ts';
import { type KnownIdentity, type NamedCase, pair, type State, type Thread } from './state.ts';

export type Setting = Pick<State, 'now' | 'region' | 'id'>;

/** All that deciding these records needs, in a dozen queries for any number of records. */
export async function gather(tx: Tx, setting: Setting, records: readonly IntakeRecord[]): Promise<State> {
  const state: State = {
    ...setting,
    changes: newChanges(byItself('customer')),
    queues: await queuesOf(tx),
    agents: await agentsOf(tx),
    had: new Map(),
    erased: new Set(),
    openCalls: new Set(),
    named: new Map(),
    identities: new Map(),
    customers: new Map(),
    cases: new Map(),
    threads: new Map(),
    interactions: new Map(),
    said: new Map(),
    work: new Map(),
    opened: new Set(),
    codes: new Map(),
    bringers: new Map(),
    attempts: [],
  };
  await gatherKeys(tx, state, records);
  await gatherIdentities(tx, state, records);
  await gatherCodes(tx, state, records);
  await gatherCustomers(tx, state);
  await gatherCases(tx, state);
  await gatherThreads(tx, state, records);
  await gatherWork(tx, state);
  return state;
}

async function queuesOf(tx: Tx): Promise<Queue[]> {
  const rows = await tx.query<{ json: Queue }>(`SELECT json FROM queue ORDER BY place`);
  return rows.map(row => row.json);
}

/** Who was removed serves no queue, and is granted nothing. */
async function agentsOf(tx: Tx): Promise<Agent[]> {
  const rows = await tx.query<{ json: Agent }>(`SELECT json FROM agent WHERE NOT disabled ORDER BY name`);
  return rows.map(row => row.json);
}

type KeyRow = { source: string; external_id: string; type: string; record_id: string; customer_id: string };

async function gatherKeys(tx: Tx, state: State, records: readonly IntakeRecord[]): Promise<void> {
  const keys = records.map(record => ({
    source: record.source,
    external_id: 'externalId' in record ? record.externalId : record.target,
  }));
  const rows = await tx.query<KeyRow>(
    `SELECT k.* FROM json_to_recordset($1::json) AS r(source text, external_id text)
     JOIN intake_key k ON k.source = r.source AND k.external_id = r.external_id`,
    [JSON.stringify(keys)],
  );
  for (const row of rows) {
    const had = { type: row.type, recordId: row.record_id, customerId: row.customer_id };
    state.had.set(pair(row.source, row.external_id), had);
  }
  const named = keys.map(({ source, external_id }) => ({ source, externalId: external_id }));
  for (const place of await erasedAmong(tx, named))
    state.erased.add(pair(keys[place]!.source, keys[place]!.external_id));
  await gatherOpenCalls(tx, state);
  const refs = records.map(customerRefOf).filter(ref => ref !== undefined);
  if (refs.length === 0) return;
  const customers = await tx.query<KeyRow>(
    `SELECT * FROM intake_key WHERE type = 'customer' AND external_id IN (SELECT json_array_elements_text($1::json))`,
    [JSON.stringify(refs)],
  );
  for (const { source, external_id, customer_id } of customers) {
    state.named.set(external_id, [...(state.named.get(external_id) ?? []), { source, customerId: customer_id }]);
  }
}

async function gatherOpenCalls(tx: Tx, state: State): Promise<void> {
  const calls = [...state.had.values()].filter(({ type }) => type === 'call').map(({ recordId }) => recordId);
  if (calls.length === 0) return;
  const rows = await tx.query<{ id: string }>(
    `SELECT id FROM entry WHERE id = ANY($1) AND json->'call'->>'state' IN ('waiting', 'live')`,
    [calls],
  );
  for (const { id } of rows) state.openCalls.add(id);
}

type IdentityRow = { id: string; kind: string; address: string; stranger_id: string | null; known: string[] };

async function gatherIdentities(tx: Tx, state: State, records: readonly IntakeRecord[]): Promise<void> {
  const addresses = records.flatMap(record => addressesOf(record, state.region));
  if (addresses.length === 0) return;
  const rows = await tx.query<IdentityRow>(
    `SELECT i.id, i.kind, i.address, i.stranger_id, coalesce(
       (SELECT json_agg(l.customer_id ORDER BY l.customer_id) FROM identity_link l
        WHERE l.identity_id = i.id AND l.known), '[]'::json) AS known
     FROM (SELECT DISTINCT kind, address FROM json_to_recordset($1::json) AS row(kind text, address text)) r
     JOIN identity i ON i.kind = r.kind AND i.address = r.address`,
    [JSON.stringify(addresses)],
  );
  for (const { id, kind, address, stranger_id, known } of rows) {
    const identity: KnownIdentity = { id, kind, address, strangerId: stranger_id, known };
    state.identities.set(pair(kind, address), identity);
  }
}

async function gatherCustomers(tx: Tx, state: State): Promise<void> {
  const ids = new Set<string>();
  for (const { known, strangerId } of state.identities.values()) {
    for (const id of known) ids.add(id);
    if (strangerId) ids.add(strangerId);
  }
  for (const named of state.named.values()) for (const { customerId } of named) ids.add(customerId);
  for (const { customerId } of state.had.values()) ids.add(customerId);
  for (const { customerId } of state.codes.values()) ids.add(customerId);
  for (const { good } of state.bringers.values()) if (good) ids.add(good.customerId);
  if (ids.size === 0) return;
  const rows = await tx.query<{ json: Customer }>(`SELECT json FROM customer WHERE id = ANY($1)`, [[...ids]]);
  for (const { json } of rows) state.customers.set(json.id, json);
}

type CaseRow = { json: NamedCase; last_at: number | string };

async function gatherCases(tx: Tx, state: State): Promise<void> {
  if (state.customers.size === 0) return;
  const customerIds = [...state.customers.keys()];
  const rows = await tx.query<CaseRow>(`SELECT json, last_at FROM "case" WHERE customer_id = ANY($1)`, [customerIds]);
  for (const { json, last_at } of rows) {
    const known = state.cases.get(json.customerId) ?? [];
    state.cases.set(json.customerId, [...known, { case: json, lastAt: Number(last_at) }]);
  }
  const open = rows.filter(row => row.json.state === 'open').map(row => row.json.id);
  if (open.length === 0) return;
  const said = await tx.query<{ json: Interaction }>(
    `SELECT DISTINCT ON (case_id, channel, audience, handle) json FROM interaction WHERE case_id = ANY($1)
     ORDER BY case_id, channel, audience, handle, started_at DESC, id DESC`,
    [open],
  );
  for (const { json } of said) {
    state.interactions.set(json.id, json);
    state.said.set(json.caseId, [...(state.said.get(json.caseId) ?? []), json]);
  }
}

type ThreadRow = {
  key: string;
  customer_id: string;
  interaction_id: string;
  entry_id: string | null;
  json: Interaction;
};

async function gatherThreads(tx: Tx, state: State, records: readonly IntakeRecord[]): Promise<void> {
  const names = new Set(records.flatMap(record => threadNames(record).find));
  if (names.size === 0 || state.customers.size === 0) return;
  const rows = await tx.query<ThreadRow>(
    `SELECT t.key, t.customer_id, t.interaction_id, t.entry_id, i.json FROM thread_key t
     JOIN interaction i ON i.id = t.interaction_id WHERE t.key = ANY($1) AND t.customer_id = ANY($2)`,
    [[...names], [...state.customers.keys()]],
  );
  for (const { key, customer_id, interaction_id, entry_id, json } of rows) {
    const at = pair(customer_id, key);
    const { channel, audience } = json;
    const thread: Thread = { channel, audience, interactionId: interaction_id, entryId: entry_id };
    state.threads.set(at, [...(state.threads.get(at) ?? []), thread]);
    state.interactions.set(json.id, json);
  }
}

/**
 * Of the conversations in hand, and what these customers wait for set aside. Locked: whoever finishes this work at the
 * same moment does so before or after, never beside a new message.
 */
async function gatherWork(tx: Tx, state: State): Promise<void> {
  if (state.interactions.size === 0) return;
  const rows = await tx.query<{ json: WorkItem }>(
    `SELECT json FROM work_item WHERE state IN ('waiting', 'offered', 'held') AND (interaction_id = ANY($1)
       OR (customer_id = ANY($2) AND state = 'held' AND json->>'parked' IS NOT NULL))
     ORDER BY id FOR UPDATE`,
    [[...state.interactions.keys()], [...state.customers.keys()]],
  );
  for (const { json } of rows) state.work.set(json.interactionId, json);
}
