import type { Facets, TimelineFilter } from '../../shared/contract/bridge.ts';
import { CHANNELS } from '../../shared/domain/primitives.ts';
import type { Conversation } from '../stores/conversations.ts';
import { setTimelineFilter } from '../stores/conversation-opening.ts';
import { channelWords, filterWords, timelineWords } from '../text/timeline.ts';
import { Chip } from '../ui/Chip.tsx';
import { channelIcon } from '../ui/Icon.tsx';
import { DateFilter } from './DateFilter.tsx';
import { isFiltered, isOn, NO_FILTER, toggle } from './filter-rules.ts';
import css from './Filters.module.css';
import { SideFilter } from './SideFilter.tsx';

type Props = { readonly conversation: Conversation };

type ChipsProps = {
  readonly facets: Facets;
  readonly filter: TimelineFilter;
  readonly onChange: (filter: TimelineFilter) => void;
};

/** Notes and events have no channel; they are among the kinds. */
const isChannel = ({ value }: Facets['channels'][number]): boolean => value !== 'internal';

/** One chip for each channel that this customer has used; pressed means shown. */
function Channels({ facets, filter, onChange }: ChipsProps) {
  return facets.channels.filter(isChannel).map(({ value, count }) => {
    const on = isOn(filter, 'channels', value);
    return (
      <Chip
        key={value}
        on={on}
        icon={channelIcon(value)}
        count={on ? count.toLocaleString('en-GB') : filterWords.off(count)}
        onToggle={() => onChange(toggle(filter, 'channels', value, facets, CHANNELS))}
      >
        {/* The space parts the word from the count in the chip's name. */}
        {`${channelWords[value]} `}
      </Chip>
    );
  });
}

/** Filters combine, are kept for the agent, and always say how many entries they hide. */
export function Filters({ conversation }: Props) {
  const { facets, filter, page, key } = conversation;
  const change = (next: TimelineFilter) => void setTimelineFilter(key, next);
  return (
    <div className={css.filters} role="group" aria-label={filterWords.group}>
      <Channels facets={facets} filter={filter} onChange={change} />
      <SideFilter facets={facets} filter={filter} onChange={change} />
      <DateFilter filter={filter} onChange={change} />
      <span className={css.hidden} role="status">
        {timelineWords.hidden(page.hidden)}
        {isFiltered(filter) ? (
          <button
            type="button"
            className={css.all}
            onClick={event => {
              // This button goes; whoever filters by keys goes on from the first.
              event.currentTarget.closest('[role=group]')?.querySelector('button')?.focus();
              change(NO_FILTER);
            }}
          >
            {timelineWords.showAll}
          </button>
        ) : null}
      </span>
    </div>
  );
}
