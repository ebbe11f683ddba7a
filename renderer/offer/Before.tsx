import { useMemo } from 'react';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import { setTimelineFilter } from '../stores/conversation-opening.ts';
import type { Conversation } from '../stores/conversations.ts';
import { agentName, useSession } from '../stores/session.ts';
import { shortDay, shortMoment } from '../text/time.ts';
import { entryWords, timelineWords } from '../text/timeline.ts';
import { offerWords } from '../text/work.ts';
import { TimelineContext, type TimelineSetting } from '../timeline/context.ts';
import { EntryArticle } from '../timeline/EntryArticle.tsx';
import { isFiltered, NO_FILTER } from '../timeline/filter-rules.ts';
import { iconOf } from '../timeline/EntryParts.tsx';
import { useToday } from '../timeline/today.ts';
import { callWho } from '../timeline/kinds/CallEntry.tsx';
import { eventSaid } from '../timeline/kinds/QuietEntries.tsx';
import { AudienceTag } from '../ui/AudienceTag.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Numbered } from '../timeline/Said.tsx';
import css from './Before.module.css';
import { briefOf, digestOf } from './digest.ts';

type Props = {
  readonly data: Conversation | undefined;
  readonly offer: Offer;
  /** Shows the conversation at an entry; null: at its newest. */
  readonly onShow: (entryId: string | null) => void;
};

function useSetting(data: Conversation | undefined, onShow: Props['onShow']): TimelineSetting {
  const name = useSession(agentName);
  return useMemo(
    () => ({
      customerId: data?.customer.id ?? '',
      key: null,
      marks: [],
      zone: data?.customer.timeZone ?? null,
      agentName: name,
      openEntry: onShow,
      entry: id => data?.page.items.find(item => item.entry.id === id)?.entry,
      promise: () => undefined,
    }),
    [data, name, onShow],
  );
}

/** What was said; where nothing was, as on a call without a transcript, what it was. */
function saidIn(entry: Entry, name: string | null): string {
  const words = briefOf(entry);
  if (words !== '') return words;
  return entry.kind === 'call' ? callWho(entry, name) : entryWords.noText;
}

function Brief({ entry, onShow }: { readonly entry: Entry; readonly onShow: Props['onShow'] }) {
  const name = useSession(agentName);
  const isEvent = entry.kind === 'event';
  return (
    <li>
      <button type="button" className={css.line} onClick={() => onShow(entry.id)}>
        <time dateTime={new Date(entry.at).toISOString()}>{shortMoment(entry.at)}</time>
        {isEvent ? <i className={css.diamond} /> : <Icon name={iconOf(entry)} />}
        <span className={isEvent ? css.quiet : css.words} dir="auto">
          {entry.direction === 'out' ? <b>{offerWords.we} </b> : null}
          <Numbered text={isEvent ? eventSaid(entry) : saidIn(entry, name)} />
        </span>
        {isEvent ? null : <AudienceTag audience={entry.audience} />}
      </button>
    </li>
  );
}

/** What the agent's own filters keep from view is told where it counts most, and is one press away. */
function Filtered({ data }: { readonly data: Conversation }) {
  const { hidden } = data.page;
  if (hidden === 0 || !isFiltered(data.filter)) return null;
  return (
    <p className={css.filtered}>
      {offerWords.filtered(hidden)}{' '}
      <Button kind="quiet" onPress={() => void setTimelineFilter(data.key, NO_FILTER)}>
        {timelineWords.showAll}
      </Button>
    </p>
  );
}

/** The newest entries in full, those before them in one line each; every one of them opens. */
export function Before({ data, offer, onShow }: Props) {
  const setting = useSetting(data, onShow);
  const today = useToday();
  if (!data) return <p className={css.loading}>{offerWords.loading}</p>;
  const { full, brief, all } = digestOf(data, offer);
  if (full.length + brief.length === 0) {
    if (isFiltered(data.filter)) return <Filtered data={data} />;
    return (
      <div className={css.none}>
        <h2>{offerWords.none}</h2>
        <p>{offerWords.noneHint}</p>
      </div>
    );
  }
  const { from, older } = data.completeness;
  const missing = older ? timelineWords.older(older) : null;
  return (
    <TimelineContext value={setting}>
      <div className={css.head}>
        <h2>
          {offerWords.newest} <span>{offerWords.count(full.length, all)}</span>
        </h2>
        {from === null ? null : <span className={css.from}>{offerWords.completeFrom(shortDay(from), missing)}</span>}
      </div>
      <Filtered data={data} />
      <div role="feed" aria-label={offerWords.newest} className={css.feed}>
        {full.map((row, i) => (
          <EntryArticle
            key={row.item.entry.id}
            row={row}
            index={i}
            place={i + 1}
            size={-1}
            current={i === 0}
            hit={false}
            today={today}
          />
        ))}
      </div>
      {brief.length > 0 ? (
        <>
          <div className={css.second}>
            <h2>{offerWords.before}</h2>
            <Button kind="quiet" onPress={() => onShow(null)}>
              {offerWords.openAll}
            </Button>
          </div>
          <ul className={css.brief}>
            {brief.map(entry => (
              <Brief key={entry.id} entry={entry} onShow={onShow} />
            ))}
          </ul>
        </>
      ) : null}
    </TimelineContext>
  );
}
