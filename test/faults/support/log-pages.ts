// Logs of backends that follow one another: the same customers and ids in each, and in every word which of them it is.
import type { FeedPage } from '../../../shared/contract/wire.ts';
import { customer, entryChanged, granted, matter, message, NOW, page } from '../../core/support/records.ts';

export const LOG_PAGES = 6;
export const CUSTOMERS = Array.from({ length: 6 }, (_, i) => `sam-${i}`);
export const PER_PAGE = 300;
export const wordOf = (log: number): string => `wordoflog${log}end`;

/** The first one is a snapshot: it names everybody. */
export function logPage(log: number, number: number): FeedPage {
  const grants = CUSTOMERS.map(id =>
    granted(id, [], 0, { customer: customer(id, wordOf(log)), cases: [{ ...matter(id), subject: wordOf(log) }] }),
  );
  const entries = Array.from({ length: PER_PAGE }, (_, i) =>
    message(CUSTOMERS[i % CUSTOMERS.length]!, `e-${number}-${i}`, NOW + number * 1_000_000 + i * 1_000, {
      text: `${wordOf(log)} said in ${number} ${'and more '.repeat(30)}`,
    }),
  );
  const before = number === 0 ? null : `${log}/${number - 1}`;
  return page(before, `${log}/${number}`, [...(number === 0 ? grants : []), ...entries.map(entryChanged)], {
    reset: number === 0,
  });
}
