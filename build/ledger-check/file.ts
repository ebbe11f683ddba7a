// An exported ledger from its first line to its last.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { newJudge, type Summary } from './judge.ts';
import { rowOf } from './row.ts';

export type Verdict =
  | { readonly kind: 'good'; readonly summary: Summary }
  | { readonly kind: 'broken'; readonly line: number; readonly seq: number | null; readonly why: string }
  | { readonly kind: 'no-ledger'; readonly why: string };

function parsed(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

/** Reads line by line, so that a ledger of any size can be judged. Rejects when the file cannot be read. */
export async function judgeFile(path: string): Promise<Verdict> {
  const judge = newJudge();
  const lineOf = new Map<number, number>();
  const broken = (seq: number | null, why: string, line: number): Verdict => ({ kind: 'broken', line, seq, why });
  let line = 0;
  let ended: number | null = null;
  for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    line += 1;
    const value = parsed(text);
    if (line === 1) {
      if (value?.ledger === 1) continue;
      const why = value && 'ledger' in value ? `its format ${String(value.ledger)} is not known` : 'no header';
      return { kind: 'no-ledger', why };
    }
    if (ended !== null) return broken(null, 'something follows the end', line);
    if (value?.end === true) {
      ended = Number(value.rows);
      continue;
    }
    const row = rowOf(value);
    if (!row) return broken(null, 'this is not a row', line);
    if (!lineOf.has(row.seq)) lineOf.set(row.seq, line);
    const found = judge.take(row);
    if (found) return broken(found.seq, found.why, found.seq === row.seq ? line : (lineOf.get(found.seq) ?? line));
  }
  if (line === 0) return { kind: 'no-ledger', why: 'it is empty' };
  if (ended === null) return broken(null, 'the end is missing: the file was cut off', line + 1);
  if (ended !== judge.summary.rows)
    return broken(null, `the end says ${ended} rows, and there are ${judge.summary.rows}`, line);
  const open = judge.settle();
  return open ? broken(open.seq, open.why, lineOf.get(open.seq) ?? line) : { kind: 'good', summary: judge.summary };
}
