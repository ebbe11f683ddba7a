import * as z from 'zod';
import { type HistoryPage, historyPageSchema } from '../../../shared/contract/wire.ts';
import type { Cache } from '../cache/cache.ts';
import type { Reach } from '../cache/completeness.ts';
import { parseEntries } from './parse-event.ts';

/** The page with each entry still unread. */
export const openHistorySchema = historyPageSchema.extend({ entries: z.array(z.unknown()).max(1_000) });
export type OpenHistory = Omit<HistoryPage, 'entries'> & { entries: readonly unknown[] };

/**
 * Stores a page of older entries that was asked for at `asked`. Those older than `notBefore` are left out and counted as
 * missing: they would be given up again. Answers false, and stores nothing, if the customer was
 * revoked, forgotten or read further in the meantime: an answer to an old question must not bring anybody back.
 */
export function storeHistory(
  cache: Cache,
  page: OpenHistory,
  asked: Reach,
  now: number,
  notBefore = -Infinity,
): boolean {
  const { entries, poison } = parseEntries(
    page.entries,
    `history:${page.customerId}:${asked.reached?.id ?? ''}`,
    now,
    page.customerId,
  );
  return cache.write(() => {
    const has = cache.completeness.get(page.customerId);
    if (!has || has.reached?.id !== asked.reached?.id || has.reached?.at !== asked.reached?.at) return false;
    const all = entries.filter(entry => entry.customerId === page.customerId);
    const own = all.filter(({ at }) => at >= notBefore);
    const unread = poison.filter(({ entryAt }) => entryAt === null || entryAt >= notBefore);
    cache.entries.putMany(own);
    for (const one of unread) cache.setAside.add(one);
    for (const { id } of own) cache.setAside.resolve(id);
    const places = [...own, ...unread.flatMap(({ entryId, entryAt }) => placeOf(entryId, entryAt))];
    const first = places.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))[0];
    const reached = first ? { at: first.at, id: first.id } : asked.reached;
    const left = [...all, ...poison].length - own.length - unread.length;
    // Nothing that was left out is newer than the edge.
    const nextAt = left > 0 ? { nextAt: notBefore } : {};
    cache.completeness.put(page.customerId, { reached, older: page.older + left, ...nextAt });
    return true;
  });
}

const placeOf = (id: string | null, at: number | null): { id: string; at: number }[] =>
  id !== null && at !== null ? [{ id, at }] : [];
