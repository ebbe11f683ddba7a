import { memo } from 'react';
import type { Entry } from '../../shared/domain/entry.ts';
import { clockTime, dayTitle, labelMoment, zoneTitle } from '../text/time.ts';
import { audienceWords, entryWords, sortOf, timelineWords } from '../text/timeline.ts';
import { Icon } from '../ui/Icon.tsx';
import { useTimeline } from './context.ts';
import css from './Entry.module.css';
import { iconOf, Node } from './EntryParts.tsx';
import { CallEntry, callWho } from './kinds/CallEntry.tsx';
import { EmailEntry } from './kinds/EmailEntry.tsx';
import { EventEntry, eventSaid, NoteEntry, SurveyEntry } from './kinds/QuietEntries.tsx';
import { WrittenEntry } from './kinds/WrittenEntry.tsx';
import { PickBox } from './PickBox.tsx';
import type { Row, Thread } from './rows.ts';

export type EntryArticleProps = {
  readonly row: Row;
  readonly index: number;
  /** From 1, over all entries cached under the filter. */
  readonly place: number;
  /** −1 while older entries are not loaded. */
  readonly size: number;
  /** The entry that Tab comes to and J and K leave from. */
  readonly current: boolean;
  /** Opened by a jump: kept marked until another one is. */
  readonly hit: boolean;
  /** Midnight at which this day began. */
  readonly today: number;
  /** Watches its height and places it; left out where rows stand one below the other by themselves. */
  readonly measure?: (element: HTMLElement | null) => void;
};

/** "Public X post from Maximiliane Oyelaran, 2 June 19:42". */
export function labelOf(entry: Entry, agentName: string | null): string {
  const when = labelMoment(entry.at);
  if (entry.kind === 'event') return entryWords.eventLabel(eventSaid(entry), when);
  if (entry.kind === 'call') return `${audienceWords[entry.audience]} call: ${callWho(entry, agentName)}, ${when}`;
  return entryWords.label(sortOf(entry.kind, entry.channel, entry.audience), entry.audience, entry.author.name, when);
}

function Body({ row }: { readonly row: Row }) {
  const { item } = row;
  const { entry } = item;
  switch (entry.kind) {
    case 'post':
    case 'message':
      return <WrittenEntry item={item} entry={entry} />;
    case 'email':
      return <EmailEntry item={item} entry={entry} />;
    case 'call':
      return <CallEntry entry={entry} />;
    case 'note':
      return <NoteEntry item={item} entry={entry} />;
    case 'event':
      return <EventEntry entry={entry} />;
    case 'survey':
      return <SurveyEntry entry={entry} />;
  }
}

function ThreadLine({ thread }: { readonly thread: Thread }) {
  const said = [
    thread.handle ? timelineWords.threadWith(thread.handle) : null,
    thread.count === null ? null : timelineWords.threadCount(thread.count),
    thread.moved ? timelineWords.threadMoved : null,
  ].filter(part => part !== null);
  return (
    <div className={css.thread} aria-hidden="true">
      <Icon name={iconOf({ kind: 'message', channel: thread.channel, audience: 'public' })} size="sm" />
      <b>{timelineWords.thread(thread.channel)}</b> {said.join(' · ')}
    </div>
  );
}

const classOf = (row: Row, hit: boolean): string => {
  const { entry } = row.item;
  const names = [
    css.entry,
    css[`kind-${entry.kind}`],
    entry.direction === 'out' && entry.kind !== 'call' ? css.ours : '',
    entry.audience === 'public' ? css.isPublic : '',
    row.joined ? css.joined : '',
    row.item.pending ? css.pending : '',
    hit ? css.hit : '',
  ];
  return names.filter(Boolean).join(' ');
};

type WithinProps = Pick<EntryArticleProps, 'row' | 'current' | 'hit' | 'today'>;

/** Memoised by itself: where an entry stands among all others changes with each that comes, and what it says does not. */
const Within = memo(function Within({ row, current, hit, today }: WithinProps) {
  const { zone, key } = useTimeline();
  const { entry } = row.item;
  return (
    <>
      {row.startsDay ? (
        <div className={css.day} aria-hidden="true">
          {dayTitle(entry.at, today)}
        </div>
      ) : null}
      {row.thread ? <ThreadLine thread={row.thread} /> : null}
      <div className={classOf(row, hit)}>
        <time
          dateTime={new Date(entry.at).toISOString()}
          // Worked out when it is wanted: a zone's clock costs more than the rest of the row.
          onPointerEnter={event => {
            event.currentTarget.title = zoneTitle(entry.at, zone);
          }}
        >
          {clockTime(entry.at)}
        </time>
        {key === null || row.item.pending ? null : <PickBox item={row.item} name={key} current={current} />}
        <Node entry={entry} />
        <div className={css.main}>
          <Body row={row} />
        </div>
      </div>
    </>
  );
});

/** One entry of the feed. The lines for day and thread before it are drawn within, hidden from the accessibility tree. */
export const EntryArticle = memo(function EntryArticle(props: EntryArticleProps) {
  const { row, index, place, size, current, hit, today, measure } = props;
  const { agentName } = useTimeline();
  const { entry } = row.item;
  return (
    <article
      ref={measure}
      className={css.row}
      data-index={index}
      data-entry={entry.id}
      aria-posinset={place}
      aria-setsize={size}
      aria-label={labelOf(entry, agentName)}
      aria-current={hit ? 'true' : undefined}
      tabIndex={current ? 0 : -1}
    >
      <Within row={row} current={current} hit={hit} today={today} />
    </article>
  );
});
