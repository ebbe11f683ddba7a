import type { Command, CommandKind, CommandOf } from '../../shared/contract/commands.ts';
import { endAcw } from './acw-end.ts';
import { extendAcw } from './acw-extend.ts';
import { controlCall } from './call-control.ts';
import { dialCall } from './call-dial.ts';
import { giveCode } from './case-code.ts';
import { moveCase } from './case-move.ts';
import type { Effect, First } from './command.ts';
import { confirmErasures } from '../erasure/receipts.ts';
import { eraseCustomer } from './customer-erase.ts';
import { preferAgent } from './customer-prefer.ts';
import { seeMentions } from './mention.ts';
import { recordExport } from './export-record.ts';
import { addNote } from './note-add.ts';
import { acceptOffer } from './offer-accept.ts';
import { answeringFirst } from './offer.ts';
import { declineOffer } from './offer-decline.ts';
import { setPresence } from './presence-set.ts';
import { repost, undoRepost } from './post-repost.ts';
import { introduce, skipIntroduction } from './shift-introduce.ts';
import { sendReply } from './reply-send.ts';
import { conference, consult, endConsult, leaveWork } from './work-consult.ts';
import { finishFirst, finishWork } from './work-finish.ts';
import { parkWork, wakeWork } from './work-park.ts';
import { completeTransfer, reassignWork } from './work-reassign.ts';
import { leaveUnanswered, settlePraise } from './work-settle.ts';
import { takeWaiting } from './work-take.ts';
import { escalateWork, transferWork } from './work-transfer.ts';

/** What each command does, one file each; a kind without an effect does not compile. */
export const effects: { readonly [K in CommandKind]: Effect<CommandOf<K>['params']> } = {
  'offer.accept': acceptOffer,
  'offer.decline': declineOffer,
  'reply.send': sendReply,
  'note.add': addNote,
  'mention.see': seeMentions,
  'presence.set': setPresence,
  'work.finish': finishWork,
  'acw.extend': extendAcw,
  'acw.end': endAcw,
  'work.park': parkWork,
  'work.wake': wakeWork,
  'work.take': takeWaiting,
  'call.control': controlCall,
  'call.dial': dialCall,
  'work.transfer': transferWork,
  'work.escalate': escalateWork,
  'work.consult': consult,
  'work.endConsult': endConsult,
  'work.leave': leaveWork,
  'work.conference': conference,
  'work.completeTransfer': completeTransfer,
  'work.reassign': reassignWork,
  'work.noResponse': leaveUnanswered,
  'work.praise': settlePraise,
  'case.move': moveCase,
  'case.code': giveCode,
  'shift.introduce': introduce,
  'shift.skipIntroduction': skipIntroduction,
  'customer.prefer': preferAgent,
  'customer.erase': eraseCustomer,
  'erasure.confirm': confirmErasures,
  'post.repost': repost,
  'export.record': recordExport,
  'post.undoRepost': undoRepost,
};

/** Of the kinds that stand in every piece of work. */
const firsts: { readonly [K in CommandKind]?: First<CommandOf<K>['params']> } = {
  'offer.accept': answeringFirst,
  'offer.decline': answeringFirst,
  'work.finish': finishFirst,
};

/** As `effectOf`; null: it asks nothing first. */
export const firstOf = (command: Command) => (firsts[command.kind] ?? null) as First<Command['params']> | null;

/** The table pairs kind and parameters; what comes out of it takes those of its own command only. */
export const effectOf = (command: Command) => effects[command.kind] as Effect<Command['params']>;
