import type { Handlers, OwnCall } from '../../../shared/contract/bridge.ts';
import { begunAbout } from '../../../shared/contract/bridge/begun.ts';
import type { CallAction } from '../../../shared/domain/call.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { callsIn } from '../cache/calls.ts';
import { type Context, missing } from './context.ts';

/** A hold that comes later than this after the key was pressed is none any more. Milliseconds. */
const WORTH_MS = 10_000;
/** These may come late: a call that the agent has ended must not go on for a network that was slow. */
const WHENEVER: readonly CallAction[] = ['end'];

export const callHandlers = (context: Context) => {
  const { cache, file, outbox, clock } = context;
  const callOf = callsIn(cache.db);

  const ownCall = (): OwnCall | null => {
    const agent = context.agent();
    const item = agent && cache.workItems.heldBy(agent.id).find(({ channel }) => channel === 'voice');
    if (!item) return null;
    const entry = callOf(item.customerId, item.interactionId);
    if (!entry) return { item, call: null, direction: 'in', at: null };
    const { turns: _turns, ...call } = entry.call;
    return { item, call, direction: entry.direction === 'out' ? 'out' : 'in', at: entry.at };
  };

  return {
    'call.read': ownCall,
    'call.control': ({ workItemId, action, digits, to }) => {
      const { epoch, customerId } = cache.workItems.get(workItemId) ?? missing('work item');
      const before = WHENEVER.includes(action) ? null : Math.round(context.backendNow()) + WORTH_MS;
      const params = { workItemId, epoch, action, digits, before, ...(to === undefined ? {} : { to }) };
      const command = { id: uuidv7(clock.now()), kind: 'call.control', params } as const;
      return outbox.add({ command, customerId, expiresAt: before }, () => {
        if (to !== undefined) file.begun.remove(begunAbout.outside(workItemId));
      });
    },
    'call.dial': params => {
      const expiresAt = Math.round(context.backendNow()) + WORTH_MS;
      const command = { id: uuidv7(clock.now()), kind: 'call.dial', params } as const;
      return outbox.add({ command, customerId: params.customerId, expiresAt });
    },
  } satisfies Partial<Handlers>;
};
