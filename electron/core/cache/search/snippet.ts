import type { Group } from '../../../../shared/domain/search/groups.ts';
import { marksIn } from '../../../../shared/domain/search/marks-in.ts';

export type Snippet = { snippet: string; marks: [number, number][] };

/** UTF-16 code units. Two lines of a narrow list show the mark behind so many. */
const BEFORE = 32;
const LENGTH = 320;
const MOST_MARKS = 50;
const BETWEEN = ' · ';

/**
 * The part of an entry around the first hit, with the hits in it marked; the beginning of the first part if none shows. Behind
 * another part than the first, such as who wrote it or a subject, stands what was written.
 */
export function snippetOf(parts: readonly string[], groups: readonly Group[]): Snippet {
  for (const [place, part] of parts.entries()) {
    const first = marksIn(part, groups).next();
    if (first.done) continue;
    const from = Math.max(0, first.value[0] - BEFORE);
    return cut(place === 0 ? part : `${part}${BETWEEN}${parts[0]}`, from, groups);
  }
  return cut(parts[0] ?? '', 0, []);
}

function cut(text: string, from: number, groups: readonly Group[]): Snippet {
  const start = wordStart(text, from);
  const shown = text.slice(start, start + LENGTH).replace(/[\uD800-\uDBFF]$/u, '');
  const head = start > 0 ? '…' : '';
  const tail = start + shown.length < text.length ? '…' : '';
  const marks: [number, number][] = [];
  for (const [a, b] of marksIn(shown, groups)) {
    if (marks.length === MOST_MARKS) break;
    marks.push([a + head.length, b + head.length]);
  }
  return { snippet: `${head}${shown}${tail}`, marks };
}

/** Not in the middle of a word or of a surrogate pair. */
function wordStart(text: string, from: number): number {
  if (from === 0) return 0;
  const space = text.slice(from, from + BEFORE).search(/\s/u);
  const start = space < 0 ? from : from + space + 1;
  return /[\uDC00-\uDFFF]/u.test(text[start] ?? '') ? start + 1 : start;
}

/** All groups stand somewhere in these parts: what the index would say of them. */
export const holdsAll = (parts: readonly string[], groups: readonly Group[]): boolean =>
  groups.every(
    ({ any, all, numbers }) =>
      isIn(parts, { any, all: [], numbers }) ||
      (all.length > 0 && all.every(phrase => isIn(parts, { any: [phrase], all: [], numbers: [] }))),
  );
const isIn = (parts: readonly string[], group: Group): boolean =>
  parts.some(part => !marksIn(part, [group]).next().done);
