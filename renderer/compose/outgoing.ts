// What would leave if Send were pressed now, and why it cannot: pure, of what is written and what the team agreed on.
import type { Opened } from '../../shared/contract/bridge.ts';
import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import type { BrandHandle, Macro, Team } from '../../shared/domain/team.ts';
import {
  type Blank,
  blanksIn,
  fillIn,
  type Values,
  valuesOf,
  type Variable,
} from '../../shared/domain/writing/blanks.ts';
import { fileRuleOf, whyNoFiles } from '../../shared/domain/writing/files.ts';
import { answeringSubject, isRecipient, type MailWords } from '../../shared/domain/writing/mail.ts';
import { type Counted, countOf, MAX_PARTS, ruleOf } from '../../shared/domain/writing/rules.ts';
import { signed } from '../../shared/domain/writing/sign-off.ts';
import { threadOf } from '../../shared/domain/writing/thread.ts';
import type { Written } from '../stores/drafts.ts';
import type { OutFiles } from '../stores/out-files.ts';
import { composeWords } from '../text/compose.ts';
import { fileWords } from '../text/files.ts';

export type Outgoing = {
  /** With the sign-off. */
  readonly text: string;
  readonly target: Way['target'];
  readonly brand: BrandHandle | null;
  readonly signOff: string | null;
  readonly signature: string | null;
  readonly counted: Counted;
  /** May go as several posts where it is too long for one. */
  readonly canThread: boolean;
  /** The posts of the thread that was asked for; null: one. */
  readonly parts: readonly string[] | null;
  readonly blanks: readonly Blank[];
  readonly mail: MailWords | null;
  readonly subject: string | null;
};

/**
 * Where a reply goes. What has been begun stays with the conversation it was begun for: private words must not turn
 * public because the customer has meanwhile written elsewhere.
 */
export function wayOf(reply: Written, ways: readonly Way[]): Way | undefined {
  if (!reply.target) return ways[0];
  const chosen = ways.find(one => one.target.interactionId === reply.target?.interactionId);
  const isShownToAll = reply.target.audience === 'private' && chosen?.target.audience === 'public';
  if (isShownToAll && reply.text !== '') return undefined;
  return chosen ?? (reply.text === '' ? ways[0] : undefined);
}

/**
 * The conversation's own, with the handle that the agent chose for it. Words begun in answer to one entry stay its answer,
 * whatever has come since. A mail that begins one goes from the team's first.
 */
export function targetOf(reply: Written, { target }: Way, team: Team | null): Way['target'] {
  const pinned = reply.target?.interactionId === target.interactionId ? reply.target : null;
  const replyTo = (reply.text === '' ? null : pinned?.replyTo) ?? target.replyTo;
  if (pinned?.handle) return { ...target, replyTo, handle: pinned.handle };
  if (target.handle !== null || target.channel !== 'email') return { ...target, replyTo };
  return { ...target, replyTo, handle: handlesOn(team, target)[0]?.address ?? null };
}

const isSame = (a: string, b: string | null): boolean => a.toLowerCase() === b?.toLowerCase();

export const handlesOn = (team: Team | null, { channel }: Way['target']): readonly BrandHandle[] =>
  team?.handles.filter(handle => handle.channel === channel) ?? [];

/** Ours, under which the reply goes; null: none of the team's. */
export function brandOf(reply: Written, way: Way | undefined, team: Team | null): BrandHandle | null {
  const target = way && targetOf(reply, way, team);
  return (target && handlesOn(team, target).find(one => isSame(one.address, target.handle))) ?? null;
}

/** Who writes, and until when they are there, as clocks of the team show it; null: the team has no shifts. */
export type Writer = { readonly name: string | null; readonly shiftEnd: string | null };

/** What a macro can say of this customer, this matter and this agent. */
export function valuesFor(opened: Opened, way: Way | undefined, { name: agentName, shiftEnd }: Writer): Values {
  const { customer, cases, interactions } = opened;
  const spoken = interactions.find(({ id }) => id === way?.target.interactionId);
  const about = cases.find(({ id }) => id === spoken?.caseId) ?? cases.at(-1);
  return valuesOf({ customer, caseNumber: about?.number ?? null, agentName, shiftEnd });
}

const isShiftEnd = ({ label, asks }: Blank): boolean => !asks && label === ('shift.end' satisfies Variable);

/** Canned texts for this channel, but for those that no send could ever fill in: the team has no shifts to end. */
export const macrosFor = (team: Team | null, channel: Channel | undefined): readonly Macro[] =>
  (team?.macros ?? [])
    .filter(({ channels }) => channels === null || (channel !== undefined && channels.includes(channel)))
    .filter(({ text }) => team?.shifts !== undefined || !blanksIn(text).some(isShiftEnd));

/** Of an email; null in every other channel. */
export const subjectOf = (reply: Written, way: Way | undefined): string | null =>
  way?.target.channel === 'email' ? (reply.subject ?? answeringSubject(way.subject ?? '')) : null;

const mailOf = (reply: Written, way: Way): MailWords | null =>
  way.target.channel === 'email' ? (reply.mail ?? { to: way.to ? [way.to] : [], cc: [], quote: true }) : null;

export function outgoingOf(reply: Written, way: Way, team: Team | null, values: Values): Outgoing {
  const target = targetOf(reply, way, team);
  const { channel, audience } = target;
  const brand = brandOf(reply, way, team);
  const text = signed(reply.text, brand?.signOff ?? null, values);
  const rule = ruleOf(channel, audience);
  const counted = countOf(channel, audience, text);
  const signature = channel === 'email' && brand?.signature ? fillIn(brand.signature, values) : null;
  return {
    text,
    target,
    brand,
    signOff: brand?.signOff ? fillIn(brand.signOff, values) : null,
    signature,
    counted,
    canThread: rule.threads,
    parts: rule.threads && reply.thread && counted.over > 0 ? threadOf(text, rule, reply.thread) : null,
    blanks: [...blanksIn(text), ...blanksIn(signature ?? '')],
    mail: mailOf(reply, way),
    subject: subjectOf(reply, way),
  };
}

/** Why this reply cannot be sent as it stands; null: it can. An empty text is no reason, only nothing to send. */
export function whyNot(reply: Written, out: Outgoing | null): string | null {
  if (!out) return reply.target ? composeWords.targetGone : composeWords.noTarget;
  const { blanks, counted, canThread, parts, mail } = out;
  if (mail && mail.to.length === 0) return composeWords.nobody;
  const wrong = mail ? [...mail.to, ...mail.cc].find(one => !isRecipient(one)) : undefined;
  if (wrong !== undefined) return composeWords.noAddress(wrong);
  if (blanks.some(isShiftEnd)) return composeWords.noShiftEnd;
  if (blanks.length > 0) return composeWords.blanks(blanks.length, blanks[0]!);
  if (counted.over === 0 || parts) return null;
  // By how much is said by the counter beside it.
  if (!canThread) return composeWords.overWhy;
  return reply.thread ? composeWords.tooManyParts(MAX_PARTS) : composeWords.overThread;
}

/** Why it cannot be sent with its files; null: it can, or there are none. */
export function whyFilesCannot({ files, coming }: OutFiles, out: Outgoing | null): string | null {
  if (!out) return null;
  if (coming.length > 0) return fileWords.wait;
  const { channel, audience } = out.target;
  const wrong = whyNoFiles(files, channel, audience);
  return wrong
    ? fileWords.trouble(wrong.why, { name: wrong.name, channel, audience, rule: fileRuleOf(channel, audience) })
    : null;
}
