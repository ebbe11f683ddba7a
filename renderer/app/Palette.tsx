import { useEffect, useState } from 'react';
import { Autocomplete, Menu, MenuItem, useFilter } from 'react-aria-components';
import type { SavedSearch } from '../../shared/contract/bridge/searches.ts';
import { ACTION_IDS, type ActionId, keysOf } from '../keys/actions.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { openBeyond } from '../stores/beyond.ts';
import { searchFor } from '../stores/search.ts';
import { loadSearches, useSearches } from '../stores/searches.ts';
import { openOver, useShell } from '../stores/shell.ts';
import { openView } from '../stores/view.ts';
import { beyondWords } from '../text/beyond.ts';
import { actionWords, keyHint, keysWords } from '../text/keys.ts';
import { keptSearchWords } from '../text/review.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import css from './Palette.module.css';
import { canRun, runAction } from './run-action.ts';

type Item = { readonly id: ActionId } | { readonly id: string; readonly search: SavedSearch };

function choose(run: () => void): void {
  openOver(null);
  // After the dialog has given the focus back, so that an action may take it.
  requestAnimationFrame(run);
}

function runSaved(query: string): void {
  openView('review');
  void searchFor(query);
}

function SavedItem({ id, name, query }: SavedSearch) {
  const words = keptSearchWords.run(name);
  return (
    <MenuItem
      id={`search ${id}`}
      className={css.item!}
      textValue={words}
      onAction={() => choose(() => runSaved(query))}
    >
      <bdi>{words}</bdi>
    </MenuItem>
  );
}

function Commands() {
  const { contains } = useFilter({ sensitivity: 'base' });
  const { keys } = useSession(settingsOf);
  const [ids] = useState(() => ACTION_IDS.filter(canRun));
  const [typed, setTyped] = useState('');
  const saved = useSearches(kept => kept.saved);
  useEffect(() => void loadSearches(), []);
  const items: Item[] = [...ids.map(id => ({ id })), ...saved.map(search => ({ id: `search ${search.id}`, search }))];
  return (
    <>
      <Autocomplete filter={contains} inputValue={typed} onInputChange={setTyped}>
        <SearchField label={keysWords.paletteField} icon="find" className={css.field!} autoFocus />
        <Menu
          className={css.list!}
          aria-label={keysWords.palette}
          items={items}
          dependencies={[keys]}
          renderEmptyState={() => <p className={css.nothing}>{keysWords.nothing}</p>}
        >
          {item =>
            'search' in item ? (
              <SavedItem {...item.search} />
            ) : (
              <MenuItem
                id={item.id}
                className={css.item!}
                textValue={actionWords[item.id]}
                onAction={() => choose(() => runAction(item.id))}
              >
                <span>{actionWords[item.id]}</span>
                {keysOf(item.id, keys) ? <Kbd keys={keyHint(keysOf(item.id, keys))} /> : null}
              </MenuItem>
            )
          }
        </Menu>
      </Autocomplete>
      {typed.trim() === '' ? null : (
        <p className={css.beyond}>
          <Button kind="quiet" icon="search" onPress={() => choose(() => openBeyond(typed))}>
            {beyondWords.lookFor(typed)}
          </Button>
        </p>
      )}
    </>
  );
}

/** Everything that can be done now, by its name. */
export function Palette() {
  const open = useShell(shell => shell.over === 'commands');
  return (
    <Dialog open={open} onClose={() => openOver(null)} title={keysWords.palette}>
      <Commands />
    </Dialog>
  );
}
