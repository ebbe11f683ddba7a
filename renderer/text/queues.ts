import type { Outcome } from '../../shared/domain/outcomes.ts';
import { shortMoment } from './time.ts';

export const queueWords = {
  region: 'Queues',
  title: 'Queues',
  summary: (queues: number, agents: number) =>
    `${queues} ${queues === 1 ? 'queue' : 'queues'}, ${agents} ${agents === 1 ? 'agent' : 'agents'} signed in`,
  columns: {
    queue: 'Queue',
    inQueue: 'In queue',
    longest: 'Longest',
    available: 'Available',
    onContact: 'On contact',
    acw: 'ACW',
    notReady: 'Not ready',
    age: 'Age',
  },
  waiting: (queue: string | null) => (queue ? `Waiting in ${queue}` : 'Waiting in all queues'),
  shown: (shown: number, total: number) => (shown < total ? `${total}, first ${shown}` : String(total)),
  waitingColumns: {
    customer: 'Customer',
    channel: 'Channel',
    waited: 'Waited',
    matter: 'Matter',
    serve: 'Who could serve',
  },
  allQueues: 'All queues',
  ringing: 'Ringing',
  nobody: 'Nobody signed in',
  nobodyFree: 'Nobody is available',
  nothingWaits: 'Nothing waits here',
  couldServe: (name: string, state: string) => `${name} (${state})`,
  /** Available, and without room. */
  full: 'full',
  /** Of those who are available. */
  fullAmong: (full: number, available: number) => (full >= available ? 'all full' : `${full} full`),
  allFull: 'Nobody who is available has room',
  fullOf: (held: number, of: number) => `full: ${held} of ${of}`,
  more: (n: number) => `+${n} more`,
  fewer: 'Fewer',
  agents: 'Agents by state',
  states: {
    available: 'Available',
    'on-contact': 'On contact',
    acw: 'After contact',
    'not-ready': 'Not ready',
    offline: 'Offline',
  } as Readonly<Record<string, string>>,
  old: (age: string) => `${age} old`,
  notLive: (age: string) => `These numbers are ${age} old: the desk is not live.`,
  none: 'No numbers yet',
  noneHint: 'The backend sends the board once a second while this desk is live.',
  leadsOnly: 'Queues are for team leads',
  leadsOnlyHint: 'This desk does not receive the board. Sign in as a team lead to see it.',
  closed: (opensAt: number | null, now: number) =>
    opensAt === null ? 'closed' : `closed, opens ${shortMoment(opensAt, now)}`,
  /** Its time follows. */
  missed: (name: string, missed: number, queue: string) =>
    `${name} did not answer ${missed} offers of ${queue} in a row and became Not ready at`,
  dash: '–',
  channelOf: (queue: string, channel: string) => `${queue}, ${channel}`,
  openIn: (name: string) => `Waiting in ${name}`,
} as const;

/** How work ended. */
export const outcomeWords = {
  title: (from: string) => `How it ended since ${from}`,
  counted: (age: string) => `Counted ${age} ago`,
  /** Its start stands in the title, by the clock of this desk. */
  dayIn: (zone: string) => `The day as it is in ${zone.replaceAll('_', ' ')}`,
  none: 'Nothing has ended yet',
  countedBy: 'Counted by',
  by: { queue: 'By queue', agent: 'By agent' },
  names: {
    answered: 'Answered',
    done: 'Finished without an answer',
    'no-response': 'No response',
    praised: 'Praise',
    reposted: 'Praise, reposted',
    abandoned: 'Abandoned',
  } satisfies Record<Outcome, string>,
  reason: (reason: string, count: number) => `${reason} ${count}`,
  /** All of them, also those that ended work. */
  reposts: 'Reposts',
} as const;
