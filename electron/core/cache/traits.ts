import type { Database } from 'better-sqlite3';
import type { Picked, Place } from '../../../shared/contract/bridge.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** An entry without its words: where it stands, what filters go by, and what it belongs to. */
export type Traits = Picked & { readonly caseId: string; readonly interactionId: string | null };

/** `after` and `edge` (a time) are exclusive. */
export type Stretch = { readonly customerId: string; readonly after: Place; readonly edge: number };

/** Rows of one statement, and milliseconds of one turn: their case stands in their JSON, which may be long. */
const ROWS = 50;
const TURN_MS = 4;

/** Walks a customer's entries. Rows are not indexed by case: few ask, and every entry that comes in would pay for it. */
export function traitsReader(db: Database) {
  const next = db.prepare<Stretch['after'] & Omit<Stretch, 'after'> & { limit: number }, Traits>(`
    SELECT at, id, kind, channel, direction, audience, nullif(handle, '') AS handle,
      json_extract(json, '$.caseId') AS caseId, json_extract(json, '$.interactionId') AS interactionId
    FROM entries WHERE customer_id = @customerId AND (at, id) > (@at, @id) AND at < @edge
    ORDER BY at, id LIMIT @limit`);

  /**
   * Those that belong, ascending. It gives way to whatever else the core has to do, so what comes meanwhile may be among
   * them or not.
   */
  return async function read(
    { customerId, after, edge }: Stretch,
    belongs: (one: Traits) => boolean,
    monotonic: () => number,
  ): Promise<Traits[]> {
    const found: Traits[] = [];
    let place = after;
    let began = monotonic();
    for (;;) {
      const rows = next.all({ customerId, ...place, edge, limit: ROWS });
      found.push(...rows.filter(belongs));
      const last = rows.at(-1);
      if (!last || rows.length < ROWS) return found;
      place = { at: last.at, id: last.id };
      if (monotonic() - began < TURN_MS) continue;
      await nextTurn();
      began = monotonic();
    }
  };
}
