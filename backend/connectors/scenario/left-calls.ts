// Calls of a story whose process is gone: nobody is on the line any more, and nobody else will say so.
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import type { EntryOf } from '../../../shared/domain/entry.ts';
import { logger } from '../../../shared/lib/log.ts';
import { SOURCE } from './parties.ts';
import type { ScenarioBackend } from './stage.ts';

const log = logger('scenario');

/** Stands where the words of the call would stand. */
export const LINE_LOST = 'The connection to the exchange was lost.';

type Left = { external_id: string; json: EntryOf<'call'> };

/** Ends what rang or was spoken when an earlier run stopped without a word. One story plays on a database. Returns how many. */
export async function endLeftCalls({ services, db }: ScenarioBackend): Promise<number> {
  const left = await db.query<Left>(
    `SELECT k.external_id, e.json FROM intake_key k JOIN entry e ON e.id = k.record_id
     WHERE k.source = $1 AND k.type = 'call' AND e.kind = 'call' AND e.json->'call'->>'state' IN ('waiting', 'live')
     ORDER BY e.at`,
    [SOURCE],
  );
  if (left.length === 0) return 0;
  const results = await services.intake(left.map(endOf));
  const refused = results.filter(({ outcome }) => outcome === 'refused').length;
  log.warn('calls.left.ended', { calls: left.length, refused });
  return left.length - refused;
}

function endOf({ external_id, json: { call } }: Left): IntakeInput {
  const state = call.state === 'waiting' ? 'abandoned' : 'ended';
  return { type: 'call', source: SOURCE, externalId: external_id, number: call.number, state, text: LINE_LOST };
}
