import type { Connection, Notice, Waiting } from '../../shared/contract/bridge.ts';
import type { CommandKind } from '../../shared/contract/commands.ts';
import type { FaultCode } from '../../shared/lib/fault.ts';
import type { AskedPresence, PresenceState } from '../../shared/domain/presence.ts';

export const shellWords = {
  product: 'Foreword',
  toWork: 'Foreword, go to Work',
  close: 'Close',
  views: 'Views',
  viewNames: { work: 'Work', queues: 'Queues', review: 'Review', keeping: 'Keeping' },
  viewMenu: (name: string) => `View: ${name}`,
  search: 'Search history',
  clear: 'Clear',
  theme: 'Switch theme',
  density: 'Switch density',
  account: (name: string) => `${name}, account`,
  nobody: 'Not signed in',
  settings: 'Settings',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  themeTitle: 'Theme',
  densities: { compact: 'Compact', comfortable: 'Comfortable' },
  densityTitle: 'Density',
  keys: 'Keys',
  commands: 'Commands',
  version: (host: string, version: string) => `${host === 'electron' ? 'Desktop' : 'Browser'} host, version ${version}`,
  roles: { agent: 'Agent', lead: 'Team lead' },
  broken: 'This part of the screen failed',
  brokenHint: 'What is on this workstation is safe. The rest goes on working.',
  again: 'Try again',
  more: 'More',
  notices: 'Notices',
} as const;

const some = (n: number, one: string, many: string): string => (n === 0 ? '' : `${n} ${n === 1 ? one : many}`);
/** "2 replies, 1 note, 1 other action"; of nothing but other actions "3 actions". Nothing: the empty string. */
export function waitingWords({ replies, notes, others }: Waiting): string {
  const words = [some(replies, 'reply', 'replies'), some(notes, 'note', 'notes')].filter(Boolean);
  const actions = words.length > 0 ? some(others, 'other action', 'other actions') : some(others, 'action', 'actions');
  return [...words, actions].filter(Boolean).join(', ');
}

export const connectionWords = {
  region: 'Connection',
  names: {
    live: 'Live',
    'catching-up': 'Catching up',
    connecting: 'Connecting',
    offline: 'Offline',
    'signed-out': 'Signed out',
    replaced: 'Replaced',
    'upgrade-required': 'Upgrade required',
  } satisfies Record<Connection['state'], string>,
  completeTo: (time: string) => `complete to ${time}`,
  left: (n: number) => `${n.toLocaleString('en-GB')} left`,
  since: (time: string) => `since ${time}`,
  queued: (waiting: Waiting) => `${waitingWords(waiting)} queued`,
  setAside: (n: number) => `${n} unreadable ${n === 1 ? 'record' : 'records'} set aside`,
  retry: 'Try now',
  /** The other desk is signed out by it. */
  useThis: 'Use this desk',
  /** `why`: in words for a person, where it is known. */
  offlineBanner: (upTo: string | null, why: string | null) =>
    `${why ? `${/[.!?]$/.test(why) ? why : `${why}.`} ` : ''}You are reading what this workstation has${upTo ? `, complete to ${upTo}` : ''}. What you send is queued.`,
  offlineSince: (time: string) => `Offline since ${time}.`,
  signedOut: 'Signed out.',
  signedOutHint: 'The backend does not accept this desk’s sign-in. Everything cached stays readable.',
  secret: 'Secret',
  signIn: 'Sign in',
  replaced: 'You are signed in elsewhere.',
  replacedHint:
    'Another desk took over this agent’s session. What you send from this one waits until you use it again.',
  upgrade: 'This desk and the backend do not fit together.',
  upgradeHint: 'Install the newest version. Everything cached stays readable.',
} as const;

export const noticeWords: Readonly<Record<Notice['kind'], string>> = {
  'cache-refilled':
    'The cache was damaged. It was set aside and is filled again from the backend; the outbox was kept.',
  'index-rebuilt': 'The search index was damaged and has been built again. Nothing else was lost.',
  'disk-full': 'The disk is full. New history cannot be kept on this workstation until there is room.',
  'cache-locked':
    'Another Foreword uses this cache. This one works online only; what you write is kept in a file of its own.',
  'cache-too-new':
    'The cache was written by a newer Foreword. Install that version; this one does not touch it and works from memory.',
  'cache-other-key':
    'The kept history belongs to another key or another agent. It was set aside untouched and is fetched again.',
  'outbox-other-key':
    'The file of unsent words belongs to another key or another agent. It is left untouched; what you write is kept beside it.',
  'key-unprotected':
    'This workstation cannot protect the key of what is kept on it: whoever copies its files can read them.',
  'key-unreadable':
    'The key of what is kept on this workstation cannot be had. It is left as it is; Foreword works from memory, and what is not sent when it ends is lost.',
  'memory-only':
    'Nothing is kept on this workstation. What is not sent when Foreword ends is lost, unsent replies among it.',
  'core-restarted': 'The part that keeps the history stopped and was started again.',
  'words-erased': 'A customer was erased on request. What you had written to them and not sent was erased with them.',
};

export const noticeActions = { dismiss: 'Seen' } as const;

export const presenceWords = {
  menu: 'Presence',
  states: {
    offline: 'Offline',
    available: 'Available',
    'not-ready': 'Not ready',
    'on-contact': 'On contact',
    acw: 'ACW',
  } satisfies Record<PresenceState, string>,
  withReason: (state: string, reason: string) => `${state}: ${reason}`,
  pending: (what: string) => `then ${what}`,
  takeBack: (what: string) => `Take back: not ${what} afterwards`,
  notReadyTitle: 'Not ready',
  unknown: 'Not known yet',
  asked: (asked: AskedPresence) =>
    asked.reason ?? { available: 'Available', 'not-ready': 'Not ready', offline: 'Offline' }[asked.state],
} as const;

/** To who is Not Ready and has not asked for it. */
export const notReadyWords = {
  since: (time: string) => `Not ready since ${time}.`,
  lost: 'The connection was lost for a while. Nothing counts as missed. Nothing rings until you are available again.',
  away: 'This workstation was asleep. Nothing counts as missed. Nothing rings until you are available again.',
  missed: 'Offers rang here and were not answered. Nothing rings until you are available again.',
  back: 'Become available',
} as const;

/** What the agent asked for and did not get. */
export const failureWords = {
  moreHits: 'Older hits could not be read',
  draft: 'The draft could not be kept',
  draftRead: 'The draft that was kept could not be read',
  accept: 'The offer could not be accepted',
  decline: 'The offer could not be declined',
  finish: 'The work could not be finished',
  settle: 'It could not be settled',
  extend: 'The time could not be extended',
  endAfter: 'The time after the contact could not be ended',
  presence: 'The presence could not be changed',
  settings: 'The settings could not be kept',
  retry: 'The connection could not be tried',
  signIn: 'The secret could not be tried',
  notice: 'The notice could not be put away',
  takeBack: 'It could not be taken back',
  say: (what: string, why: string) => `${what}. ${asSentence(why)}`,
} as const;

/** Words of the agent that did not get to where they should, and what became of them. */
export const notSentWords = {
  region: 'Not sent',
  title: (kind: 'reply.send' | 'note.add', name: string | null) =>
    kind === 'reply.send' ? `Reply to ${name ?? 'a customer'} not sent.` : `Note on ${name ?? 'a customer'} not saved.`,
  undelivered: (name: string) => `Reply to ${name} not delivered.`,
  notReposted: (name: string) => `Repost for ${name} not made.`,
  network: (why: string) => `The network refused it: ${why}`,
  open: 'Open',
  edit: 'Edit',
  again: 'Edit and send again',
  files: (names: readonly string[]) =>
    `Attach again what went along: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}.`,
  retry: 'Try again',
  discard: 'Discard',
  ask: (name: string | null) => `Discard what you wrote to ${name ?? 'this customer'}? It cannot be brought back.`,
  keep: 'Keep it',
  seen: 'Seen',
  some: (n: number) => `${n} replies, notes or reposts did not get through.`,
  all: 'Show all',
  fewer: 'Show fewer',
  failed: {
    open: 'It could not be opened',
    edit: 'The words could not be taken back',
    again: 'The words could not be put into the composer',
    retry: 'It could not be tried again',
    discard: 'The words could not be discarded',
    seen: 'The notice could not be put away',
  },
} as const;

/** Words of others may end as they like; ours follow. */
export const asSentence = (words: string): string => {
  const said = words.trim();
  return said === '' || /[.!?…]$/u.test(said) ? said : `${said}.`;
};

/** Words and hand-overs have banners of their own; of the last two there is nothing an agent could do. */
type ToldElsewhere =
  | 'reply.send'
  | 'note.add'
  | 'work.transfer'
  | 'work.escalate'
  | 'work.consult'
  | 'work.completeTransfer'
  | 'work.reassign'
  | 'mention.see'
  | 'erasure.confirm';

/** Commands that the backend refused. */
export const refusedWords = {
  'offer.accept': 'The offer was not yours to accept',
  'offer.decline': 'The offer was not declined',
  'presence.set': 'The presence was not changed',
  'work.finish': 'The work was not finished',
  'work.noResponse': 'The work was not left without an answer',
  'work.praise': 'The praise was not marked',
  'case.move': 'The matter was not moved',
  'customer.prefer': 'The preferred agent was not changed',
  'customer.erase': 'The customer was not erased',
  'shift.introduce': 'The introduction was not posted',
  'shift.skipIntroduction': 'The introduction was not skipped',
  'post.repost': 'The post was not reposted',
  'post.undoRepost': 'The repost was not taken back',
  'case.code': 'No code was made',
  'work.park': 'The work was not parked',
  'work.wake': 'The work was not brought back',
  'work.take': 'The work was not taken',
  'acw.extend': 'The time was not extended',
  'acw.end': 'The time after the contact was not ended',
  'work.endConsult': 'The colleague was not let go',
  'work.leave': 'You could not leave',
  'work.conference': 'The conference was not begun',
  'call.control': 'What you asked of the call (mute, hold, keypad or recording) was not done',
  'call.dial': 'The number was not called',
  'export.record': 'The record of an export was not taken',
} as const satisfies Readonly<Record<Exclude<CommandKind, ToldElsewhere>, string>>;

/** What the screen says for a closed kind of failure. */
export const faultWords: Readonly<Record<FaultCode, string>> = {
  'bad-input': 'This was not accepted as it stands',
  unauthenticated: 'This desk is signed out',
  denied: 'You may not do this',
  'not-found': 'It is no longer there',
  expired: 'Its time had run out',
  conflict: 'Somebody else was first',
  'too-large': 'It is too long',
  'upgrade-required': 'This desk is too old for the backend',
  retry: 'The backend asks to try again',
  offline: 'This desk is offline',
  'not-kept': 'This workstation could not write it down: its disk is full or its files are in use',
  internal: 'Something failed inside Foreword',
};
