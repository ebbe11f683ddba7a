// What a desk offers when a shift begins, and that what the agent decided survives the network, the desk and a refusal.
import { expect, test } from 'vitest';
import type { CommandOf } from '../../shared/contract/commands.ts';
import type { FeedEvent } from '../../shared/contract/wire.ts';
import type { Introduction } from '../../shared/domain/introduction.ts';
import { connectionIs, type Desk, eventually, startBackend, startDesk } from './support/desk.ts';
import { NOW } from './support/records.ts';

const HOUR = 3_600_000;
/** NOW is 09:00 in UTC. */
const MORNING = NOW - 3 * HOUR;
const handle = { channel: 'x', name: 'Care', signOff: null, signature: null } as const;
const team = {
  kind: 'team.changed',
  team: {
    id: 'team',
    version: 1,
    name: 'Care',
    notReadyReasons: [],
    noResponseReasons: [],
    voiceExclusive: true,
    handoverNote: false,
    shifts: { zone: 'UTC', starts: [6 * 60, 14 * 60, 22 * 60] },
    handles: [
      { ...handle, address: '@Care', shiftIntro: '{{agent.firstName}} here until {{shift.end}}' },
      { ...handle, address: '@Quiet', shiftIntro: null },
    ],
    macros: [],
  },
} satisfies FeedEvent;
const place = { channel: 'x', handle: '@Care', shiftFrom: MORNING } as const;
const posted = (change: Partial<Introduction> = {}): FeedEvent => ({
  kind: 'introduction.changed',
  introduction: {
    id: 'i1',
    version: 1,
    agentId: 'agent-mara',
    agentName: 'Mara Lindholm',
    ...place,
    state: 'sent',
    text: 'Hello',
    at: NOW,
    commandId: 'c',
    reason: null,
    ...change,
  },
});
const due = async (desk: Desk) => (await desk.bridge.call('shift.introductions', {})).due;

async function begin(now: () => number = () => NOW) {
  const backend = await startBackend({ now });
  backend.append([team]);
  const clock = { now, monotonic: () => performance.now() };
  const desk = startDesk(backend.url, { clock });
  await connectionIs(desk, 'live');
  await eventually(async () => expect(await due(desk)).toHaveLength(1));
  return { backend, desk, clock };
}

test('the team’s words are offered, filled in, and the desk knows when that changes', async () => {
  const { desk } = await begin();
  const until = NOW + 5 * HOUR;
  expect(await desk.bridge.call('shift.introductions', {})).toEqual({
    due: [{ ...place, name: 'Care', until, text: 'Mara here until 14:00', state: 'new', reason: null }],
    made: [],
    next: until,
  });
});

test('posted without a network it waits over a restart, is not offered meanwhile, and goes out once', async () => {
  const { backend, desk, clock } = await begin();
  await backend.stop();
  await connectionIs(desk, 'offline', 10_000);
  await desk.bridge.call('shift.introduce', { ...place, text: 'Hello' });
  expect(await due(desk)).toEqual([]);
  await desk.core.stop();

  const again = await startBackend({ now: clock.now, port: backend.port });
  again.append([team]);
  const second = startDesk(again.url, { clock, dataDir: desk.dataDir });
  await eventually(() => expect(again.effects.map(({ kind }) => kind)).toEqual(['shift.introduce']), 10_000);
  expect((again.effects[0] as CommandOf<'shift.introduce'>).params).toEqual({ ...place, text: 'Hello' });
  again.append([posted()]);
  await eventually(async () => expect((await second.bridge.call('shift.introductions', {})).made).toHaveLength(1));
  expect(await due(second)).toEqual([]);
  expect(again.effects).toHaveLength(1);
});

test('refused, it is offered again with the reason and the agent’s own words, until they send others', async () => {
  const { backend, desk } = await begin();
  backend.decides(() => ({ ok: false, code: 'too-large', reason: '3 more than x lets through' }));
  await desk.bridge.call('shift.introduce', { ...place, text: 'My own words' });
  const refused = { state: 'refused', text: 'My own words', reason: '3 more than x lets through' };
  await eventually(async () => expect(await due(desk)).toMatchObject([refused]));
  backend.decides(() => ({ ok: true, entryId: null }));
  await desk.bridge.call('shift.introduce', { ...place, text: 'Shorter' });
  await eventually(() => expect(backend.effects).toHaveLength(1));
  backend.append([posted({ commandId: backend.effects[0]!.id })]);
  await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toEqual([]));
});

test.each(['shift.introduce', 'shift.skipIntroduction'] as const)(
  '%s: answered, it is not offered again before the feed has brought it',
  async kind => {
    const { backend, desk } = await begin();
    await (kind === 'shift.introduce'
      ? desk.bridge.call(kind, { ...place, text: 'Hello' })
      : desk.bridge.call(kind, place));
    await eventually(async () =>
      expect(await desk.bridge.call('outbox.read', {})).toMatchObject([{ state: 'confirmed' }]),
    );
    // What comes by the feed meanwhile is of something else.
    backend.append([{ ...team, team: { ...team.team, version: 2, name: 'Care of the night' } }]);
    await eventually(async () => expect((await desk.bridge.call('session.read', {})).team?.name).toContain('night'));
    expect(await due(desk)).toEqual([]);
    const state = kind === 'shift.introduce' ? 'sent' : 'skipped';
    backend.append([posted({ commandId: backend.effects[0]!.id, state })]);
    await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toEqual([]));
    expect(await due(desk)).toHaveLength(kind === 'shift.introduce' ? 0 : 1);
  },
);

test('what was skipped, or did not come through, may still be posted; what is out may not', async () => {
  const { backend, desk } = await begin();
  backend.append([posted({ state: 'skipped', text: null })]);
  await eventually(async () =>
    expect(await due(desk)).toMatchObject([{ state: 'skipped', text: 'Mara here until 14:00' }]),
  );
  backend.append([posted({ version: 2, state: 'failed', text: 'Hi', reason: 'locked' })]);
  await eventually(async () =>
    expect(await due(desk)).toMatchObject([{ state: 'failed', text: 'Hi', reason: 'locked' }]),
  );
  backend.append([posted({ version: 3, state: 'confirmed' })]);
  await eventually(async () => expect(await due(desk)).toEqual([]));
  expect(desk.pushes).toContainEqual({ topic: 'introductions' });
});

test('in the next shift it is offered anew, and words for the one that is over are never sent', async () => {
  let now = NOW;
  const { backend, desk } = await begin(() => now);
  await backend.stop();
  await connectionIs(desk, 'offline', 10_000);
  await desk.bridge.call('shift.introduce', { ...place, text: 'Too late' });
  now = NOW + 6 * HOUR;
  const again = await startBackend({ now: () => now, port: backend.port });
  again.append([team]);
  await desk.bridge.call('connection.retry', {});
  await connectionIs(desk, 'live', 10_000);
  await eventually(async () =>
    expect(await desk.bridge.call('outbox.read', {})).toMatchObject([{ state: 'refused', code: 'expired' }]),
  );
  expect(again.commands).toEqual([]);
  expect(await due(desk)).toMatchObject([
    { shiftFrom: MORNING + 8 * HOUR, state: 'new', text: 'Mara here until 22:00' },
  ]);
});
