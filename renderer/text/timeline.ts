import type { Connection } from '../../shared/contract/bridge.ts';
import type { EntryKind } from '../../shared/domain/entry.ts';
import { eventNames, measureNames } from '../../shared/domain/export/words.ts';
import type { Audience, Channel, Direction } from '../../shared/domain/primitives.ts';
import type { LinkDoubt } from '../timeline/links.ts';
import { connectionWords } from './shell.ts';

const count = (n: number): string => n.toLocaleString('en-GB');
const some = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`;

export const channelWords: Readonly<Record<Channel, string>> = {
  x: 'X',
  facebook: 'Facebook',
  instagram: 'Instagram',
  mastodon: 'Mastodon',
  whatsapp: 'WhatsApp',
  sms: 'SMS',
  chat: 'Web chat',
  email: 'Email',
  voice: 'Calls',
  web: 'Web form',
  letter: 'Letter',
  review: 'Reviews',
  internal: 'Internal',
};

/** Within a sentence. */
export const spokenChannels: Readonly<Record<Channel, string>> = {
  ...channelWords,
  voice: 'phone',
  email: 'email',
  chat: 'web chat',
  web: 'web form',
  letter: 'letter',
  review: 'review',
  internal: 'notes',
};

export const kindWords: Readonly<Record<EntryKind, string>> = {
  post: 'Posts',
  message: 'Messages',
  email: 'Emails',
  call: 'Calls',
  note: 'Notes',
  event: 'Events',
  survey: 'Survey answers',
};

export const audienceWords: Readonly<Record<Audience, string>> = {
  public: 'Public',
  private: 'Private',
  internal: 'Only colleagues',
};

export const directionWords: Readonly<Record<Direction, string>> = {
  in: 'From the customer',
  out: 'From us',
  internal: 'Among us',
};

/** `X post`, `Email`, `WhatsApp message`: what an entry is, for its label and its line. */
export function sortOf(kind: EntryKind, channel: Channel, audience: Audience): string {
  if (kind === 'email') return 'Email';
  if (kind === 'call') return 'Call';
  if (kind === 'note') return 'Note';
  if (kind === 'event') return 'Event';
  if (kind === 'survey') return 'Survey answer';
  if (channel === 'letter') return 'Letter';
  if (channel === 'web') return 'Web form';
  if (channel === 'review') return 'Review';
  if (channel === 'chat') return 'Web chat';
  if (channel === 'voice') return 'Phone message';
  if (channel === 'whatsapp' || channel === 'sms') return `${channelWords[channel]} message`;
  const noun = kind === 'post' ? (audience === 'public' ? 'post' : 'private post') : 'direct message';
  return `${channelWords[channel]} ${noun}`;
}

const notNow = (state: Connection['state']): string =>
  `${connectionWords.names[state]}: older entries cannot be loaded now`;
const BROKE = 'The connection broke: older entries were not loaded';
const OLDER_FAILED: Readonly<Record<Connection['state'], string>> = {
  live: BROKE,
  'catching-up': BROKE,
  connecting: notNow('connecting'),
  offline: notNow('offline'),
  'signed-out': notNow('signed-out'),
  replaced: notNow('replaced'),
  'upgrade-required': notNow('upgrade-required'),
};

export const timelineWords = {
  region: 'Timeline',
  feed: 'Entries',
  openSince: (span: string) => `Open ${span}`,
  closed: (day: string) => `Closed ${day}`,
  moreCases: (n: number) => some(n, 'more open case', 'more open cases'),

  whole: (from: string, to: string, daysAgo: number) =>
    `Complete from ${from} to ${to}${daysAgo > 0 ? `, ${some(daysAgo, 'day', 'days')} ago` : ''}`,
  notYet: 'Nothing loaded yet',
  allThere: 'nothing older exists',
  older: (n: number) => `${some(n, 'older entry', 'older entries')} not loaded`,
  olderUnknown: 'not known what is older',
  loadOlder: 'Load older',
  asking: 'Loading older entries',
  /** By the connection; where there is one again, it broke while they were asked for. */
  olderFailed: (state: Connection['state'] | null) => OLDER_FAILED[state ?? 'offline'],
  olderRefused: 'Older entries could not be loaded',

  hidden: (n: number) => `${count(n)} hidden`,
  showAll: 'Show all',
  allHidden: (n: number) => `Your filters hide ${n === 1 ? 'the only entry' : `all ${count(n)} entries`}`,
  empty: 'No entries yet',
  emptyHint: 'What this customer writes and says, and what we answer, appears here as it happens.',
  fault: 'This conversation cannot be shown',
  faultHint: 'What is on this workstation is safe. Opening it was refused or failed.',
  again: 'Try again',
  fresh: (n: number) => `${count(n)} new`,
  toNewest: 'Newest',
  notHere: 'That entry is not among those shown',

  thread: (channel: Channel) => `${channelWords[channel]} ${channel === 'email' ? 'thread' : 'conversation'}`,
  threadWith: (handle: string) => `with ${handle}`,
  threadCount: (n: number) => some(n, 'entry', 'entries'),
  threadMoved: 'public and private',
} as const;

const QUEUED: Readonly<Record<Connection['state'], string>> = {
  live: 'Queued',
  'catching-up': 'Queued',
  connecting: 'Queued until online',
  offline: 'Queued until online',
  'signed-out': 'Queued until you sign in again',
  replaced: 'Queued until you use this desk again',
  'upgrade-required': 'Queued until this program is updated',
};

export const entryWords = {
  goesOnFrom: (where: string) => `Goes on here from ${where}`,
  repostedAs: (handle: string, who: string) => `Reposted as ${handle} by ${who}`,
  repostedFor: (reason: string) => `for ${reason}`,
  repostStates: {
    sent: (when: string) => `sent ${when}`,
    confirmed: (when: string) => `confirmed ${when}`,
    undoing: () => 'being taken back',
    undone: (when: string) => `taken back ${when}`,
    failed: (when: string) => `not reposted ${when}`,
  },
  repostStays: (reason: string) => `still there: ${reason}`,
  undoRepost: 'Undo repost',
  label: (what: string, audience: Audience, who: string, when: string) =>
    `${audienceWords[audience]} ${/^(?:X|SMS|WhatsApp|Facebook|Instagram|Mastodon)\b/.test(what) ? what : what.toLowerCase()} from ${who}, ${when}`,
  callLabel: (who: string, when: string) => `Private call with ${who}, ${when}`,
  eventLabel: (what: string, when: string) => `${what}, ${when}`,
  to: (handle: string) => `to ${handle}`,
  as: (handle: string) => `as ${handle}`,
  incoming: 'From the customer',
  outgoing: 'From us',
  toGo: (lines: number) => `Show all, ${some(lines, 'more line', 'more lines')}`,
  less: 'Show less',
  quoted: (lines: number) => some(lines, 'quoted line', 'quoted lines'),
  signature: 'Signature',
  subject: (text: string) => text || 'No subject',
  recipients: (n: number) => some(n, 'recipient', 'recipients'),
  toLine: 'To',
  ccLine: 'Cc',
  automatic: 'Automatic mail',
  reposts: (n: string) => (n === '1' ? '1 repost' : `${n} reposts`),
  likes: (n: string) => (n === '1' ? '1 like' : `${n} likes`),
  views: (n: string) => (n === '1' ? 'seen once' : `seen ${n} times`),
  openAt: (channel: Channel) => `Open on ${channelWords[channel]}`,
  openSource: 'Open at its source',
  replyTo: 'In reply to',
  edited: (when: string) => `Edited ${when}`,
  deleted: (channel: Channel, when: string) => `Deleted on ${channelWords[channel]} ${when}`,
  deletedText: 'Show what was deleted',
  truncated: 'Cut at intake: the original is longer',
  noText: 'No text',

  sent: (when: string) => `Sent ${when}`,
  confirmed: (channel: Channel, when: string) =>
    channel === 'internal' ? `Saved ${when}` : `Confirmed by ${channelWords[channel]} ${when}`,
  failed: (reason: string) => `Not delivered: ${reason}`,
  noReason: 'no reason given',
  /** By the connection; null: not told yet. Where there is one, something else is waited for: what came before, or that work is held. */
  queued: (state: Connection['state'] | null) => (state === null ? 'Queued' : QUEUED[state]),
  onItsWay: (when: string) => `Sent ${when}, not yet confirmed`,
  refused: (reason: string) => `Not sent: ${reason}`,
  takeBack: 'Take back',
  retry: 'Try again',

  talk: 'Talk',
  queue: 'Queue',
  hold: 'Hold',
  wrapUp: 'Wrap-up',
  callLive: (name: string) => `Live call with ${name}`,
  callWaiting: 'Waiting in the queue',
  callTaken: (name: string) => `Call taken by ${name}`,
  callMade: (name: string) => `Call made by ${name}`,
  callEnded: 'Call',
  callAbandoned: 'Caller hung up before an answer',
  from: (number: string) => `from ${number}`,
  toNumber: (number: string) => `to ${number}`,
  withheld: 'number withheld',
  moreTurns: (n: number) => some(n, 'more turn', 'more turns'),
  fewerTurns: 'Fewer turns',
  turns: 'Transcript',

  measures: measureNames,
  score: (measure: string, score: string, of: string) => `${measure} ${score} of ${of}`,
  answeredBy: (channel: Channel) => `answered by ${spokenChannels[channel]}`,
  promise: (when: string) => `Promise for ${when}`,

  /** Who did it stands behind. */
  events: {
    ...eventNames,
    'consult.joined': 'Came in to help',
    'consult.declined': 'Did not come in',
    'consult.left': 'Left',
  },
  by: (name: string) => `by ${name}`,
} as const;

export const mailWords = {
  formatted: 'As its sender drew it',
  plain: 'Plain text only',
  frame: 'Mail as its sender drew it',
  loading: 'Reading the mail',
  gone: 'The formatted version is not on this workstation',
  cut: 'Too much formatting: a part is left out here. The text above is whole.',
  blocked: (n: number) =>
    `${some(n, 'remote image', 'remote images')} not loaded. Loading ${n === 1 ? 'it' : 'them'} tells the sender.`,
  loadOnce: 'Load once',
  loaded: (n: number) =>
    `${some(n, 'remote image', 'remote images')} asked for. The sender can know that this mail was read.`,
  notShown: 'The formatted version cannot be shown now. The text above is whole.',
  links: (n: number) => some(n, 'link in this mail', 'links in this mail'),
  refusedLink: 'not opened from here',
  taller: 'Taller',
  shorter: 'Shorter',
} as const;

export const linkWords = {
  title: 'Open this link outside?',
  mail: 'Write to this address outside?',
  phone: 'Call this number outside?',
  leads: 'It leads to',
  whole: 'Whole address',
  open: 'Open',
  cancel: 'Cancel',
  copy: 'Copy address',
  copied: 'Copied',
  notOpened: 'This desk could not open it. The address can be copied.',
  doubts: {
    differs: 'The text of the link names another place.',
    credentials: 'There is a name before the @. It is not where the link leads.',
    punycode: 'Letters of other alphabets in the host, shown here as xn--. They can look like a name you know.',
    hidden: 'It holds characters that cannot be seen, written out below.',
    'plain-http': 'Not encrypted: others on the way can read it.',
    'number-host': 'The host is a bare number, not a name.',
  } satisfies Record<LinkDoubt, string>,
} as const;

export const filterWords = {
  group: 'Filters',
  off: (n: number) => `${count(n)} hidden`,
  more: 'More',
  kinds: 'Kinds',
  directions: 'Direction',
  audiences: 'Audience',
  handles: 'Handle',
  dates: 'Dates',
  allKinds: 'All kinds',
  allDirections: 'Both ways',
  allAudiences: 'Public, private',
  allHandles: 'All handles',
  allDates: 'All dates',
  today: 'Today',
  week: 'Last 7 days',
  month: 'Last 30 days',
  fromDay: 'From',
  toDay: 'To',
  since: (day: string) => `Since ${day}`,
  until: (day: string) => `Until ${day}`,
  between: (from: string, to: string) => `${from} to ${to}`,
  sides: 'Kinds, audience, direction, handle',
  several: (n: number) => `${n} filters`,
  nouns: { kinds: 'kinds', audiences: 'audiences', directions: 'directions', handles: 'handles' },
  of: (n: number, all: number, noun: string) => `${n} of ${all} ${noun}`,
} as const;
