import type { Entry } from '../../shared/domain/entry.ts';
import { type Findings, readAnew, type Reader } from '../../shared/domain/foreword/findings.ts';

/** What is known of one entry. Tone and due times are read when first asked for. */
type Known = {
  readonly version: number;
  readonly findings: Findings;
  tone?: number | null;
  due?: Map<string, number | null>;
};

/** Entries of about fifty long conversations; a few hundred bytes each, because most have nothing in them. */
const MOST = 25_000;

/**
 * A reader that remembers by id and version. Two generations instead of a queue: what was not asked for while `most` others
 * came is let go of, and at most twice as many are kept.
 */
export function forewordMemory(most = MOST, read: Reader = readAnew) {
  let young = new Map<string, Known>();
  let old = new Map<string, Known>();

  const keep = (id: string, known: Known): Known => {
    if (young.size >= most) {
      old = young;
      young = new Map();
    }
    young.set(id, known);
    return known;
  };
  const knownOf = (entry: Entry): Known => {
    const { id, version } = entry;
    const fresh = young.get(id);
    if (fresh?.version === version) return fresh;
    const stale = old.get(id);
    return keep(id, stale?.version === version ? stale : { version, findings: read.findings(entry) });
  };
  const dueOf = (entry: Entry, commitment: string, offsetMinutes: number): number | null => {
    const known = knownOf(entry);
    known.due ??= new Map();
    const key = `${offsetMinutes} ${commitment}`;
    const had = known.due.get(key);
    if (had !== undefined) return had;
    const due = read.due(entry, commitment, offsetMinutes);
    known.due.set(key, due);
    return due;
  };

  return {
    findings: entry => knownOf(entry).findings,
    tone(entry): number | null {
      const known = knownOf(entry);
      if (known.tone === undefined) known.tone = read.tone(entry);
      return known.tone;
    },
    due: dueOf,
    size: (): number => young.size + old.size,
    /** Another log may give the same id and version to other words. */
    clear(): void {
      young = new Map();
      old = new Map();
    },
  } satisfies Reader & Record<string, unknown>;
}
export type ForewordMemory = ReturnType<typeof forewordMemory>;
