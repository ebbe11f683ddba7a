// What a desk has on disk, and what it should have.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import type { Desk } from './desk.ts';

export type Kept = { readonly id: string; readonly kind: string; readonly state: string };
export type Cached = {
  /** `kind id version`, sorted. */
  readonly records: readonly string[];
  readonly ringing: readonly string[];
  readonly held: readonly string[];
  readonly customers: readonly string[];
  readonly strangers: readonly string[];
  readonly texts: readonly string[];
  readonly outbox: readonly Kept[];
  readonly drafts: number;
  readonly cursor: string | null;
};
type Id = { readonly id: string };

/** What may not be lost, as it lies in a desk's file: every command, and the words of every draft. */
export type Left = {
  readonly commands: ReadonlySet<string>;
  /** Of the commands those that ask for a state. */
  readonly states: readonly string[];
  readonly drafts: readonly string[];
};

/** `path`: an outbox that no core has open. */
export function leftBy(path: string): Left {
  const file = new SQLite(path);
  try {
    return {
      commands: new Set(file.prepare<[], string>('SELECT id FROM commands').pluck().all()),
      states: file.prepare<[], string>(`SELECT id FROM commands WHERE kind = 'presence.set'`).pluck().all(),
      drafts: file.prepare<[], string>(`SELECT json_extract(json, '$.text') FROM drafts`).pluck().all(),
    };
  } finally {
    file.close();
  }
}

/** The same of a desk that runs, from a copy. */
export function leftOf({ files }: Desk, folder: string): Left {
  const copy = mkdtempSync(join(folder, 'left-'));
  try {
    cpSync(files.folder, copy, { recursive: true });
    return leftBy(join(copy, files.outbox.slice(files.folder.length + 1)));
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Reads a copy: the files belong to the running core. */
export function cachedBy(desk: Desk, folder: string): Cached {
  const copy = mkdtempSync(join(folder, 'look-'));
  try {
    cpSync(desk.files.folder, copy, { recursive: true });
    const open = (path: string) => new SQLite(join(copy, path.slice(desk.files.folder.length + 1)));
    const cache = open(desk.files.cache);
    const outbox = open(desk.files.outbox);
    const ids = (sql: string, ...params: unknown[]) =>
      cache
        .prepare<unknown[], Id>(sql)
        .all(...params)
        .map(row => row.id);
    const found: Cached = {
      records: [
        ...['customers', 'cases', 'interactions', 'presences', 'agents', 'queues'].flatMap(table =>
          ids(`SELECT '${table} ' || id || ' ' || version AS id FROM ${table}`),
        ),
        ...ids(`SELECT 'entries ' || id || ' ' || version AS id FROM places`),
      ].toSorted(),
      ringing: ids(`SELECT id || ' ' || version AS id FROM offers WHERE state = 'ringing'`).toSorted(),
      held: ids(
        `SELECT id || ' ' || version AS id FROM work_items WHERE state = 'held' AND holder_id = ?`,
        desk.agentId,
      ).toSorted(),
      customers: ids('SELECT id FROM customers'),
      strangers: [
        ...ids('SELECT id FROM offers WHERE agent_id <> ?', desk.agentId),
        ...ids('SELECT id FROM presences WHERE id <> ?', desk.agentId),
      ],
      texts: ids(`SELECT json_extract(json, '$.text') AS id FROM entries`),
      outbox: outbox.prepare<[], Kept>('SELECT id, kind, state FROM commands').all(),
      drafts: outbox.prepare<[], number>('SELECT count(*) FROM drafts').pluck().get() ?? 0,
      cursor: cache.prepare<[], string | null>('SELECT cursor FROM feed_state').pluck().get() ?? null,
    };
    cache.close();
    outbox.close();
    return found;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

type Look = <T extends object>(text: string, params?: readonly unknown[]) => Promise<T[]>;
export type Wanted = Pick<Cached, 'records' | 'ringing' | 'held' | 'customers'> & {
  /**
   * What is left of who was erased, which says nothing: nobody is given it who has no work of theirs, and a desk that was
   * told of the erasure takes no entry but a call. That work itself is as it is stands in `ringing` and `held`.
   */
  readonly either: readonly string[];
};

/** The same of the backend's database, for one agent. */
export async function wantedOf(look: Look, agentId: string): Promise<Wanted> {
  const ids = async (sql: string): Promise<string[]> => (await look<Id>(sql, [agentId])).map(row => row.id);
  const mine = `SELECT g.customer_id FROM feed_grant g JOIN customer c ON c.id = g.customer_id
    WHERE g.agent_id = $1 AND c.joined_into IS NULL`;
  const version = `' ' || (json->>'version')`;
  const erased = `SELECT id FROM customer WHERE erased_at IS NOT NULL AND $1 <> ''`;
  const records = [
    ...(await ids(`SELECT 'customers ' || id || ${version} AS id FROM customer WHERE id IN (${mine})`)),
    ...(await ids(`SELECT 'cases ' || id || ${version} AS id FROM "case" WHERE customer_id IN (${mine})`)),
    ...(await ids(`SELECT 'interactions ' || id || ${version} AS id FROM interaction WHERE customer_id IN (${mine})`)),
    ...(await ids(`SELECT 'entries ' || id || ${version} AS id FROM entry WHERE customer_id IN (${mine})`)),
    ...(await ids(`SELECT 'presences ' || agent_id || ${version} AS id FROM presence WHERE agent_id = $1`)),
    ...(await ids(`SELECT 'agents ' || id || ${version} AS id FROM agent WHERE id = $1`)),
    ...(await ids(`SELECT 'queues ' || id || ${version} AS id FROM queue WHERE $1 <> ''`)),
  ];
  return {
    records: records.toSorted(),
    either: [
      ...(await ids(`SELECT 'customers ' || id || ${version} AS id FROM customer WHERE id IN (${erased})`)),
      ...(await ids(`SELECT 'cases ' || id || ${version} AS id FROM "case" WHERE customer_id IN (${erased})`)),
      ...(await ids(
        `SELECT 'interactions ' || id || ${version} AS id FROM interaction WHERE customer_id IN (${erased})`,
      )),
      ...(await ids(`SELECT 'entries ' || id || ${version} AS id FROM entry WHERE customer_id IN (${erased})`)),
    ],
    ringing: (
      await ids(`SELECT id || ${version} AS id FROM offer WHERE agent_id = $1 AND state = 'ringing'`)
    ).toSorted(),
    held: (
      await ids(`SELECT id || ${version} AS id FROM work_item WHERE holder_id = $1 AND state = 'held'`)
    ).toSorted(),
    customers: await ids(mine.replace('customer_id', 'customer_id AS id')),
  };
}

/** The first difference, in words; null: they agree. */
export function difference(have: Cached, want: Wanted): string | null {
  for (const part of ['records', 'ringing', 'held'] as const) {
    const missing = want[part].find(one => !have[part].includes(one) && !want.either.includes(one));
    if (missing !== undefined) return `the desk lacks ${part} ${missing}`;
    const extra = have[part].find(one => !want[part].includes(one) && !want.either.includes(one));
    if (extra !== undefined) return `the desk has ${part} ${extra}, which the backend has not`;
  }
  return null;
}
