import type { CommandOf } from '../../shared/contract/commands.ts';
import type { Interaction } from '../../shared/domain/case.ts';
import type { Entry, EntryOf } from '../../shared/domain/entry.ts';
import { isGranted } from '../feed/scopes.ts';
import { washedText } from '../intake/clean.ts';
import { mailName } from '../intake/place.ts';
import { read } from '../records/read.ts';
import { type Effect, refuse, type Scene } from './command.ts';
import { ownWords } from './own-words.ts';
import { X_POST_LIMIT, xLength } from '../../shared/domain/x-length.ts';

type Params = CommandOf<'reply.send'>['params'];
const SPOKEN_OR_INTERNAL = ['voice', 'internal', 'letter'];

/**
 * Our words to the customer, in the conversation they are about. With a work item: only its holder, at its epoch.
 * Without: an agent who was granted the customer. They leave by the outlet once this has committed.
 */
export const sendReply: Effect<Params> = async (scene, params) => {
  const { tx, changes } = scene;
  await maySend(scene, params);
  const { target, customerId } = params;
  const spoken = await read(tx, 'interaction', target.interactionId);
  if (spoken?.customerId !== customerId) return refuse('not-found', 'no such interaction of this customer');
  const text = washedText(params.text);
  checkWords(spoken, params, text);
  const replyTo = target.replyTo ? await read(tx, 'entry', target.replyTo) : null;
  if (target.replyTo && replyTo?.customerId !== customerId)
    return refuse('not-found', 'no such entry of this customer');
  const entry = entryOf(scene, params, spoken, replyTo, text);
  changes.entry(entry);
  if (entry.kind === 'email') nameThread(scene, entry, spoken);
  changes.put('outgoing', { entry_id: entry.id, at: scene.now });
  await tx.query(`UPDATE "case" SET last_at = greatest(last_at, $2::bigint) WHERE id = $1`, [spoken.caseId, scene.now]);
  return { entryId: entry.id };
};

async function maySend({ tx, agent }: Scene, { workItemId, epoch, customerId, target }: Params): Promise<void> {
  if (!(await isGranted(tx, agent.id, customerId))) refuse('not-found', 'no such customer');
  if (workItemId === null) return;
  const item = await read(tx, 'work_item', workItemId, 'lock');
  if (item?.customerId !== customerId) return refuse('not-found', 'no such work item of this customer');
  if (item.state !== 'held' || item.holderId !== agent.id)
    refuse('denied', 'only the holder of the work item may send');
  if (item.epoch !== epoch) refuse('denied', `the work item has changed hands: epoch ${item.epoch}`);
  const spoken = await read(tx, 'interaction', target.interactionId);
  if (spoken && spoken.caseId !== item.caseId) refuse('denied', 'the interaction is not of the case of this work item');
}

function checkWords(spoken: Interaction, { target }: Params, text: string): void {
  if (!text.trim()) refuse('bad-input', 'a reply needs words');
  if (SPOKEN_OR_INTERNAL.includes(spoken.channel)) refuse('bad-input', `nothing can be sent on ${spoken.channel}`);
  if (target.channel !== spoken.channel || target.audience !== spoken.audience)
    refuse('bad-input', 'channel and audience must be those of the interaction');
  if (spoken.channel === 'x' && spoken.audience === 'public' && xLength(text) > X_POST_LIMIT)
    refuse('too-large', `a post on X holds ${X_POST_LIMIT} characters`);
}

/** So that the customer's answer to this mail finds the conversation. */
function nameThread({ changes }: Scene, { id, customerId, email }: EntryOf<'email'>, spoken: Interaction): void {
  const place = { customer_id: customerId, channel: spoken.channel, audience: spoken.audience };
  changes.put('threadKey', { key: mailName(email.messageId ?? ''), ...place, interaction_id: spoken.id, entry_id: id });
}

function entryOf(scene: Scene, params: Params, spoken: Interaction, replyTo: Entry | null, text: string): Entry {
  const { id: interactionId, caseId, customerId, channel, audience } = spoken;
  const place = { interactionId, caseId, customerId, channel, audience };
  const handle = params.target.handle ?? spoken.handle;
  const words = ownWords(scene, { ...place, handle, replyTo: params.target.replyTo, text });
  if (channel === 'email') return { ...words, kind: 'email', email: mailOf(words.id, params, spoken, replyTo, handle) };
  return audience === 'public' ? { ...words, kind: 'post', reach: null } : { ...words, kind: 'message' };
}

function mailOf(
  entryId: string,
  { subject }: Params,
  spoken: Interaction,
  replyTo: Entry | null,
  handle: string | null,
): EntryOf<'email'>['email'] {
  const answered = replyTo?.kind === 'email' ? replyTo.email : null;
  const theirs = replyTo?.author.kind === 'customer' ? replyTo.author.address : null;
  const about = answered?.subject || spoken.subject || '';
  return {
    subject: subject ?? (/^re:/iu.test(about) ? about : `Re: ${about}`).slice(0, 1_000),
    from: handle ?? '',
    to: theirs ? [theirs] : (answered?.to ?? []),
    cc: [],
    messageId: `<${entryId}@${handle?.split('@')[1] || 'foreword.invalid'}>`,
    inReplyTo: answered?.messageId ?? null,
    quoted: null,
    signature: null,
    html: null,
    hasHtml: false,
    automatic: false,
  };
}
