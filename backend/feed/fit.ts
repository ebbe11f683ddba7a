// Keeping what is sent within the contract's sizes, honestly: what does not fit is counted as older.
import { type CustomerGrant, type HistoryPage, LIMITS } from '../../shared/contract/wire.ts';

/** UTF-8 bytes of the events in one page or of one answer; the rest up to LIMITS.messageBytes is the envelope's. */
export const PAGE_BYTES = 6_000_000;

export const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));

/** Drops the oldest entries until the rest fits `limit` bytes; entries ascend by time, so those are the first ones. */
function newestWithin<T extends Pick<CustomerGrant, 'entries' | 'older'>>(whole: T, limit: number, most: number): T {
  let bytes = bytesOf(whole);
  let drop = Math.max(0, whole.entries.length - most);
  for (const entry of whole.entries.slice(0, drop)) bytes -= bytesOf(entry) + 1;
  while (bytes > limit && drop < whole.entries.length) bytes -= bytesOf(whole.entries[drop++]) + 1;
  return drop === 0 ? whole : { ...whole, entries: whole.entries.slice(drop), older: whole.older + drop };
}

export const fitGrant = (grant: CustomerGrant, limit = PAGE_BYTES): CustomerGrant =>
  newestWithin(grant, limit, LIMITS.grantEntries);

export const fitHistory = (page: HistoryPage, limit = PAGE_BYTES): HistoryPage =>
  newestWithin(page, limit, LIMITS.historyEntries);
