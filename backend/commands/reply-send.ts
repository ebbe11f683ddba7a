import type { CommandOf } from '../../shared/contract/commands.ts';
import type { Interaction } from '../../shared/domain/case.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import { isAnsweredByMail, reachOn } from '../../shared/domain/reach.ts';
import { isGranted } from '../feed/scopes.ts';
import { washedText } from '../intake/clean.ts';
import { mailName } from '../intake/place.ts';
import { read } from '../records/read.ts';
import type { Tx } from '../store/db.ts';
import { type Effect, refuse, type Scene } from './command.ts';
import { guardPublic } from './guard.ts';
import { checkHandle } from './handle.ts';
import { mustNotBeErased } from './not-erased.ts';
import { privateConversation } from './private-conversation.ts';
import { replyEntries } from './reply-entry.ts';
import { filesOfReply, keepWith } from './reply-files.ts';
import { partsOf } from './words.ts';

type Params = CommandOf<'reply.send'>['params'];

/**
 * Our words to the customer, in the conversation they are about; a form or letter that is answered by mail, in one that
 * begins with it. With a work item: only its holder, at its epoch.
 * Without: an agent who was granted the customer. They leave by the outlet once this has committed.
 */
export const sendReply: Effect<Params> = async (scene, params) => {
  const { tx, changes } = scene;
  await maySend(scene, params);
  await mustNotBeErased(scene, params.customerId);
  const { target, customerId } = params;
  const answered = await read(tx, 'interaction', target.interactionId);
  if (answered?.customerId !== customerId) return refuse('not-found', 'no such interaction of this customer');
  const byMail = isAnsweredByMail(answered.channel) && target.channel === 'email';
  const spoken = byMail ? await privateConversation(scene, answered, 'email') : answered;
  const text = washedText(params.text);
  const parts = partsOf(spoken, params, text);
  if (spoken.audience === 'public') await guardPublic(scene, params, text);
  const replyTo = target.replyTo ? await read(tx, 'entry', target.replyTo) : null;
  if (target.replyTo && replyTo?.customerId !== customerId)
    return refuse('not-found', 'no such entry of this customer');
  await checkHandle(scene, { spoken, replyTo }, target.handle);
  const to = await addressOn(scene, spoken);
  const files = await filesOfReply(scene, params, spoken);
  const attachments = files.map(({ attachment }) => attachment);
  const entries = replyEntries(scene, { params, spoken, replyTo, to, attachments }, parts);
  for (const entry of entries) {
    changes.entry(entry);
    if (entry.kind === 'email') nameThread(scene, entry, spoken);
    changes.put('outgoing', { entry_id: entry.id, at: scene.now });
  }
  keepWith(scene, entries[0], files);
  await tx.query(`UPDATE "case" SET last_at = greatest(last_at, $2::bigint) WHERE id = $1`, [spoken.caseId, scene.now]);
  return { entryId: entries[0].id, sent: entries.map(({ id }) => ({ entryId: id, interactionId: spoken.id })) };
};

/** Where they can be reached on that channel when nothing of theirs is answered; null: no address is known. */
async function addressOn({ tx }: Scene, { customerId, channel }: Interaction): Promise<string | null> {
  const customer = await read(tx, 'customer', customerId);
  return (customer && reachOn(channel, customer.identities)?.address) ?? null;
}

async function maySend({ tx, agent }: Scene, { workItemId, epoch, customerId, target }: Params): Promise<void> {
  if (!(await isGranted(tx, agent.id, customerId))) refuse('not-found', 'no such customer');
  if (workItemId === null) return nobodyElseHolds(tx, agent.id, target.interactionId);
  const item = await read(tx, 'work_item', workItemId, 'lock');
  if (item?.customerId !== customerId) return refuse('not-found', 'no such work item of this customer');
  if (item.state !== 'held' || item.holderId !== agent.id)
    refuse('denied', 'only the holder of the work item may send');
  if (item.epoch !== epoch) refuse('denied', `the work item has changed hands: epoch ${item.epoch}`, 'old epoch');
  const spoken = await read(tx, 'interaction', target.interactionId);
  if (spoken && spoken.caseId !== item.caseId) refuse('denied', 'the interaction is not of the case of this work item');
}

/** Without work in hand one may answer what is in nobody's hands. Locked, so that nobody takes it meanwhile. */
async function nobodyElseHolds(tx: Tx, agentId: string, interactionId: string): Promise<void> {
  const held = await tx.query(
    `SELECT id FROM work_item WHERE interaction_id = $1 AND state = 'held' AND holder_id <> $2 FOR SHARE`,
    [interactionId, agentId],
  );
  if (held.length > 0) refuse('denied', 'a colleague holds this conversation');
}

/** So that the customer's answer to this mail finds the conversation. */
function nameThread({ changes }: Scene, { id, customerId, email }: EntryOf<'email'>, spoken: Interaction): void {
  const place = { customer_id: customerId, channel: spoken.channel, audience: spoken.audience };
  changes.put('threadKey', { key: mailName(email.messageId ?? ''), ...place, interaction_id: spoken.id, entry_id: id });
}
