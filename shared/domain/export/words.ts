// The words that an export is written in. They leave the desk with the file, so they say things in full.
import type { EntryKind, EntryOf } from '../entry.ts';
import type { Audience, Channel } from '../primitives.ts';
import type { LeftOut } from './ask.ts';

const count = (n: number): string => n.toLocaleString('en-GB');
export const some = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`;

export const channelNames: Readonly<Record<Channel, string>> = {
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  mastodon: 'Mastodon',
  whatsapp: 'WhatsApp',
  sms: 'SMS',
  chat: 'Web chat',
  email: 'Email',
  voice: 'Phone',
  web: 'Web form',
  letter: 'Letter',
  review: 'Review',
  internal: 'Internal',
};

const KINDS: Readonly<Record<EntryKind, string>> = {
  post: 'post',
  message: 'direct message',
  email: 'Email',
  call: 'Call',
  note: 'Note',
  event: 'Event',
  survey: 'Survey answer',
};
const NAMED_BY_CHANNEL: readonly Channel[] = ['letter', 'web', 'review', 'chat'];

/** `X post`, `Email`, `WhatsApp message`. */
export function sortName(kind: EntryKind, channel: Channel): string {
  if (kind !== 'post' && kind !== 'message') return KINDS[kind];
  if (channel === 'whatsapp' || channel === 'sms' || channel === 'voice') return `${channelNames[channel]} message`;
  return NAMED_BY_CHANNEL.includes(channel) ? channelNames[channel] : `${channelNames[channel]} ${KINDS[kind]}`;
}

export const audienceNames: Readonly<Record<Audience, string>> = {
  public: 'Public',
  private: 'Private',
  internal: 'Colleagues only',
};

export const eventNames: Readonly<Record<EntryOf<'event'>['event']['name'], string>> = {
  'case.opened': 'Case opened',
  'case.closed': 'Case closed',
  assigned: 'Taken',
  finished: 'Finished',
  'moved.private': 'Moved to private',
  escalated: 'Escalated',
  'escalated.senior': 'Escalated to a senior',
  transferred: 'Transferred',
  reassigned: 'Reassigned',
  'consult.asked': 'A colleague was asked in',
  'consult.joined': 'A colleague came in to help',
  'consult.declined': 'The colleague did not come in',
  'consult.missed': 'Nobody came in',
  'consult.nobody': 'Everybody free was asked',
  'consult.left': 'The colleague left',
  conference: 'Conference begun',
  'offer.declined': 'Offer declined',
  'offer.missed': 'Offer missed',
  'offer.withdrawn': 'Offer taken back',
  abandoned: 'Caller hung up while waiting',
  'code.given': 'Code for the phone given',
  undelivered: 'The network refused a reply: the work came back',
};

export const measureNames = { ces: 'Effort (CES)', csat: 'Satisfaction (CSAT)', nps: 'Recommendation (NPS)' } as const;
export const callStates = {
  waiting: 'waiting in the queue',
  live: 'under way when this was made',
  ended: 'ended',
  abandoned: 'caller hung up before an answer',
} as const;

const LEFT: Readonly<Record<LeftOut, readonly [one: string, many: string, why: string]>> = {
  note: ['private note', 'private notes', 'not asked for'],
  private: ['private entry', 'private entries', 'only what was public was asked for'],
  event: ['event', 'events', 'not asked for'],
  unreadable: ['entry', 'entries', 'could not be read'],
};
/** `3 private notes (not asked for)` */
export const leftOutLine = (why: LeftOut, n: number): string =>
  `${some(n, LEFT[why][0], LEFT[why][1])} (${LEFT[why][2]})`;

export const exportWords = {
  product: 'Foreword',
  title: {
    case: (number: number, subject: string) => `Case ${number}${subject === '' ? '' : `: ${subject}`}`,
    customer: (name: string) => `History of ${name}`,
    entries: (n: number) => `Selection of ${some(n, 'entry', 'entries')}`,
    search: 'Entries found by a search',
  },
  query: 'Searched for',
  madeBy: 'Made by',
  madeAt: 'Made',
  zone: (zone: string) => `All times are in the zone ${zone}.`,
  holds: 'Holds',
  span: (from: string, to: string) => `from ${from} to ${to}`,
  leftOut: 'Left out',
  nothingLeftOut: 'Nothing was left out.',
  withNotes: 'This file was made with the private notes of colleagues. It is not for the customer.',
  wholeTitle: 'Complete',
  whole: (from: string, to: string) => `from ${from} to ${to}`,
  nothingHere: 'nothing of this history is on this workstation',
  noOlder: 'nothing older exists',
  older: (n: number) => `${some(n, 'older entry', 'older entries')} not on this workstation and not in this file`,
  olderUnknown: 'it is not known what is older',
  unsent: (n: number) => `${some(n, 'message', 'messages')} written here and not yet confirmed: not in this file`,
  manyWhole: (n: number, incomplete: number) =>
    incomplete === 0
      ? `${some(n, 'customer', 'customers')}; the history of each is complete on this workstation`
      : `${some(n, 'customer', 'customers')}; of ${count(incomplete)} this workstation has a part of the history only`,
  customer: 'Customer',
  identities: 'Known as',
  cases: 'Cases',
  caseOpen: (from: string) => `open since ${from}`,
  caseClosed: (from: string, to: string) => `opened ${from}, closed ${to}`,
  more: (n: number) => `and ${count(n)} more`,
  inCase: (number: number) => `Case ${number}`,
  thread: (channel: Channel) => `${channelNames[channel]} conversation`,
  fromUs: 'from us',
  fromUsAs: (handle: string) => `from us as ${handle}`,
  toHandle: (handle: string) => `to ${handle}`,
  to: 'To',
  cc: 'Copy',
  subject: 'Subject',
  automatic: 'automatic mail',
  quoted: 'Quoted from earlier mail',
  signature: 'Signature',
  drawn: 'This mail also has a drawn form, which is not part of an export.',
  noText: 'No text.',
  edited: (when: string) => `edited ${when}`,
  deleted: (when: string) => `deleted at its source ${when}`,
  truncated: 'cut at intake: the original is longer',
  failed: 'not delivered',
  source: 'Source',
  files: 'Files (not part of this export)',
  transcript: 'Transcript',
  number: 'Number',
  queue: 'in the queue',
  talk: 'talk',
  hold: 'on hold',
  wrapUp: 'Wrap-up',
  score: (measure: string, score: number, of: number) => `${measure}: ${score} of ${of}`,
  end: (n: number) => `End of this export: ${some(n, 'entry', 'entries')}.`,
  empty: 'Nothing in this scope goes into the file as it was asked for.',
} as const;
