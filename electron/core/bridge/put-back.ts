// What becomes of a command that is taken back: what was written in it stands where it was written, whole.
import { type Begun, begunAbout, destinationName } from '../../../shared/contract/bridge/begun.ts';
import type { Draft } from '../../../shared/contract/bridge/draft.ts';
import type { TakenDraft } from '../../../shared/contract/bridge/draft.ts';
import type { Command, CommandOf } from '../../../shared/contract/commands.ts';
import { joinedFields } from '../../../shared/domain/writing/joined-fields.ts';
import { joinedWords } from '../../../shared/domain/writing/joined-words.ts';
import type { Cache } from '../cache/cache.ts';
import type { Kept } from '../cache/commands.ts';
import type { DeskFile } from '../cache/desk-file.ts';

type Files = { readonly cache: Cache; readonly file: DeskFile };
export type PutBack = { readonly draft: TakenDraft | null; readonly begun: Begun | null };
const NOTHING: PutBack = { draft: null, begun: null };

function draftOfReply({ params }: CommandOf<'reply.send'>): Omit<Draft, 'savedAt'> {
  const { text, target, subject, thread = null, mail } = params;
  const recipients = mail ? { to: mail.to, cc: mail.cc, quote: mail.quote } : null;
  return { mode: 'reply', text, target, subject, mail: recipients, thread };
}

const draftOfNote = ({ params }: CommandOf<'note.add'>): Omit<Draft, 'savedAt'> => ({
  mode: 'note',
  text: params.text,
  target: null,
  subject: null,
  mail: null,
  thread: null,
});

/** Above what stands in that draft now. Inside a transaction of the file. */
export function putDraft({ file }: Pick<Files, 'file'>, taken: TakenDraft): PutBack {
  const { customerId, caseId, draft } = taken;
  const here = file.drafts.get(customerId, caseId, draft.mode);
  file.drafts.write(customerId, caseId, here ? joinedWords(draft, here) : draft);
  file.drafts.use(customerId, caseId, draft.mode);
  return { draft: taken, begun: null };
}

type HandOver = { readonly params: { readonly workItemId: string; readonly note: string | null } };
const handOver = ({ params }: HandOver, chosen: string | null): Pick<Begun, 'about' | 'fields'> => ({
  about: begunAbout.handOver(params.workItemId),
  fields: { note: params.note ?? '', chosen: chosen ?? '' },
});

/** What the dialog that asked for it had in its fields; null: it was no dialog with words. */
function begunOf(command: Command): Pick<Begun, 'about' | 'fields'> | null {
  switch (command.kind) {
    case 'work.transfer':
      return handOver(command, destinationName(command.params.destination));
    case 'work.escalate':
    case 'work.completeTransfer':
      return handOver(command, '');
    case 'work.consult': {
      const { agentId, among } = command.params;
      return handOver(command, agentId === null ? among && destinationName(among) : `agent ${agentId}`);
    }
    case 'work.reassign':
      return handOver(command, command.params.agentId === null ? '' : `agent ${command.params.agentId}`);
    case 'work.park':
      return { about: begunAbout.park([command.params.workItemId]), fields: { reason: command.params.reason ?? '' } };
    case 'call.control': {
      const { workItemId, to } = command.params;
      return to === undefined ? null : { about: begunAbout.outside(workItemId), fields: { number: to } };
    }
    case 'shift.introduce':
      return { about: begunAbout.introduction(command.params), fields: { text: command.params.text } };
    default:
      return null;
  }
}

function putBegun({ cache, file }: Files, command: Command, ofCommand: string | null): PutBack {
  const taken = begunOf(command);
  if (!taken) return NOTHING;
  const here = file.begun.get(taken.about);
  const item = 'workItemId' in command.params ? cache.workItems.get(command.params.workItemId ?? '') : null;
  const customerId = ofCommand ?? item?.customerId ?? null;
  const customerIds = here?.customerIds ?? (customerId === null ? [] : [customerId]);
  file.begun.write({ ...taken, customerIds, fields: joinedFields(taken.fields, here?.fields ?? {}) });
  return { draft: null, begun: { ...taken, customerIds } };
}

/** Inside the transaction in which the command goes, so that its words are at no moment in neither place. */
export function putBack(files: Files, kept: Kept): PutBack {
  const { cache, file } = files;
  const { command, at } = kept;
  if (command.kind === 'reply.send') {
    const caseId = cache.interactions.get(command.params.target.interactionId)?.caseId ?? null;
    file.outFiles.placeCommand(command.id, caseId);
    const draft = { ...draftOfReply(command), savedAt: at };
    return putDraft(files, { customerId: command.params.customerId, caseId, draft });
  }
  if (command.kind === 'note.add') {
    const draft = { ...draftOfNote(command), savedAt: at };
    return putDraft(files, { customerId: command.params.customerId, caseId: command.params.caseId, draft });
  }
  return putBegun(files, command, kept.customerId);
}
