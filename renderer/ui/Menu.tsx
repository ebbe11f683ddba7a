import { type KeyboardEvent, type MouseEvent, type ReactElement, type RefObject, useRef, useState } from 'react';
import { Header, Menu as AriaMenu, MenuItem, MenuSection, Popover } from 'react-aria-components';
import { Icon, type IconName } from './Icon.tsx';
import { Kbd } from './Kbd.tsx';
import css from './Menu.module.css';

export type MenuEntry = {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** A second line, quieter. */
  readonly hint?: string;
  readonly keys?: string;
  readonly isDisabled?: boolean;
};
export type MenuGroup = {
  readonly id: string;
  readonly title?: string;
  readonly entries: readonly MenuEntry[];
  /** Chosen entries: one of the group, or several. Left out: the entries are plain actions. */
  readonly chosen?: readonly string[];
  readonly mode?: 'single' | 'multiple';
};
/** What makes a button the one that opens a menu. */
export type MenuTrigger = {
  readonly ref: RefObject<HTMLButtonElement | null>;
  readonly type: 'button';
  readonly 'aria-haspopup': 'menu';
  readonly 'aria-expanded': boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
};
type MenuProps = {
  readonly label: string;
  /** The button, with what it is given here. */
  readonly renderTrigger: (menu: MenuTrigger) => ReactElement;
  readonly groups: readonly MenuGroup[];
  readonly onAction: (id: string, groupId: string) => void;
  readonly placement?: 'bottom start' | 'bottom end' | 'top start' | 'top end';
};

function Line({ entry, chosen }: { readonly entry: MenuEntry; readonly chosen: boolean | null }) {
  return (
    <>
      {chosen === null ? null : <span className={css.tick}>{chosen ? <Icon name="check" size="sm" /> : null}</span>}
      {entry.icon ? <Icon name={entry.icon} /> : null}
      <span className={css.words}>
        {entry.label}
        {entry.hint ? <span className={css.hint}>{entry.hint}</span> : null}
      </span>
      {entry.keys ? <Kbd keys={entry.keys} /> : null}
    </>
  );
}

type Focus = 'first' | 'last' | true;
const BY_KEY: Readonly<Record<string, Focus>> = { Enter: 'first', ' ': 'first', ArrowDown: 'first', ArrowUp: 'last' };

/** Where the focus goes as it opens: by the pointer to the menu, by key to the end that the key is for. */
function useOpening(): { readonly focus: Focus | null; readonly menu: MenuTrigger; readonly close: () => void } {
  const ref = useRef<HTMLButtonElement>(null);
  const [focus, setFocus] = useState<Focus | null>(null);
  const menu: MenuTrigger = {
    ref,
    type: 'button',
    'aria-haspopup': 'menu',
    'aria-expanded': focus !== null,
    onClick: ({ detail }) => setFocus(detail === 0 ? 'first' : true),
    onKeyDown: event => {
      const by = BY_KEY[event.key];
      if (!by) return;
      // What a browser makes of Enter and Space is a click, which is the pointer's.
      event.preventDefault();
      setFocus(by);
    },
  };
  return { focus, menu, close: () => setFocus(null) };
}

/**
 * Actions or choices behind a button. Stays open while several may be chosen. What opens is made when it opens: most
 * menus of a conversation never are.
 */
export function Menu({ renderTrigger, placement = 'bottom start', ...shown }: MenuProps) {
  const { focus, menu, close } = useOpening();
  return (
    <>
      {renderTrigger(menu)}
      {focus ? (
        <Popover
          isOpen
          onOpenChange={close}
          triggerRef={menu.ref}
          placement={placement}
          offset={4}
          className={css.popover!}
        >
          <Entries {...shown} focus={focus} close={close} />
        </Popover>
      ) : null}
    </>
  );
}

/** Two groups may have an entry of the same id: a team's reasons are in several. */
const keyIn = (group: MenuGroup, id: string): string => `${group.id} ${id}`;

type EntriesProps = Pick<MenuProps, 'label' | 'groups' | 'onAction'> & {
  readonly focus: Focus;
  readonly close: () => void;
};

function Entries({ label, groups, onAction, focus, close }: EntriesProps) {
  return (
    <AriaMenu aria-label={label} className={css.menu!} autoFocus={focus} onClose={close}>
      {groups.map(group => (
        <MenuSection
          key={group.id}
          className={css.section!}
          aria-label={group.title ?? label}
          {...(group.chosen
            ? {
                selectionMode: group.mode ?? 'single',
                selectedKeys: group.chosen.map(id => keyIn(group, id)),
                onSelectionChange: () => {},
              }
            : {})}
        >
          {group.title ? <Header className={css.title!}>{group.title}</Header> : null}
          {group.entries.map(entry => (
            <MenuItem
              key={entry.id}
              id={keyIn(group, entry.id)}
              textValue={entry.label}
              className={css.item!}
              isDisabled={entry.isDisabled ?? false}
              shouldCloseOnSelect={group.mode !== 'multiple'}
              onAction={() => onAction(entry.id, group.id)}
            >
              <Line entry={entry} chosen={group.chosen ? group.chosen.includes(entry.id) : null} />
            </MenuItem>
          ))}
        </MenuSection>
      ))}
    </AriaMenu>
  );
}
