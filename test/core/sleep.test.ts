import { expect, test } from 'vitest';
import type { CommandOf } from '../../shared/contract/commands.ts';
import { hasSlept, type Paused, whatWas } from '../../shared/domain/sleep.ts';
import { connectionIs, eventually, startBackend, startDesk } from './support/desk.ts';
import { mara, NOW } from './support/records.ts';

const HOUR = 3_600_000;

test('a pause is a sleep, or a clock that was put forward: the backend’s clock beside it tells them apart', () => {
  expect(whatWas({ wall: 1_200, monotonic: 1_200, skew: 0 })).toBe('nothing');
  expect(whatWas({ wall: 29_999, monotonic: 29_999, skew: 0 })).toBe('nothing');
  expect(whatWas({ wall: 8 * HOUR, monotonic: 1_000, skew: 40 })).toBe('sleep');
  expect(whatWas({ wall: 8 * HOUR, monotonic: 8 * HOUR, skew: 0 })).toBe('sleep');
  expect(whatWas({ wall: HOUR, monotonic: 1_000, skew: -HOUR })).toBe('clock');
  expect(whatWas({ wall: -HOUR, monotonic: 1_000, skew: HOUR })).toBe('nothing');
});

/** `onDesk` and `everywhere` move time; the monotonic clock of this machine stands still in a sleep. */
async function available(state: 'available' | 'not-ready' = 'available') {
  let world = NOW;
  let desks = 0;
  const backend = await startBackend({ now: () => world });
  const desk = startDesk(backend.url, { clock: { now: () => world + desks, monotonic: () => performance.now() } });
  await connectionIs(desk, 'live');
  const presence = { agentId: mara.id, version: 1, state, reason: null, since: NOW, pending: null };
  backend.append([{ kind: 'presence.changed', presence }]);
  await eventually(async () => expect((await desk.bridge.call('presence.read', {}))?.state).toBe(state));
  const asked = () =>
    backend.effects.filter(one => one.kind === 'presence.set').map(one => (one as CommandOf<'presence.set'>).params);
  return {
    backend,
    desk,
    asked,
    everywhere: (ms: number) => void (world += ms),
    onDesk: (ms: number) => void (desks += ms),
  };
}
const AWAY = { state: 'not-ready', reason: 'Away' };

test('F24: after 8 hours of sleep the desk is back within 5 s, and its agent is Not Ready', async () => {
  const { backend, desk, asked, everywhere } = await available();
  const before = backend.resumes.length;
  everywhere(8 * HOUR);
  await eventually(() => expect(backend.resumes.length).toBeGreaterThan(before), 5_000);
  await connectionIs(desk, 'live', 5_000);
  await eventually(() => expect(asked()).toEqual([AWAY]));
});

test('F24: told of the sleep by its host, it is Not Ready before and connects anew after', async () => {
  const { backend, desk, asked } = await available();
  await desk.bridge.call('host.sleep', { phase: 'going' });
  await eventually(() => expect(asked()).toEqual([AWAY]));
  const before = backend.resumes.length;
  await desk.bridge.call('host.sleep', { phase: 'back' });
  await eventually(() => expect(backend.resumes.length).toBe(before + 1), 5_000);
  await connectionIs(desk, 'live', 5_000);
});

test('F10: a clock that jumps makes nobody Not Ready', async () => {
  const { backend, desk, asked, onDesk } = await available();
  const before = backend.resumes.length;
  onDesk(HOUR);
  await eventually(() => expect(backend.resumes.length).toBeGreaterThan(before), 5_000);
  await connectionIs(desk, 'live', 5_000);
  onDesk(-2 * HOUR);
  await new Promise(done => setTimeout(done, 1_200));
  expect(asked()).toEqual([]);
});

test('who was not available anyway keeps their own reason', async () => {
  const { desk, asked } = await available('not-ready');
  await desk.bridge.call('host.sleep', { phase: 'going' });
  await desk.bridge.call('host.sleep', { phase: 'back' });
  await connectionIs(desk, 'live', 5_000);
  expect(asked()).toEqual([]);
});

test('who slept says so in the hello of the next connection, before anything else, and once', async () => {
  const { backend, desk, everywhere } = await available();
  expect(backend.hellos.at(-1)).not.toHaveProperty('paused');
  const before = backend.resumes.length;
  everywhere(8 * HOUR);
  await eventually(() => expect(backend.resumes.length).toBeGreaterThan(before), 5_000);
  await connectionIs(desk, 'live', 5_000);
  const paused = backend.hellos.at(-1)?.['paused'] as Paused;
  expect(hasSlept(paused, NOW + 8 * HOUR)).toBe(true);
  backend.cut();
  await eventually(() => expect(backend.hellos.length).toBeGreaterThan(2), 5_000);
  await connectionIs(desk, 'live', 5_000);
  expect(backend.hellos.at(-1)).not.toHaveProperty('paused');
});

test('a clock that was put forward says a pause that the backend’s clock shows to be none', async () => {
  const { backend, desk, onDesk } = await available();
  const before = backend.resumes.length;
  onDesk(HOUR);
  await eventually(() => expect(backend.resumes.length).toBeGreaterThan(before), 5_000);
  await connectionIs(desk, 'live', 5_000);
  const paused = backend.hellos.at(-1)?.['paused'] as Paused;
  expect(paused.wallMs).toBeGreaterThanOrEqual(HOUR);
  expect(hasSlept(paused, NOW)).toBe(false);
});

test('a machine that wakes takes no session back that another desk has, and offers no refused secret again', async () => {
  const { backend, desk } = await available();
  const signIns = backend.seen.signIns;
  const resumes = backend.resumes.length;
  backend.io.emit('session.ended', { reason: 'replaced' });
  await connectionIs(desk, 'replaced');
  await desk.bridge.call('host.sleep', { phase: 'back' });
  await connectionIs(desk, 'replaced');
  expect(backend.seen.signIns).toBe(signIns);

  backend.faults.refuseSignIn = true;
  await desk.bridge.call('session.signIn', { secret: 'no good any more' });
  await connectionIs(desk, 'signed-out');
  await desk.bridge.call('host.sleep', { phase: 'back' });
  await connectionIs(desk, 'signed-out');
  await desk.bridge.call('connection.retry', {});
  await eventually(() => expect(backend.seen.signIns).toBe(signIns + 2));
  expect(backend.resumes).toHaveLength(resumes);
});
