import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { Command } from '../../../shared/contract/commands.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { type Context, missing } from './context.ts';

type Settling = Extract<Command, { kind: 'work.noResponse' | 'work.praise' | 'case.move' }>;

/** A call that comes later than this after the key was pressed is not wanted any more. Milliseconds. */
const RING_WORTH_MS = 10_000;

/** How a conversation is settled without an answer, and where it goes on. */
export const settleHandlers = ({ cache, outbox, clock, backendNow }: Context) => {
  const ask = (
    workItemId: string,
    command: (held: { workItemId: string; epoch: number }) => Omit<Settling, 'id'>,
    worthMs: number | null = null,
  ) => {
    const { epoch, customerId } = cache.workItems.get(workItemId) ?? missing('work item');
    const made = { id: uuidv7(clock.now()), ...command({ workItemId, epoch }) } as Command;
    const expiresAt = worthMs === null ? null : Math.round(backendNow()) + worthMs;
    return outbox.add({ command: made, customerId, expiresAt });
  };
  return {
    'work.noResponse': ({ workItemId, reason }) =>
      ask(workItemId, held => ({ kind: 'work.noResponse', params: { ...held, reason } })),
    'work.praise': ({ workItemId, ...praise }) =>
      ask(workItemId, held => ({ kind: 'work.praise', params: { ...held, ...praise } })),
    'case.move': ({ workItemId, way, number }) =>
      number === undefined
        ? ask(workItemId, held => ({ kind: 'case.move', params: { ...held, way } }))
        : ask(workItemId, held => ({ kind: 'case.move', params: { ...held, way, number } }), RING_WORTH_MS),
  } satisfies Partial<Handlers>;
};
