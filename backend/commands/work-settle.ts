// Work that is over without an answer: left for a reason, or kind words that were marked, thanked for or shown to all.
import type { CommandOf } from '../../shared/contract/commands.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { endWork } from '../../shared/domain/work-moves.ts';
import { eventEntry } from '../records/events.ts';
import { type Effect, type Made, NOTHING_MADE, refuse, type Scene } from './command.ts';
import { mustHold } from './held.ts';
import { isShown, repostFor } from './post-repost.ts';
import { mustBeReason } from './team-reason.ts';

export const leaveUnanswered: Effect<CommandOf<'work.noResponse'>['params']> = async (scene, params) => {
  const item = await mustHold(scene, params);
  if (item.channel === 'voice') return refuse('bad-input', 'A call has been answered: finish it.');
  await mustBeReason(scene, 'noResponseReasons', params.reason);
  end(scene, item, { outcome: 'no-response', outcomeReason: params.reason }, `No response: ${params.reason}`);
  return NOTHING_MADE;
};

export const settlePraise: Effect<CommandOf<'work.praise'>['params']> = async (scene, params) => {
  const item = await mustHold(scene, params);
  if (item.channel === 'voice') return refuse('bad-input', 'A call has been answered: finish it.');
  const { act, reason } = params;
  if (reason !== undefined) await mustBeReason(scene, 'praiseReasons', reason);
  const made = act === 'reposted' ? await repostNewest(scene, item, params) : NOTHING_MADE;
  const ended = { outcome: 'praise', praised: act, outcomeReason: reason ?? null } as const;
  end(scene, item, ended, reason === undefined ? PRAISE[act] : `${PRAISE[act]}: ${reason}`);
  return made;
};

const PRAISE = { marked: 'Praise', thanked: 'Praise, thanked', reposted: 'Praise, reposted' } as const;

function end(
  { agent, changes, now, id }: Scene,
  item: WorkItem,
  ended: Pick<WorkItem, 'outcome' | 'outcomeReason' | 'praised'>,
  said: string,
): void {
  changes.workItem({ ...endWork(item, 'finish', now), ...ended, endedBy: 'agent' });
  const by = { kind: 'agent', name: agent.name, address: null, agentId: agent.id } as const;
  changes.entry(eventEntry(id(), { id: item.caseId, customerId: item.customerId }, now, 'finished', said, by));
}

/** Their newest public words there, shown to all by the network under one of our own handles; once, if they are already. */
async function repostNewest(
  scene: Scene,
  item: WorkItem,
  { handle, reason }: CommandOf<'work.praise'>['params'],
): Promise<Made> {
  const [row] = await scene.tx.query<{ json: EntryOf<'post'> }>(
    `SELECT json FROM entry WHERE customer_id = $1 AND interaction_id = $2 AND kind = 'post'
       AND json->>'direction' = 'in' AND json->>'deletedAt' IS NULL ORDER BY at DESC, id DESC LIMIT 1`,
    [item.customerId, item.interactionId],
  );
  const praise = row?.json;
  const as = handle ?? praise?.handle ?? null;
  if (!praise || as === null) return refuse('bad-input', 'There is no public post that could be reposted.');
  if (isShown(praise, as)) return { entryId: praise.id };
  return repostFor(scene, item, { entryId: praise.id, handle: as, reason });
}
