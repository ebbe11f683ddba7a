import type { Connection, Push } from '../../../shared/contract/bridge.ts';
import type { WorkTold } from '../../../shared/contract/bridge/work.ts';
import { type Change, type ChangeList, changeList } from '../link/changes.ts';

/** Milliseconds between two tellings of conversations while the desk catches up: each is asked for anew, from this thread. */
export const SELDOM_MS = 1_000;

export type PushOptions = {
  push: (push: Push) => void;
  connection: () => Connection;
  /** What is told along with a change of work; undefined: it cannot be read now, and the screen asks. */
  work: () => WorkTold | undefined;
  /** More is known to come at once. */
  isBehind: () => boolean;
  /** Milliseconds that only go up. */
  monotonic: () => number;
};

/**
 * Gathers what changed within one turn of the loop and tells each thing once. Conversations are told of seldom while the
 * desk catches up, and at once when it has.
 */
export function pushQueue({ push, connection, work, isBehind, monotonic }: PushOptions) {
  let changes = changeList();
  let conversations = changeList();
  let toldAt = Number.NEGATIVE_INFINITY;
  let connectionChanged = false;
  let planned: NodeJS.Immediate | undefined;
  let later: NodeJS.Timeout | undefined;

  // What is read to be told may itself find something to tell: that goes into the next list.
  const tell = (list: ChangeList): void => {
    for (const change of list.all()) push(change.topic === 'work' ? { ...change, told: work() } : change);
  };
  const tellConversations = (): void => {
    const wait = isBehind() ? toldAt + SELDOM_MS - monotonic() : 0;
    if (wait > 0) {
      later ??= setTimeout(flush, wait);
      return;
    }
    toldAt = monotonic();
    const list = conversations;
    conversations = changeList();
    tell(list);
  };
  const flush = (): void => {
    clearImmediate(planned);
    clearTimeout(later);
    planned = undefined;
    later = undefined;
    // First: what is told along with the work is newer than that a conversation has changed.
    if (conversations.all().length > 0) tellConversations();
    const list = changes;
    changes = changeList();
    tell(list);
    if (connectionChanged) push({ topic: 'connection', connection: connection() });
    connectionChanged = false;
  };
  const plan = (): void => {
    planned ??= setImmediate(flush);
  };

  return {
    add(...list: readonly Change[]): void {
      for (const change of list) ('customerId' in change ? conversations : changes).add(change);
      plan();
    },
    connection(): void {
      connectionChanged = true;
      plan();
    },
    stop(): void {
      clearImmediate(planned);
      clearTimeout(later);
    },
  };
}
export type Pushes = ReturnType<typeof pushQueue>;
