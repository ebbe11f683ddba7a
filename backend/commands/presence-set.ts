import type { AskedPresence } from '../../shared/domain/presence.ts';
import { readPresence } from '../records/read.ts';
import { withdrawRinging } from '../routing/offers.ts';
import { askPresence } from '../routing/presence.ts';
import { type Effect, NOTHING_MADE, refuse } from './command.ts';

/** On a contact it waits until the contact is done. Going away while an offer rings gives the offer back at once. */
export const setPresence: Effect<AskedPresence> = async (scene, asked) => {
  if (asked.state !== 'available')
    await withdrawRinging(scene.tx, scene.changes, scene.agent.id, 'agent not available');
  const row = await readPresence(scene.tx, scene.agent.id, 'lock');
  if (!row) return refuse('not-found', 'no presence of this agent');
  scene.changes.presence(askPresence(row, asked, scene.now));
  return NOTHING_MADE;
};
