import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isFree,
  isSkilled,
  nextChance,
  POLICY,
  route,
  type Server,
  type Waiting,
} from '../../../backend/routing/route.ts';

const NOW = 1_000_000;
const channel = fc.constantFrom('voice', 'x', 'email', 'whatsapp');
const queueId = fc.constantFrom('q1', 'q2', 'q3');
const agentIds = ['a1', 'a2', 'a3', 'a4'];

const waiting: fc.Arbitrary<Waiting[]> = fc.uniqueArray(
  fc.record({
    id: fc.string({ minLength: 1, maxLength: 4 }),
    queueId,
    queueName: fc.constant('Q'),
    channel,
    priority: fc.integer({ min: 0, max: 3 }),
    enteredAt: fc.integer({ min: 0, max: NOW }),
    declined: fc.dictionary(fc.constantFrom(...agentIds), fc.integer({ min: NOW - 60_000, max: NOW })),
  }),
  { selector: item => item.id, maxLength: 12 },
);
const agents: fc.Arbitrary<Server[]> = fc.tuple(
  ...agentIds.map(id =>
    fc.record({
      id: fc.constant(id),
      queueIds: fc.uniqueArray(queueId),
      channels: fc.uniqueArray(channel),
      capacity: fc.integer({ min: 1, max: 3 }),
      state: fc.constantFrom('available', 'available', 'not-ready', 'on-contact', 'acw', 'offline'),
      freeSince: fc.integer({ min: 0, max: NOW }),
      ringing: fc.boolean(),
      holdsVoice: fc.boolean(),
      holds: fc.integer({ min: 0, max: 3 }),
    }),
  ),
);

const call: Waiting = {
  id: 'w1',
  queueId: 'q1',
  queueName: 'Care',
  channel: 'voice',
  priority: 0,
  enteredAt: 10,
  declined: {},
};
const free: Server = {
  id: 'a1',
  queueIds: ['q1'],
  channels: ['voice', 'x'],
  capacity: 2,
  state: 'available',
  freeSince: 5,
  ringing: false,
  holdsVoice: false,
  holds: 0,
};
const whoGets = (items: Waiting[], servers: Server[], now = NOW) =>
  route(items, servers, POLICY, now).map(({ workItemId, agentId }) => `${workItemId}→${agentId}`);

describe('route', () => {
  test('gives each item to at most one agent and each agent at most one item, all of them able and free', () => {
    fc.assert(
      fc.property(waiting, agents, (items, servers) => {
        const made = route(items, servers, POLICY, NOW);
        expect(new Set(made.map(one => one.workItemId)).size).toBe(made.length);
        expect(new Set(made.map(one => one.agentId)).size).toBe(made.length);
        for (const { workItemId, agentId } of made) {
          const item = items.find(one => one.id === workItemId)!;
          const agent = servers.find(one => one.id === agentId)!;
          expect(isSkilled(item, agent) && isFree(item.channel, agent)).toBe(true);
        }
      }),
    );
  });

  test('leaves nothing waiting that an agent left over could take', () => {
    fc.assert(
      fc.property(waiting, agents, (items, servers) => {
        const made = route(items, servers, POLICY, NOW);
        const left = items.filter(item => made.every(one => one.workItemId !== item.id));
        const idle = servers.filter(agent => made.every(one => one.agentId !== agent.id));
        for (const item of left)
          for (const agent of idle)
            expect(item.declined[agent.id] === undefined && isSkilled(item, agent) && isFree(item.channel, agent)).toBe(
              false,
            );
      }),
    );
  });

  test('does not depend on the order in which it is asked', () => {
    fc.assert(
      fc.property(waiting, agents, (items, servers) => {
        expect(whoGets(items.toReversed(), servers.toReversed())).toEqual(whoGets(items, servers));
      }),
    );
  });

  test('says when time alone brings a chance, and then there is one', () => {
    fc.assert(
      fc.property(waiting, agents, (items, servers) => {
        const at = nextChance(items, servers, POLICY, NOW);
        if (at === null) return;
        expect(at).toBeGreaterThan(NOW);
        expect(route(items, servers, POLICY, at).length).toBeGreaterThan(0);
      }),
    );
  });

  test('takes the most urgent first, then the first come, and the agent free the longest', () => {
    const items = [call, { ...call, id: 'w2', enteredAt: 5 }, { ...call, id: 'w3', priority: 1, enteredAt: 99 }];
    const servers = [free, { ...free, id: 'a2', freeSince: 1 }, { ...free, id: 'a3', freeSince: 9 }];
    expect(whoGets(items, servers)).toEqual(['w3→a2', 'w2→a1', 'w1→a3']);
  });

  test.each<[string, Partial<Server>, string[]]>([
    ['an agent on a call gets nothing', { holdsVoice: true }, []],
    ['an agent with an offer gets no second one', { ringing: true }, []],
    ['an agent at capacity may still be rung', { holds: 2 }, ['w1→a1']],
    ['an agent without the channel gets nothing', { channels: ['x'] }, []],
    ['an agent of another queue gets nothing', { queueIds: ['q2'] }, []],
    ['an agent in after-contact work gets nothing', { state: 'acw' }, []],
  ])('%s', (_name, change, expected) => {
    expect(whoGets([call], [{ ...free, ...change }])).toEqual(expected);
  });

  test('an item is not offered again for 30 s to who declined it, unless nobody else could serve it', () => {
    const declined = { ...call, declined: { a1: NOW - 10_000 } };
    const busy: Server = { ...free, id: 'a2', state: 'on-contact' };
    expect(whoGets([declined], [free, busy])).toEqual([]);
    expect(whoGets([declined], [free, busy], NOW + 20_000)).toEqual(['w1→a1']);
    expect(whoGets([declined], [free, { ...busy, state: 'offline' }])).toEqual(['w1→a1']);
    expect(whoGets([declined], [free, { ...busy, state: 'available' }])).toEqual(['w1→a2']);
  });
});
