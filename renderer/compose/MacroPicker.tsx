import { Autocomplete, Dialog, Menu, MenuItem, Popover, useFilter } from 'react-aria-components';
import type { RefObject } from 'react';
import type { Macro } from '../../shared/domain/team.ts';
import { composeWords } from '../text/compose.ts';
import { SearchField } from '../ui/SearchField.tsx';
import css from './MacroPicker.module.css';

type Props = {
  readonly macros: readonly Macro[];
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onChoose: (macro: Macro) => void;
  readonly onClose: () => void;
};

/** The canned texts that fit here, found by any of their words. Here only while it is open. */
export function MacroPicker({ macros, anchor, onChoose, onClose }: Props) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const choose = (id: string): void => {
    const macro = macros.find(one => one.id === id);
    onClose();
    if (macro) onChoose(macro);
  };
  return (
    <Popover
      isOpen
      triggerRef={anchor}
      placement="top start"
      offset={4}
      className={css.popover!}
      onOpenChange={open => (open ? undefined : onClose())}
    >
      <Dialog className={css.dialog!} aria-label={composeWords.macros}>
        <Autocomplete filter={contains}>
          <SearchField label={composeWords.macroField} icon="find" autoFocus />
          <Menu
            className={css.list!}
            aria-label={composeWords.macros}
            items={macros}
            renderEmptyState={() => <p className={css.nothing}>{composeWords.noMacros}</p>}
          >
            {({ id, name, text }) => (
              <MenuItem id={id} className={css.item!} textValue={`${name} ${text}`} onAction={() => choose(id)}>
                <span className={css.name}>{name}</span>
                <span className={css.words}>{text}</span>
              </MenuItem>
            )}
          </Menu>
        </Autocomplete>
      </Dialog>
    </Popover>
  );
}
