// Words that were begun and stand unsent, of all customers: who has left a conversation finds them again.
import { type LeftWords, MAX_LEFT_WORDS } from '../../../shared/contract/bridge/draft.ts';
import type { Context } from './context.ts';

/** Of each case what was written last. What has a subject or recipients and no words yet is not told. */
export function leftWords({ cache, file }: Pick<Context, 'cache' | 'file'>): LeftWords[] {
  const met = new Set<string>();
  return file.drafts.newest().flatMap(({ customerId, caseId, mode, text, savedAt }) => {
    const matter = JSON.stringify([customerId, caseId]);
    const begins = text.trim().slice(0, MAX_LEFT_WORDS);
    if (begins === '' || met.has(matter)) return [];
    met.add(matter);
    const customerName = cache.customers.get(customerId)?.name ?? null;
    return [{ customerId, customerName, caseId, mode, text: begins, savedAt }];
  });
}
