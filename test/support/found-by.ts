import type { Entry } from '../../shared/domain/entry.ts';
import type { SearchTable } from '../../electron/core/cache/search/search.ts';

const EVER = [{ from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER }];

/** For a text in the index's own language: newest first. */
export const foundBy = (search: SearchTable, match: string, limit: number): Entry[] =>
  search.page({ match, periods: EVER, keep: null }, { before: null, limit, isOver: () => false }).entries;
