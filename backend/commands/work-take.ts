import type { CommandOf } from '../../shared/contract/commands.ts';
import { whyUnskilled } from '../../shared/domain/skills.ts';
import { isHeldBy, mayTakeWaiting } from '../../shared/domain/speaking.ts';
import type { Team } from '../../shared/domain/team.ts';
import type { Queue, WorkItem } from '../../shared/domain/work.ts';
import { takeWork } from '../../shared/domain/work-moves.ts';
import { isGranted } from '../feed/scopes.ts';
import { read, ringingOffer } from '../records/read.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';
import { say } from './hand-over.ts';
import { answeringFound } from './offer.ts';
import { accept } from './offer-accept.ts';
import { whyNotYours } from './speaking.ts';

/**
 * An agent has waiting work without an offer: however full they are, for they ask for it, and with the skills that the
 * router would ask of them. What rings at their own desk is accepted by it. Of many who take it, and of the router that
 * offers it, whoever locks it first has it.
 */
export const takeWaiting: Effect<CommandOf<'work.take'>['params']> = async (scene, { workItemId, epoch }) => {
  const { tx, agent, changes, now } = scene;
  const item = await read(tx, 'work_item', workItemId, 'lock');
  const mayKnow = await isGranted(tx, agent.id, item?.customerId ?? ''); // asked also of no work: the same time
  if (!item || !mayKnow) return refuse('not-found', 'There is no such work.');
  if (item.channel === 'voice') return refuse('bad-input', 'A call is answered when it rings.');
  if (isHeldBy(item, agent.id)) return refuse('conflict', 'You hold this already.');
  if (item.state === 'offered') return takeRinging(scene, item, epoch);
  if (item.state !== 'waiting') return refuse('conflict', await whyNotYours(scene, item));
  if (item.epoch !== epoch) return refuse('conflict', 'It has changed hands since you looked.', 'old epoch');
  if (!mayTakeWaiting(item, agent, await holdsOf(scene, item.customerId)))
    return refuse('denied', `This waits in ${item.queueName}, which is not a queue of yours.`);
  const unskilled = await unskilledFor(scene, item);
  if (unskilled !== null) return refuse('denied', unskilled);
  changes.workItem(takeWork(item, 'take', agent.id, now));
  say(scene, item, 'assigned', `from ${item.queueName}`);
  return NOTHING_MADE;
};

/** Its own offer, answered; to another agent it is promised. */
async function takeRinging(scene: Scene, item: WorkItem, epoch: number): Promise<typeof NOTHING_MADE> {
  const offer = await ringingOffer(scene.tx, item.id);
  if (offer?.agentId !== scene.agent.id) return refuse('conflict', await whyNotYours(scene, item));
  await accept(scene, await answeringFound(scene, offer.id, epoch));
  return NOTHING_MADE;
}

/** What the router would ask of them for it and they have not; null: nothing. */
export async function unskilledFor({ tx, agent }: Scene, item: WorkItem): Promise<string | null> {
  const [row] = await tx.query<{ queue: Queue | null; team: Pick<Team, 'takeWithoutSkills'> | null }>(
    `SELECT (SELECT json FROM queue WHERE id = $1) AS queue, (SELECT json FROM team LIMIT 1) AS team`,
    [item.queueId],
  );
  return whyUnskilled(item, row?.queue ?? null, agent, row?.team ?? null);
}

async function holdsOf({ tx, agent }: Scene, customerId: string): Promise<boolean> {
  const held = await tx.query(
    `SELECT 1 AS yes FROM work_item WHERE holder_id = $1 AND state = 'held' AND customer_id = $2 LIMIT 1`,
    [agent.id, customerId],
  );
  return held.length > 0;
}
