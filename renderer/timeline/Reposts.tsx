import type { EntryOf, Repost } from '../../shared/domain/entry.ts';
import { mayUndo, undoRepost } from '../compose/repost.ts';
import { attempt } from '../stores/failures.ts';
import { signedInAgent, useSession } from '../stores/session.ts';
import { openItems, useWork } from '../stores/work.ts';
import { refusedWords } from '../text/shell.ts';
import { shortMoment } from '../text/time.ts';
import { entryWords } from '../text/timeline.ts';
import { Icon } from '../ui/Icon.tsx';
import foot from './EntryFoot.module.css';

type Post = EntryOf<'post'>;

function Line({ post, repost }: { readonly post: Post; readonly repost: Repost }) {
  const { handle, agentName, agentId, state, at, reason, praisedFor } = repost;
  // What `mayUndo` judges by.
  useSession(signedInAgent);
  useWork(openItems);
  const isBad = state === 'failed';
  const canUndo = (state === 'sent' || state === 'confirmed') && mayUndo(post, agentId);
  return (
    <span className={isBad ? `${foot.state} ${foot.bad}` : foot.state}>
      <Icon
        name={isBad ? 'warn' : state === 'undone' ? 'undo' : state === 'confirmed' ? 'checks' : 'check'}
        size="sm"
      />
      <span>
        <bdi>{entryWords.repostedAs(handle, agentName)}</bdi>
        {praisedFor === undefined ? null : (
          <>
            {' '}
            <bdi>{entryWords.repostedFor(praisedFor)}</bdi>
          </>
        )}
        , {entryWords.repostStates[state](shortMoment(at))}
      </span>
      {reason ? <bdi>({isBad ? reason : entryWords.repostStays(reason)})</bdi> : null}
      {canUndo ? (
        <button
          type="button"
          className={foot.footLink}
          onClick={() => void attempt(refusedWords['post.undoRepost'], () => undoRepost({ entryId: post.id, handle }))}
        >
          {entryWords.undoRepost}
        </button>
      ) : null}
    </span>
  );
}

/** Under which of our handles this post is shown to all, who did it, and what became of it. */
export const Reposts = ({ entry }: { readonly entry: Post }) =>
  (entry.reposts ?? []).map(repost => <Line key={repost.id} post={entry} repost={repost} />);
