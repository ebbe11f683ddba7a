import type { Connection, Push } from '../../shared/contract/bridge.ts';
import type { SpawnedCore } from '../core/spawn.ts';

const WORTH_SAYING: readonly Connection['state'][] = ['upgrade-required', 'signed-out', 'replaced'];

/**
 * Tells whoever started this host, by a line of JSON, when the backend has refused it for good: the screen says so too,
 * but a person at a terminal may not see the screen.
 */
export function tellRefusals(core: SpawnedCore, write: (line: string) => void): void {
  let last: Connection['state'] | null = null;
  core.onPush((push: Push) => {
    if (push.topic !== 'connection' || push.connection.state === last) return;
    last = push.connection.state;
    if (WORTH_SAYING.includes(last)) write(`${JSON.stringify({ refused: last, reason: push.connection.reason })}\n`);
  });
}
