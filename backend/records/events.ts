import type { Case } from '../../shared/domain/case.ts';
import type { EVENT_NAMES, EntryOf } from '../../shared/domain/entry.ts';

const SYSTEM = { kind: 'system', name: 'System', address: null, agentId: null } as const;

/** Something that happened to a case, as an item of its timeline. */
export function eventEntry(
  id: string,
  about: Pick<Case, 'id' | 'customerId'>,
  at: number,
  name: (typeof EVENT_NAMES)[number],
  detail: string | null,
  by: EntryOf<'event'>['author'] = SYSTEM,
): EntryOf<'event'> {
  return {
    kind: 'event',
    id,
    version: 1,
    customerId: about.customerId,
    caseId: about.id,
    interactionId: null,
    at,
    channel: 'internal',
    direction: 'internal',
    audience: 'internal',
    handle: null,
    author: by,
    text: '',
    language: null,
    replyTo: null,
    sourceUrl: null,
    attachments: [],
    editedAt: null,
    deletedAt: null,
    truncated: false,
    delivery: null,
    event: { name, detail: detail?.slice(0, 1_000) ?? null },
  };
}
