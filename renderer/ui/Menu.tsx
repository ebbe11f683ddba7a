import type { ReactNode } from 'react';
import { Button as AriaButton, Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { Icon, type IconName } from './Icon.tsx';
import css from './Menu.module.css';

export type MenuChoice = {
  readonly id: string;
  readonly label: ReactNode;
  /** For typing ahead, where the label is not a string. */ readonly name?: string;
  readonly icon?: IconName;
  readonly hint?: string;
};
type Props = {
  /** Name of the button when its content does not say it. */
  readonly label?: string;
  readonly look?: 'button' | 'chip' | 'quiet' | 'icon';
  readonly children: ReactNode;
  readonly choices: readonly MenuChoice[];
  /** Ids that carry a tick. Left out: a menu of acts. */
  readonly selected?: readonly string[];
  /** Several may be ticked. The menu stays open. */
  readonly several?: boolean;
  readonly onChoose: (id: string) => void;
};

/** A button that opens a menu of acts, or of choices with ticks. */
export function Menu({ label, look = 'button', children, choices, selected, several = false, onChoose }: Props) {
  const ticks = selected
    ? { selectionMode: several ? ('multiple' as const) : ('single' as const), selectedKeys: [...selected] }
    : {};
  return (
    <MenuTrigger>
      <AriaButton className={`${css.trigger} ${css[look]}`} aria-label={label}>
        {children}
        {look === 'icon' ? null : <Icon name="down" size="sm" />}
      </AriaButton>
      <Popover className={css.popover!} offset={4}>
        <AriaMenu className={css.menu!} aria-label={label} onAction={key => onChoose(String(key))} {...ticks}>
          {choices.map(choice => (
            <MenuItem
              key={choice.id}
              id={choice.id}
              className={css.item!}
              textValue={choice.name ?? String(choice.label)}
            >
              {selected ? (
                <span className={css.tick}>{selected.includes(choice.id) ? <Icon name="check" /> : null}</span>
              ) : null}
              {choice.icon ? <Icon name={choice.icon} /> : null}
              <span className={css.label}>{choice.label}</span>
              {choice.hint ? <span className={css.hint}>{choice.hint}</span> : null}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}
