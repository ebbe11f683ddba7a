// What a network lets a company do under its own handle, beside answering somebody.
import { channelNames } from '../export/words.ts';
import type { Entry, EntryOf, Repost } from '../entry.ts';
import type { Channel } from '../primitives.ts';

export type Network = {
  /** A post of words alone, to everybody. */
  readonly post: boolean;
  /** How somebody's post is shown to all: by the network's own act, or as a share of its link; null: it has none. */
  readonly repost: 'own' | 'link' | null;
  /** That can be taken back. */
  readonly undoRepost: boolean;
};

const NONE: Network = { post: false, repost: null, undoRepost: false };

/**
 * X and Mastodon repost (boost) and undo it. A page on Facebook can share a link and delete its share; Instagram takes no
 * post without a picture and has no repost for programs; answers to reviews are answers only.
 */
const NETWORKS: Partial<Record<Channel, Network>> = {
  x: { post: true, repost: 'own', undoRepost: true },
  mastodon: { post: true, repost: 'own', undoRepost: true },
  facebook: { post: true, repost: 'link', undoRepost: true },
};

export const networkOf = (channel: Channel): Network => NETWORKS[channel] ?? NONE;

/** Why this entry cannot be reposted, for the log and the agent; null: it can. */
export function whyNotRepost(
  entry: Pick<Entry, 'kind' | 'channel' | 'audience' | 'direction' | 'deletedAt' | 'sourceUrl'>,
): string | null {
  const { repost } = networkOf(entry.channel);
  if (entry.kind !== 'post' || entry.audience !== 'public' || entry.direction !== 'in')
    return 'Only a public post of somebody else can be reposted.';
  if (repost === null) return `${channelNames[entry.channel]} has no reposts.`;
  if (entry.deletedAt !== null) return 'The post was deleted.';
  return repost === 'link' && entry.sourceUrl === null ? 'The post has no link that could be shared.' : null;
}

const OUT: readonly Repost['state'][] = ['sent', 'confirmed', 'undoing'];

/** Our repost of it under this handle that is to be seen on the network, as far as we know. */
export const shownOf = ({ reposts }: Pick<EntryOf<'post'>, 'reposts'>, handle: string): Repost | undefined =>
  reposts?.findLast(one => one.handle === handle && OUT.includes(one.state));
