// Parts of a query put back into text: what picking, removing and completing do to the search field.
import type { FilterName } from './filters.ts';
import type { QueryPart } from './query.ts';

/** As it must be written to be read again as one value. A quote cannot be quoted, so it becomes an apostrophe. */
export function written(value: string): string {
  const plain = value.replaceAll(/["“”„‟«»＂]/gu, '’').trim();
  return /[\s\0]/u.test(plain) || plain === '' ? `"${plain}"` : plain;
}

export function formatPart(part: QueryPart): string {
  const minus = part.excluded ? '-' : '';
  if (part.kind === 'filter') return `${minus}${part.name}:${part.value === '' ? '' : written(part.value)}`;
  if (part.kind === 'word') return `${minus}${part.text}`;
  return `${minus}"${part.text}"${part.prefix ? '*' : ''}`;
}

/** Reads as the same parts again, but for a last word that was still being typed: the space behind it ends it. */
export const formatQuery = (parts: readonly QueryPart[]): string => parts.map(part => `${formatPart(part)} `).join('');

/** The text without one part of it. */
export function withoutPart(text: string, { start, end }: QueryPart): string {
  return `${text.slice(0, start)}${text.slice(end).replace(/^\s+/u, '')}`;
}

/** Behind the other filters and before the words, so that the caret can stay behind the words. */
export function withFilter(text: string, parts: readonly QueryPart[], name: FilterName, value: string): string {
  const at = parts.findLast(part => part.kind === 'filter')?.end ?? 0;
  const head = text.slice(0, at).trimEnd();
  return `${head}${head === '' ? '' : ' '}${name}:${written(value)} ${text.slice(at).trimStart()}`;
}
