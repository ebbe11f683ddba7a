import type { Connection, Push } from '../../../shared/contract/bridge.ts';
import { type Change, changeList } from '../link/changes.ts';

/** Gathers what changed within one turn of the loop and tells each thing once. */
export function pushQueue(push: (push: Push) => void, connection: () => Connection) {
  let changes = changeList();
  let connectionChanged = false;
  let planned: NodeJS.Immediate | undefined;

  const flush = (): void => {
    planned = undefined;
    const now = changes.all();
    changes = changeList();
    for (const change of now) push(change);
    if (connectionChanged) push({ topic: 'connection', connection: connection() });
    connectionChanged = false;
  };
  const plan = (): void => {
    planned ??= setImmediate(flush);
  };

  return {
    add(...list: readonly Change[]): void {
      for (const change of list) changes.add(change);
      plan();
    },
    connection(): void {
      connectionChanged = true;
      plan();
    },
    stop(): void {
      clearImmediate(planned);
    },
  };
}
export type Pushes = ReturnType<typeof pushQueue>;
