import type { OutboxItem } from '../../shared/contract/bridge.ts';
import { signedInAgent, useSession } from '../stores/session.ts';
import { rosterOf, useOthers } from '../stores/roster.ts';

/** Whom something that waits names, by name; null: nobody, or nobody whom this desk knows. */
export function useNameOf(): (destination: OutboxItem['destination']) => string | null {
  const roster = useOthers(rosterOf);
  const self = useSession(signedInAgent);
  return destination => {
    if (destination?.to === 'skill') return destination.skill;
    if (destination?.to === 'queue') return roster?.queues.find(({ id }) => id === destination.queueId)?.name ?? null;
    if (destination && destination.agentId === self?.id) return self.name;
    return roster?.colleagues.find(({ agentId }) => agentId === destination?.agentId)?.name ?? null;
  };
}
