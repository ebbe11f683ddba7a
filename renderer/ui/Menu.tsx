import type { ReactElement } from 'react';
import { Header, Menu as AriaMenu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
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
type MenuProps = {
  readonly label: string;
  /** A react-aria Button of ui/. */
  readonly trigger: ReactElement;
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

/** Actions or choices behind a button. Stays open while several may be chosen. */
export function Menu({ label, trigger, groups, onAction, placement = 'bottom start' }: MenuProps) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover placement={placement} offset={4} className={css.popover!}>
        <AriaMenu aria-label={label} className={css.menu!}>
          {groups.map(group => (
            <MenuSection
              key={group.id}
              className={css.section!}
              aria-label={group.title ?? label}
              {...(group.chosen
                ? { selectionMode: group.mode ?? 'single', selectedKeys: group.chosen, onSelectionChange: () => {} }
                : {})}
            >
              {group.title ? <Header className={css.title!}>{group.title}</Header> : null}
              {group.entries.map(entry => (
                <MenuItem
                  key={entry.id}
                  id={entry.id}
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
      </Popover>
    </MenuTrigger>
  );
}
