import type { Hours } from '../../../shared/domain/hours.ts';
import type { Channel } from '../../../shared/domain/primitives.ts';
import type { BrandHandle } from '../../../shared/domain/team.ts';
import type { Disposition } from '../../../shared/domain/work.ts';
import type { Seed, SeedAgent, SeedQueue, SeedTeam } from '../../store/seed.ts';

const queue = (
  id: string,
  name: string,
  channels: readonly Channel[],
  ringMs: number,
  withinMs: number,
): SeedQueue => ({
  id,
  name,
  channels: [...channels],
  ringMs,
  serviceLevel: { percent: 80, ms: withinMs },
  missedToNotReady: 2,
});

const social = (address: string, channel: Channel, name: string): BrandHandle => ({
  address,
  channel,
  name,
  signOff: '^{{agent.initials}}',
  shiftIntro: null,
  signature: null,
});

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

export const QUEUES = {
  priority: 'queue-priority',
  bookings: 'queue-bookings',
  messaging: 'queue-messaging',
  social: 'queue-social',
  email: 'queue-email',
  reviews: 'queue-reviews',
} as const;

/** Whoever serves "Priority care" has it. */
export const ESCALATIONS = 'escalations';
const LEVEL = 4;

const endings = (...labels: readonly string[]): Disposition[] =>
  labels.map(label => ({ code: label.toLowerCase().replaceAll(/[^a-z]+/g, '-'), label }));
const CALLS = endings(
  'Question answered',
  'Rebooked',
  'Refund promised',
  'Compensation explained',
  'Bag traced',
  'Call back agreed',
  'Passed to another team',
  'Complaint, not settled',
  'Wrong number',
);
const MESSAGES = endings('Question answered', 'Rebooked', 'Refund promised', 'Bag traced', 'No answer from customer');

const HOUR_OF = 60;
const span = (from: number, to: number) => [{ from: from * HOUR_OF, to: to * HOUR_OF }];
const office = (weekday: ReturnType<typeof span>, saturday: ReturnType<typeof span> | []): Hours => ({
  zone: 'Europe/London',
  week: [weekday, weekday, weekday, weekday, weekday, saturday, []],
  holidays: [
    { date: '2026-12-25', name: 'Christmas Day', spans: [] },
    { date: '2026-12-26', name: 'Boxing Day', spans: [] },
    { date: '2027-01-01', name: 'New Year’s Day', spans: [] },
  ],
});

const queues: readonly SeedQueue[] = [
  // First of its channel: where a call goes that names no queue.
  {
    ...queue(QUEUES.priority, 'Priority care', ['voice'], 30 * SECOND, 20 * SECOND),
    skills: [ESCALATIONS],
    wrapUp: { required: false, acwMs: 30 * SECOND, dispositions: CALLS },
  },
  {
    ...queue(QUEUES.bookings, 'Bookings and changes', ['voice'], 20 * SECOND, 30 * SECOND),
    wrapUp: { required: true, acwMs: 30 * SECOND, dispositions: CALLS },
  },
  {
    ...queue(QUEUES.messaging, 'Disruption, messaging', ['whatsapp', 'chat', 'sms', 'x'], 30 * SECOND, 5 * MINUTE),
    preferredMs: 20 * SECOND,
    seniorSkill: ESCALATIONS,
    wrapUp: { required: false, acwMs: null, dispositions: MESSAGES },
  },
  {
    ...queue(QUEUES.social, 'Social, public', ['x', 'facebook', 'instagram', 'mastodon'], 30 * SECOND, 15 * MINUTE),
    seniorSkill: ESCALATIONS,
  },
  {
    // Whoever is there goes on with the mail in the evening.
    ...queue(QUEUES.email, 'Email, general', ['email', 'web', 'letter'], 45 * SECOND, 240 * MINUTE),
    hours: office(span(8, 20), span(9, 17)),
    outside: { serve: true, reply: null },
    wrapUp: { required: false, acwMs: null, dispositions: MESSAGES },
  },
  {
    ...queue(QUEUES.reviews, 'Reviews and forums', ['review'], 45 * SECOND, 480 * MINUTE),
    hours: office(span(8, 18), []),
    outside: { serve: true, reply: null },
  },
];

/** How a contact of this queue may end, by code. */
export const dispositionsOf = (queueId: string): readonly string[] =>
  queues.find(({ id }) => id === queueId)?.wrapUp?.dispositions.map(({ code }) => code) ?? [];

const WRITTEN: readonly Channel[] = [
  'x',
  'facebook',
  'instagram',
  'mastodon',
  'whatsapp',
  'sms',
  'chat',
  'email',
  'web',
  'letter',
  'review',
];

const agent = (
  id: string,
  name: string,
  queueIds: readonly string[],
  capacity: number,
  ...skills: readonly string[]
): SeedAgent => ({
  id,
  name,
  role: 'agent',
  queueIds: [...queueIds],
  channels: ['voice', ...WRITTEN],
  capacity,
  skills: skills.map(skill => ({ name: skill, level: LEVEL })),
});

// Of those who are played nobody serves "Priority care": the escalated call is Mara's by skill, not by luck.
const agents: readonly SeedAgent[] = [
  agent('agent-mara', 'Mara Lindholm', [QUEUES.priority, QUEUES.messaging, QUEUES.social], 3, ESCALATIONS, 'refunds'),
  agent('agent-priya', 'Priya Shah', [QUEUES.social, QUEUES.messaging, QUEUES.email], 3, 'refunds'),
  agent('agent-tomasz', 'Tomasz Wolski', [QUEUES.bookings, QUEUES.email], 2),
  agent('agent-elodie', 'Elodie Marchetti', [QUEUES.messaging, QUEUES.social, QUEUES.reviews], 3),
  agent('agent-kwabena', 'Kwabena Osei', [QUEUES.bookings, QUEUES.email, QUEUES.reviews], 2),
  { ...agent('agent-ruth', 'Ruth Okafor', Object.values(QUEUES), 1, ESCALATIONS, 'refunds'), role: 'lead' },
];

const team: SeedTeam = {
  id: 'team-larkwing',
  name: 'Larkwing Care',
  notReadyReasons: ['Break', 'Lunch', 'Training', 'Coaching', 'Team meeting', 'Paperwork', 'Technical problem'],
  noResponseReasons: ['Answered by somebody else', 'No question in it', 'Abusive', 'Spam', 'Wrong company'],
  praiseReasons: ['Crew', 'App and website'],
  voiceExclusive: true,
  shifts: { zone: 'Europe/London', starts: [6 * HOUR_OF, 14 * HOUR_OF, 22 * HOUR_OF] },
  handles: [
    {
      ...social('@LarkwingCare', 'x', 'Larkwing Care'),
      shiftIntro: 'Hello, {{agent.firstName}} here until {{shift.end}}. ^{{agent.initials}}',
    },
    social('@LarkwingAir', 'x', 'Larkwing Air'),
    social('Larkwing Air', 'facebook', 'Larkwing Air'),
    social('@larkwingair', 'instagram', 'Larkwing Air'),
    social('@care@larkwing.example', 'mastodon', 'Larkwing Care'),
    {
      address: 'care@larkwing.example',
      channel: 'email',
      name: 'Larkwing Care',
      signOff: null,
      shiftIntro: null,
      signature: '{{agent.name}}\nLarkwing Air, Customer Care',
    },
  ],
  macros: [
    {
      id: 'macro-bag',
      name: 'Bag traced, on its way',
      channels: null,
      text: 'Hi {{customer.firstName}}, your bag has been traced and will be delivered to {{?delivery address}} by {{?day}}. Case {{case.number}}.',
    },
    {
      id: 'macro-refund',
      name: 'Refund passed on',
      channels: null,
      text: 'Hi {{customer.firstName}}, your refund of {{?amount}} has been passed to your bank; it takes up to {{?days}} working days.',
    },
    {
      id: 'macro-move',
      name: 'Please write in private',
      channels: ['x', 'facebook', 'instagram', 'mastodon'],
      text: 'Sorry to hear that, {{customer.firstName}}. Please send us a direct message with your booking reference, so that we can look into it.',
    },
    {
      id: 'macro-delay',
      name: 'Delay, what you may claim',
      channels: ['email', 'whatsapp', 'chat', 'sms', 'web'],
      text: 'Dear {{customer.name}}, for a delay of more than three hours you may claim compensation. Please send us your booking reference and the date of the flight. Your case is {{case.number}}.',
    },
  ],
};

/** Larkwing Air's contact centre: who works there and which queues they serve. */
export const demoSeed: Seed = { agents, queues, team };

/** The same with this agent on "Priority care" today, so that the escalated call is theirs; others as they always are. */
export const seedFor = (agentName: string): Seed => ({
  ...demoSeed,
  agents: agents.map(one => (one.name === agentName ? onPriority(one) : one)),
});

function onPriority(one: SeedAgent): SeedAgent {
  const { queueIds, skills = [] } = one;
  const isSkilled = skills.some(({ name }) => name === ESCALATIONS);
  return {
    ...one,
    queueIds: queueIds.includes(QUEUES.priority) ? queueIds : [QUEUES.priority, ...queueIds],
    skills: isSkilled ? skills : [...skills, { name: ESCALATIONS, level: LEVEL }],
  };
}

/** Played by the scenario unless one of them is at the desk. */
export const COLLEAGUES: readonly string[] = ['Priya Shah', 'Tomasz Wolski', 'Elodie Marchetti', 'Kwabena Osei'];
export const DEFAULT_AGENT = 'Mara Lindholm';
