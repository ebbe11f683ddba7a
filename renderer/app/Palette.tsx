import { useState } from 'react';
import { Autocomplete, Menu, MenuItem, useFilter } from 'react-aria-components';
import { ACTION_IDS, type ActionId, keysOf } from '../keys/actions.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { openOver, useShell } from '../stores/shell.ts';
import { actionWords, keyHint, keysWords } from '../text/keys.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import css from './Palette.module.css';
import { canRun, runAction } from './run-action.ts';

function choose(id: ActionId): void {
  openOver(null);
  // After the dialog has given the focus back, so that an action may take it.
  requestAnimationFrame(() => runAction(id));
}

function Commands() {
  const { contains } = useFilter({ sensitivity: 'base' });
  const { keys } = useSession(settingsOf);
  const [ids] = useState(() => ACTION_IDS.filter(canRun));
  return (
    <Autocomplete filter={contains}>
      <SearchField label={keysWords.paletteField} icon="find" className={css.field!} autoFocus />
      <Menu
        className={css.list!}
        aria-label={keysWords.palette}
        items={ids.map(id => ({ id }))}
        dependencies={[keys]}
        renderEmptyState={() => <p className={css.nothing}>{keysWords.nothing}</p>}
      >
        {({ id }) => (
          <MenuItem id={id} className={css.item!} textValue={actionWords[id]} onAction={() => choose(id)}>
            <span>{actionWords[id]}</span>
            {keysOf(id, keys) ? <Kbd keys={keyHint(keysOf(id, keys))} /> : null}
          </MenuItem>
        )}
      </Menu>
    </Autocomplete>
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
