import { Autocomplete, ListBox, ListBoxItem, useFilter } from 'react-aria-components';
import type { Disposition } from '../../shared/domain/work.ts';
import { workWords } from '../text/work.ts';
import { Icon } from '../ui/Icon.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import css from './WrapUp.module.css';

type Props = {
  readonly all: readonly Disposition[];
  readonly chosen: string | null;
  readonly required: boolean;
  /** The agent wanted to finish without. */
  readonly missing: boolean;
  readonly autoFocus: boolean;
  readonly onChoose: (code: string | null) => void;
};

/** With few to choose from there is nothing to search in. */
const FEW = 6;

function List({ all, chosen, onChoose, autoFocus }: Pick<Props, 'all' | 'chosen' | 'onChoose' | 'autoFocus'>) {
  return (
    <ListBox
      className={css.list!}
      aria-label={workWords.disposition}
      autoFocus={autoFocus}
      selectionMode="single"
      selectionBehavior="toggle"
      selectedKeys={chosen === null ? [] : [chosen]}
      onSelectionChange={keys => onChoose(keys === 'all' ? null : (([...keys][0] as string | undefined) ?? null))}
      items={all.map(({ code, label }) => ({ id: code, label }))}
      renderEmptyState={() => <p className={css.hint}>{workWords.dispositionNone}</p>}
    >
      {({ id, label }) => (
        <ListBoxItem id={id} textValue={label} className={css.item!}>
          {({ isSelected }) => (
            <>
              <span className={css.tick}>{isSelected ? <Icon name="check" size="sm" /> : null}</span>
              <bdi>{label}</bdi>
            </>
          )}
        </ListBoxItem>
      )}
    </ListBox>
  );
}

/** How it ended, out of what the queue knows: arrows and Enter, or the first letters. */
export function Dispositions({ all, chosen, required, missing, autoFocus, onChoose }: Props) {
  const { contains } = useFilter({ sensitivity: 'base' });
  if (all.length === 0) return null;
  const label = required ? workWords.disposition : workWords.optional(workWords.disposition);
  return (
    <div className={css.field}>
      <span className={css.label}>{label}</span>
      {all.length > FEW ? (
        <Autocomplete filter={contains}>
          <SearchField label={workWords.dispositionFind} icon="find" autoFocus={autoFocus} />
          <List all={all} chosen={chosen} onChoose={onChoose} autoFocus={false} />
        </Autocomplete>
      ) : (
        <List all={all} chosen={chosen} onChoose={onChoose} autoFocus={autoFocus} />
      )}
      {missing ? (
        <p className={css.missing} role="alert">
          <Icon name="warn" size="sm" /> {workWords.dispositionNeeded}
        </p>
      ) : null}
    </div>
  );
}
