import type { ReactNode } from 'react';
import type { Entry } from '../../shared/domain/entry.ts';
import { momentBeside, momentTitle, shortNumber } from '../text/time.ts';
import { entryWords, sortOf } from '../text/timeline.ts';
import { AudienceTag } from '../ui/AudienceTag.tsx';
import { Fold } from '../ui/Fold.tsx';
import { channelIcon, Icon, type IconName } from '../ui/Icon.tsx';
import { useTimeline } from './context.ts';
import css from './Entry.module.css';
import foot from './EntryFoot.module.css';
import head from './EntryHead.module.css';
import { foldText } from './fold-text.ts';
import { type FoldPart, isOpen, setFold, useFolds } from './folds.ts';
import { askLink } from './link-ask.ts';
import { RichText } from './RichText.tsx';

/** The mark of an entry: a public post is a bubble, the same network's direct message a paper plane. */
export function iconOf(entry: Pick<Entry, 'kind' | 'channel' | 'audience'>): IconName {
  if (entry.kind === 'survey') return 'survey';
  if (entry.kind === 'note') return 'note';
  return channelIcon(entry.channel, entry.audience);
}

/** Square is public, round is private, folded is for colleagues, a diamond is an event; the icon says the channel. */
export function Node({ entry }: { readonly entry: Entry }) {
  const live = entry.kind === 'call' && entry.call.state === 'live';
  const shape = entry.kind === 'event' ? head.event : head[entry.audience];
  return (
    <span className={`${head.node} ${shape} ${live ? head.live : ''}`} aria-hidden="true">
      {entry.kind === 'event' ? null : <Icon name={iconOf(entry)} size="sm" />}
    </span>
  );
}

type HeadProps = { readonly entry: Entry; readonly who: string; readonly via: string; readonly accent?: boolean };

/** Who, which way, by what, and who can read it. */
export function EntryHead({ entry, who, via, accent = false }: HeadProps) {
  const { direction } = entry;
  return (
    <div className={head.head}>
      <bdi className={accent ? head.whoLive : head.who} title={entry.author.address ?? undefined}>
        {who}
      </bdi>
      {direction === 'internal' ? null : (
        <Icon
          name={direction === 'in' ? 'in' : 'out'}
          size="sm"
          label={direction === 'in' ? entryWords.incoming : entryWords.outgoing}
        />
      )}
      <bdi className={head.via}>{via}</bdi>
      <span className={head.audience}>
        <AudienceTag audience={entry.audience} />
      </span>
    </div>
  );
}

/** `X post to @LarkwingCare`, `X direct message as @LarkwingCare`. */
export function viaOf(entry: Entry): string {
  const sort = sortOf(entry.kind, entry.channel, entry.audience);
  if (!entry.handle) return sort;
  return `${sort} ${entry.direction === 'out' ? entryWords.as(entry.handle) : entryWords.to(entry.handle)}`;
}

type FoldedProps = {
  readonly entryId: string;
  readonly part: FoldPart;
  readonly label: string;
  readonly less?: string;
};

/** A button that opens one part of an entry; what it opens is drawn by whoever asks `useOpen`. */
export function PartFold({ entryId, part, label, less = label }: FoldedProps) {
  const open = useOpen(entryId, part);
  return (
    <Fold open={open} onToggle={() => setFold(entryId, part, !open)}>
      {open ? less : label}
    </Fold>
  );
}

export const useOpen = (entryId: string, part: FoldPart): boolean => useFolds(isOpen(entryId, part));

/** The words of an entry, folded when long. */
export function EntryText({ entry, children }: { readonly entry: Entry; readonly children?: ReactNode }) {
  const open = useOpen(entry.id, 'text');
  const folded = foldText(entry.text);
  if (!entry.text && !children) return null;
  return (
    <div className={css.body}>
      {children}
      <p className={css.text} dir="auto" lang={entry.language ?? undefined}>
        <RichText text={open ? entry.text : folded.shown} />
        {!open && folded.moreLines > 0 ? '…' : null}
      </p>
      {folded.moreLines > 0 ? (
        <PartFold entryId={entry.id} part="text" label={entryWords.toGo(folded.moreLines)} less={entryWords.less} />
      ) : null}
    </div>
  );
}

/** Reach of a post, in the network's own counts. */
export function Reach({ entry }: { readonly entry: Entry }) {
  if (entry.kind !== 'post' || !entry.reach) return null;
  const { reposts, likes, views } = entry.reach;
  const parts = [
    reposts > 0 ? entryWords.reposts(shortNumber(reposts)) : null,
    likes > 0 ? entryWords.likes(shortNumber(likes)) : null,
    views ? entryWords.views(shortNumber(views)) : null,
  ].filter(part => part !== null);
  return parts.map(part => <span key={part}>{part}</span>);
}

/** The message this one answers; it opens there. */
export function ReplyTo({ entry }: { readonly entry: Entry }) {
  const { entry: find, openEntry } = useTimeline();
  const { replyTo } = entry;
  if (!replyTo) return null;
  const source = find(replyTo);
  return (
    <button type="button" className={foot.reply} onClick={() => openEntry(replyTo)}>
      <Icon name="reply" size="sm" />
      {entryWords.replyTo}
      {source ? (
        <span className={foot.replyWords}>
          <bdi>{source.author.name}</bdi>, {momentBeside(source.at, entry.at)}
        </span>
      ) : null}
    </button>
  );
}

export function SourceLink({ entry }: { readonly entry: Entry }) {
  const { sourceUrl, channel } = entry;
  if (!sourceUrl) return null;
  const isNetwork = channel === 'x' || channel === 'facebook' || channel === 'instagram' || channel === 'mastodon';
  return (
    <button type="button" className={foot.footLink} onClick={() => void askLink(sourceUrl)}>
      {isNetwork ? entryWords.openAt(channel) : entryWords.openSource}
    </button>
  );
}

export function Edited({ entry }: { readonly entry: Entry }) {
  if (entry.editedAt === null) return null;
  return <span title={momentTitle(entry.editedAt)}>{entryWords.edited(momentBeside(entry.editedAt, entry.at))}</span>;
}
