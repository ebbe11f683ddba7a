import type { CommandOf } from '../../shared/contract/commands.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import { isGranted } from '../feed/scopes.ts';
import { washedText } from '../intake/clean.ts';
import { read } from '../records/read.ts';
import { type Effect, refuse } from './command.ts';
import { namedIn, tellNamed } from './mention.ts';
import { mustNotBeErased } from './not-erased.ts';
import { ownWords } from './own-words.ts';

/** Among ourselves: internal in channel, direction and audience, so that no outlet ever carries it. */
export const addNote: Effect<CommandOf<'note.add'>['params']> = async (scene, params) => {
  const { tx, agent, changes } = scene;
  const { customerId, caseId, interactionId } = params;
  if (!(await isGranted(tx, agent.id, customerId)))
    return refuse('not-found', 'This customer is not yours to see any more.');
  await mustNotBeErased(scene, customerId);
  const about = await read(tx, 'case', caseId);
  if (about?.customerId !== customerId)
    return refuse('not-found', 'The matter it was written on is not this customer’s.');
  const spoken = interactionId && (await read(tx, 'interaction', interactionId));
  if (interactionId && (!spoken || spoken.caseId !== caseId))
    return refuse('not-found', 'The conversation it was written on is not of this matter.');
  const text = washedText(params.text);
  if (!text.trim()) return refuse('bad-input', 'There are no words in it.');
  const named = await namedIn(scene, params.mentions ?? []);
  const place = { customerId, caseId, interactionId };
  const note: EntryOf<'note'> = {
    ...ownWords(scene, { ...place, channel: 'internal', audience: 'internal', handle: null, replyTo: null, text }),
    kind: 'note',
    direction: 'internal',
    delivery: { state: 'confirmed', at: scene.now, commandId: scene.commandId, reason: null },
  };
  changes.entry(note);
  await tellNamed(scene, note, named);
  await tx.query(`UPDATE "case" SET last_at = greatest(last_at, $2::bigint) WHERE id = $1`, [caseId, scene.now]);
  return { entryId: note.id };
};
