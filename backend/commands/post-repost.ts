import { channelNames } from '../../shared/domain/export/words.ts';
import type { CommandOf } from '../../shared/contract/commands.ts';
import { type EntryOf, MAX_REPOSTS, type Repost } from '../../shared/domain/entry.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { networkOf, shownOf, whyNotRepost } from '../../shared/domain/writing/networks.ts';
import { isGranted } from '../feed/scopes.ts';
import { next, read } from '../records/read.ts';
import { type Effect, type Made, refuse, type Scene } from './command.ts';
import { mustHold } from './held.ts';
import { ourHandle, sendAct } from './public-act.ts';
import { mustSpeakFor } from './speaking.ts';
import { mustBeReason } from './team-reason.ts';

type Post = EntryOf<'post'>;
/** It is to be seen on the network, as far as we know, under this handle. */
export const isShown = ({ reposts }: Pick<Post, 'reposts'>, handle: string): boolean =>
  shownOf({ reposts }, handle) !== undefined;

/** Somebody's public post, shown to all under one of our handles by the network's own means. */
export const repost: Effect<CommandOf<'post.repost'>['params']> = async (scene, params) => {
  const { entryId, handle, reason, ...held } = params;
  const item = await mustHold(scene, held);
  const entry = await read(scene.tx, 'entry', entryId);
  const spoken = entry?.interactionId && (await read(scene.tx, 'interaction', entry.interactionId));
  if (spoken) await mustSpeakFor(scene, item, spoken);
  if (reason !== undefined) await mustBeReason(scene, 'praiseReasons', reason);
  return repostFor(scene, item, { entryId, handle, reason });
};

type Asked = { readonly entryId: string; readonly handle: string; readonly reason: string | undefined };

/** Once under each handle, whoever asks how often. The item's lock is held, and the reason is one of the team's. */
export async function repostFor(scene: Scene, item: WorkItem, { entryId, handle, reason }: Asked): Promise<Made> {
  const entry = await postOf(scene, entryId);
  if (entry.customerId !== item.customerId || entry.caseId !== item.caseId)
    return refuse('not-found', 'This post is not of the matter that you hold.');
  const whyNot = whyNotRepost(entry);
  if (whyNot) return refuse('bad-input', whyNot);
  // The one they wrote to is ours, whatever the team's list says.
  if (handle !== entry.handle) await ourHandle(scene, entry.channel, handle);
  const before = entry.reposts ?? [];
  if (isShown(entry, handle)) return refuse('conflict', `${handle} has reposted this already.`);
  if (before.length >= MAX_REPOSTS) return refuse('conflict', 'This was reposted and taken back too often.');
  const { agent, now, commandId, id } = scene;
  const by = { agentId: agent.id, agentName: agent.name };
  const what = { queueId: item.queueId, ...(reason === undefined ? {} : { praisedFor: reason }) };
  const made: Repost = { id: id(), handle, ...by, at: now, state: 'sent', commandId, reason: null, ...what };
  scene.changes.entry(next<Post>(entry, { reposts: [...before, made] }));
  const under = { id: made.id, channel: entry.channel, handle, agentId: agent.id };
  return { entryId: entry.id, sent: [sendAct(scene, { ...under, do: 'repost', of: ofPost(entry) })] };
}

/** Takes it back where the network can; by whoever did it, who has the customer's work in hand, or a lead. */
export const undoRepost: Effect<CommandOf<'post.undoRepost'>['params']> = async (scene, { entryId, handle }) => {
  const { tx, agent, id } = scene;
  const entry = await read(tx, 'entry', entryId, 'lock');
  const mayKnow = await isGranted(tx, agent.id, entry?.customerId ?? ''); // asked also of no post: the same time
  if (entry?.kind !== 'post' || !mayKnow) return refuse('not-found', 'This post is not here any more.');
  const made = shownOf(entry, handle);
  if (!made) return refuse('conflict', `${handle} shows no repost of this.`);
  if (made.state === 'undoing') return refuse('conflict', 'It is being taken back already.');
  if (!networkOf(entry.channel).undoRepost)
    return refuse('bad-input', `A repost on ${channelNames[entry.channel]} stays.`);
  if (!(await mayUndo(scene, made, entry))) return refuse('denied', 'Only who reposted it may take it back.');
  const reposts = (entry.reposts ?? []).map(one => (one === made ? { ...one, state: 'undoing' as const } : one));
  scene.changes.entry(next<Post>(entry, { reposts }));
  const under = { id: id(), channel: entry.channel, handle, agentId: agent.id };
  return { entryId, sent: [sendAct(scene, { ...under, do: 'undo-repost', undoes: made.id, of: ofPost(entry) })] };
};

async function mayUndo({ tx, agent }: Scene, made: Repost, { customerId }: Post): Promise<boolean> {
  if (made.agentId === agent.id || agent.role === 'lead') return true;
  const held = await tx.query(
    `SELECT 1 AS yes FROM work_item WHERE customer_id = $1 AND holder_id = $2 AND state = 'held' LIMIT 1`,
    [customerId, agent.id],
  );
  return held.length > 0;
}

async function postOf({ tx }: Scene, entryId: string): Promise<Post> {
  const entry = await read(tx, 'entry', entryId, 'lock');
  return entry?.kind === 'post' ? entry : refuse('not-found', 'This post is not here any more.');
}

const ofPost = ({ id, customerId, sourceUrl }: Post) => ({ customerId, entryId: id, sourceUrl });
