import { declineNames } from '../../shared/domain/decline.ts';
import type { Audience, Channel } from '../../shared/domain/primitives.ts';
import { NOT_AVAILABLE, type Offer } from '../../shared/domain/offer.ts';
import { workNoun } from '../../shared/domain/ring-words.ts';
import { clockTime } from './time.ts';
import { channelWords } from './timeline.ts';

const call = (channel: Channel): boolean => channel === 'voice';
/** Of which it is not known who can read it. */
const way = (channel: Channel, audience: Audience | null): string =>
  audience === null && !['voice', 'web', 'review'].includes(channel)
    ? channelWords[channel]
    : workNoun(channel, audience ?? 'private');

const rung = ({ kind, channel }: Offer): string => (kind === 'consult' ? 'question' : call(channel) ? 'call' : 'work');

export const workWords = {
  region: 'Work',
  open: 'Open',
  none: 'Nothing open',
  onCall: 'On call',
  acw: 'ACW',
  held: 'Held',
  drafts: { reply: 'Draft:', note: 'Draft note:' },
  ringing: (queue: string) => `Ringing you, ${queue}`,
  offer: 'Offer',
  accepting: 'Accepting',
  acceptingQueued: 'Accepting, queued',
  drawer: 'Work',
  customer: 'Customer',
  foreword: 'Foreword',

  emptyTitle: {
    available: 'Nothing waiting for you',
    'not-ready': 'You are not ready',
    'on-contact': 'You are on a contact',
    acw: 'After-contact work',
    offline: 'You are offline',
    unknown: 'Nothing open',
  },
  emptyHint: {
    available:
      'You are available. The next call or message rings here, and its history is on this workstation before it does.',
    'not-ready': 'Nothing is offered to you until you become available.',
    'on-contact': 'Open it in the list at the left.',
    acw: 'The next call or message can ring when this is over.',
    offline: 'Nothing is offered to you. Become available to take work.',
    unknown: 'The desk has not heard from the backend yet. What is cached can be searched in Review.',
  },
  becomeAvailable: 'Become available',

  holding: 'You hold this',
  about: (channel: Channel, audience: Audience | null, subject: string) =>
    [way(channel, audience), subject].filter(Boolean).join(': '),
  ended: 'You do not hold this any more. Your words stay here.',
  endedLabel: 'This work is over',
  next: (name: string) => `Next: ${name}`,
  finish: 'Finish',
  endTitle: (name: string) => `End the call with ${name}`,
  finishTitle: (name: string) => `Finish the work for ${name}`,
  wrapUp: 'Wrap-up',
  wrapUpHint: 'What it was about and what comes next. Colleagues read it in the timeline.',
  disposition: 'How it ended',
  dispositionNeeded: 'This queue asks how it ended. Choose one of the list.',
  dispositionFind: 'Find how it ended',
  dispositionNone: 'No such ending in this queue',
  optional: (label: string) => `${label} (optional)`,
  acwLeft: (span: string) => `Ends by itself in ${span}`,
  acwOver: 'What you have written is kept and goes with it.',
  acwExtend: 'More time',
  acwWritten: 'After-contact work. Nothing rings until it is over.',
  acwDone: 'Done',
  endNow: 'End and finish',
  finishNow: 'Finish',
  cancel: 'Cancel',
  finishing: 'Ending',

  lost: (offer: Offer) => {
    if (offer.state === 'missed' && offer.kind === 'consult') return 'No answer: your colleague goes on alone';
    if (offer.state === 'missed')
      return `No answer: the ${call(offer.channel) ? 'call' : 'work'} went back to its place`;
    if (offer.withdrawnWhy === NOT_AVAILABLE) return `You stopped being available: the ${rung(offer)} went back`;
    return offer.withdrawnWhy ? `Withdrawn: ${offer.withdrawnWhy}` : 'Withdrawn';
  },
  /** When it was withdrawn is not told: before its time was over. */
  lostWhen: ({ state, expiresAt }: Offer) => (state === 'missed' ? `, ${clockTime(expiresAt)}` : ''),
  seen: 'Seen',
} as const;

export const offerWords = {
  region: 'Offer',
  accept: 'Accept',
  decline: 'Decline',
  for: (channel: Channel, audience: Audience) => `${workNoun(channel, audience)} for you`,
  from: 'From',
  queue: 'Queue',
  waited: 'Waited',
  value: 'Value',
  why: 'Why you',
  left: (seconds: number) => `${seconds} ${seconds === 1 ? 'second' : 'seconds'} left`,
  announced: (offer: Offer, audience: Audience, seconds: number) =>
    `${offer.kind === 'consult' ? `${offer.why}. A question` : workNoun(offer.channel, audience)} for you: ${offer.customerName}, ${offer.queueName}, ${seconds} seconds`,
  newest: 'Newest entries',
  count: (shown: number, all: number) => `${shown} of ${all.toLocaleString('en-GB')}`,
  before: 'Before that',
  completeFrom: (day: string, older: string | null) =>
    older === null ? `Complete from ${day}` : `Complete from ${day} · ${older}`,
  openAll: 'Open all',
  show: 'Show foreword',
  we: 'We:',
  none: 'No earlier conversation is known',
  noneHint: 'Nothing came before this, or nothing that this workstation may hold.',
  filtered: (n: number) =>
    `${n === 1 ? 'One entry is' : `${n.toLocaleString('en-GB')} entries are`} hidden by your filters.`,
  loading: 'Reading the history',
  ifNot: (channel: Channel, seconds: number) =>
    `No answer in ${seconds} s: the ${call(channel) ? 'call' : 'work'} goes back to its place.`,
  declineAsks: 'Decline asks why:',
  declineWhy: 'Decline, because',
  reasons: declineNames,
  back: 'Back',
  title: (name: string) => `${name} · Foreword`,
} as const;
