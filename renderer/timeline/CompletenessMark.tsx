import type { Completeness } from '../../shared/contract/bridge.ts';
import { type Conversation, loadOlder } from '../stores/conversations.ts';
import { dayTitle, liveTime, shortDay } from '../text/time.ts';
import { timelineWords } from '../text/timeline.ts';
import css from './Timeline.module.css';
import { useToday } from './today.ts';

type Props = {
  readonly conversation: Conversation;
  /** Time of the entry at the top of what is in view. */
  readonly dayAt: number | null;
};

function olderSaid({ older }: Completeness): string {
  if (older === 0) return timelineWords.allThere;
  return older === null ? timelineWords.olderUnknown : timelineWords.older(older);
}

function wholeSaid({ from, to }: Completeness, today: number): string {
  if (from === null || to === null) return timelineWords.notYet;
  return timelineWords.whole(shortDay(from, today), liveTime(to));
}

/** Offline is said in words, and the way on stays: the next press may find a network again. */
function faultSaid({ olderFault }: Conversation): string | null {
  if (olderFault === null) return null;
  return olderFault === 'offline' ? timelineWords.olderFailed : timelineWords.olderRefused;
}

/**
 * What this workstation can honestly say it has of this customer, at the top at all times; beside it the day that is
 * being read.
 */
export function CompletenessMark({ conversation, dayAt }: Props) {
  const { completeness, customer, asking } = conversation;
  const today = useToday();
  const fault = faultSaid(conversation);
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
        <button
          type="button"
          className={css.markButton}
          aria-disabled={asking}
          onClick={() => void loadOlder(customer.id)}
        >
          {asking ? timelineWords.asking : timelineWords.loadOlder}
        </button>
      )}
    </div>
  );
}
