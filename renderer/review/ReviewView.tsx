import { type KeyboardEvent, useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { attempt } from '../stores/failures.ts';
import { leaveHit, openHit, ordered, runSearch, setQuery, stepHit, useSearch } from '../stores/search.ts';
import { changeSettings, settingsOf, useSession } from '../stores/session.ts';
import { openEntry } from '../stores/view.ts';
import { reviewWords } from '../text/review.ts';
import { failureWords } from '../text/shell.ts';
import { shortDay } from '../text/time.ts';
import { Conversation } from '../timeline/Conversation.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Empty } from '../ui/Empty.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { Segment } from '../ui/Segment.tsx';
import { useMedia } from '../ui/use-media.ts';
import { focusCurrentHit, Results } from './Results.tsx';
import css from './ReviewView.module.css';

const NO_TERMS: readonly string[] = [];
const ORDERS = (['newest', 'case'] as const).map(id => ({ id, label: reviewWords.orders[id] }));

/** Enter reads the hit at hand, the arrows choose another; Escape leaves the field, and the words stay. */
async function onSubmit(): Promise<void> {
  const { asked, query } = useSearch.getState();
  if (asked !== query) await runSearch();
  const { openId } = useSearch.getState();
  if (openId === null) return;
  flushSync(() => openHit(openId));
  focusCurrentHit();
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault();
    stepHit(event.key === 'ArrowDown' ? 1 : -1);
  } else if (event.key === 'Escape') {
    event.stopPropagation();
    (event.target as HTMLElement).blur();
  }
}

function Field() {
  const query = useSearch(state => state.query);
  const found = useSearch(state => state.found);
  return (
    <div className={css.top}>
      <div onKeyDownCapture={onKeyDown}>
        <SearchField
          label={reviewWords.search}
          placeholder={reviewWords.hint}
          size="lg"
          isMain
          autoFocus
          value={query}
          onChange={setQuery}
          onSubmit={() => void onSubmit()}
        >
          {found ? <span className={css.took}>{reviewWords.took(found.ms)}</span> : null}
        </SearchField>
      </div>
      <Summary />
    </div>
  );
}

function Order() {
  const { hitOrder } = useSession(settingsOf);
  const hint = reviewWords.orderHints[hitOrder];
  return (
    <div className={css.order}>
      <Segment
        label={reviewWords.order}
        options={ORDERS}
        value={hitOrder}
        onChange={chosen => void attempt(failureWords.settings, () => changeSettings({ hitOrder: chosen }))}
      />
      {hint ? <span>{hint}</span> : null}
    </div>
  );
}

/** How many, and what was searched: said at all times, because what is not here cannot be found. */
function Summary() {
  const found = useSearch(state => state.found);
  const fault = useSearch(state => state.fault);
  if (fault)
    return (
      <p className={css.fault} role="alert">
        {reviewWords.failed(fault)}
      </p>
    );
  if (!found) return null;
  const cases = new Set(found.hits.map(({ entry }) => entry.caseId)).size;
  const from = found.from === null ? null : shortDay(found.from);
  return (
    <p className={css.summary} role="status">
      <span>
        {reviewWords.searched(found.searched, from)} {reviewWords.missing(found.incompleteCustomers)}
      </span>
      <span className={css.grow} />
      <b>{reviewWords.hits(found.hits.length, found.more, cases)}</b>
    </p>
  );
}

function backToResults(): void {
  flushSync(leaveHit);
  focusCurrentHit();
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

function Reading({ alone }: { readonly alone: boolean }) {
  const found = useSearch(state => state.found);
  const openId = useSearch(state => state.openId);
  const { hitOrder } = useSession(settingsOf);
  const back = useFocusOnReading(alone);
  const hits = ordered(found?.hits ?? [], hitOrder);
  const place = hits.findIndex(({ entry }) => entry.id === openId);
  const hit = hits[place];
  if (!hit) return <h1 className={css.choose}>{reviewWords.choose}</h1>;
  return (
    <>
      <div className={css.steps}>
        {alone ? (
          <Button ref={back} kind="quiet" onPress={backToResults}>
            {reviewWords.back}
          </Button>
        ) : null}
        <span className={css.grow} />
        <span className={css.place}>{reviewWords.hit(place + 1, hits.length)}</span>
        <IconButton
          icon="previous"
          keys="P"
          label={reviewWords.previous}
          isDisabled={place === 0}
          onPress={() => stepHit(-1)}
        />
        <IconButton
          icon="next"
          keys="N"
          label={reviewWords.next}
          isDisabled={place === hits.length - 1}
          onPress={() => stepHit(1)}
        />
        <Button icon="external" onPress={() => openEntry(hit.entry.customerId, hit.entry.id)}>
          {reviewWords.openInWork}
        </Button>
      </div>
      <div className={css.conversation}>
        <Conversation
          key={hit.entry.customerId}
          customerId={hit.entry.customerId}
          at={hit.entry.id}
          marks={found?.terms ?? NO_TERMS}
          mode="review"
        />
      </div>
    </>
  );
}

/** Side by side where both have room, else one after the other: the results first. */
function Panes() {
  const found = useSearch(state => state.found)!;
  const openId = useSearch(state => state.openId);
  const isReading = useSearch(state => state.isReading);
  const { hitOrder } = useSession(settingsOf);
  const alone = useMedia('(max-width: 1023px)');
  return (
    <div className={css.panes}>
      {alone && isReading ? null : (
        <div className={css.results}>
          <Order />
          <Results key={hitOrder} found={found} order={hitOrder} openId={openId} />
        </div>
      )}
      {alone && !isReading ? null : (
        <div className={css.reader}>
          <Reading alone={alone} />
        </div>
      )}
    </div>
  );
}

/** A search over everything on this workstation, and the hit read where it stands. Needs no network. */
export function ReviewView() {
  const found = useSearch(state => state.found);
  const asked = useSearch(state => state.asked);
  return (
    <section className={css.view} aria-label={reviewWords.region}>
      <Field />
      {!found ? (
        <Empty title={reviewWords.start} hint={reviewWords.startHint} />
      ) : found.hits.length === 0 ? (
        <Empty title={reviewWords.nothing(asked)} hint={reviewWords.nothingHint} />
      ) : (
        <Panes />
      )}
    </section>
  );
}
