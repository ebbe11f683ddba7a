import { Checkbox } from 'react-aria-components';
import type { Facets, TimelineFilter } from '../../shared/contract/bridge.ts';
import { ENTRY_KINDS } from '../../shared/domain/entry.ts';
import type { Audience, Direction } from '../../shared/domain/primitives.ts';
import { audienceWords, directionWords, filterWords, kindWords } from '../text/timeline.ts';
import { Icon } from '../ui/Icon.tsx';
import { isOn, type ListField, toggle } from './filter-rules.ts';
import { FilterPopover } from './FilterPopover.tsx';
import css from './Filters.module.css';

type Props = {
  readonly facets: Facets;
  readonly filter: TimelineFilter;
  readonly onChange: (filter: TimelineFilter) => void;
};

const AUDIENCES: readonly Audience[] = ['public', 'private', 'internal'];
const DIRECTIONS: readonly Direction[] = ['in', 'out', 'internal'];

type Group<F extends ListField> = Props & {
  readonly field: F;
  readonly title: string;
  readonly every: readonly NonNullable<TimelineFilter[F]>[number][];
  readonly word: (value: NonNullable<TimelineFilter[F]>[number]) => string;
};

function Choices<F extends ListField>({ facets, filter, onChange, field, title, every, word }: Group<F>) {
  const found = facets[field] as readonly { value: NonNullable<TimelineFilter[F]>[number]; count: number }[];
  if (found.length < 2) return null;
  return (
    <fieldset className={css.choices}>
      <legend>{title}</legend>
      {found.map(({ value, count }) => (
        <Checkbox
          key={value}
          className={css.choice!}
          isSelected={isOn(filter, field, value)}
          onChange={() => onChange(toggle(filter, field, value, facets, every))}
        >
          <span className={css.box} aria-hidden="true">
            <Icon name="check" size="sm" />
          </span>
          <bdi className={css.choiceName}>{word(value)}</bdi>
          <span className={css.count}>{count}</span>
        </Checkbox>
      ))}
    </fieldset>
  );
}

/** What is set, in as few words as tell it. */
function saidOf({ filter, facets }: Pick<Props, 'filter' | 'facets'>): { label: string; set: boolean } {
  const fields = (['kinds', 'audiences', 'directions', 'handles'] as const).filter(field => filter[field] !== null);
  if (fields.length === 0) return { label: filterWords.allKinds, set: false };
  if (fields.length > 1) return { label: filterWords.several(fields.length), set: true };
  const field = fields[0]!;
  const on = facets[field].filter(facet => isOn(filter, field, facet.value as never));
  const noun = filterWords.nouns[field];
  const words = { kinds: kindWords, audiences: audienceWords, directions: directionWords, handles: {} }[
    field
  ] as Record<string, string>;
  if (on.length === 1) return { label: words[on[0]!.value] ?? on[0]!.value, set: true };
  return { label: filterWords.of(on.length, facets[field].length, noun), set: true };
}

/** Kind, audience, direction and handle. */
export function SideFilter(props: Props) {
  const { label, set } = saidOf(props);
  const { facets } = props;
  return (
    <FilterPopover label={label} title={filterWords.sides} set={set}>
      <Choices {...props} field="kinds" title={filterWords.kinds} every={ENTRY_KINDS} word={kind => kindWords[kind]} />
      <Choices
        {...props}
        field="audiences"
        title={filterWords.audiences}
        every={AUDIENCES}
        word={a => audienceWords[a]}
      />
      <Choices
        {...props}
        field="directions"
        title={filterWords.directions}
        every={DIRECTIONS}
        word={d => directionWords[d]}
      />
      <Choices
        {...props}
        field="handles"
        title={filterWords.handles}
        every={facets.handles.map(h => h.value)}
        word={h => h}
      />
    </FilterPopover>
  );
}
