import type { Brought } from '../../shared/contract/bridge/review.ts';
import { beyondWords } from '../text/beyond.ts';

/** What a set is called. */
export function setName({ what, name }: Brought): string {
  if (what.kind === 'customers') return beyondWords.single;
  if (what.kind === 'import') return name ?? beyondWords.anImport;
  const period = beyondWords.period(what.from, what.to);
  return what.kind === 'queue' ? beyondWords.queueIn(name, period) : period;
}
