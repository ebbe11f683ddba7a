import { NOT_AVAILABLE } from '../../shared/domain/offer.ts';
import { type AskedPresence, askPresence, isBusy, whyNotAsk } from '../../shared/domain/presence.ts';
import type { Team } from '../../shared/domain/team.ts';
import { readPresence } from '../records/read.ts';
import { withdrawRinging } from '../routing/withdraw.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';

/** On a contact it waits until the contact is done. Going away while an offer rings gives the offer back at once. */
export const setPresence: Effect<AskedPresence> = async (scene, asked) => {
  const whyNot = whyNotAsk(asked, await reasonsOf(scene));
  if (whyNot) return refuse('bad-input', whyNot);
  const { presence } = (await readPresence(scene.tx, scene.agent.id)) ?? {};
  if (asked.state !== 'available' && presence && !isBusy(presence))
    await withdrawRinging(scene, scene.agent.id, NOT_AVAILABLE);
  const row = await readPresence(scene.tx, scene.agent.id, 'lock');
  if (!row) return refuse('not-found', 'You are not known here any more. Sign in again.');
  scene.changes.presence(askPresence(row, asked, scene.now));
  return NOTHING_MADE;
};

async function reasonsOf({ tx }: Scene): Promise<readonly string[]> {
  const [row] = await tx.query<{ json: Team }>(`SELECT json FROM team LIMIT 1`);
  return row?.json.notReadyReasons ?? [];
}
