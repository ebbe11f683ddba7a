import { Fragment } from 'react';
import type { TimelineItem } from '../../../shared/contract/bridge.ts';
import type { EntryOf } from '../../../shared/domain/entry.ts';
import { shortMoment } from '../../text/time.ts';
import { entryWords } from '../../text/timeline.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Attachments } from '../Attachments.tsx';
import css from '../Entry.module.css';
import foot from '../EntryFoot.module.css';
import own from './WrittenEntry.module.css';
import { Edited, EntryHead, EntryText, PartFold, Reach, ReplyTo, SourceLink, useOpen, viaOf } from '../EntryParts.tsx';
import { EntryState, PromiseState } from '../EntryState.tsx';
import { Reposts } from '../Reposts.tsx';
import { RichText } from '../RichText.tsx';

type Written = EntryOf<'post'> | EntryOf<'message'>;

/** What its network has deleted stays known to have been there; the words are folded away. */
function Deleted({ entry }: { readonly entry: Written }) {
  const open = useOpen(entry.id, 'text');
  return (
    <>
      <p className={own.deleted}>
        <Icon name="deleted" size="sm" />
        {entryWords.deleted(entry.channel, shortMoment(entry.deletedAt!))}
        {entry.text ? (
          <PartFold entryId={entry.id} part="text" label={entryWords.deletedText} less={entryWords.less} />
        ) : null}
      </p>
      {open && entry.text ? (
        <p className={css.body} dir="auto">
          <RichText text={entry.text} />
        </p>
      ) : null}
    </>
  );
}

const hasFoot = (entry: Written, item: TimelineItem): boolean =>
  Boolean(item.pending || entry.delivery || entry.sourceUrl || entry.editedAt || entry.truncated) ||
  (entry.kind === 'post' && (entry.reach !== null || (entry.reposts ?? []).length > 0));

/** What stands under the words of a post or a message. */
function Foot({ entry, item }: { readonly entry: Written; readonly item: TimelineItem }) {
  return (
    <div className={foot.foot}>
      <Reach entry={entry} />
      <Edited entry={entry} />
      {entry.truncated ? <span>{entryWords.truncated}</span> : null}
      <PromiseState entryId={entry.id} />
      <EntryState entry={entry} pending={item.pending} />
      {entry.kind === 'post' ? <Reposts entry={entry} /> : null}
      <SourceLink entry={entry} />
    </div>
  );
}

/** A post or a message: who wrote it, to whom it can be seen, the words, and what became of them. */
export function WrittenEntry({ item, entry }: { readonly item: TimelineItem; readonly entry: Written }) {
  return (
    <Fragment>
      <EntryHead entry={entry} who={entry.author.name} via={viaOf(entry)} />
      <ReplyTo entry={entry} />
      {entry.deletedAt === null ? <EntryText entry={entry} /> : <Deleted entry={entry} />}
      <Attachments entry={entry} />
      {hasFoot(entry, item) ? <Foot entry={entry} item={item} /> : <PromiseFoot entryId={entry.id} />}
    </Fragment>
  );
}

const PromiseFoot = ({ entryId }: { readonly entryId: string }) => (
  <div className={foot.foot}>
    <PromiseState entryId={entryId} />
  </div>
);
