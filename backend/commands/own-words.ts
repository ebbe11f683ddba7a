import type { EntryOf } from '../../shared/domain/entry.ts';
import type { Scene } from './command.ts';

type Message = EntryOf<'message'>;
type Said = Pick<
  Message,
  'customerId' | 'caseId' | 'interactionId' | 'channel' | 'audience' | 'handle' | 'replyTo' | 'text'
>;

/** What is the same in everything an agent writes. `sent` until the outlet has answered. */
export function ownWords({ id, now, agent, commandId }: Scene, said: Said): Omit<Message, 'kind'> {
  return {
    ...said,
    id: id(),
    version: 1,
    at: now,
    direction: 'out',
    author: { kind: 'agent', name: agent.name, address: said.handle, agentId: agent.id },
    language: null,
    sourceUrl: null,
    attachments: [],
    editedAt: null,
    deletedAt: null,
    truncated: false,
    delivery: { state: 'sent', at: now, commandId, reason: null },
  };
}
