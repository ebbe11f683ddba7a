import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { Command } from '../../../shared/contract/commands.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { type Context, missing } from './context.ts';
import { keepWrapUp } from './wrap-up-handlers.ts';

export const composeHandlers = (context: Context) => {
  const { cache, file, outbox, clock } = context;

  /** The work item that this desk's agent holds for an interaction: what gives the right to answer. */
  const heldFor = (interactionId: string): { workItemId: string | null; epoch: number | null } => {
    const agent = context.agent();
    const held = agent
      ? cache.workItems.heldBy(agent.id).find(item => item.interactionId === interactionId)
      : undefined;
    return { workItemId: held?.id ?? null, epoch: held?.epoch ?? null };
  };

  /** The draft becomes the command in one transaction: at no moment are the words in neither place. */
  const dropDraft = (customerId: string, mode: 'reply' | 'note') => (): void => {
    file.drafts.remove(customerId, mode);
  };

  /** As a new command, with the rights of now. */
  const renewed = (command: Command): Command => {
    const id = uuidv7(clock.now());
    if (command.kind !== 'reply.send') return { ...command, id };
    return { ...command, id, params: { ...command.params, ...heldFor(command.params.target.interactionId) } };
  };

  return {
    'reply.send': ({ customerId, target, subject, text }) => {
      if (!cache.customers.get(customerId)) missing('customer');
      const params = { ...heldFor(target.interactionId), customerId, target, subject, text, writtenAt: clock.now() };
      const command: Command = { id: uuidv7(clock.now()), kind: 'reply.send', params };
      return outbox.add({ command, customerId }, dropDraft(customerId, 'reply'));
    },
    'note.add': ({ customerId, caseId, interactionId, text }) => {
      if (!cache.customers.get(customerId)) missing('customer');
      const params = { customerId, caseId, interactionId, text, writtenAt: clock.now() };
      const command: Command = { id: uuidv7(clock.now()), kind: 'note.add', params };
      return outbox.add({ command, customerId }, dropDraft(customerId, 'note'));
    },
    'outbox.read': () => outbox.items(),
    'outbox.takeBack': ({ commandId }) => {
      keepWrapUp(file, commandId);
      return { text: outbox.takeBack(commandId) };
    },
    'outbox.retry': ({ commandId }) => outbox.retry(commandId, renewed),
    'draft.read': ({ customerId }) => file.drafts.read(customerId),
    'draft.write': ({ customerId, ...written }) => {
      file.mustKeep();
      file.drafts.write(customerId, { ...written, savedAt: clock.now() });
      return {};
    },
    'draft.mode': ({ customerId, mode }) => {
      file.drafts.use(customerId, mode);
      return {};
    },
  } satisfies Partial<Handlers>;
};
