import type { Connection } from '../../shared/contract/bridge.ts';
import type { Audience, Channel } from '../../shared/domain/primitives.ts';
import type { LeakKind } from '../../shared/domain/writing/traits.ts';
import type { Mode } from '../stores/drafts.ts';
import { channelWords, spokenChannels } from './timeline.ts';

/** Whoever can read a public word, by network. */
const readers = (channel: Channel): string => (channel === 'review' ? 'Anyone' : `Anyone on ${channelWords[channel]}`);

const variableWords: Readonly<Record<string, string>> = {
  'customer.name': 'the customer’s name',
  'customer.firstName': 'the customer’s first name',
  'case.number': 'the number of the case',
  'agent.name': 'your name',
  'agent.firstName': 'your first name',
  'agent.initials': 'your initials',
  'shift.end': 'the end of your shift',
};

export const leakWords: Readonly<Record<LeakKind, string>> = {
  email: 'email address',
  number: 'number',
  amount: 'amount',
  reference: 'reference',
  iban: 'account',
  address: 'address',
  name: 'name',
  words: 'their words',
};

/** What a network calls what is written there, where it can be public and private. */
const forms: Partial<Record<Channel, Partial<Record<Audience, string>>>> = {
  x: { private: 'direct message' },
  facebook: { public: 'comment', private: 'message' },
  instagram: { public: 'comment', private: 'direct message' },
  mastodon: { public: 'post', private: 'private mention' },
};

export const composeWords = {
  region: 'Composer',
  write: 'Write',
  reply: 'Reply',
  note: 'Note',
  send: 'Send',
  saveNote: 'Save note',
  target: 'Where the reply goes',
  elsewhere: 'You have begun other words to this customer. They are kept with their own case.',
  elsewhereOpen: (number: number | null) => (number === null ? 'Show those words' : `Show those of case ${number}`),
  subject: 'Subject',
  placeholder: { reply: 'Write a reply', note: 'Write for colleagues. The customer never sees this.' },
  mailStrip: (to: readonly string[]) =>
    to.length > 2
      ? `Private, by email to ${to[0]} and ${to.length - 1} others.`
      : `Private, by email${to.length > 0 ? ` to ${to.join(' and ')}` : ''}.`,
  publicStrip: (channel: Channel) => `Public. ${readers(channel)} can read this.`,
  privateStrip: (channel: Channel, to: string | null) =>
    `Private, by ${spokenChannels[channel]}${to ? ` to ${to}` : ''}.${channel === 'web' ? ' No mail address of theirs is known, so it may not reach them.' : ''}`,
  noteStrip: 'Only colleagues.',
  as: (channel: Channel, audience: Audience, handle: string | null) =>
    [channelWords[channel], forms[channel]?.[audience], handle ? `as ${handle}` : null].filter(Boolean).join(' '),
  counter: (length: number, limit: number) => `${length} of ${limit}`,
  sms: (length: number, room: number, segments: number) =>
    `${length} of ${room}${segments > 1 ? `, ${segments} messages` : ''}`,
  over: (by: number) => `${by} over`,
  overWhy: 'Too long for this network. Shorten it to send.',
  overThread: 'Shorten it, or post it as a thread.',
  tooManyParts: (most: number) => `Too long for a thread: it has ${most} posts at most. Shorten it to send.`,
  asThread: 'As a thread',
  onePost: 'As one post',
  numbered: 'Number the posts',
  parts: (count: number) => `Thread of ${count} posts`,
  sendParts: (count: number) => `Send ${count} posts`,
  macros: 'Canned texts',
  macrosKey: '/',
  macroField: 'Find a canned text',
  noMacros: 'No canned text has these words',
  blanks: (count: number, { label, asks }: { label: string; asks: boolean }) => {
    const what = asks ? `Fill in: ${label}` : `Not known: ${variableWords[label] ?? label}`;
    return count === 1 ? `${what}. Tab goes there.` : `${what}, and ${count - 1} more. Tab goes to the next.`;
  },
  noShiftEnd: 'The end of your shift is not known here: your team has no shifts. Take it out, or tell a team lead.',
  signs: (signOff: string) => `Signed ${signOff}`,
  to: 'To',
  cc: 'Cc',
  othersAlong: (count: number) => (count === 1 ? 'The other one too' : `The ${count} others too`),
  /** `most`: of one field. */
  othersTooMany: (count: number, most: number) =>
    `${count} others left out: with them a field would have more than ${most} recipients`,
  othersLeft: (count: number) => (count === 1 ? '1 other left out' : `${count} others left out`),
  addRecipient: (field: string) => `Add to ${field}`,
  removeRecipient: (who: string) => `Remove ${who}`,
  noAddress: (typed: string) => `${typed} is no address`,
  nobody: 'Say to whom it goes.',
  quoteAlong: 'Quote goes along',
  quoteLeft: 'Without the quote',
  quoteShow: 'Quote',
  signature: 'Signature',
  guardTitle: 'Said in private only',
  guardWhy: 'Anyone could read this. It was never said in public:',
  guardFrom: (channel: Channel | null, when: string | null) =>
    channel && when ? `${composeWords.as(channel, 'private', null)}, ${when}` : 'customer record',
  guardSend: 'Send it all the same',
  guardEdit: 'Change the words',
  answerAs: 'Answer as',
  answerWhere: 'Where it goes',
  without: 'Without a reply',
  noResponse: 'Leave without an answer',
  praise: 'Praise',
  praiseActs: { marked: 'Mark as praise', thanked: 'Praise, and thanked', reposted: 'Repost it' },
  praiseHints: {
    marked: 'Ends the work',
    thanked: 'After your reply; ends the work',
    reposted: 'By the network, as our own handle; ends the work',
  },
  praiseFor: { marked: 'Mark as praise for', thanked: 'Praise, and thanked for', reposted: 'Repost it for' },
  repost: 'Repost',
  repostAs: (handle: string) => `Repost as ${handle}`,
  repostFor: (handle: string) => `Repost as ${handle} for`,
  moveOn: 'Go on in private',
  moveElsewhere: 'Go on by another way',
  noMailAddress: 'No mail address of theirs is known',
  moveWays: { 'direct-message': 'By direct message', email: 'By email', phone: 'By phone' },
  settling: {
    'work.noResponse': 'Leaving it without an answer',
    'work.praise': 'Marking it as praise',
    'case.move': 'Going on in private',
    'post.repost': 'Reposting it',
    'post.undoRepost': 'Taking the repost back',
  },
  settlingQueued: (what: string) => `${what}: queued`,
  /** What a reply waits for, by the connection; null: nothing. */
  waits: {
    live: null,
    'catching-up': null,
    connecting: 'Connecting: it is sent when the connection is back.',
    offline: 'Offline: it is sent when the connection is back.',
    'signed-out': 'Signed out: it is sent when you sign in again.',
    replaced: 'Signed in elsewhere: it is sent when you use this desk again.',
    'upgrade-required': 'Upgrade required: it is sent when this program is updated.',
  } satisfies Record<Connection['state'], string | null>,
  alone: 'Nothing is sent from this page any more.',
  keyHint: 'Ctrl+Enter',
  targetGone: 'The conversation this was written for is not here any more. Choose where it goes.',
  chooseTarget: 'Choose where it goes',
  noTarget: 'There is nothing to reply to in writing. A note for colleagues can be left.',
  draftKept: 'Draft kept',
  withDraft: (mode: string) => `${mode}, draft kept`,
  refused: (reason: string) => `Not sent: ${reason}`,
} as const;

/** What stands unsent where work is about to end. */
export const unsentWords = {
  stands: (modes: readonly Mode[]): string =>
    modes.length > 1
      ? 'An unsent reply and an unsent note stand here.'
      : `An unsent ${modes[0] === 'note' ? 'note' : 'reply'} stands here.`,
  notWithIt: 'Nothing of it goes with the wrap-up.',
  again: 'Once more ends the work without it.',
  go: { reply: 'To the reply', note: 'To the note' } satisfies Record<Mode, string>,
  end: 'End without sending',
} as const;
