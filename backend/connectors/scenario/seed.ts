import type { Channel } from '../../../shared/domain/primitives.ts';
import type { Seed, SeedAgent, SeedQueue } from '../../store/seed.ts';

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

const queues: readonly SeedQueue[] = [
  // First of its channel: where a call goes that names no queue.
  queue(QUEUES.priority, 'Priority care', ['voice'], 30 * SECOND, 20 * SECOND),
  queue(QUEUES.bookings, 'Bookings and changes', ['voice'], 20 * SECOND, 30 * SECOND),
  queue(QUEUES.messaging, 'Disruption, messaging', ['whatsapp', 'chat', 'sms', 'x'], 30 * SECOND, 5 * MINUTE),
  queue(QUEUES.social, 'Social, public', ['x', 'facebook', 'instagram', 'mastodon'], 30 * SECOND, 15 * MINUTE),
  queue(QUEUES.email, 'Email, general', ['email', 'web', 'letter'], 45 * SECOND, 240 * MINUTE),
  queue(QUEUES.reviews, 'Reviews and forums', ['review'], 45 * SECOND, 480 * MINUTE),
];

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

const agent = (id: string, name: string, queueIds: readonly string[], capacity: number): SeedAgent => ({
  id,
  name,
  role: 'agent',
  queueIds: [...queueIds],
  channels: ['voice', ...WRITTEN],
  capacity,
});

// Only Mara serves "Priority care": the escalated call is hers by skill, not by luck.
const agents: readonly SeedAgent[] = [
  agent('agent-mara', 'Mara Lindholm', [QUEUES.priority, QUEUES.messaging, QUEUES.social], 3),
  agent('agent-priya', 'Priya Shah', [QUEUES.social, QUEUES.messaging, QUEUES.email], 3),
  agent('agent-tomasz', 'Tomasz Wolski', [QUEUES.bookings, QUEUES.email], 2),
  agent('agent-elodie', 'Elodie Marchetti', [QUEUES.messaging, QUEUES.social, QUEUES.reviews], 3),
  agent('agent-kwabena', 'Kwabena Osei', [QUEUES.bookings, QUEUES.email, QUEUES.reviews], 2),
  { ...agent('agent-ruth', 'Ruth Okafor', Object.values(QUEUES), 1), role: 'lead' },
];

/** Larkwing Air's contact centre: who works there and which queues they serve. */
export const demoSeed: Seed = { agents, queues };

/** Played by the scenario unless one of them is at the desk. */
export const COLLEAGUES: readonly string[] = ['Priya Shah', 'Tomasz Wolski', 'Elodie Marchetti', 'Kwabena Osei'];
export const DEFAULT_AGENT = 'Mara Lindholm';
