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
    skills: fc.uniqueArray(fc.constantFrom('gold', 'french'), { maxLength: 1 }),
    levels: fc.dictionary(fc.constantFrom('gold', 'french'), fc.integer({ min: 1, max: 5 })),
    preferred: fc.option(
      fc.record({
        until: fc.integer({ min: NOW - 10, max: NOW + 10 }),
        agents: fc
          .uniqueArray(fc.constantFrom(...agentIds), { minLength: 1, maxLength: 2 })
          .map(ids => ids.map(id => ({ id, why: `liked ${id}` }))),
      }),
    ),
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
      skills: fc.uniqueArray(fc.constantFrom('gold', 'french')),
      levels: fc.dictionary(fc.constantFrom('gold', 'french'), fc.integer({ min: 1, max: 5 })),
      capacities: fc.dictionary(channel, fc.integer({ min: 0, max: 2 })),
      voiceExclusive: fc.boolean(),
      holdsOn: fc.dictionary(channel, fc.integer({ min: 0, max: 2 })),
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
  skills: [],
  preferred: null,
  declined: {},
};
const free: Server = {
  id: 'a1',
  queueIds: ['q1'],
  channels: ['voice', 'x'],
  capacity: 2,
  skills: [],
  capacities: {},
  voiceExclusive: true,
  holdsOn: {},
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
        const forAll = left.filter(({ preferred }) => preferred === null || preferred.until <= NOW);
        for (const item of forAll)
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

  test('whoever is not good enough at a skill is not asked; among those who are, the longest free has it', () => {
    const item: Waiting = { ...call, skills: ['french', 'gold'], levels: { french: 3 } };
    const at = (id: string, french: number, freeSince: number): Server => ({
      ...free,
      id,
      skills: ['french', 'gold'],
      levels: { french, gold: 1 },
      freeSince,
    });
    expect(whoGets([item], [at('a1', 2, 1), at('a2', 5, 9), at('a3', 3, 5)])).toEqual(['w1→a3']);
    expect(whoGets([item], [at('a1', 2, 1)])).toEqual([]);
    const { levels: _unjudged, ...never } = at('a1', 5, 1);
    expect(whoGets([item], [never])).toEqual([]);
    expect(whoGets([{ ...item, levels: {} }], [never])).toEqual(['w1→a1']);
  });

  const liking = (until: number): Waiting => ({
    ...call,
    preferred: {
      until,
      agents: [
        { id: 'a2', why: 'asked for' },
        { id: 'a1', why: 'spoke last' },
      ],
    },
  });
  const second: Server = { ...free, id: 'a2', freeSince: free.freeSince + 50 };
  const third: Server = { ...free, id: 'a3', freeSince: 0 };
  const why = (item: Waiting, servers: Server[]) => route([item], servers, POLICY, NOW).map(one => one.why);

  test('the preferred agent has it first, then the last one, and after the time everybody', () => {
    expect(whoGets([liking(NOW + 1)], [third, free, second])).toEqual(['w1→a2']);
    expect(why(liking(NOW + 1), [third, free, second])).toEqual(['asked for']);
    expect(whoGets([liking(NOW + 1)], [third, free, { ...second, state: 'acw' }])).toEqual(['w1→a1']);
    expect(whoGets([liking(NOW)], [third, free, second])).toEqual(['w1→a3']);
  });

  test('it waits for a preferred agent who is busy, and not for one who is away, cannot serve it or has declined it', () => {
    const busy: Server = { ...second, state: 'on-contact' };
    const waits = { ...liking(NOW + 700), preferred: { until: NOW + 700, agents: [{ id: 'a2', why: 'asked for' }] } };
    expect(whoGets([waits], [third, busy])).toEqual([]);
    expect(nextChance([waits], [third, busy], POLICY, NOW)).toBe(NOW + 700);
    for (const gone of [{ state: 'not-ready' }, { state: 'offline' }, { queueIds: ['q2'] }] as const)
      expect(whoGets([waits], [third, { ...busy, ...gone } as Server])).toEqual(['w1→a3']);
    expect(whoGets([{ ...waits, declined: { a2: NOW - 1 } }], [third, second])).toEqual(['w1→a3']);
  });

  test('only who has every skill of queue and work is asked', () => {
    const french = { ...call, skills: ['gold', 'french'] };
    expect(whoGets([french], [{ ...free, skills: ['gold'] }])).toEqual([]);
    expect(whoGets([french], [{ ...free, skills: ['french', 'gold', 'more'] }])).toEqual(['w1→a1']);
  });

  test.each<[string, Waiting['channel'], Partial<Server>, boolean]>([
    ['a call beside a call', 'voice', { holdsVoice: true, state: 'on-contact', voiceExclusive: false }, false],
    ['a message beside a call', 'x', { holdsVoice: true, state: 'on-contact' }, false],
    [
      'a message beside a call where the team wants it',
      'x',
      { holdsVoice: true, state: 'on-contact', voiceExclusive: false },
      true,
    ],
    ['a message after a call', 'x', { state: 'acw', voiceExclusive: false }, false],
    ['one more than the channel allows', 'x', { holds: 1, holdsOn: { x: 1 }, capacities: { x: 1 } }, false],
    ['one of another channel than the full one', 'email', { holds: 1, holdsOn: { x: 1 }, capacities: { x: 1 } }, true],
    ['one more than all channels together allow', 'email', { holds: 2, holdsOn: { x: 2 } }, false],
    ['a call for who takes none', 'voice', { capacities: { voice: 0 } }, false],
  ])('%s', (_name, asked, change, expected) => {
    expect(isFree(asked, { ...free, ...change })).toBe(expected);
  });
});
