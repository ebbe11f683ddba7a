// Whether an agent may see a customer: a pure function of the agent and of the reasons there are.
import type { Channel } from '../../shared/domain/primitives.ts';
import type { Agent, Queue } from '../../shared/domain/work.ts';

/** Customers whose history an agent's desk holds beyond those with work for them: the likeliest to ring again. */
export const WORKING_SET = { customers: 200, days: 60 } as const;

/** `until`: milliseconds since the epoch; null: for as long as it is so. */
export type Reason =
  /** Work of the customer waits or is held in this queue, or was finished there not long ago. */
  | { readonly why: 'queue'; readonly queueId: string; readonly until: number | null }
  /** The agent holds work of theirs, of whatever queue, or takes part in it. */
  | { readonly why: 'held' }
  /** A matter of theirs was spoken of on this channel not long ago. */
  | { readonly why: 'recent'; readonly channel: Channel; readonly until: number }
  /** Somebody or something gave it, for a time. */
  | { readonly why: 'given'; readonly until: number }
  /** They asked for it, for a review; `channels`: of the customer's conversations. */
  | { readonly why: 'reviewed'; readonly channels: readonly Channel[]; readonly until: number };

/** What an agent's place in the contact centre lets them see. `reviewable`: channels of the customers they may ask for. */
export type Scope = {
  readonly queueIds: ReadonlySet<string>;
  readonly channels: ReadonlySet<Channel>;
  readonly reviewable: ReadonlySet<Channel>;
};

/**
 * Channels are those that the agent serves and that one of their queues has. Who leads may review what their team served:
 * every channel of their queues.
 */
export function scopeOf(
  { queueIds, channels, role }: Pick<Agent, 'queueIds' | 'channels' | 'role'>,
  queues: readonly Queue[],
): Scope {
  const served = queues.filter(({ id }) => queueIds.includes(id)).flatMap(queue => queue.channels);
  const own = new Set(served.filter(channel => channels.includes(channel)));
  return { queueIds: new Set(queueIds), channels: own, reviewable: role === 'lead' ? new Set(served) : own };
}

/** Null: an agent who was removed. Without a reason that counts now nothing may be seen. */
export function maySee(scope: Scope | null, reasons: readonly Reason[], now: number): boolean {
  return scope !== null && reasons.some(reason => counts(scope, reason, now));
}

function counts(scope: Scope, reason: Reason, now: number): boolean {
  switch (reason.why) {
    case 'held':
      return true;
    case 'given':
      return now < reason.until;
    case 'reviewed':
      return now < reason.until && reason.channels.some(channel => scope.reviewable.has(channel));
    case 'queue':
      return scope.queueIds.has(reason.queueId) && (reason.until === null || now < reason.until);
    case 'recent':
      return scope.channels.has(reason.channel) && now < reason.until;
  }
}
