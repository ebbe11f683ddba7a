// Several open items: set aside, settled together, and what is new in them.
import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { Together, TogetherResult } from '../../../shared/contract/bridge/aside.ts';
import { begunAbout } from '../../../shared/contract/bridge/begun.ts';
import type { Command } from '../../../shared/contract/commands.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { whyNotFinish } from '../../../shared/domain/wrap-up.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { isNotDelivered, saidIn, unreadOf, waitsSince } from '../cache/answer-clock.ts';
import type { Context } from './context.ts';

export const asideHandlers = (context: Context) => {
  const { cache, file, outbox, clock } = context;
  const said = saidIn(cache.db);
  const held = (): WorkItem[] => {
    const agent = context.agent();
    return agent ? cache.workItems.heldBy(agent.id) : [];
  };
  const itemOf = (workItemId: string): WorkItem => held().find(({ id }) => id === workItemId) ?? notHeld();
  const id = (): string => uuidv7(clock.now());

  const park = (item: WorkItem, until: number | null, reason: string | null): Command => {
    if (item.channel === 'voice') throw new Fault('bad-input', 'A call cannot be parked.');
    if (until !== null && until <= context.backendNow()) throw new Fault('expired', 'That time is over.');
    return { id: id(), kind: 'work.park', params: { workItemId: item.id, epoch: item.epoch, until, reason } };
  };

  const finish = (item: WorkItem, act: Extract<Together, { do: 'finish' }>): Command => {
    const { wrapUp, disposition } = act;
    const policy = cache.queues.get(item.queueId)?.wrapUp;
    const whyNot = policy ? whyNotFinish(policy, act) : null;
    if (whyNot) throw new Fault('bad-input', whyNot);
    return { id: id(), kind: 'work.finish', params: { workItemId: item.id, epoch: item.epoch, wrapUp, disposition } };
  };

  const commandFor = (item: WorkItem, act: Together): Command => {
    if (item.channel === 'voice') throw new Fault('bad-input', 'A call is ended by itself.');
    if (act.do === 'park') return park(item, act.until, act.reason);
    if (act.do === 'finish') return finish(item, act);
    const params = { workItemId: item.id, epoch: item.epoch, reason: act.reason };
    return { id: id(), kind: 'work.noResponse', params };
  };

  /** One of several that cannot be done is said, and holds up none of the others. */
  const one = (workItemId: string, act: Together, undoMs: number): TogetherResult => {
    try {
      const item = itemOf(workItemId);
      const command = commandFor(item, act);
      outbox.add({ command, customerId: item.customerId, undoMs });
      return { workItemId, commandId: command.id, refused: null };
    } catch (error) {
      const fault = Fault.from(error);
      if (fault.code === 'internal' || fault.code === 'not-kept') throw error;
      return { workItemId, commandId: null, refused: fault.message.slice(0, 500) };
    }
  };

  return {
    'work.ofCustomer': ({ customerId }) => cache.workItems.unfinishedOf(customerId),
    'work.park': ({ workItemId, until, reason }) => {
      const item = itemOf(workItemId);
      const about = begunAbout.park([workItemId]);
      const command = park(item, until, reason);
      return outbox.add({ command, customerId: item.customerId }, () => file.begun.remove(about));
    },
    'work.wake': ({ workItemId }) => {
      const { epoch, customerId } = itemOf(workItemId);
      const command = { id: id(), kind: 'work.wake', params: { workItemId, epoch } } as const;
      return outbox.add({ command, customerId });
    },
    'work.together': ({ workItemIds, act, undoMs }) => {
      const ids = [...new Set(workItemIds)];
      const results = ids.map(workItemId => one(workItemId, act, undoMs));
      for (const about of [begunAbout.together(ids), begunAbout.park(ids)]) file.begun.remove(about);
      return results;
    },
    'work.marks': ({ customerIds }) =>
      held()
        .filter(({ customerId }) => customerIds?.includes(customerId) ?? true)
        .map(item => {
          const words = said(item.customerId);
          const seenAt = file.settings.seenOf(item.customerId) ?? item.heldAt ?? 0;
          return {
            workItemId: item.id,
            waitsSince: item.channel === 'voice' ? null : waitsSince(words, item.interactionId),
            unread: unreadOf(words, seenAt),
            isNotDelivered: isNotDelivered(words, item.interactionId),
          };
        }),
    'work.seen': ({ customerId }) => {
      const newest = said(customerId)[0];
      const known = held().map(item => item.customerId);
      if (newest && known.includes(customerId)) file.settings.keepSeen(customerId, newest.at, known);
      return {};
    },
  } satisfies Partial<Handlers>;
};

function notHeld(): never {
  throw new Fault('not-found', 'You do not hold this any more.');
}
