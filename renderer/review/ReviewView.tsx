import { useEffect, useMemo, useRef } from 'react';
import { flushSync } from 'react-dom';
import { parseQuery } from '../../shared/domain/search/query.ts';
import { attempt } from '../stores/failures.ts';
import { keepOpenBeside } from '../stores/reading.ts';
import { leaveHit, openHit, ownZone, runSearch, stepHit, useSearch } from '../stores/search.ts';
import { rememberSearch } from '../stores/searches.ts';
import { changeSettings, settingsOf, useSession } from '../stores/session.ts';
import { reviewWords } from '../text/review.ts';
import { failureWords } from '../text/shell.ts';
import { shortDay } from '../text/time.ts';
import { useToday } from '../timeline/today.ts';
import { Empty } from '../ui/Empty.tsx';
import { Hidden } from '../ui/Hidden.tsx';
import { Segment } from '../ui/Segment.tsx';
import { useMedia } from '../ui/use-media.ts';
import { FilterRow } from './FilterRow.tsx';
import { KeptSearches } from './KeptSearches.tsx';
import { LookBeyondIfOnline } from './LookBeyond.tsx';
import { NameSearch } from './NameSearch.tsx';
import { Panes } from './Panes.tsx';
import { QueryField } from './QueryField.tsx';
import { focusCurrentHit, Results } from './Results.tsx';
import css from './ReviewView.module.css';
import { Count, Remarks, Searched } from './SearchState.tsx';

const ORDERS = (['newest', 'best', 'case'] as const).map(id => ({ id, label: reviewWords.orders[id] }));

/** What was typed is looked for first, if the answer to it is not here yet or it failed. */
async function openAsked(): Promise<string | null> {
  const { asked, query, fault } = useSearch.getState();
  if (asked !== query || fault !== null) await runSearch();
  const { asked: now, openId } = useSearch.getState();
  if (openId !== null) rememberSearch(now);
  return openId;
}

async function read(): Promise<void> {
  const openId = await openAsked();
  if (openId === null) return;
  flushSync(() => openHit(openId));
  focusCurrentHit();
}

async function readBeside(): Promise<void> {
  if ((await openAsked()) !== null) keepOpenBeside();
}

const step = (by: 1 | -1): void => void attempt(failureWords.moreHits, () => stepHit(by));

function Top() {
  const query = useSearch(state => state.query);
  const today = useToday();
  const parsed = useMemo(() => parseQuery(query, { now: today, zone: ownZone() }), [query, today]);
  return (
    <div className={css.top}>
      <QueryField parsed={parsed} onStep={step} onRead={() => void read()} onBeside={() => void readBeside()} />
      <FilterRow parsed={parsed} />
      <Remarks text={query} parsed={parsed} />
    </div>
  );
}

function Order() {
  const { hitOrder } = useSession(settingsOf);
  const hint = reviewWords.orderHints[hitOrder];
  const change = (chosen: typeof hitOrder): void => {
    void attempt(failureWords.settings, async () => {
      const kept = changeSettings({ hitOrder: chosen });
      // The core answers in another order; under their cases the newest stand as they came.
      if ((chosen === 'best') !== (hitOrder === 'best')) void runSearch();
      await kept;
    });
  };
  return (
    <div className={css.order}>
      <Segment label={reviewWords.order} options={ORDERS} value={hitOrder} onChange={change} />
      <span className={css.grow} />
      <Count />
      {hint ? <span>{hint}</span> : null}
    </div>
  );
}

function backToResults(): void {
  flushSync(leaveHit);
  focusCurrentHit();
  // Here the page itself scrolls.
  document.activeElement?.scrollIntoView?.({ block: 'nearest' });
}

/** Where only one of the two is on the screen, the focus goes to the one that came. */
function useFocusOnReading(alone: boolean) {
  const isReading = useSearch(state => state.isReading);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (alone && isReading) back.current?.focus();
  }, [alone, isReading]);
  return back;
}

/** Side by side where both have room, else one after the other: the results first. */
function Found() {
  const found = useSearch(state => state.found)!;
  const openId = useSearch(state => state.openId);
  const isReading = useSearch(state => state.isReading);
  const { hitOrder } = useSession(settingsOf);
  const alone = useMedia('(max-width: 1023px)');
  const back = useFocusOnReading(alone);
  return (
    <div className={css.panes}>
      <h1 className={css.heading}>
        <Hidden>{reviewWords.region}</Hidden>
      </h1>
      {alone && isReading ? null : (
        <div className={css.results}>
          <Order />
          <Results key={hitOrder} found={found} order={hitOrder} openId={openId} />
          <Searched found={found} />
        </div>
      )}
      {alone && !isReading ? null : <Panes alone={alone} back={back} onBack={backToResults} />}
    </div>
  );
}

/** True of a filter whose value is still to come: there is nothing yet that could be found or not. */
function asksForNothing(text: string): boolean {
  const { terms, without, filters } = parseQuery(text, { now: Date.now(), zone: ownZone() });
  return terms.length + without.length + filters.length === 0;
}

/** A search over everything on this workstation, and cases read where the hits stand. Needs no network. */
export function ReviewView() {
  const found = useSearch(state => state.found);
  const fault = useSearch(state => state.fault);
  const asked = useSearch(state => state.asked);
  const today = useToday();
  return (
    <section className={css.view} aria-label={reviewWords.region}>
      <Top />
      {fault ? (
        <div className={css.order}>
          <Count />
        </div>
      ) : null}
      {!found || (found.hits.length === 0 && asksForNothing(asked)) ? (
        fault ? null : (
          <KeptSearches />
        )
      ) : found.hits.length === 0 && found.next ? (
        <div className={css.nothing} role="status">
          <Empty title={reviewWords.nothingYet} hint={reviewWords.lookingFurther(shortDay(found.next.at, today))} />
        </div>
      ) : found.hits.length === 0 ? (
        <>
          <div className={css.order}>
            <Count />
          </div>
          <div className={css.nothing}>
            <Empty title={reviewWords.nothing(asked)} hint={reviewWords.nothingHint}>
              <LookBeyondIfOnline />
            </Empty>
          </div>
          <Searched found={found} />
        </>
      ) : (
        <Found />
      )}
      <NameSearch />
    </section>
  );
}
