import type { Handlers } from '../../../shared/contract/bridge.ts';
import { begunAbout } from '../../../shared/contract/bridge/begun.ts';
import type { Command } from '../../../shared/contract/commands.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { logger } from '../../../shared/lib/log.ts';
import { type Context, missing } from './context.ts';

const log = logger('hand-over');
type Handing = { readonly params: { readonly workItemId: string } };
/** A colleague who is asked in a minute late is not asked any more. Milliseconds. */
const WORTH_MS = 60_000;

export const handOverHandlers = (context: Context) => {
  const { cache, file, outbox, clock } = context;
  /** Said once, and not with each of the tellings until one is heard again. */
  let isUnheard = false;

  const itemOf = (workItemId: string): WorkItem => cache.workItems.get(workItemId) ?? missing('work item');
  const ask = (customerId: string | null, command: Command, expiresAt: number | null = null) =>
    outbox.add({ command, customerId, expiresAt });
  /** With words of the dialog, which are no draft any more as they become the command. */
  const hand = (customerId: string | null, command: Command & Handing, expiresAt: number | null = null) =>
    outbox.add({ command, customerId, expiresAt }, () =>
      file.begun.remove(begunAbout.handOver(command.params.workItemId)),
    );
  const id = (): string => uuidv7(clock.now());
  const soon = (): number => Math.round(context.backendNow()) + WORTH_MS;

  return {
    'work.transfer': ({ workItemId, destination, note }) => {
      const { epoch, customerId } = itemOf(workItemId);
      return hand(customerId, { id: id(), kind: 'work.transfer', params: { workItemId, epoch, destination, note } });
    },
    'work.escalate': ({ workItemId, note }) => {
      const { epoch, customerId } = itemOf(workItemId);
      return hand(customerId, { id: id(), kind: 'work.escalate', params: { workItemId, epoch, note } });
    },
    'work.consult': ({ workItemId, agentId, among, note }) => {
      const { epoch, customerId } = itemOf(workItemId);
      const params = { workItemId, epoch, agentId, among, note };
      return hand(customerId, { id: id(), kind: 'work.consult', params }, soon());
    },
    'work.endConsult': ({ workItemId, agentId }) => {
      const { epoch, customerId } = itemOf(workItemId);
      return ask(customerId, { id: id(), kind: 'work.endConsult', params: { workItemId, epoch, agentId } });
    },
    'work.leave': ({ workItemId }) =>
      ask(itemOf(workItemId).customerId, { id: id(), kind: 'work.leave', params: { workItemId } }),
    'work.conference': ({ workItemId, agentId }) => {
      const { epoch, customerId } = itemOf(workItemId);
      return ask(customerId, { id: id(), kind: 'work.conference', params: { workItemId, epoch, agentId } }, soon());
    },
    'work.completeTransfer': ({ workItemId, agentId, note }) => {
      const { epoch, customerId } = itemOf(workItemId);
      const params = { workItemId, epoch, agentId, note };
      return hand(customerId, { id: id(), kind: 'work.completeTransfer', params });
    },
    'work.reassign': params => hand(null, { id: id(), kind: 'work.reassign', params }, soon()),
    'work.helping': () => {
      const agent = context.agent();
      return agent ? cache.workItems.sharedWith(agent.id) : [];
    },
    'roster.read': () => context.others.roster(),
    'here.read': () => context.others.here(),
    'here.tell': here => {
      const unheard = (error: unknown): void => {
        if (!isUnheard) log.info('here.unsaid', {}, error);
        isUnheard = true;
      };
      context.tellHere(here).then(() => (isUnheard = false), unheard); // it fades, as it should
      return {};
    },
  } satisfies Partial<Handlers>;
};
