import type { Row } from './rows.ts';

export const placeOf = (rows: readonly Row[], entryId: string | null | undefined): number =>
  entryId ? rows.findIndex(row => row.item.entry.id === entryId) : -1;

/** Where a key leads from an entry; null: it leads nowhere. Without an entry one starts at the newest. */
export function stepFrom(key: string, index: number, count: number): number | null {
  if (count === 0) return null;
  const from = index < 0 ? count : index;
  if (key === 'j' || key === 'J' || key === 'PageDown') return Math.min(count - 1, index < 0 ? count - 1 : from + 1);
  if (key === 'k' || key === 'K' || key === 'PageUp') return Math.max(0, from - 1);
  if (key === 'Home') return 0;
  return null;
}
