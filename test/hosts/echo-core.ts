import type { Push, Reply } from '../../shared/contract/bridge.ts';
import { serve } from '../../shared/contract/serve.ts';
import type { SpawnedCore } from '../../electron/core/spawn.ts';

/** The real gate in front of one method, so that a host can be tested without a backend; `say` pushes to every page. */
export function echoCore(): SpawnedCore & { say(push: Push): void; readonly calls: string[] } {
  const listeners = new Set<(push: Push) => void>();
  const calls: string[] = [];
  const gate = serve({ 'outbox.read': () => [] } as never);
  return {
    calls,
    call(name: unknown, input: unknown): Promise<Reply> {
      calls.push(String(name));
      return gate(name, input);
    },
    onPush(listen) {
      listeners.add(listen);
      return () => void listeners.delete(listen);
    },
    say: push => listeners.forEach(listen => listen(push)),
    ready: Promise.resolve(),
    stop: async () => undefined,
  };
}
