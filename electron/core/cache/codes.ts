import type { Database } from 'better-sqlite3';
import { CODE_LIFETIME, type GivenCode, goodCode } from '../../../shared/domain/case-code.ts';
import type { Entry } from '../../../shared/domain/entry.ts';

/** The code of a case that is good at `now`, backend's clock; null: this desk knows of none. */
export function codesIn(db: Database) {
  const events = db
    .prepare<[string, number], string>(
      `SELECT json FROM entries WHERE customer_id = ? AND at > ? AND kind = 'event' ORDER BY at, id`,
    )
    .pluck();
  return (customerId: string, caseId: string, now: number): GivenCode | null =>
    goodCode(
      events.all(customerId, now - CODE_LIFETIME).map(json => JSON.parse(json) as Entry),
      caseId,
      now,
    );
}
