// Weeks of history, through the ordinary intake.
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { Services } from '../../services.ts';
import type { Person } from './person.ts';
import { historyOf } from './records.ts';

const log = logger('scenario');
/** Records in one intake; a batch is one transaction. */
const BATCH = 200;

/** Every record of these people, in the order of their stories. */
export const historyRecords = (people: readonly Person[], now: number): IntakeInput[] =>
  people.flatMap(person => historyOf(person, now));

/** Sends them; what is there already stays as it is. Throws nothing for a refusal, but logs it: the story is then poorer. */
export async function loadHistory(services: Services, records: readonly IntakeInput[]): Promise<void> {
  const counts = { imported: 0, 'already-there': 0, refused: 0 };
  for (let from = 0; from < records.length; from += BATCH) {
    for (const result of await services.intake(records.slice(from, from + BATCH))) {
      counts[result.outcome] += 1;
      if (result.outcome === 'refused')
        log.warn('history.refused', { externalId: result.externalId, reason: result.reason });
    }
  }
  log.info('history.loaded', { imported: counts.imported, there: counts['already-there'], refused: counts.refused });
}
