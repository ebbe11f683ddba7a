import { type KeyboardEvent, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { FilterName } from '../../shared/domain/search/filters.ts';
import { LONGEST_QUERY, type SearchQuery } from '../../shared/domain/search/query.ts';
import { setQuery, useSearch } from '../stores/search.ts';
import { reviewWords } from '../text/review.ts';
import { shellWords } from '../text/shell.ts';
import { Icon } from '../ui/Icon.tsx';
import { stretchesOf, withBegun, withTaken } from './query-marks.ts';
import css from './QueryField.module.css';
import { SuggestionList } from './SuggestionList.tsx';
import { type Suggestion, useSuggestions } from './use-suggestions.ts';

/** What keys do where no suggestion is open. */
type FieldKeys = {
  readonly onStep: (by: 1 | -1) => void;
  readonly onRead: () => void;
  readonly onBeside: () => void;
};
type Props = FieldKeys & { readonly parsed: SearchQuery };

/** The same text behind the field's own, invisible but for the ground under its filters. */
function Marks({ text, parsed, box }: { text: string; parsed: SearchQuery; box: React.Ref<HTMLDivElement> }) {
  const stretches = useMemo(() => stretchesOf(text, parsed), [text, parsed]);
  return (
    <div ref={box} className={css.marks} dir="auto" aria-hidden="true">
      {stretches.map(({ text: words, as }, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- pieces of one text have no other name
        <span key={i} className={css[as]}>
          {words}
        </span>
      ))}
    </div>
  );
}

type Choice = { readonly of: string; readonly at: number };

/** Which suggestion is at hand, and whether they are shown: both hold for what stands in the field, and end with it. */
function useChoice(query: string, caret: number | null) {
  const of = `${caret} ${query}`;
  const [all, setAll] = useState<string | null>(null);
  const [dismissed, setDismissed] = useState<string | null>(null);
  const [chosen, setChosen] = useState<Choice | null>(null);
  return {
    all: all === of,
    isDismissed: dismissed === of,
    at: chosen?.of === of ? chosen.at : -1,
    choose: (at: number) => setChosen({ of, at }),
    dismiss: () => {
      setAll(null);
      setDismissed(of);
    },
    askAll: () => {
      setDismissed(null);
      setAll(of);
    },
  };
}

/** The text, and where the caret is put when it was changed for the person who writes. */
function useText(input: React.RefObject<HTMLInputElement | null>) {
  const [caret, setCaret] = useState<number | null>(null);
  const wanted = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    input.current?.focus();
    input.current?.setSelectionRange(wanted.current, wanted.current);
    wanted.current = null;
  });
  const follow = ({ selectionStart, selectionEnd }: HTMLInputElement) => {
    setCaret(selectionStart === selectionEnd ? selectionStart : null);
  };
  const change = (next: { text: string; caret: number }) => {
    wanted.current = next.caret;
    setCaret(next.caret);
    setQuery(next.text);
  };
  return { caret, setCaret, follow, change };
}

/** Begins a filter where the caret was last; its values are offered then. */
export const BEGIN_FILTER = 'foreword:begin-filter';
export const beginFilter = (name: FilterName): void =>
  void document.querySelector('[data-search]')?.dispatchEvent(new CustomEvent(BEGIN_FILTER, { detail: name }));

/** Where one types to search. Filters are set off as what they are; what could stand at the caret is offered. */
export function QueryField({ parsed, onStep, onRead, onBeside }: Props) {
  const query = useSearch(state => state.query);
  const ms = useSearch(state => state.found?.ms);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const marks = useRef<HTMLDivElement>(null);
  const { caret, setCaret, follow, change } = useText(input);
  const choice = useChoice(query, caret);
  const { options, ...place } = useSuggestions(query, caret, choice.all);
  const isOpen = options.length > 0 && !choice.isDismissed;
  const take = ({ insert }: Suggestion) => change(withTaken(query, place, insert));
  useLayoutEffect(() => {
    if (marks.current && input.current) marks.current.scrollLeft = input.current.scrollLeft;
  });
  useLayoutEffect(() => {
    const field = input.current!;
    const begin = (event: Event) => {
      const name = (event as CustomEvent<FilterName>).detail;
      change(withBegun(field.value, field.selectionStart ?? field.value.length, name));
    };
    field.addEventListener(BEGIN_FILTER, begin);
    return () => field.removeEventListener(BEGIN_FILTER, begin);
  });
  const keys: Keys = { isOpen, count: options.length, at: choice.at, isEmpty: query === '' };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    const does = actOf(event, keys);
    if (!does) return;
    event.preventDefault();
    event.stopPropagation();
    if (does.act === 'choose') choice.choose(does.at);
    else if (does.act === 'take') take(options[does.at]!);
    else if (does.act === 'dismiss') choice.dismiss();
    else if (does.act === 'all') choice.askAll();
    else if (does.act === 'leave') event.currentTarget.blur();
    else if (does.act === 'step') onStep(does.by);
    else if (does.act === 'beside') onBeside();
    else onRead();
  };
  return (
    <div className={css.field} role="search">
      <Icon name="search" />
      <div className={css.words}>
        <Marks text={query} parsed={parsed} box={marks} />
        <input
          ref={input}
          type="search"
          className={css.input}
          dir="auto"
          aria-label={reviewWords.search}
          placeholder={reviewWords.hint}
          data-search
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- who comes to Review comes to search
          autoFocus
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-controls={isOpen ? `${id}-list` : undefined}
          aria-activedescendant={isOpen && choice.at >= 0 ? `${id}-${choice.at}` : undefined}
          // What is pasted is cut by the browser before anybody draws it.
          maxLength={LONGEST_QUERY + 1}
          value={query}
          onChange={event => {
            setQuery(event.target.value);
            follow(event.currentTarget);
          }}
          onSelect={event => follow(event.currentTarget)}
          onFocus={event => follow(event.currentTarget)}
          onBlur={() => setCaret(null)}
          onScroll={event => follow(event.currentTarget)}
          onKeyDown={onKeyDown}
        />
        <SuggestionList
          id={id}
          options={isOpen ? options : []}
          at={choice.at}
          field={input}
          start={place.start}
          onTake={take}
        />
      </div>
      {ms === undefined ? null : <span className={css.took}>{reviewWords.took(ms)}</span>}
      {query === '' ? null : (
        <button
          type="button"
          className={css.clear}
          aria-label={shellWords.clear}
          onClick={() => change({ text: '', caret: 0 })}
        >
          <Icon name="close" size="sm" />
        </button>
      )}
    </div>
  );
}

type Keys = { readonly isOpen: boolean; readonly count: number; readonly at: number; readonly isEmpty: boolean };
type Act =
  | { readonly act: 'choose' | 'take'; readonly at: number }
  | { readonly act: 'step'; readonly by: 1 | -1 }
  | { readonly act: 'dismiss' | 'all' | 'leave' | 'beside' | 'read' };
type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'nativeEvent'>;

/** What a key does in the field; null: what it does anywhere. */
function actOf(
  { key, shiftKey, ctrlKey, altKey, nativeEvent }: Pressed,
  { isOpen, count, at, isEmpty }: Keys,
): Act | null {
  // Keys of whoever composes a character are the composing's own.
  if (nativeEvent.isComposing) return null;
  if (key === 'ArrowDown' && altKey) return { act: 'all' };
  if (ctrlKey || altKey) return null;
  if (key === 'Enter' && shiftKey) return { act: 'beside' };
  if (key === 'ArrowDown' || key === 'ArrowUp') {
    const by = key === 'ArrowDown' ? 1 : -1;
    if (isOpen) return { act: 'choose', at: at < 0 ? (by > 0 ? 0 : count - 1) : (at + by + count) % count };
    return isEmpty ? { act: 'all' } : { act: 'step', by };
  }
  if (isOpen && key === 'Tab' && !shiftKey) return { act: 'take', at: Math.max(0, at) };
  if (isOpen && key === 'Enter' && at >= 0) return { act: 'take', at };
  if (key === 'Enter') return { act: 'read' };
  if (key === 'Escape') return { act: isOpen ? 'dismiss' : 'leave' };
  return null;
}
