// Row 41: whoever begins a shift introduces themselves once under a handle, however often and from wherever they ask.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { plantSeed } from '../../../backend/store/seed.ts';
import type { Introduction } from '../../../shared/domain/introduction.ts';
import { NOW, newWorld, seed, type World } from '../intake/world.ts';

const HOUR = 3_600_000;
const care = { channel: 'x' as const, handle: '@Care' };
/** NOW is noon in UTC. */
const shifts = { zone: 'UTC', starts: [6 * 60, 14 * 60, 22 * 60] };
const morning = Date.UTC(2026, 10, 20, 6);
const team = {
  id: 'team',
  name: 'Care',
  notReadyReasons: [],
  noResponseReasons: [],
  voiceExclusive: true,
  shifts,
  handles: [
    { address: '@Care', channel: 'x' as const, name: 'Care', signOff: null, shiftIntro: 'Hi', signature: null },
    { address: '@Quiet', channel: 'x' as const, name: 'Quiet', signOff: null, shiftIntro: null, signature: null },
    {
      address: 'care@us.example',
      channel: 'email' as const,
      name: 'Mail',
      signOff: null,
      shiftIntro: 'Hi',
      signature: null,
    },
    {
      address: '@Night',
      channel: 'x' as const,
      name: 'Night',
      signOff: null,
      shiftIntro: 'Hi',
      signature: null,
      hours: { zone: 'UTC', week: Array.from({ length: 7 }, () => [{ from: 20 * 60, to: 23 * 60 }]), holidays: [] },
    },
  ],
  macros: [],
};

let world: World;
beforeAll(async () => {
  world = await newWorld();
  await plantSeed(world.db, { ...seed, team }, NOW);
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.centre.settle();
  await world.db.query('DELETE FROM introduction');
  world.acts.splice(0);
  world.answerActsWith(async () => ({ ok: true }));
  world.pass(NOW - world.now());
});

const introduce = (text = 'Mara here until 14:00', over: object = {}, agentId = 'a-mara', id?: string) =>
  world.run(agentId, 'shift.introduce', { ...care, shiftFrom: morning, text, ...over }, id);
const skip = (agentId = 'a-mara') => world.run(agentId, 'shift.skipIntroduction', { ...care, shiftFrom: morning });
const kept = async (): Promise<Introduction[]> =>
  (await world.db.query<{ json: Introduction }>(`SELECT json FROM introduction ORDER BY agent_id`)).map(
    ({ json }) => json,
  );
const told = async (): Promise<Introduction[]> =>
  (await world.told()).flatMap(({ audience, audience_id, body }) =>
    audience === 'agent' && audience_id === 'a-mara' && body.kind === 'introduction.changed' ? [body.introduction] : [],
  );

describe('an introduction', () => {
  test('goes out once under the handle, is confirmed, and the agent’s desks are told', async () => {
    expect(await introduce()).toMatchObject({ ok: true });
    await world.centre.settle();
    expect(world.acts).toMatchObject([{ do: 'post', ...care, agentId: 'a-mara', text: 'Mara here until 14:00' }]);
    expect(await kept()).toMatchObject([{ agentId: 'a-mara', state: 'confirmed', shiftFrom: morning, version: 2 }]);
    expect((await told()).slice(-2).map(({ state }) => state)).toEqual(['sent', 'confirmed']);
    expect(await world.db.query(`SELECT 1 FROM outgoing`)).toEqual([]);
    expect(await world.centre.snapshotOf(world.db, 'a-mara')).toContainEqual(
      expect.objectContaining({ kind: 'introduction.changed' }),
    );
  });

  test('of two desks, or of a second node, is posted once, and who comes second is told', async () => {
    const other = world.open();
    const two = await Promise.all([
      introduce('one'),
      other.runCommand('a-mara', {
        id: 'from-elsewhere',
        kind: 'shift.introduce',
        params: { ...care, shiftFrom: morning, text: 'two' },
      }),
    ]);
    await world.centre.settle();
    await other.settle();
    expect(two.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    expect(two).toContainEqual(
      expect.objectContaining({ code: 'conflict', reason: expect.stringContaining('already') }),
    );
    expect(world.acts.length).toBe(1);
    expect(await introduce('three')).toMatchObject({ ok: false, code: 'conflict' });
    expect(world.acts.length).toBe(1);
  });

  test('stands on the leads’ board, with who skipped theirs, until the next shift', async () => {
    await introduce();
    await world.centre.settle();
    world.pass(1);
    await skip('a-priya');
    expect((await world.centre.board()).introductions).toMatchObject([
      { agentName: 'Priya Shah', handle: '@Care', state: 'skipped', text: null },
      { agentName: 'Mara Lindholm', handle: '@Care', state: 'confirmed', text: 'Mara here until 14:00' },
    ]);
    world.pass(2 * HOUR);
    expect((await world.centre.board()).introductions).toEqual([]);
  });

  test('asked again under the same id has the same answer and no second post', async () => {
    const first = await introduce('Hello', {}, 'a-mara', 'the-same');
    expect(await introduce('Hello', {}, 'a-mara', 'the-same')).toEqual(first);
    await world.centre.settle();
    expect(world.acts.length).toBe(1);
  });

  test('is each agent’s own, and each shift’s own', async () => {
    expect(await introduce()).toMatchObject({ ok: true });
    expect(await introduce('Priya here', {}, 'a-priya')).toMatchObject({ ok: true });
    world.pass(2 * HOUR);
    expect(await introduce('late')).toMatchObject({ ok: false, code: 'expired' });
    expect(await introduce('Mara again', { shiftFrom: morning + 8 * HOUR })).toMatchObject({ ok: true });
    await world.centre.settle();
    expect(world.acts.map(act => act.do === 'post' && act.text)).toEqual([
      'Mara here until 14:00',
      'Priya here',
      'Mara again',
    ]);
  });

  test('that was skipped is not posted, and may be later', async () => {
    expect(await skip()).toMatchObject({ ok: true });
    await world.centre.settle();
    expect(world.acts).toEqual([]);
    expect(await kept()).toMatchObject([{ state: 'skipped', text: null }]);
    expect(await introduce()).toMatchObject({ ok: true });
    expect(await skip()).toMatchObject({ ok: false, code: 'conflict' });
  });

  test('that the network refused says why, and may be posted again', async () => {
    world.answerActsWith(async () => ({ ok: false, reason: 'the account is locked' }));
    await introduce('Hello');
    await world.centre.settle();
    expect(await kept()).toMatchObject([{ state: 'failed', reason: 'the account is locked', text: 'Hello' }]);
    world.answerActsWith(async () => ({ ok: true }));
    expect(await introduce('Hello again')).toMatchObject({ ok: true });
    await world.centre.settle();
    expect(await kept()).toMatchObject([{ state: 'confirmed', reason: null, text: 'Hello again' }]);
  });

  test('that a dead node left is taken out by another, under the same id', async () => {
    world.answerActsWith(async () => {
      throw new Error('gone');
    });
    await world.db.query(`DELETE FROM node`);
    const act = { id: 'left', do: 'post', ...care, agentId: 'a-mara', text: 'Hello', introductionId: 'i' };
    await world.db.query(
      `INSERT INTO outgoing (entry_id, at, line, act, node_id) VALUES ('left', 1, 'i', $1, 'dead')`,
      [JSON.stringify(act)],
    );
    const made = {
      id: 'i',
      version: 1,
      agentId: 'a-mara',
      agentName: 'Mara',
      ...care,
      shiftFrom: morning,
      state: 'sent',
    };
    await world.db.query(
      `INSERT INTO introduction (id, agent_id, channel, handle, shift_from, at, json) VALUES ('i', 'a-mara', 'x', '@Care', $1, 1, $2)`,
      [morning, JSON.stringify({ ...made, text: 'Hello', at: 1, commandId: 'c', reason: null })],
    );
    const other = world.open();
    await other.start();
    await other.settle();
    await other.stop();
    expect(world.acts.map(({ id }) => id)).toEqual(['left']);
    expect(await kept()).toMatchObject([{ state: 'failed', reason: 'the channel could not be reached' }]);
  });
});

describe('refused before anything is written', () => {
  test.each([
    ['a variable without a value', 'Hi, {{shift.end}}', {}, 'bad-input', 'shift.end'],
    ['no words', '  ', {}, 'bad-input', 'words'],
    ['too long for the network', 'x'.repeat(281), {}, 'too-large', '280'],
    ['a handle that asks for none', 'Hi', { handle: '@Quiet' }, 'denied', '@Quiet'],
    ['a handle that is not ours', 'Hi', { handle: '@Evil' }, 'denied', '@Evil'],
    ['a channel without posts', 'Hi', { channel: 'email', handle: 'care@us.example' }, 'denied', 'care@us'],
    ['a handle that is closed now', 'Hi', { handle: '@Night' }, 'denied', '@Night'],
  ])('%s', async (_what, text, over, code, words) => {
    expect(await introduce(text, over)).toMatchObject({ ok: false, code, reason: expect.stringContaining(words) });
    await world.centre.settle();
    expect(await kept()).toEqual([]);
    expect(world.acts).toEqual([]);
  });
});
