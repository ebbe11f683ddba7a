import { Button as AriaButton } from 'react-aria-components';
import { keysOf } from '../keys/actions.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { runSearch, setQuery, useSearch } from '../stores/search.ts';
import { openView } from '../stores/view.ts';
import { keyHint } from '../text/keys.ts';
import { shellWords } from '../text/shell.ts';
import { Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import css from './SearchBox.module.css';

/** The search in the bar. Enter goes to Review, where the same words stand in its own field. */
export function SearchBox() {
  const query = useSearch(search => search.query);
  const { keys, singleKeys } = useSession(settingsOf);
  const hint = singleKeys ? keysOf('search.focus', keys) : '';
  return (
    <SearchField
      label={shellWords.search}
      className={css.search!}
      isMain
      keys={hint}
      value={query}
      onChange={setQuery}
      onSubmit={() => {
        openView('review');
        void runSearch();
      }}
    >
      {query ? (
        <AriaButton className={css.clear!} aria-label={shellWords.clear}>
          <Icon name="close" size="sm" />
        </AriaButton>
      ) : hint ? (
        <Kbd keys={keyHint(hint)} />
      ) : null}
    </SearchField>
  );
}
