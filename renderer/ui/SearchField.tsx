import type { FocusEvent, ReactNode } from 'react';
import { Input, SearchField as AriaSearchField, type SearchFieldProps } from 'react-aria-components';
import { ariaKeys } from '../text/keys.ts';
import { Icon, type IconName } from './Icon.tsx';
import css from './SearchField.module.css';

type Props = Omit<SearchFieldProps, 'children' | 'className' | 'style' | 'render'> & {
  readonly label: string;
  readonly placeholder?: string;
  readonly icon?: IconName;
  readonly size?: 'md' | 'lg';
  /** The key that leads here, told by `aria-keyshortcuts`. */
  readonly keys?: string;
  /** What stands in it is selected as it takes the focus: who types begins anew. */
  readonly selectsAll?: boolean;
  /** The one that the key for searching leads to. */
  readonly isMain?: boolean;
  readonly className?: string;
  /** Behind the words. */
  readonly children?: ReactNode;
};

const selectAll = ({ currentTarget }: FocusEvent<HTMLInputElement>): void => currentTarget.select();

/** Where one types to find something. Its frame is the focus ring of its input. */
export function SearchField(props: Props) {
  const {
    label,
    placeholder = label,
    icon = 'search',
    size = 'md',
    keys,
    selectsAll,
    isMain,
    className,
    children,
    ...rest
  } = props;
  return (
    <AriaSearchField
      {...rest}
      aria-label={label}
      className={[css.field, css[size], className].filter(Boolean).join(' ')}
    >
      <Icon name={icon} />
      <Input
        className={css.input!}
        dir="auto"
        placeholder={placeholder}
        {...(selectsAll ? { onFocus: selectAll } : {})}
        {...(isMain ? { 'data-search': true } : {})}
        {...(keys ? { 'aria-keyshortcuts': ariaKeys(keys) } : {})}
      />
      {children}
    </AriaSearchField>
  );
}
