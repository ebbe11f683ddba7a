// What a lead asks for in the form of a set, and what that means.
import type { ReviewWhat } from '../../shared/contract/review.ts';
import { dayAfter } from '../timeline/filter-rules.ts';

export type Kind = 'import' | 'period' | 'queue';
export const KINDS: readonly Kind[] = ['import', 'period', 'queue'];
export type Asked = {
  readonly kind: Kind;
  readonly importId: string | null;
  readonly queueId: string | null;
  readonly from: number | null;
  /** The last day of it. */
  readonly to: number | null;
};

/** Null: something is not said yet. */
export function whatOf({ kind, importId, queueId, from, to }: Asked): ReviewWhat | null {
  if (kind === 'import') return importId === null ? null : { kind, importId };
  if (from === null || to === null || to < from) return null;
  const period = { from, to: dayAfter(to) };
  if (kind === 'period') return { kind, ...period };
  return queueId === null ? null : { kind, queueId, ...period };
}
