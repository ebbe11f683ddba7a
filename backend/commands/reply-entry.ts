import type { CommandOf } from '../../shared/contract/commands.ts';
import type { Interaction } from '../../shared/domain/case.ts';
import type { Attachment, Entry, EntryOf } from '../../shared/domain/entry.ts';
import { answeringSubject, quoteOf } from '../../shared/domain/writing/mail.ts';
import type { Scene } from './command.ts';
import { ownWords } from './own-words.ts';

type Params = CommandOf<'reply.send'>['params'];

/** What a reply is made of, beside its words. `to`: the customer's address there where no mail of theirs is answered. */
export type Answering = {
  readonly params: Params;
  readonly spoken: Interaction;
  readonly replyTo: Entry | null;
  readonly to: string | null;
  /** Of a mail. */
  readonly attachments: readonly Attachment[];
};

/** One entry for each post of a thread, each an answer to the one before it; of everything else there is one. */
export function replyEntries(
  scene: Scene,
  answering: Answering,
  parts: readonly string[],
): readonly [Entry, ...Entry[]] {
  const [first = '', ...more] = parts;
  const entries: [Entry, ...Entry[]] = [entryOf(scene, answering, answering.params.target.replyTo, first)];
  for (const part of more) entries.push(entryOf(scene, answering, entries.at(-1)!.id, part));
  return entries;
}

function entryOf(scene: Scene, answering: Answering, replyTo: string | null, text: string): Entry {
  const { params, spoken } = answering;
  const { id: interactionId, caseId, customerId, channel, audience } = spoken;
  const place = { interactionId, caseId, customerId, channel, audience };
  const handle = params.target.handle ?? spoken.handle;
  const words = ownWords(scene, { ...place, handle, replyTo, text });
  if (channel === 'email')
    return {
      ...words,
      attachments: [...answering.attachments],
      kind: 'email',
      email: mailOf(words.id, answering, handle),
    };
  return audience === 'public' ? { ...words, kind: 'post', reach: null } : { ...words, kind: 'message' };
}

function mailOf(entryId: string, answering: Answering, handle: string | null): EntryOf<'email'>['email'] {
  const { params, spoken, replyTo, to } = answering;
  const { subject, mail } = params;
  const answered = replyTo?.kind === 'email' ? replyTo.email : null;
  const theirs = replyTo?.channel === 'email' && replyTo.author.kind === 'customer' ? replyTo.author.address : to;
  const about = answered?.subject || spoken.subject || '';
  return {
    subject: subject ?? answeringSubject(about),
    from: handle ?? '',
    to: mail?.to ?? (theirs ? [theirs] : (answered?.to ?? [])),
    cc: mail?.cc ?? [],
    messageId: `<${entryId}@${handle?.split('@')[1] || 'foreword.invalid'}>`,
    inReplyTo: answered?.messageId ?? null,
    quoted: mail?.quote && replyTo?.kind === 'email' ? quoteOf(replyTo) : null,
    signature: mail?.signature ?? null,
    html: null,
    hasHtml: false,
    automatic: false,
  };
}
