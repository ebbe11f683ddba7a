// A query as the index is asked it. Words reach it quoted and folded, so that nothing typed is ever its syntax.
import type { Group } from '../../../../shared/domain/search/groups.ts';
import { marks } from './marks.ts';

const quoted = (words: readonly string[], prefix: boolean): string => `"${words.join(' ')}"${prefix ? ' *' : ''}`;
export const anyOf = (list: readonly string[]): string => (list.length === 1 ? list[0]! : `(${list.join(' OR ')})`);
export const allOf = (list: readonly string[]): string => (list.length === 1 ? list[0]! : `(${list.join(' AND ')})`);
export const markText = (mark: string, prefix = false): string => quoted([mark], prefix);

/** A group in the index's own language. */
export function groupText({ any, all, numbers }: Group): string {
  const ways = any.map(({ words, prefix }) => quoted(words, prefix));
  if (all.length > 0) ways.push(allOf(all.map(({ words, prefix }) => quoted(words, prefix))));
  for (const { key, prefix } of numbers) ways.push(markText(marks.number(key), prefix));
  return anyOf(ways);
}
