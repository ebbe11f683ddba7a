import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';
import type { FilterName } from '../../shared/domain/search/filters.ts';
import { filterSearchWords } from '../text/review.ts';
import { Announcer } from '../ui/Hidden.tsx';
import css from './QueryField.module.css';
import type { Suggestion } from './use-suggestions.ts';

type Props = {
  readonly id: string;
  readonly options: readonly Suggestion[];
  /** The one at hand; -1: none. */
  readonly at: number;
  readonly field: RefObject<HTMLInputElement | null>;
  /** Where in the field's text stands what they complete. */
  readonly start: number;
  readonly onTake: (option: Suggestion) => void;
};

const WIDTH = 300;

/** Pixels from the field's start at which a place of its text is drawn. */
function leftOf(field: HTMLInputElement, start: number): number {
  const pen = document.createElement('canvas').getContext?.('2d');
  if (!pen) return 0;
  pen.font = getComputedStyle(field).font;
  const left = pen.measureText(field.value.slice(0, start)).width - field.scrollLeft;
  return Math.max(0, Math.min(left, field.clientWidth - WIDTH));
}

const aboutOf = ({ kind, label, detail }: Suggestion): string | null =>
  kind === 'filter' ? (filterSearchWords.about[label.slice(0, -1) as FilterName] ?? null) : detail;

/** Under the place in the field that they complete. The focus stays in the field. */
export function SuggestionList({ id, options, at, field, start, onTake }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const isOpen = options.length > 0;
  useLayoutEffect(() => {
    if (isOpen && field.current) list.current!.style.insetInlineStart = `${leftOf(field.current, start)}px`;
  }, [isOpen, field, start]);
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView?.({ block: 'nearest' });
  }, [at]);
  return (
    <>
      <Announcer words={filterSearchWords.offered(options.length)} />
      {isOpen ? (
        <ul
          ref={list}
          id={`${id}-list`}
          className={css.suggestions}
          role="listbox"
          aria-label={filterSearchWords.suggestions}
          style={{ inlineSize: WIDTH }}
        >
          {options.map((option, i) => (
            // The keys are the field's, which keeps the focus.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={option.insert}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === at}
              className={css.option}
              // Before the field loses the focus.
              onPointerDown={event => event.preventDefault()}
              onClick={() => onTake(option)}
            >
              <bdi>{option.label}</bdi>
              {aboutOf(option) ? <span className={css.about}>{aboutOf(option)}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
