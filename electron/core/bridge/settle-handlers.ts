import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { Command } from '../../../shared/contract/commands.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { type Context, missing } from './context.ts';

type Settling = Extract<Command, { kind: 'work.noResponse' | 'work.praise' | 'case.move' }>;

/** How a conversation is settled without an answer, and where it goes on. */
export const settleHandlers = ({ cache, outbox, clock }: Context) => {
  const ask = (workItemId: string, command: (held: { workItemId: string; epoch: number }) => Omit<Settling, 'id'>) => {
    const { epoch, customerId } = cache.workItems.get(workItemId) ?? missing('work item');
    const made = { id: uuidv7(clock.now()), ...command({ workItemId, epoch }) } as Command;
    return outbox.add({ command: made, customerId });
  };
  return {
    'work.noResponse': ({ workItemId, reason }) =>
      ask(workItemId, held => ({ kind: 'work.noResponse', params: { ...held, reason } })),
    'work.praise': ({ workItemId, act, handle }) =>
      ask(workItemId, held => ({ kind: 'work.praise', params: { ...held, act, handle } })),
    'case.move': ({ workItemId, way }) => ask(workItemId, held => ({ kind: 'case.move', params: { ...held, way } })),
  } satisfies Partial<Handlers>;
};
