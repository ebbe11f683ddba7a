import type { CommandOf } from '../../shared/contract/commands.ts';
import type { Interaction } from '../../shared/domain/case.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import { isAnsweredByMail, reachOn } from '../../shared/domain/reach.ts';
import { isHeldBy } from '../../shared/domain/speaking.ts';
import { isGranted } from '../feed/scopes.ts';
import { washedText } from '../intake/clean.ts';
import { mailName } from '../intake/place.ts';
import { read } from '../records/read.ts';
import { type Effect, refuse, type Scene } from './command.ts';
import { guardPublic } from './guard.ts';
import { checkHandle } from './handle.ts';
import { mustNotBeErased } from './not-erased.ts';
import { privateConversation } from './private-conversation.ts';
import { replyEntries } from './reply-entry.ts';
import { filesOfReply, keepWith } from './reply-files.ts';
import { lockMatter, mustBeOwn, whyNotYours } from './speaking.ts';
import { partsOf } from './words.ts';

type Params = CommandOf<'reply.send'>['params'];

/**
 * Our words to the customer, in the conversation they are about; a form or letter that is answered by mail, in one that
 * begins with it. Where work of that conversation is open: only its holder, at its epoch. Where none is: an agent who was
 * granted the customer. They leave by the outlet once this has committed.
 */
export const sendReply: Effect<Params> = async (scene, params) => {
  const { tx, changes } = scene;
  const { target, customerId } = params;
  if (!(await isGranted(tx, scene.agent.id, customerId)))
    refuse('not-found', 'This customer is not yours to see any more.');
  await mustNotBeErased(scene, customerId);
  const answered = await read(tx, 'interaction', target.interactionId);
  if (answered?.customerId !== customerId)
    return refuse('not-found', 'The conversation it was written for is not here any more.');
  const open = await lockMatter(tx, answered, params.workItemId);
  await maySend(scene, params, answered);
  const byMail = isAnsweredByMail(answered.channel) && target.channel === 'email';
  const spoken = byMail ? await privateConversation(scene, answered, 'email') : answered;
  await mustBeOwn(scene, open, [answered, spoken], params.workItemId);
  const text = washedText(params.text);
  const parts = partsOf(spoken, params, text);
  if (spoken.audience === 'public') await guardPublic(scene, params, text);
  const replyTo = target.replyTo ? await read(tx, 'entry', target.replyTo) : null;
  if (target.replyTo && replyTo?.customerId !== customerId)
    return refuse('not-found', 'The message that it answers is not here any more.');
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

/** Of the item named, which is locked: in the hands of this agent, at this epoch. */
async function maySend(scene: Scene, { workItemId, epoch }: Params, answered: Interaction): Promise<void> {
  if (workItemId === null) return;
  const item = await read(scene.tx, 'work_item', workItemId);
  if (item?.customerId !== answered.customerId)
    return refuse('not-found', 'The work it was written under is not this customer’s.');
  if (!isHeldBy(item, scene.agent.id)) refuse('denied', await whyNotYours(scene, item));
  if (item.epoch !== epoch)
    refuse('denied', 'The work has changed hands since. Look who has it, and send again if it is you.', 'old epoch');
  if (answered.caseId !== item.caseId)
    refuse('denied', 'The conversation is about another matter than the work it was written under.');
}

/** So that the customer's answer to this mail finds the conversation. */
function nameThread({ changes }: Scene, { id, customerId, email }: EntryOf<'email'>, spoken: Interaction): void {
  const place = { customer_id: customerId, channel: spoken.channel, audience: spoken.audience };
  changes.put('threadKey', { key: mailName(email.messageId ?? ''), ...place, interaction_id: spoken.id, entry_id: id });
}
