import type { Connection } from '../../shared/contract/bridge.ts';
import type { FillState, KeepLimit, Space } from '../../shared/contract/bridge/keeping.ts';
import type { FaultCode } from '../../shared/lib/fault.ts';
import { connectionWords } from './shell.ts';

const count = (n: number): string => n.toLocaleString('en-GB');
const some = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`;

/** `2.1 GB`, `340 MB`, `12 kB`; 1 kB is 1,024 bytes, as in the limits. */
export function sizeOf(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  const value = bytes / 2 ** (10 * power);
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${value.toLocaleString('en-GB', { maximumFractionDigits: digits })} ${units[power]}`;
}

export const keepingWords = {
  region: 'Keeping',
  title: 'What this workstation keeps',
  open: 'What this workstation keeps',
  lead: 'History is kept here so that it can be read and searched without a network. What goes is asked for again when somebody reads that far back. Words that are not sent yet, open work and what you keep here never go.',
  inMemory: 'Nothing is kept this time: the files of this workstation could not be used.',
  back: 'Back to Work',

  space: 'What takes the space',
  counting: 'Counting',
  notCounted: 'It could not be counted',
  countedAt: (time: string) => `Counted ${time}`,
  again: 'Count again',
  total: 'On the disk',
  free: 'Free on this disk',
  freeUnknown: 'not known',
  about: (size: string) => `about ${size}`,
  holds: (entries: number, customers: number) =>
    `${some(entries, 'entry', 'entries')} of ${some(customers, 'customer', 'customers')}`,
  parts: {
    entries: 'Entries',
    index: 'Search index',
    mail: 'Bodies of mails',
    lookup: 'Names, cases, work and lookup',
    former: 'From before the backend was replaced, being removed',
    empty: 'Free for the next entries',
    journal: 'Journal',
    attachments: 'Attachments',
    outbox: 'Outbox and drafts',
  } satisfies Record<Space['parts'][number]['part'], string>,
  byPart: 'By part',
  byAge: 'By age',
  byChannel: 'By channel',
  byCustomer: 'Customers who take most',
  part: 'Part',
  age: 'Age',
  channel: 'Channel',
  customer: 'Customer',
  entries: 'Entries',
  share: 'Beside the largest',
  size: 'Space',
  upTo: (days: number) => (days === 365 ? 'Up to 1 year' : `Up to ${count(days)} days`),
  older: 'Older',
  estimate: 'What entries take is reckoned from their number and a sample.',

  limits: 'What is kept',
  limitNames: {
    days: 'Keep history for',
    megabytes: 'Use at most',
    freeMegabytes: 'Leave free on the disk',
    fillEntries: 'Load ahead of each customer',
  } satisfies Record<KeepLimit, string>,
  limitHints: {
    days: 'Older entries go, except the newest of each customer.',
    megabytes: 'Above that, whoever was heard of longest ago gives first.',
    freeMegabytes: 'With less than that free, history gives way too.',
    fillEntries: 'Who waits in your queues first, then open cases, then who was heard of last. 0 loads nothing ahead.',
  } satisfies Record<KeepLimit, string>,
  units: { days: 'days', megabytes: 'MB', freeMegabytes: 'MB', fillEntries: 'entries' } satisfies Record<
    KeepLimit,
    string
  >,
  given: 'Set for this workstation by your company',
  wrong: (least: number, most: number) => `From ${count(least)} to ${count(most)}, as a whole number`,
  save: 'Keep',
  always: (entries: number, hours: number) =>
    `The newest ${some(entries, 'entry', 'entries')} of each customer always stay${hours === 0 ? '' : `, and so does what was read in the last ${some(hours, 'hour', 'hours')}`}.`,

  ahead: 'Loaded ahead',
  fill: {
    off: 'Nothing is loaded ahead',
    offline: 'Loading ahead waits for the network',
    room: 'No room for more: nothing further is loaded ahead',
    work: 'Loading ahead, while you do not need the workstation',
    filling: 'Loading ahead, while you do not need the workstation',
    rest: 'Everything that may be loaded ahead is here',
  } satisfies Record<FillState['state'], string>,
  filled: (entries: number, customers: number) =>
    `${some(entries, 'entry', 'entries')} of ${some(customers, 'customer', 'customers')} since the start`,

  room: 'Room',
  byLimits: 'Make room now',
  byLimitsHint: 'Gives up what the limits do not keep, at once.',
  all: 'Give up all older history',
  allHint: (entries: number) => `Down to the newest ${some(entries, 'entry', 'entries')} of each customer.`,
  allTitle: 'Give up all older history?',
  allSaid: (entries: number) =>
    `Of each customer the newest ${some(entries, 'entry', 'entries')} stay, and all of those whom you keep here, whose work is open, to whom words are not sent yet, or who were read lately. The rest is not here without a network, until it is loaded again.`,
  giveUp: 'Give it up',
  cancel: 'Cancel',
  making: 'Making room',
  made: (entries: number, size: string) =>
    entries === 0 ? 'Nothing had to go' : `${some(entries, 'entry', 'entries')} given up, ${size} freed`,

  pins: 'Kept here',
  noPins: 'Nobody yet. “Keep here” stands beside the name of a customer, and beside each open case.',
  pinnedCase: (number: number | null) => (number === null ? 'a case' : `case ${number}`),
  whole: 'The whole customer',
  unknownCustomer: 'Not on this workstation',
  pinEntries: (entries: number, older: number | null) =>
    older === null
      ? 'Nothing here'
      : older === 0
        ? `${some(entries, 'entry', 'entries')}, all there are`
        : `${some(entries, 'entry', 'entries')}, ${count(older)} older not loaded`,
  unpin: 'No longer keep',
  unpinOf: (whom: string) => `No longer keep ${whom} here`,
  keepHere: 'Keep here',
  keepCustomer: (name: string) => `Keep ${name} on this workstation`,
  keepThisCase: 'Keep this case on this workstation',
  keepCase: (number: number) => `Keep case ${number} on this workstation`,

  failures: {
    limits: 'The limits could not be kept',
    room: 'No room could be made',
    space: 'What takes the space could not be counted',
    pin: 'That could not be kept here',
    fetch: 'Older history could not be asked for',
    stop: 'It could not be stopped',
  },
} as const;

/** Beside the completeness mark, and wherever history is missing. */
export const fetchWords = {
  all: 'Load all of it',
  allOf: (customers: number) =>
    customers === 1 ? 'Load all of it' : `Load all of the ${count(customers)} customers found`,
  running: (loaded: number, left: number) =>
    left === 0 ? `Loading: ${count(loaded)} loaded` : `Loading: ${count(loaded)} loaded, ${count(left)} to come`,
  stop: 'Stop',
  /** By the connection, which is told where there is none. */
  needsNetwork: (state: Connection['state'] | null) =>
    `${connectionWords.names[state ?? 'offline']}: older entries come from the backend, when this desk is connected to it`,
  faults: {
    offline: 'The network went away; what came before that is here',
    'not-kept': 'There is no room on this workstation for more',
    retry: 'The backend does not give more now',
    'not-found': 'It is no longer there',
  } as Partial<Record<FaultCode, string>>,
  failed: 'Not all of it could be loaded',
} as const;
