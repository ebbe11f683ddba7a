import { type KeyboardEvent, useEffect, useRef } from 'react';
import { openHit, ordered, setQuery, stepHit, useSearch } from '../stores/search.ts';
import { openEntry } from '../stores/view.ts';
import { reviewWords } from '../text/review.ts';
import { shortDay } from '../text/time.ts';
import { Conversation } from '../timeline/Conversation.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Results } from './Results.tsx';
import css from './ReviewView.module.css';

const NO_TERMS: readonly string[] = [];

function Field() {
  const query = useSearch(state => state.query);
  const found = useSearch(state => state.found);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      stepHit(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Escape') input.current?.blur();
  };
  return (
    <div className={css.top}>
      <label className={css.field}>
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          dir="auto"
          aria-label={reviewWords.search}
          placeholder={reviewWords.hint}
          value={query}
          data-search
          onChange={event => setQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {found ? <span className={css.took}>{reviewWords.took(found.ms)}</span> : null}
      </label>
      <Summary />
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

function Empty({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <div className={css.empty}>
      <h1>{title}</h1>
      <p>{hint}</p>
    </div>
  );
}

function Reading() {
  const found = useSearch(state => state.found);
  const openId = useSearch(state => state.openId);
  const hits = ordered(found?.hits ?? []);
  const place = hits.findIndex(({ entry }) => entry.id === openId);
  const hit = hits[place];
  if (!hit) return <h1 className={css.choose}>{reviewWords.choose}</h1>;
  return (
    <>
      <div className={css.steps}>
        <Button kind="quiet" onPress={() => openHit('')}>
          <span className={css.back}>{reviewWords.back}</span>
        </Button>
        <span className={css.grow} />
        <span className={css.place}>{reviewWords.hit(place + 1, hits.length)}</span>
        <Button
          icon="previous"
          keys="P"
          aria-label={reviewWords.previous}
          isDisabled={place === 0}
          onPress={() => stepHit(-1)}
        >
          {''}
        </Button>
        <Button
          icon="next"
          keys="N"
          aria-label={reviewWords.next}
          isDisabled={place === hits.length - 1}
          onPress={() => stepHit(1)}
        >
          {''}
        </Button>
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

/** A search over everything on this workstation, and the hit read where it stands. Needs no network. */
export function ReviewView() {
  const found = useSearch(state => state.found);
  const asked = useSearch(state => state.asked);
  const openId = useSearch(state => state.openId);
  const reading = found?.hits.some(({ entry }) => entry.id === openId) ?? false;
  return (
    <section className={css.view} aria-label={reviewWords.region}>
      <Field />
      {!found ? (
        <Empty title={reviewWords.start} hint={reviewWords.startHint} />
      ) : found.hits.length === 0 ? (
        <Empty title={reviewWords.nothing(asked)} hint={reviewWords.nothingHint} />
      ) : (
        <div className={`${css.panes} ${reading ? css.reading : ''}`}>
          <div className={css.results}>
            <Results found={found} openId={openId} />
          </div>
          <div className={css.reader}>
            <Reading />
          </div>
        </div>
      )}
    </section>
  );
}
