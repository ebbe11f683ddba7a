import { FILTER_NAMES, type FilterName } from '../../shared/domain/search/filters.ts';
import { formatPart, withoutPart } from '../../shared/domain/search/edit.ts';
import type { FilterPart, SearchQuery } from '../../shared/domain/search/query.ts';
import { setQuery, useSearch } from '../stores/search.ts';
import { askName } from '../stores/searches.ts';
import { filterSearchWords, keptSearchWords } from '../text/review.ts';
import { Button, MenuButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import css from './FilterRow.module.css';
import { beginFilter } from './QueryField.tsx';

const ENTRIES = FILTER_NAMES.map(name => ({ id: name, label: `${name}:`, hint: filterSearchWords.about[name] }));

/** After the menu has given the focus back, so that the field may take it. */
const begin = (id: string): void => void requestAnimationFrame(() => beginFilter(id as FilterName));

function Used({ part }: { readonly part: FilterPart }) {
  const written = formatPart(part);
  const remove = (): void => {
    setQuery(withoutPart(useSearch.getState().query, part));
    document.querySelector<HTMLElement>('[data-search]')?.focus();
  };
  return (
    <button type="button" className={css.used} aria-label={filterSearchWords.remove(written)} onClick={remove}>
      <bdi>{written}</bdi>
      <Icon name="close" size="sm" />
    </button>
  );
}

const isMeant = (part: SearchQuery['parts'][number]): part is FilterPart =>
  part.kind === 'filter' && part.meaning !== null;

/** Filters to pick, which are then written into the field; and those in it, to be taken away. */
export function FilterRow({ parsed }: { readonly parsed: SearchQuery }) {
  const query = useSearch(state => state.query);
  const used = parsed.parts.filter(isMeant);
  return (
    <div className={css.row}>
      <Menu
        label={filterSearchWords.menu}
        renderTrigger={menu => (
          <MenuButton {...menu} icon="filter">
            {filterSearchWords.menu}
          </MenuButton>
        )}
        groups={[{ id: 'filters', entries: ENTRIES }]}
        onAction={begin}
      />
      {used.length > 0 ? (
        <div className={css.all} role="group" aria-label={filterSearchWords.used}>
          {used.map(part => (
            <Used key={part.start} part={part} />
          ))}
        </div>
      ) : null}
      <span className={css.grow} />
      {query.trim() ? (
        <Button kind="quiet" icon="keep" onPress={() => askName({ query, of: null })}>
          {keptSearchWords.save}
        </Button>
      ) : null}
    </div>
  );
}
