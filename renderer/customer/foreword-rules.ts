import type { ForewordLine } from '../../shared/domain/foreword.ts';

export type Standing = 'plain' | 'kept' | 'not-kept' | 'late' | 'due';

/** How a promise stands now. Only one with a time can be late or due; only one decided can be kept or not. */
export function promiseStanding(line: Extract<ForewordLine, { kind: 'promised' }>, now: number): Standing {
  if (line.kept === true) return 'kept';
  if (line.dueAt === null) return 'plain';
  if (line.kept === false) return 'not-kept';
  return line.dueAt < now ? 'late' : 'due';
}
