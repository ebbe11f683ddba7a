import type { Completeness, Connection } from '../../shared/contract/bridge.ts';
import { connectionState, isConnected, useConnection } from '../stores/connection.ts';
import { loadOlder } from '../stores/conversation-pages.ts';
import type { Conversation } from '../stores/conversations.ts';
import { fetchWords } from '../text/keeping.ts';
import { daysAgo, dayTitle, liveTime, shortDay } from '../text/time.ts';
import { timelineWords } from '../text/timeline.ts';
import { FetchAll } from './FetchAll.tsx';
import css from './Timeline.module.css';
import { useToday } from './today.ts';

type Props = {
  readonly conversation: Conversation;
  /** Time of the entry at the top of what is in view; null: its day is said there. */
  readonly dayAt: number | null;
};

function olderSaid({ older }: Completeness): string {
  if (older === 0) return timelineWords.allThere;
  return older === null ? timelineWords.olderUnknown : timelineWords.older(older);
}

function wholeSaid({ from, to }: Completeness, today: number): string {
  if (from === null || to === null) return timelineWords.notYet;
  return timelineWords.whole(shortDay(from, today), liveTime(to, today), daysAgo(to, today));
}

/** That there is no connection is said in words, and the way on stays: the next press may find a network again. */
function faultSaid({ olderFault, completeness, page }: Conversation, state: Connection['state'] | null): string | null {
  if (!isConnected(state) && completeness.older !== 0 && page.olderCached === 0) return fetchWords.needsNetwork(state);
  if (olderFault === null) return null;
  return olderFault === 'offline' ? timelineWords.olderFailed(state) : timelineWords.olderRefused;
}

/**
 * What this workstation can honestly say it has of this customer, at the top at all times; beside it the day that is
 * being read.
 */
export function CompletenessMark({ conversation, dayAt }: Props) {
  const { completeness, customer, key, asking, page } = conversation;
  const state = useConnection(connectionState);
  // What is cached further back is shown without a network.
  const isClosed = asking || (!isConnected(state) && page.olderCached === 0);
  const today = useToday();
  const fault = faultSaid(conversation, state);
  return (
    <div className={css.mark}>
      <span className={css.markDay} aria-hidden="true">
        {dayAt === null ? null : dayTitle(dayAt, today)}
      </span>
      <p className={css.markSaid}>
        {wholeSaid(completeness, today)}
        <span className={css.markOlder}>{olderSaid(completeness)}</span>
        {fault ? <span className={css.markFault}>{fault}</span> : null}
      </p>
      {completeness.older === 0 ? null : (
        <>
          <button
            type="button"
            className={css.markButton}
            aria-disabled={isClosed}
            onClick={() => {
              if (!isClosed) void loadOlder(key);
            }}
          >
            {asking ? timelineWords.asking : timelineWords.loadOlder}
          </button>
          {completeness.older === null ? null : <FetchAll customerIds={[customer.id]} />}
        </>
      )}
    </div>
  );
}
