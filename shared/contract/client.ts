import { Fault } from '../lib/fault.ts';
import type { WorkTold } from './bridge/work.ts';
import { type Input, type MethodName, type Output, type Push, pushSchema, replySchema } from './bridge.ts';

/** What a host gives the page: two functions and nothing else. */
export type Relay = {
  call(name: string, input: unknown): Promise<unknown>;
  onPush(listen: (push: unknown) => void): () => void;
};

export type Bridge = {
  call<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>>;
  onPush(listen: (push: Push) => void): () => void;
};

/** What a push brings along are answers, and trusted like them: to check each entry of a ring takes as long as to draw it. */
function parsedPush(raw: unknown): Push {
  if (typeof raw !== 'object' || raw === null || !('told' in raw)) return pushSchema.parse(raw);
  const { told, ...bare } = raw;
  const push = pushSchema.parse(bare);
  return push.topic === 'work' ? { ...push, told: told as WorkTold } : push;
}

/** Typed calls over a relay. Output is trusted to be what the gate's handlers returned; pushes are parsed. */
export function bridgeOver(relay: Relay): Bridge {
  const listeners = new Set<(push: Push) => void>();
  let stop: (() => void) | null = null;
  const hear = (raw: unknown): void => {
    const push = parsedPush(raw);
    for (const listen of listeners) listen(push);
  };
  return {
    async call<M extends MethodName>(name: M, input: Input<M>): Promise<Output<M>> {
      const reply = replySchema.parse(await relay.call(name, input));
      if (!reply.ok) throw new Fault(reply.code, reply.message);
      return reply.value as Output<M>;
    },
    onPush(listen) {
      listeners.add(listen);
      stop ??= relay.onPush(hear);
      return () => {
        listeners.delete(listen);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
      };
    },
  };
}
