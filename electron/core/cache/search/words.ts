import type { Entry } from '../../../../shared/domain/entry.ts';
import { foldedText } from '../../../../shared/domain/search/folded.ts';
import { partsOf } from '../../../../shared/domain/search/parts.ts';
import { marksOf } from './marks.ts';

/** What the index gets: words, folded, and marks. A line between parts keeps a phrase from running over. */
export function wordsOf(entry: Entry): string {
  const parts = partsOf(entry);
  return `${parts.map(foldedText).join('\n')}\n${marksOf(entry, parts).join(' ')}`;
}
