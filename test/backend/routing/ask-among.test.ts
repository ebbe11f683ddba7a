import { expect, test } from 'vitest';
import { whomToAsk } from '../../../backend/routing/ask-among.ts';
import type { Server } from '../../../backend/routing/route.ts';

const server = (id: string, freeSince: number, more: Partial<Server> = {}): Server => ({
  id,
  queueIds: ['q'],
  channels: ['x'],
  skills: [],
  capacity: 1,
  capacities: {},
  voiceExclusive: true,
  state: 'available',
  freeSince,
  ringing: false,
  holdsVoice: false,
  holds: 0,
  holdsOn: {},
  ...more,
});
const asking = (more: object = {}) => ({
  item: { queueId: 'q' },
  among: { to: 'queue', queueId: 'q' } as const,
  byId: 'me',
  before: new Set<string>(),
  ...more,
});

test('the longest free of the queue, not oneself, and nobody who cannot be asked', () => {
  const servers = [
    server('me', 1),
    server('ringing', 2, { ringing: true }),
    server('on a call', 3, { holdsVoice: true }),
    server('gone', 4, { gone: true }),
    server('away', 5, { state: 'not-ready' }),
    server('elsewhere', 6, { queueIds: ['other'] }),
    server('late', 9),
    server('early', 8),
  ];
  expect(whomToAsk(servers, asking())).toBe('early');
  expect(whomToAsk(servers.slice(0, 6), asking())).toBeNull();
});

test('who has not come before is asked again only where there is nobody else', () => {
  const servers = [server('a', 1), server('b', 2)];
  expect(whomToAsk(servers, asking({ before: new Set(['a']) }))).toBe('b');
  expect(whomToAsk(servers, asking({ before: new Set(['a', 'b']) }))).toBe('a');
});

test('a skill is looked for in the queue of the work', () => {
  const able = { skills: ['Refunds'] };
  const servers = [server('a', 1), server('b', 2, able), server('c', 0, { ...able, queueIds: ['other'] })];
  expect(whomToAsk(servers, asking({ among: { to: 'skill', skill: 'Refunds' } }))).toBe('b');
  expect(whomToAsk(servers, asking({ among: { to: 'skill', skill: 'Spanish' } }))).toBeNull();
});
