import type { Seed } from '../../backend/store/seed.ts';

/** Milliseconds that an offer rings. */
export const RING_MS = 8_000;

const level = { percent: 80, ms: 20_000 };
const queue = (id: string, name: string, channels: Seed['queues'][number]['channels']) =>
  ({
    id,
    name,
    channels,
    ringMs: RING_MS,
    serviceLevel: level,
    missedToNotReady: 2,
    seniorSkill: 'senior',
    wrapUp: { required: false, acwMs: 4_000, dispositions: [] },
  }) as unknown as Seed['queues'][number];
const agent = (id: string, name: string, queueIds: string[], role: 'agent' | 'lead' = 'agent') =>
  ({
    id,
    name,
    role,
    queueIds,
    channels: ['voice', 'whatsapp'],
    capacity: 2,
    skills: id === 'a-ada' ? [{ name: 'senior', level: 3 }] : [],
  }) as unknown as Seed['agents'][number];

/** Three agents who overlap in part: somebody else could serve, or nobody. */
export const seedData: Seed = {
  queues: [queue('q-voice', 'Calls', ['voice']), queue('q-chat', 'Messages', ['whatsapp'])],
  agents: [
    agent('a-ada', 'Ada Ash', ['q-voice', 'q-chat'], 'lead'),
    agent('a-bo', 'Bo Birch', ['q-chat']),
    agent('a-cy', 'Cy Cedar', ['q-voice']),
  ],
};
