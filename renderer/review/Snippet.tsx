import type { SearchHit } from '../../shared/contract/bridge.ts';
import { Numbered } from '../timeline/Said.tsx';

/** The words around a hit, the hit marked. Ranges are UTF-16 code units, ascending and apart. */
export const Snippet = ({ snippet, marks }: Pick<SearchHit, 'snippet' | 'marks'>) => (
  <Numbered text={snippet} hits={marks} />
);
