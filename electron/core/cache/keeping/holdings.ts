import type { Database } from 'better-sqlite3';
import type { Holding } from './keep-policy.ts';
import { BUCKET } from '../tallies.ts';

/** What is held of whom, and of whom nothing may go. Read a part at a time, because nobody may wait for it. */
export function holdingsOf(db: Database) {
  const next = db.prepare<[string], string>('SELECT id FROM customers WHERE id > ? ORDER BY id LIMIT 1').pluck();
  const one = db.prepare<[string], { entries: number; first: number | null; last: number | null }>(
    'SELECT coalesce(sum(count), 0) AS entries, min(bucket) AS first, max(bucket) AS last FROM tallies WHERE customer_id = ?',
  );
  const ofWork = db
    .prepare<[], string>(
      `SELECT json ->> 'customerId' FROM work_items WHERE state IN ('waiting', 'offered', 'held')
       UNION SELECT json ->> 'customerId' FROM offers WHERE state = 'ringing'`,
    )
    .pluck();

  return {
    /** The customer after `customerId`, by id; null: there is none. */
    after(customerId: string): Holding | null {
      const id = next.get(customerId);
      if (id === undefined) return null;
      const { entries, first, last } = one.get(id)!;
      return { customerId: id, entries, oldestAt: (first ?? 0) * BUCKET, newestAt: ((last ?? 0) + 1) * BUCKET };
    },
    /** Customers whose work is open, whoever holds it. */
    withOpenWork: (): string[] => ofWork.all(),
  };
}

/** Bytes of pages in use. What was given up and not yet given back is free for the next entry, and so is what is left of a log before. */
export function usedBytes(db: Database): number {
  const of = (name: string): number => db.pragma(name, { simple: true }) as number;
  const former = db.prepare<[], number>('SELECT coalesce(sum(bytes), 0) FROM former').pluck().get()!;
  return Math.max(0, (of('page_count') - of('freelist_count')) * of('page_size') - former);
}

/** Customers to whom something is written and not yet there: drafts, their files, and every command that is still kept. */
export const customersWithWords = (db: Database): string[] =>
  db
    .prepare<[], string>(
      `SELECT customer_id FROM drafts UNION SELECT customer_id FROM out_files
       UNION SELECT customer_id FROM commands WHERE customer_id IS NOT NULL`,
    )
    .pluck()
    .all();
