import type { TimelineItem } from '../../../shared/contract/bridge.ts';
import { detailSaid } from '../../../shared/domain/decline.ts';
import type { EntryOf } from '../../../shared/domain/entry.ts';
import { entryWords } from '../../text/timeline.ts';
import foot from '../EntryFoot.module.css';
import css from './QuietEntries.module.css';
import { EntryHead, EntryText } from '../EntryParts.tsx';
import { EntryState, PromiseState } from '../EntryState.tsx';
import { RichText } from '../RichText.tsx';

/** Written among colleagues, on note paper: it cannot be taken for something the customer can read. */
export function NoteEntry({ item, entry }: { readonly item: TimelineItem; readonly entry: EntryOf<'note'> }) {
  return (
    <>
      <EntryHead entry={entry} who={entry.author.name} via="Note" />
      <EntryText entry={entry} />
      <div className={foot.foot}>
        <PromiseState entryId={entry.id} />
        <EntryState entry={entry} pending={item.pending} />
      </div>
    </>
  );
}

/** `Moved to private by Priya Shah: …`. */
export function eventSaid({ event, author }: EntryOf<'event'>): string {
  const by = author.kind === 'system' ? '' : ` ${entryWords.by(author.name)}`;
  return `${entryWords.events[event.name]}${by}`;
}

/** One line: something happened to the case. */
export function EventEntry({ entry }: { readonly entry: EntryOf<'event'> }) {
  const detail = detailSaid(entry);
  return (
    <p className={css.eventLine}>
      {eventSaid(entry)}
      {detail ? (
        <>
          {': '}
          <bdi>
            <RichText text={detail} />
          </bdi>
        </>
      ) : (
        '.'
      )}
    </p>
  );
}

const figure = (n: number): string => (Number.isInteger(n) ? String(n) : n.toFixed(1));

export function SurveyEntry({ entry }: { readonly entry: EntryOf<'survey'> }) {
  const { measure, score, of } = entry.survey;
  const said = entryWords.score(entryWords.measures[measure], figure(score), figure(of));
  return (
    <>
      <EntryHead entry={entry} who={said} via={entryWords.answeredBy(entry.channel)} />
      <div className={css.meter} aria-hidden="true">
        <i style={{ inlineSize: `${Math.max(0, Math.min(100, (score / of) * 100))}%` }} />
      </div>
      <EntryText entry={entry} />
    </>
  );
}
