// How a contact ends: finished with its wrap-up, which is kept while it is written.
import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { CommandOf } from '../../../shared/contract/commands.ts';
import { whyNotFinish } from '../../../shared/domain/wrap-up.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import type { Kept } from '../cache/commands.ts';
import type { DeskFile } from '../cache/desk-file.ts';
import { sendLate } from '../link/late-wrap-ups.ts';
import { type Context, missing } from './context.ts';

export const wrapUpHandlers = (context: Context) => {
  const { cache, file, outbox, clock } = context;
  const itemOf = (workItemId: string) => cache.workItems.get(workItemId) ?? missing('work item');

  /** Worth nothing once the time is over by itself. */
  const duringAfter = (workItemId: string, kind: 'acw.extend' | 'acw.end') => {
    const { epoch, customerId } = itemOf(workItemId);
    const after = cache.presences.get(context.agent()?.id ?? '')?.after;
    const expiresAt = after?.ms ? after.from + after.ms : null;
    return outbox.add({
      command: { id: uuidv7(clock.now()), kind, params: { workItemId, epoch } },
      customerId,
      expiresAt,
    });
  };

  return {
    'work.finish': ({ workItemId, wrapUp, disposition }) => {
      const item = itemOf(workItemId);
      const policy = cache.queues.get(item.queueId)?.wrapUp;
      const whyNot = policy ? whyNotFinish(policy, { wrapUp, disposition }) : null;
      if (whyNot) throw new Fault('bad-input', whyNot);
      const params = { workItemId, epoch: item.epoch, wrapUp, disposition };
      const command = { id: uuidv7(clock.now()), kind: 'work.finish', params } as const;
      // The draft becomes the command in one transaction: at no moment are the words in neither place.
      return outbox.add({ command, customerId: item.customerId }, () => file.wrapUps.remove(workItemId));
    },
    'acw.extend': ({ workItemId }) => duringAfter(workItemId, 'acw.extend'),
    'acw.end': ({ workItemId }) => duringAfter(workItemId, 'acw.end'),
    'wrapUp.read': ({ workItemId }) => file.wrapUps.read(workItemId),
    'wrapUp.write': ({ workItemId, ...written }) => {
      const customerId = cache.workItems.get(workItemId)?.customerId ?? null;
      if (customerId !== null && cache.erased.hasCustomer(customerId)) return {};
      file.mustKeep();
      file.wrapUps.write(workItemId, { ...written, savedAt: clock.now() }, customerId);
      sendLate(context);
      return {};
    },
  } satisfies Partial<Handlers>;
};

/** Of a finish that is taken back: its words are a draft again, below what has been written since. */
export function keepWrapUp(
  file: DeskFile,
  { params }: CommandOf<'work.finish'>,
  { at, customerId }: Pick<Kept, 'at' | 'customerId'>,
): void {
  const { workItemId, wrapUp, disposition = null } = params;
  const here = file.wrapUps.read(workItemId);
  const text = [wrapUp, here?.text].filter(Boolean).join('\n');
  const draft = { text, disposition: here?.disposition ?? disposition, savedAt: at };
  file.wrapUps.write(workItemId, draft, customerId);
}
