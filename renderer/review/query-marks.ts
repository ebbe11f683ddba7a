// What a query says, for the field it stands in and the line under it. Pure.
import type { FilterName } from '../../shared/domain/search/filters.ts';
import type { SearchQuery } from '../../shared/domain/search/query.ts';
import { filterSearchWords } from '../text/review.ts';

/** A stretch of the field's text; `filter`: one that narrows, `idle`: one that does nothing (yet), `unknown`: none. */
export type Stretch = { readonly text: string; readonly as: 'plain' | 'filter' | 'idle' | 'unknown' };

/** The whole text in pieces, in order. */
export function stretchesOf(text: string, { parts, unknown }: SearchQuery): Stretch[] {
  const set = [
    ...parts.flatMap(part =>
      part.kind === 'filter'
        ? [{ start: part.start, end: part.end, as: part.meaning ? 'filter' : 'idle' } as const]
        : [],
    ),
    ...unknown.map(({ start, end }) => ({ start, end, as: 'unknown' }) as const),
  ].sort((a, b) => a.start - b.start);
  const stretches: Stretch[] = [];
  let at = 0;
  for (const { start, end, as } of set) {
    if (start < at) continue;
    if (start > at) stretches.push({ text: text.slice(at, start), as: 'plain' });
    stretches.push({ text: text.slice(start, end), as });
    at = end;
  }
  if (at < text.length) stretches.push({ text: text.slice(at), as: 'plain' });
  return stretches;
}

const shortened = (written: string): string => (written.length > 40 ? `${written.slice(0, 40)}…` : written);

/** Sentences about what was written and is not looked for as written. */
export function remarksOf(text: string, { unknown, problems }: SearchQuery): string[] {
  const names = [...new Set(unknown.map(({ name }) => name))].slice(0, 5);
  const said = problems.map(({ kind, start, end }) =>
    filterSearchWords.problem(kind, shortened(text.slice(start, Math.min(end, start + 60)))),
  );
  return [
    ...(names.length > 0 ? [filterSearchWords.unknown(names)] : []),
    ...new Set(said.filter(one => one !== null)),
  ];
}

/** Text with the beginning of a filter where the caret is, and where the caret goes: behind it. */
export function withBegun(text: string, caret: number, name: FilterName): { text: string; caret: number } {
  const head = text.slice(0, caret).trimEnd();
  const begun = `${head}${head === '' ? '' : ' '}${name}:`;
  const rest = text.slice(caret).trimStart();
  return { text: rest === '' ? begun : `${begun} ${rest}`, caret: begun.length };
}

/** Text with a completion in the place of what was typed of it. */
export function withTaken(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
  insert: string,
): { text: string; caret: number } {
  const rest = text.slice(end);
  const after = insert.endsWith(' ') ? rest.trimStart() : rest;
  return { text: `${text.slice(0, start)}${insert}${after}`, caret: start + insert.length };
}
