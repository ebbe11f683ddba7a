// What must hold, as in /docs/reliability.md: judged from outside, from the database, the desks' files and the mailbox.
import { ledgerAfter } from '../../backend/ledger/export.ts';
import { newJudge } from '../../build/ledger-check/judge.ts';
import { rowOf } from '../../build/ledger-check/row.ts';
import { Broken } from './broken.ts';
import { cachedBy, difference, wantedOf } from './cached.ts';
import type { Desk } from './desk.ts';
import type { Written } from './customers.ts';
import type { Promised } from './people.ts';

type Look = <T extends object>(text: string, params?: readonly unknown[]) => Promise<T[]>;
export type Mail = { readonly entryId: string; readonly text: string };

/** 1 and 4: after every commit. */
export function ledgerWatch(look: Look, now: () => number, ringMs: number) {
  const judge = newJudge();
  const rungAt = new Map<string, number>();
  /** 6: nobody is blamed for an offer that did not ring for its time. */
  const ring = ({ id, state }: { readonly id: string; readonly state: string }, since: number): void => {
    if (state === 'ringing') rungAt.set(id, since);
    const rang = now() - (rungAt.get(id) ?? now());
    if (state === 'missed' && rang < ringMs - 200) throw new Broken(6, `offer ${id} is missed after ${rang} ms`);
  };
  let seq = 0;
  return {
    summary: judge.summary,
    /** `since`: when the first of the rows not seen yet may have been committed; a slow commit beside it puts the look off. */
    async check(since: number): Promise<number> {
      const rows = await ledgerAfter({ query: look }, seq);
      for (const given of rows) {
        const row = rowOf(given);
        const found = row ? judge.take(row) : { seq: given.seq, why: 'it is not a row' };
        if (found) throw new Broken(1, `ledger row ${found.seq}: ${found.why}`);
        if (row?.kind === 'offer') ring(row.offer, since);
      }
      seq = rows.at(-1)?.seq ?? seq;
      const open = rows.length > 0 ? judge.settle() : null;
      if (open) throw new Broken(1, `ledger row ${open.seq}: ${open.why}`);
      return rows.length;
    },
    /** The records say what the ledger says. */
    async agrees(): Promise<void> {
      const [other] = await look<{ id: string }>(
        `SELECT w.id FROM work_item w JOIN LATERAL (
           SELECT after FROM ledger l WHERE l.work_item_id = w.id AND kind = 'item' ORDER BY step DESC LIMIT 1) l ON true
         WHERE l.after->>'state' <> w.state OR (l.after->>'epoch') <> (w.json->>'epoch')`,
      );
      if (other) throw new Broken(1, `work item ${other.id} is not as its ledger says`);
    },
  };
}

/** 5 and 10, when the faults are over. */
export async function checkDesk(look: Look, desk: Desk, folder: string): Promise<void> {
  const have = cachedBy(desk, folder);
  const want = await wantedOf(look, desk.agentId);
  const foreign = have.customers.find(id => !want.customers.includes(id)) ?? have.strangers[0];
  if (foreign !== undefined) throw new Broken(10, `${desk.name} has ${foreign}, which is not theirs to see`);
  const other = difference(have, want);
  if (other) throw new Broken(5, `${desk.name}: ${other}`);
}

/** 10 at any time: nobody has what they were never granted. What is withdrawn takes a moment to go. */
export function rightsWatch(look: Look) {
  const granted = new Set<string>();
  return {
    async note(): Promise<void> {
      const rows = await look<{ id: string }>(`SELECT agent_id || ' ' || customer_id AS id FROM feed_grant`);
      for (const { id } of rows) granted.add(id);
    },
    check(desk: Desk, folder: string): void {
      const have = cachedBy(desk, folder);
      const foreign = have.customers.find(id => !granted.has(`${desk.agentId} ${id}`)) ?? have.strangers[0];
      if (foreign !== undefined) throw new Broken(10, `${desk.name} has ${foreign}, which was never theirs to see`);
    },
  };
}

/** 3: whatever the intake took is there, once, and on every desk that may see it; `kept`: of whom nobody was forgotten. */
export async function checkCustomersWords(look: Look, kept: readonly Written[]): Promise<void> {
  const rows = await look<{ text: string; n: number }>(
    `SELECT json->>'text' AS text, count(*)::int AS n FROM entry WHERE json->>'direction' = 'in' GROUP BY 1`,
  );
  const counts = new Map(rows.map(({ text, n }) => [text, n]));
  for (const { text } of kept)
    if (counts.get(text) !== 1) throw new Broken(3, `"${text}" stands in the timeline ${counts.get(text) ?? 0} times`);
}

type Stored = { id: string; ok: boolean; entry: string | null };

/** 2: what a desk said that it has, has its effect once, or is refused where the agent sees it. */
export async function checkPromises(
  look: Look,
  promised: readonly Promised[],
  outboxes: ReadonlyMap<string, readonly { id: string; state: string }[]>,
  mail: readonly Mail[],
  erased: ReadonlySet<string>,
): Promise<void> {
  const stored = new Map(
    (await look<Stored>(`SELECT id, (result->>'ok')::boolean AS ok, result->>'entryId' AS entry FROM command`)).map(
      row => [row.id, row],
    ),
  );
  const texts = await look<{ id: string; text: string; delivery: string | null }>(
    `SELECT id, json->>'text' AS text, json->'delivery'->>'state' AS delivery FROM entry WHERE json->'author'->>'kind' = 'agent'`,
  );
  for (const { id, state } of [...outboxes.values()].flat())
    if (state === 'queued' || state === 'sent') throw new Broken(2, `command ${id} is still ${state}`);
  for (const one of promised) {
    const { commandId, text, agentId, kind, fate } = one;
    const row = stored.get(commandId);
    const there = texts.filter(entry => text !== null && entry.text === text);
    if (there.length > 1) throw new Broken(2, `"${text}" was written down ${there.length} times`);
    if (fate === 'taken-back' && row?.ok && there.length > 0)
      throw new Broken(2, `"${text}" was taken back by the agent, and sent`);
    // Words about who was erased are gone, and with them the command that would have brought them.
    if (fate !== 'asked' || (erased.size > 0 && (one.customerId === null || erased.has(one.customerId)))) continue;
    const shown = outboxes.get(agentId)?.find(({ id }) => id === commandId)?.state;
    const newer = promised.some(other => other !== one && other.kind === kind && other.agentId === agentId);
    if (!row && shown === undefined && !(kind === 'presence.set' && newer))
      throw new Broken(2, `${kind} ${commandId} of ${agentId} is gone without a trace`);
    if (!row && shown === 'confirmed')
      throw new Broken(2, `${kind} ${commandId} was confirmed, and the backend does not know it`);
    if (row?.ok && text !== null && there.length === 0) throw new Broken(2, `"${text}" was confirmed and is not there`);
    if (row && !row.ok && shown === undefined && fate === 'asked' && kind !== 'presence.set')
      throw new Broken(2, `${kind} ${commandId} was refused, and the agent cannot see it`);
  }
  checkMail(texts, mail);
}

function checkMail(
  texts: readonly { id: string; text: string; delivery: string | null }[],
  mail: readonly Mail[],
): void {
  for (const { id, text, delivery } of texts) {
    if (!text.startsWith('words')) continue;
    const came = mail.filter(one => one.entryId === id || one.text === text).length;
    if (delivery === 'confirmed' && came !== 1) throw new Broken(2, `"${text}" reached the customer ${came} times`);
    if (delivery === 'sent') throw new Broken(2, `"${text}" never left for the customer`);
  }
}

type Pair = { item: string; agent: string };

/** 6: an offer that rings for longer than it may holds its item back from everybody else. */
export function ringWatch(look: Look, most: number) {
  const since = new Map<string, number>();
  return async (now: number): Promise<void> => {
    const ringing = new Set(
      (await look<{ id: string }>(`SELECT id FROM offer WHERE state = 'ringing'`)).map(row => row.id),
    );
    for (const id of since.keys()) if (!ringing.has(id)) since.delete(id);
    for (const id of ringing) {
      const from = since.get(id) ?? now;
      since.set(id, from);
      if (now - from > most) throw new Broken(6, `offer ${id} rings for ${now - from} ms`);
    }
  };
}

/** 6: nobody waits beside an agent who could serve them, for longer than `most` milliseconds. */
export function waitWatch(look: Look, most: number) {
  const since = new Map<string, number>();
  return async (now: number): Promise<void> => {
    const pairs = await look<Pair>(
      `SELECT w.id AS item, a.id AS agent FROM work_item w, agent a JOIN presence p ON p.agent_id = a.id
       WHERE w.state = 'waiting' AND p.state = 'available' AND w.declined->>a.id IS NULL
         AND (a.json::jsonb)->'queueIds' @> to_jsonb(w.queue_id)
         AND NOT EXISTS (SELECT FROM jsonb_array_elements(w.json::jsonb->'skills') s (name)
           WHERE NOT (a.json::jsonb)->'skills' @> jsonb_build_array(jsonb_build_object('name', s.name)))
         AND NOT EXISTS (SELECT FROM offer o WHERE o.agent_id = a.id AND o.state = 'ringing')
         AND NOT EXISTS (SELECT FROM work_item h WHERE h.holder_id = a.id AND h.state = 'held')`,
    );
    const keys = new Set(pairs.map(({ item, agent }) => `${item} ${agent}`));
    for (const key of since.keys()) if (!keys.has(key)) since.delete(key);
    for (const key of keys) {
      const from = since.get(key) ?? now;
      since.set(key, from);
      if (now - from > most) throw new Broken(6, `item and agent ${key} wait for each other for ${now - from} ms`);
    }
  };
}
