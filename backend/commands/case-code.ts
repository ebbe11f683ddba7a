import type { CommandOf } from '../../shared/contract/commands.ts';
import { CODE_LIFETIME } from '../../shared/domain/case-code.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import { isGranted } from '../feed/scopes.ts';
import { once, writeNotes } from '../audit/note.ts';
import { issueCode } from '../identity/issue-code.ts';
import { eventEntry } from '../records/events.ts';
import { next, read } from '../records/read.ts';
import { type Effect, refuse, type Scene } from './command.ts';

/**
 * One good code for each case: whoever asks next gets the same, told again so that their desk has it however old its
 * event is. Nobody's hands change.
 */
export const giveCode: Effect<CommandOf<'case.code'>['params']> = async (scene, { caseId }) => {
  const { tx, agent, changes, now, id, random } = scene;
  const about = await read(tx, 'case', caseId, 'lock');
  const mayKnow = await isGranted(tx, agent.id, about?.customerId ?? ''); // asked also of no case: the same time
  if (!about || !mayKnow) return refuse('not-found', 'This matter is not yours to see any more.');
  const note = { kind: 'code.given', agentId: agent.id, about: caseId, outcome: 'done' } as const;
  const given = await lastGiven(scene, about.customerId, caseId);
  await writeNotes(tx, [once({ ...note, what: given ? 'shown again' : 'made' })]);
  if (given) {
    changes.entry(next(given, {}));
    return { entryId: given.id };
  }
  const { code } = await issueCode(tx, caseId, { now, random });
  const by = { kind: 'agent', name: agent.name, address: null, agentId: agent.id } as const;
  const event = eventEntry(id(), about, now, 'code.given', code, by);
  changes.entry(event);
  return { entryId: event.id };
};

async function lastGiven({ tx, now }: Scene, customerId: string, caseId: string): Promise<EntryOf<'event'> | null> {
  const [row] = await tx.query<{ json: EntryOf<'event'> }>(
    `SELECT json FROM entry WHERE customer_id = $1 AND at > $2 AND case_id = $3 AND kind = 'event'
       AND json->'event'->>'name' = 'code.given' ORDER BY at DESC, id DESC LIMIT 1`,
    [customerId, now - CODE_LIFETIME, caseId],
  );
  return row?.json ?? null;
}
