import type { ReactNode } from 'react';
import type { SearchHit } from '../../shared/contract/bridge.ts';

/** The words around a hit, the hit marked. Ranges are UTF-16 code units, ascending and apart. */
export function Snippet({ snippet, marks }: Pick<SearchHit, 'snippet' | 'marks'>) {
  const parts: ReactNode[] = [];
  let done = 0;
  for (const [from, to] of marks) {
    if (from < done || to > snippet.length) continue;
    parts.push(snippet.slice(done, from), <mark key={from}>{snippet.slice(from, to)}</mark>);
    done = to;
  }
  return (
    <>
      {parts}
      {snippet.slice(done)}
    </>
  );
}
