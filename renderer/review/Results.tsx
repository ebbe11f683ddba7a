import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from 'react';
import type { SearchHit } from '../../shared/contract/bridge.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import type { Group } from '../../shared/domain/search/groups.ts';
import { attempt } from '../stores/failures.ts';
import { caseOf, grouped, type HitOrder } from '../stores/hit-order.ts';
import { activate, FOLLOWING, keepBeside } from '../stores/reading.ts';
import { type Found, moreHits, openHit, stepHit, useSearch } from '../stores/search.ts';
import { rememberSearch } from '../stores/searches.ts';
import { reviewWords } from '../text/review.ts';
import { failureWords } from '../text/shell.ts';
import { momentTitle, shortDay } from '../text/time.ts';
import { eventSaid } from '../timeline/kinds/QuietEntries.tsx';
import { hitsIn, holdsHit } from '../timeline/marks.ts';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { Numbered } from '../timeline/Said.tsx';
import css from './Results.module.css';
import { Snippet } from './Snippet.tsx';
import { useLookedFor } from './use-looked-for.ts';

type Row =
  | { readonly kind: 'case'; readonly key: string; readonly first: SearchHit; readonly note: string | null }
  | { readonly kind: 'hit'; readonly key: string; readonly hit: SearchHit };

/** Each group is a head and its hits, so that a long list draws only what is seen. */
export function rowsOf({ hits }: Found, order: HitOrder): Row[] {
  const seen = new Set<string>();
  return grouped(hits, order).flatMap(({ id, hits: list }) => {
    const first = list[0]!;
    const matter = caseOf(first);
    const again = seen.has(matter) ? reviewWords.again : null;
    seen.add(matter);
    const note = order === 'case' && list.length > 1 ? reviewWords.inCase(list.length) : again;
    return [
      { kind: 'case' as const, key: `case ${id}`, first, note },
      ...list.map(hit => ({ kind: 'hit' as const, key: hit.entry.id, hit })),
    ];
  });
}

const Looked = ({ text, groups }: { readonly text: string; readonly groups: readonly Group[] }) => (
  <Numbered text={text} hits={hitsIn(text, groups)} />
);

type CaseProps = { readonly hit: SearchHit; readonly note: string | null; readonly groups: readonly Group[] };

function CaseHead({ hit, note, groups }: CaseProps) {
  return (
    <div className={css.case}>
      <span className={css.name} dir="auto">
        <Looked text={hit.customerName} groups={groups} />
      </span>
      {hit.caseState ? (
        <span className={hit.caseState === 'open' ? css.open : css.closed}>
          {hit.caseState === 'open'
            ? reviewWords.open
            : reviewWords.closed(hit.caseClosedAt === null ? null : shortDay(hit.caseClosedAt))}
        </span>
      ) : null}
      <span className={css.subject} dir="auto">
        {hit.caseNumber === null ? (
          reviewWords.noCase
        ) : (
          <Looked text={`${hit.caseNumber} ${hit.caseSubject ?? ''}`} groups={groups} />
        )}
      </span>
      {note ? <span className={css.note}>{note}</span> : null}
    </div>
  );
}

/** With Shift it is kept beside what is read, and what is read stays. */
function choose(event: MouseEvent, hit: SearchHit): void {
  rememberSearch(useSearch.getState().asked);
  if (event.shiftKey) keepBeside(hit);
  else openHit(hit.entry.id);
}

/** What happened to the case; the words found are those it adds to that. */
function EventSaid({ hit, entry }: { readonly hit: SearchHit; readonly entry: EntryOf<'event'> }) {
  const said = eventSaid(entry);
  if (said.endsWith(hit.snippet)) return said;
  return (
    <>
      {said}: <Snippet {...hit} />
    </>
  );
}

/** Of an entry that does not hold the words itself: what does. */
function foundBy({ marks, caseNumber, caseSubject }: SearchHit, groups: readonly Group[]): string | null {
  if (marks.length > 0 || groups.length === 0) return null;
  return holdsHit(`${caseNumber ?? ''} ${caseSubject ?? ''}`, groups) ? reviewWords.byCase : reviewWords.byName;
}

type HitProps = { readonly hit: SearchHit; readonly current: boolean; readonly groups: readonly Group[] };

/** One stop for Tab: the open one. From there the arrows go on. */
function Hit({ hit, current, groups }: HitProps) {
  const { entry } = hit;
  const by = foundBy(hit, groups);
  return (
    <button
      type="button"
      className={css.hit}
      tabIndex={current ? 0 : -1}
      aria-current={current ? 'true' : undefined}
      onClick={event => choose(event, hit)}
    >
      <Icon name={entry.kind === 'note' ? 'note' : channelIcon(entry.channel, entry.audience)} />
      <time dateTime={new Date(entry.at).toISOString()} title={momentTitle(entry.at)}>
        {shortDay(entry.at)}
      </time>
      <span className={css.snippet} dir="auto">
        {by ? <span className={css.by}>{by} </span> : null}
        {entry.direction === 'out' ? <b>{reviewWords.we} </b> : null}
        {entry.kind === 'event' ? <EventSaid hit={hit} entry={entry} /> : <Snippet {...hit} />}
      </span>
    </button>
  );
}

const CASE_HEIGHT = 52;
const HIT_HEIGHT = 46;

const onArrow = (event: KeyboardEvent): void => {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  event.preventDefault();
  void attempt(failureWords.moreHits, () => stepHit(event.key === 'ArrowDown' ? 1 : -1));
};

type ResultsProps = { readonly found: Found; readonly order: HitOrder; readonly openId: string | null };

/** True when the day of a hit is written with its year, which takes more room; all hits then have it. */
export const namesYears = (hits: readonly SearchHit[], now: number): boolean =>
  hits.some(({ entry }) => new Date(entry.at).getFullYear() !== new Date(now).getFullYear());

/** What was found, each hit under the name of its case. */
export function Results({ found, order, openId }: ResultsProps) {
  const box = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => rowsOf(found, order), [found, order]);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: i => (rows[i]?.kind === 'case' ? CASE_HEIGHT : HIT_HEIGHT),
    getItemKey: i => rows[i]!.key,
    overscan: 12,
  });
  const at = rows.findIndex(row => row.kind === 'hit' && row.key === openId);
  const head = rows[at - 1]?.kind === 'case' ? at - 1 : at;
  const asked = useSearch(state => state.asked);
  useEffect(() => {
    // A hit that comes in from above brings the name of its case along.
    const isAbove = (list.measurementsCache[head]?.start ?? 0) < (list.scrollOffset ?? 0);
    if (at >= 0) list.scrollToIndex(isAbove ? head : at, { align: 'auto' });
    // The focus goes along with the hit, where it is in the list.
    if (box.current?.contains(document.activeElement)) focusCurrentHit();
    // What was scrolled away from is not scrolled back to when more rows come, only when something else is asked.
  }, [at, head, list, asked]);
  const groups = useLookedFor();
  const isDated = useMemo(() => namesYears(found.hits, Date.now()), [found]);
  const shown = list.getVirtualItems();
  const nearEnd = (shown.at(-1)?.index ?? 0) >= rows.length - 4;
  useEffect(() => {
    if (nearEnd && found.more) void attempt(failureWords.moreHits, moreHits);
  }, [nearEnd, found]);
  return (
    <div
      ref={box}
      className={css.list}
      role="group"
      aria-label={reviewWords.results}
      tabIndex={-1}
      onKeyDown={onArrow}
      onFocusCapture={() => activate(FOLLOWING)}
    >
      <div className={isDated ? `${css.all} ${css.dated}` : css.all} style={{ blockSize: list.getTotalSize() }}>
        {shown.map(item => {
          const row = rows[item.index]!;
          return (
            <div
              key={item.key}
              ref={list.measureElement}
              data-index={item.index}
              className={css.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row.kind === 'case' ? (
                <CaseHead hit={row.first} note={row.note} groups={groups} />
              ) : (
                <Hit hit={row.hit} current={row.key === openId} groups={groups} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** False: none is drawn. */
export function focusCurrentHit(): boolean {
  const hit = document.querySelector<HTMLElement>(`.${css.hit}[aria-current]`);
  hit?.focus({ preventScroll: true });
  return hit !== null;
}
