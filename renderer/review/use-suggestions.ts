import { useEffect, useState } from 'react';
import { type Completion, type Completions, completionsAt } from '../../shared/domain/search/complete.ts';
import type { FilterName } from '../../shared/domain/search/filters.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import { bridge } from '../bridge/bridge.ts';

const log = logger('screen');
/** As many as are shown without scrolling far. */
const MOST = 20;
/** Letters of a word from which names of filters are offered for it. */
const LETTERS = 2;

type Known = { readonly filter: FilterName; readonly text: string; readonly values: readonly KnownValue[] };
type KnownValue = { readonly value: string; readonly label: string; readonly detail: string | null };

export type Suggestion = Completion & { readonly detail: string | null };
export type Suggestions = Omit<Completions, 'options'> & { readonly options: readonly Suggestion[] };

/** Values that the desk knows of; the answer to an earlier question is shown until the next one is there. */
function useKnown(ask: Completions['ask'], wanted: boolean): readonly KnownValue[] {
  const [known, setKnown] = useState<Known | null>(null);
  const filter = wanted ? ask?.filter : undefined;
  const text = ask?.text ?? '';
  useEffect(() => {
    if (!filter) return undefined;
    let isLate = false;
    bridge.call('history.complete', { filter, text: text.slice(0, 1_000) }).then(
      ({ values }) => isLate || setKnown({ filter, text, values }),
      // What cannot be offered can still be typed.
      (error: unknown) => log.warn('values.not-offered', { code: Fault.from(error).code }, error),
    );
    return () => {
      isLate = true;
    };
  }, [filter, text]);
  const fits = known !== null && known.filter === filter && text.startsWith(known.text);
  return fits ? known.values : [];
}

/** What could stand at the caret. `all`: asked for, so names of filters are offered where nothing is typed yet. */
export function useSuggestions(text: string, caret: number | null, all: boolean): Suggestions {
  const at = caret ?? 0;
  const first = completionsAt(text, at);
  const known = useKnown(first.ask, caret !== null);
  const details = new Map(known.map(({ label, detail }) => [label, detail]));
  const found = completionsAt(text, at, known);
  const typed = text.slice(found.start, at);
  const isWord = !typed.includes(':') && !typed.includes('：');
  const isEnough = !isWord || all || typed.replace('-', '').length >= LETTERS;
  const isWhole =
    found.options.length === 1 && found.options[0]!.insert.trimEnd() === text.slice(found.start, found.end);
  if (caret === null || !isEnough || isWhole) return { ...found, options: [] };
  const options = found.options.slice(0, MOST).map(option => ({ ...option, detail: detailOf(option, details) }));
  return { ...found, options };
}

function detailOf({ kind, label }: Completion, details: ReadonlyMap<string, string | null>): string | null {
  return kind === 'value' ? (details.get(label) ?? null) : null;
}
