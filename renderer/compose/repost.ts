// Showing a customer's public post to all by the network's own means, and taking that back.
import type { Opened } from '../../shared/contract/bridge.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import type { Team } from '../../shared/domain/team.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { networkOf, shownOf, whyNotRepost } from '../../shared/domain/writing/networks.ts';
import { bridge } from '../bridge/bridge.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { signedInAgent, teamOf, useSession } from '../stores/session.ts';
import { writtenNow } from '../stores/selected.ts';
import { useWork } from '../stores/work.ts';

type Post = EntryOf<'post'>;
/** `handles`: of ours that do not show it yet, the one the customer wrote to first. */
export type Repostable = { readonly post: Post; readonly handles: readonly string[] };

const postsOf = ({ page }: Pick<Opened, 'page'>): Post[] =>
  page.items.flatMap(({ entry }) => (entry.kind === 'post' ? [entry] : []));

/** The newest public post of the matter in hand that its network can repost, of those on the screen; null: none. */
export function repostableOf(opened: Pick<Opened, 'page'>, item: WorkItem, team: Team | null): Repostable | null {
  const post = postsOf(opened).findLast(one => one.caseId === item.caseId && whyNotRepost(one) === null);
  if (!post || !team) return null;
  const ours = team.handles.filter(({ channel }) => channel === post.channel).map(({ address }) => address);
  const first = ours.filter(address => address === post.handle);
  const handles = [...first, ...ours.filter(address => address !== post.handle)];
  return { post, handles: handles.filter(address => !shownOf(post, address)) };
}

function repostableNow(customerId: string | null): Repostable | null {
  const opened = customerId === null ? undefined : conversationOf(customerId)(useConversations.getState());
  const item = writtenNow();
  return opened && item ? repostableOf(opened, item, teamOf(useSession.getState())) : null;
}

export const canRepost = (customerId: string | null): boolean => (repostableNow(customerId)?.handles.length ?? 0) > 0;

/** `handle` left out: as the one they wrote to. `reason`: what for, one of the team's. */
export async function repostNewest(customerId: string | null, handle?: string, reason?: string): Promise<void> {
  const found = repostableNow(customerId);
  const as = handle ?? found?.handles[0];
  if (!found || !as) return;
  await bridge.call('post.repost', { entryId: found.post.id, handle: as, ...(reason === undefined ? {} : { reason }) });
}

/** Of this agent, or of anybody where they lead or hold the customer's work; the backend judges it again. */
export function mayUndo(post: Post, agentId: string): boolean {
  const agent = signedInAgent(useSession.getState());
  if (agent === null || !networkOf(post.channel).undoRepost) return false;
  const holds = useWork.getState().items.some(({ customerId }) => customerId === post.customerId);
  return agent.id === agentId || agent.role === 'lead' || holds;
}

type Shown = { readonly entryId: string; readonly handle: string };

/** The newest of our reposts of this customer's posts that can be taken back; null: none. */
export function undoable(customerId: string | null): Shown | null {
  const opened = customerId === null ? undefined : conversationOf(customerId)(useConversations.getState());
  const shown = (opened ? postsOf(opened) : []).flatMap(post =>
    (post.reposts ?? [])
      .filter(({ state, agentId }) => (state === 'sent' || state === 'confirmed') && mayUndo(post, agentId))
      .map(({ handle, at }) => ({ entryId: post.id, handle, at })),
  );
  const [newest] = shown.toSorted((a, b) => b.at - a.at);
  return newest ? { entryId: newest.entryId, handle: newest.handle } : null;
}

export async function undoRepost(shown: Shown | null): Promise<void> {
  if (shown) await bridge.call('post.undoRepost', { entryId: shown.entryId, handle: shown.handle });
}
