import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { SearchHit } from '../../shared/contract/bridge.ts';
import { byCase, type Found, moreHits, openHit } from '../stores/search.ts';
import { reviewWords } from '../text/review.ts';
import { momentTitle, shortDay } from '../text/time.ts';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import css from './Results.module.css';
import { Snippet } from './Snippet.tsx';

type Row =
  | { readonly kind: 'case'; readonly key: string; readonly first: SearchHit }
  | { readonly kind: 'hit'; readonly key: string; readonly hit: SearchHit };

/** Each case is a head and its hits, so that a long list draws only what is seen. */
export function rowsOf(found: Found): Row[] {
  return byCase(found.hits).flatMap(({ id, first, hits }) => [
    { kind: 'case' as const, key: `case ${id}`, first },
    ...hits.map(hit => ({ kind: 'hit' as const, key: hit.entry.id, hit })),
  ]);
}

function CaseHead({ hit }: { readonly hit: SearchHit }) {
  return (
    <div className={css.case}>
      <span className={css.name} dir="auto">
        {hit.customerName}
      </span>
      {hit.caseState ? (
        <span className={hit.caseState === 'open' ? css.open : css.closed}>
          {hit.caseState === 'open' ? reviewWords.open : reviewWords.closed}
        </span>
      ) : null}
      <span className={css.subject} dir="auto">
        {hit.caseNumber === null ? reviewWords.noCase : `${hit.caseNumber} ${hit.caseSubject ?? ''}`}
      </span>
    </div>
  );
}

function Hit({ hit, current }: { readonly hit: SearchHit; readonly current: boolean }) {
  const { entry } = hit;
  return (
    <button
      type="button"
      className={css.hit}
      aria-current={current ? 'true' : undefined}
      onClick={() => openHit(entry.id)}
    >
      <Icon name={entry.kind === 'note' ? 'note' : channelIcon(entry.channel, entry.audience)} />
      <time dateTime={new Date(entry.at).toISOString()} title={momentTitle(entry.at)}>
        {shortDay(entry.at)}
      </time>
      <span className={css.snippet} dir="auto">
        {entry.direction === 'out' ? <b>{reviewWords.we} </b> : null}
        <Snippet snippet={hit.snippet} marks={hit.marks} />
      </span>
    </button>
  );
}

const CASE_HEIGHT = 52;
const HIT_HEIGHT = 46;

/** What was found, by case, newest first. */
export function Results({ found, openId }: { readonly found: Found; readonly openId: string | null }) {
  const box = useRef<HTMLDivElement>(null);
  const rows = rowsOf(found);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: i => (rows[i]?.kind === 'case' ? CASE_HEIGHT : HIT_HEIGHT),
    getItemKey: i => rows[i]!.key,
    overscan: 12,
  });
  const at = rows.findIndex(row => row.kind === 'hit' && row.key === openId);
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: 'auto' });
  }, [at, list]);
  const shown = list.getVirtualItems();
  const nearEnd = (shown.at(-1)?.index ?? 0) >= rows.length - 4;
  useEffect(() => {
    if (nearEnd && found.more) void moreHits();
  }, [nearEnd, found]);
  return (
    <div ref={box} className={css.list} role="group" aria-label={reviewWords.results} tabIndex={-1}>
      <div className={css.all} style={{ blockSize: list.getTotalSize() }}>
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
              {row.kind === 'case' ? <CaseHead hit={row.first} /> : <Hit hit={row.hit} current={row.key === openId} />}
            </div>
          );
        })}
      </div>
    </div>
  );
}
