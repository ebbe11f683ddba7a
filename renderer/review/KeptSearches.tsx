import { useEffect } from 'react';
import type { SavedSearch } from '../../shared/contract/bridge/searches.ts';
import { attempt } from '../stores/failures.ts';
import { searchFor } from '../stores/search.ts';
import { askName, forgetSearch, loadSearches, removeSearch, useSearches } from '../stores/searches.ts';
import { keptSearchWords, reviewWords } from '../text/review.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './KeptSearches.module.css';
import { LookBeyond } from './LookBeyond.tsx';

const toField = (): void => document.querySelector<HTMLElement>('[data-search]')?.focus();

/** The line goes with what was pressed, so the focus goes to where one goes on. */
function drop(what: string, act: () => Promise<void>): void {
  void attempt(what, act).then(done => {
    if (done) toField();
  });
}

/** Into the field first: what was pressed goes, and the focus must not be lost with it. */
function run(query: string): void {
  toField();
  void searchFor(query);
}

function Saved({ one }: { readonly one: SavedSearch }) {
  return (
    <li className={css.line}>
      <button type="button" className={css.run} onClick={() => run(one.query)}>
        <Icon name="keep" />
        <bdi className={css.name}>{one.name}</bdi>
        <bdi className={css.query}>{one.query}</bdi>
      </button>
      <Button
        kind="quiet"
        aria-label={keptSearchWords.rename(one.name)}
        onPress={() => askName({ query: one.query, of: one })}
      >
        {keptSearchWords.renameShort}
      </Button>
      <IconButton
        icon="close"
        label={keptSearchWords.remove(one.name)}
        onPress={() => drop(keptSearchWords.failures.remove, () => removeSearch(one.id))}
      />
    </li>
  );
}

function Recent({ query }: { readonly query: string }) {
  return (
    <li className={css.line}>
      <button type="button" className={css.run} onClick={() => run(query)}>
        <Icon name="clock" />
        <bdi className={css.name}>{query}</bdi>
      </button>
      <IconButton
        icon="close"
        label={keptSearchWords.forget(query)}
        onPress={() => drop(keptSearchWords.failures.forget, () => forgetSearch(query))}
      />
    </li>
  );
}

/** What the field can be filled with, while it is empty. */
export function KeptSearches() {
  const { saved, recent } = useSearches();
  useEffect(() => void loadSearches(), []);
  return (
    <div className={css.start}>
      <h1 className={css.title}>{reviewWords.start}</h1>
      <p className={css.hint}>{reviewWords.startHint}</p>
      <section className={css.part} aria-labelledby="saved-searches">
        <h2 id="saved-searches">{keptSearchWords.saved}</h2>
        {saved.length > 0 ? (
          <ul className={css.list}>
            {saved.map(one => (
              <Saved key={one.id} one={one} />
            ))}
          </ul>
        ) : (
          <p className={css.hint}>{keptSearchWords.noSaved}</p>
        )}
      </section>
      <section className={css.part} aria-labelledby="recent-searches">
        <div className={css.head}>
          <h2 id="recent-searches">{keptSearchWords.recent}</h2>
          {recent.length > 0 ? (
            <Button kind="quiet" onPress={() => drop(keptSearchWords.failures.forget, () => forgetSearch(null))}>
              {keptSearchWords.forgetAll}
            </Button>
          ) : null}
        </div>
        {recent.length > 0 ? (
          <ul className={css.list}>
            {recent.map(query => (
              <Recent key={query} query={query} />
            ))}
          </ul>
        ) : (
          <p className={css.hint}>{keptSearchWords.noRecent}</p>
        )}
      </section>
      <p className={css.hint}>{keptSearchWords.private}</p>
      <p>
        <LookBeyond />
      </p>
    </div>
  );
}
