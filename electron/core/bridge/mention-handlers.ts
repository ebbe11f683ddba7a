import type { Handlers } from '../../../shared/contract/bridge.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import type { Context } from './context.ts';

export const mentionHandlers = (context: Context) => {
  const { cache, outbox, clock } = context;
  return {
    'mentions.read': () => {
      const agent = context.agent();
      return agent ? cache.mentions.of(agent.id) : [];
    },
    'mention.see': params => {
      const command = { id: uuidv7(clock.now()), kind: 'mention.see', params } as const;
      return outbox.add({ command, customerId: null });
    },
  } satisfies Partial<Handlers>;
};
