// Work that is over without an answer: left for a reason, or kind words that were marked, thanked for or shown to all.
import type { CommandOf } from '../../shared/contract/commands.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import type { Team } from '../../shared/domain/team.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { endWork } from '../../shared/domain/work-moves.ts';
import { eventEntry } from '../records/events.ts';
import { type Effect, type Made, NOTHING_MADE, refuse, type Scene } from './command.ts';
import { mustHold } from './held.ts';
import { isShown, repostFor } from './post-repost.ts';

/** The reason must be one of the team's, so that it can be counted. */
export const leaveUnanswered: Effect<CommandOf<'work.noResponse'>['params']> = async (scene, params) => {
  const item = await mustHold(scene, params);
  if (item.channel === 'voice') return refuse('bad-input', 'A call has been answered: finish it.');
  const reasons = await reasonsOf(scene, 'noResponseReasons');
  if (!reasons.includes(params.reason))
    return refuse('bad-input', 'This is no reason of the team’s any more. Choose another one.');
  end(scene, item, { outcome: 'no-response', outcomeReason: params.reason }, `No response: ${params.reason}`);
  return NOTHING_MADE;
};

export const settlePraise: Effect<CommandOf<'work.praise'>['params']> = async (scene, params) => {
  const item = await mustHold(scene, params);
  if (item.channel === 'voice') return refuse('bad-input', 'A call has been answered: finish it.');
  const { act, reason } = params;
  if (reason !== undefined && !(await reasonsOf(scene, 'praiseReasons')).includes(reason))
    return refuse('bad-input', 'This is no reason of the team’s any more. Choose another one.');
  const made = act === 'reposted' ? await repostNewest(scene, item, params.handle) : NOTHING_MADE;
  const ended = { outcome: 'praise', praised: act, outcomeReason: reason ?? null } as const;
  end(scene, item, ended, reason === undefined ? PRAISE[act] : `${PRAISE[act]}: ${reason}`);
  return made;
};

const PRAISE = { marked: 'Praise', thanked: 'Praise, thanked', reposted: 'Praise, reposted' } as const;

async function reasonsOf({ tx }: Scene, which: 'noResponseReasons' | 'praiseReasons'): Promise<readonly string[]> {
  const [row] = await tx.query<{ json: Partial<Team> }>(`SELECT json FROM team LIMIT 1`);
  return row?.json[which] ?? [];
}

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
async function repostNewest(scene: Scene, item: WorkItem, handle: string | null): Promise<Made> {
  const [row] = await scene.tx.query<{ json: EntryOf<'post'> }>(
    `SELECT json FROM entry WHERE customer_id = $1 AND interaction_id = $2 AND kind = 'post'
       AND json->>'direction' = 'in' AND json->>'deletedAt' IS NULL ORDER BY at DESC, id DESC LIMIT 1`,
    [item.customerId, item.interactionId],
  );
  const praise = row?.json;
  const as = handle ?? praise?.handle ?? null;
  if (!praise || as === null) return refuse('bad-input', 'There is no public post that could be reposted.');
  if (isShown(praise, as)) return { entryId: praise.id };
  return repostFor(scene, item, praise.id, as);
}
