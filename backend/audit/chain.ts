// Each row carries the hash of the one before, so that a row changed, moved or left out shows. Pure.
import { createHash } from 'node:crypto';

export type AuditRow = {
  /** 1, 2, 3 … without a gap. */
  readonly seq: number;
  /** Milliseconds since 1970 by the database's clock: of the first and of the last of `count`. */
  readonly at: number;
  readonly until: number;
  readonly count: number;
  readonly kind: string;
  readonly agent: string | null;
  readonly session: string | null;
  readonly remote: string | null;
  readonly what: string;
  readonly about: string | null;
  readonly aboutAgent: string | null;
  readonly outcome: string;
  readonly node: string;
  readonly prev: string;
  readonly hash: string;
};
export type Unsealed = Omit<AuditRow, 'seq' | 'prev' | 'hash'>;

/** Before the first row there ever was. */
export const BEGINNING = '';

/** With its length before each part, so that no two rows have one text. */
const part = (value: string | number | null): string =>
  value === null ? '~,' : `${Buffer.byteLength(String(value))}:${value},`;

export function hashOf(row: Omit<AuditRow, 'hash'>): string {
  const { prev, seq, at, until, count, kind, agent, session, remote, what, about, aboutAgent, outcome, node } = row;
  const parts = [prev, seq, at, until, count, kind, agent, session, remote, what, about, aboutAgent, outcome, node];
  return createHash('sha256').update(parts.map(part).join('')).digest('hex');
}

export function sealed(row: Unsealed, after: Pick<AuditRow, 'seq' | 'hash'> | null): AuditRow {
  const placed = { ...row, seq: (after?.seq ?? 0) + 1, prev: after?.hash ?? BEGINNING };
  return { ...placed, hash: hashOf(placed) };
}

export type Verdict = { readonly seq: number; readonly why: string } | null;

/** Null: it is what its hash says, and follows on `after`. `after` null: it must be the first one. */
export function faultOf(row: AuditRow, after: Pick<AuditRow, 'seq' | 'hash'> | null): Verdict {
  const says = (why: string): Verdict => ({ seq: row.seq, why });
  if (row.seq !== (after?.seq ?? 0) + 1)
    return says(`it stands after row ${after?.seq ?? 0}: rows are missing or moved`);
  if (row.prev !== (after?.hash ?? BEGINNING))
    return says('the row before it is not the one that it was written after');
  return row.hash === hashOf(row) ? null : says('it was changed after it was written');
}
